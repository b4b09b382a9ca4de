"""The arrows of a picture: beside the way that a point takes, or short, at a point."""

from math import atan2, cos, hypot, radians, sin

from core.figures.colors import LETTERS
from core.figures.measures import Point
from core.figures.motion import Motion, pose_at
from core.figures.pose import place, point_on
from core.figures.shapes import numbers
from core.model.figure import Arrow


def way(motion: Motion, arrow: Arrow) -> list[Point]:
    """The points an arrow runs through."""
    contact = motion.rig.contacts[arrow.of]
    frames = motion.frames
    first, last = (min(index, len(frames) - 1) for index in arrow.frames)
    if arrow.way is not None:
        at = point_on(place(motion.rig, frames[first].pose), contact.segment, *contact.point)
        dx, dy = cos(radians(arrow.way)), -sin(radians(arrow.way))
        aside = arrow.aside or 0.0
        start = (at[0] + dx * arrow.gap + dy * aside, at[1] + dy * arrow.gap - dx * aside)
        return [(start[0] + dx * arrow.length * part / 4, start[1] + dy * arrow.length * part / 4) for part in range(5)]
    start_s = sum(frame.move_s * (index > 0) + frame.hold_s for index, frame in enumerate(frames[: first + 1]))
    end_s = (
        sum(frame.move_s * (index > 0) + frame.hold_s for index, frame in enumerate(frames[: last + 1]))
        - frames[last].hold_s
    )
    aside = 8.0 if arrow.aside is None else arrow.aside
    raw = []
    for part in range(9):
        pose = pose_at(motion, 100 * (start_s + (end_s - start_s) * (0.12 + 0.76 * part / 8)) / motion.seconds)
        raw.append(point_on(place(motion.rig, pose, contact.limb), contact.segment, *contact.point))
    out = []
    for index, (x, y) in enumerate(raw):
        before, after = raw[max(index - 1, 0)], raw[min(index + 1, 8)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        size = hypot(dx, dy) or 1.0
        out.append((x + dy / size * aside, y - dx / size * aside))
    return out


def drawn(arrow: Arrow, points: list[Point]) -> str:
    """The arrow's line and head, through the points of its way."""
    line = f"M{numbers(*points[0])}" + "".join(
        f"Q{numbers(*points[index], *points[index + 1])}" for index in range(1, len(points) - 1, 2)
    )
    heads = _head(points[-2], points[-1]) + (_head(points[1], points[0]) if arrow.both_ways else "")
    return f'<path class="{LETTERS["arrow"]} o" stroke-width="1.9" d="{line}{heads}"/>'


def _head(before: Point, tip: Point) -> str:
    turn = atan2(tip[1] - before[1], tip[0] - before[0])
    ends = [(tip[0] - 4.6 * cos(turn + side), tip[1] - 4.6 * sin(turn + side)) for side in (0.6, -0.6)]
    return f"M{numbers(*ends[0])}L{numbers(*tip)} {numbers(*ends[1])}"
