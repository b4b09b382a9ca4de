"""What a picture has in it and where: the motion, the things, the box around all, the scale on a card."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, sin

from core.figures.arrows import way
from core.figures.body import Body, Rig
from core.figures.measures import Point
from core.figures.motion import Motion, move
from core.figures.pose import DEGREE, Placed, Pose, place, point_on
from core.figures.props import HELD_REACH, Box, standing
from core.figures.tracks import Tracks, tracks_of
from core.model.figure import Figure, Prop

# The card, in the picture's own units.
WIDE, HIGH, MARGIN = 400, 300, 18
LARGEST, LARGEST_CLOSE, FLOOR_LINE = 3.0, 7.0, 22


@dataclass(frozen=True)
class Fit:
    """How the room is put on a card: scale, and where its point (0, 0) lies."""

    scale: float
    x: float
    y: float


class Scene:
    """One figure, placed at every moment."""

    def __init__(self, figure: Figure, body: Body) -> None:
        self.figure = figure
        self.motion: Motion = move(figure, body)
        self.rig: Rig = self.motion.rig
        self.side = self.motion.view == "side"
        poses = {id(sample.pose): sample.pose for sample in self.motion.samples}
        places = {key: place(self.rig, pose) for key, pose in poses.items()}
        self.placed = [places[id(sample.pose)] for sample in self.motion.samples]
        self._once = [(poses[key], places[key]) for key in poses]
        self.ways = [way(self.motion, arrow) for arrow in figure.arrow or ()]
        self.props = figure.props or ()
        self.runs = [prop for prop in self.props if prop.ends is not None]
        self.box = _crop(figure.crop) if figure.crop is not None else self._box()

    @cached_property
    def tracks(self) -> Tracks:
        """The motion as the browser plays it."""
        return tracks_of(self.motion)

    def _box(self) -> Box:
        """Around everything that is ever seen, in % of body height."""
        xs: list[float] = []
        ys: list[float] = []
        reach = {name: segment.outer for name, segment in self.rig.segments.items() if segment.outer}
        for prop in self.props:
            if prop.held is not None:
                hand = self.rig.contacts[prop.held].segment
                reach[hand] = reach[hand] + HELD_REACH.get(prop.kind, ())
        for name, circles in reach.items():
            spots = []
            for pose, placed in self._once:
                at_x, at_y, turn = placed[name]
                c, s, shown = cos(turn * DEGREE), sin(turn * DEGREE), pose.shown.get(name, 1.0)
                spots.append((at_x, at_y, c, s, c * shown, s * shown))
            for x, y, radius in circles:
                across = [at_x + x * c - y * s_shown for at_x, _, c, _, _, s_shown in spots]
                down = [at_y + x * s + y * c_shown for _, at_y, _, s, c_shown, _ in spots]
                xs += (min(across) - radius, max(across) + radius)
                ys += (min(down) - radius, max(down) + radius)
        for prop in self.props:
            if prop.held is None and prop.ends is None:
                left, top, right, bottom = standing(prop, self.side).box
                xs += [left, right]
                ys += [top, bottom]
            for end in prop.ends or ():
                if not isinstance(end, str):
                    xs += [end[0] - 2, end[0] + 2]
                    ys += [-end[1] - 2, -end[1] + 2]
        for points in self.ways:
            for x, y in points:
                xs += [x - 1, x + 1]
                ys += [y - 1, y + 1]
        if self.motion.view != "top":
            ys.append(0.0)
        return min(xs), min(ys), max(xs), max(ys)

    def fit(self, wide: float, high: float, margin: float = MARGIN) -> Fit:
        """The largest scale at which everything is inside."""
        left, top, right, bottom = self.box
        if self.figure.crop is not None:
            scale = min(wide / (right - left), high / (bottom - top), LARGEST_CLOSE)
            return Fit(scale, (wide - scale * (left + right)) / 2, (high - scale * (top + bottom)) / 2)
        floor = FLOOR_LINE * high / HIGH if self.motion.view != "top" else margin
        scale = min((wide - 2 * margin) / (right - left), (high - margin - floor) / (bottom - top), LARGEST)
        x = wide / 2 - scale * (left + right) / 2
        if self.motion.view == "top":
            return Fit(scale, x, high / 2 - scale * (top + bottom) / 2)
        spare = high - margin - floor - scale * (bottom - top)
        return Fit(scale, x, high - floor - 0.38 * spare - scale * max(bottom, 0.0))

    def still_poses(self) -> list[Pose]:
        """The key frames that a still strip shows: those named, else the first ones that differ."""
        frames = self.motion.frames
        if self.figure.still is not None:
            return [frames[index].pose for index in self.figure.still if index < len(frames)]
        found: list[Pose] = []
        for frame in frames:
            if all(_differ(frame.pose, pose) for pose in found):
                found.append(frame.pose)
        return found[:3]

    def ends(self, prop: Prop, placed: Placed) -> tuple[Point, Point]:
        """Where a band, cable, strap or stick begins and ends."""
        first, second = prop.ends or ((0.0, 0.0), (0.0, 0.0))
        return self.spot(first, placed), self.spot(second, placed)

    def spot(self, end: str | Point, placed: Placed) -> Point:
        """A point of the body, the middle between two of them, or a place, on the page."""
        if not isinstance(end, str):
            return end[0], -end[1]
        contacts = [self.rig.contacts[name] for name in self.rig.contact_names(end)]
        points = [point_on(placed, contact.segment, *contact.point) for contact in contacts]
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _crop(sides: tuple[float, ...]) -> Box:
    """The part of the room that a close look shows."""
    left, low, right, high = sides
    return left, -high, right, -low


def _differ(first: Pose, second: Pose) -> bool:
    moved = max(abs(first.root[0] - second.root[0]), abs(first.root[1] - second.root[1]))
    return moved > 0.5 or any(abs(angle - second.angles[joint]) > 1 for joint, angle in first.angles.items())
