"""Poses that stand still: one on a whole card, or several side by side."""

from math import atan2, degrees, hypot

from core.figures.arrows import drawn as drawn_arrow
from core.figures.body import TWIST
from core.figures.colors import LETTERS, classes
from core.figures.looks import Looks
from core.figures.measures import Point
from core.figures.pose import Placed, Pose, place
from core.figures.props import RUNS, fixture
from core.figures.scene import HIGH, WIDE, Fit, Scene
from core.figures.shapes import number, numbers
from core.model.figure import Prop

EDGE = 2  # a close look stays inside the line around its card


class Stills:
    """Draws still poses of one scene."""

    def __init__(self, scene: Scene, looks: Looks) -> None:
        self.scene = scene
        self.looks = looks
        arrows = zip(scene.figure.arrow or (), scene.ways, strict=True)
        self.arrows = "".join(drawn_arrow(arrow, points) for arrow, points in arrows)

    def _still(self, pose: Pose, placed: Placed) -> str:
        told = []
        twist = pose.angles.get(TWIST, 0.0)
        for layer in self.looks.layers:
            for segment, drawn, alone in self.looks.of(layer):
                x, y, turn = placed[segment]
                scale = pose.shown.get(segment, 1.0)
                width = self.scene.rig.width(segment, twist) if twist else 1.0
                shrink = f"scale({number(width, 2)} {number(scale, 2)})" if scale != 1 or width != 1 else ""
                turned = f"rotate({degrees_})" if (degrees_ := number(turn)) != "0" else ""
                moved = f'transform="translate({numbers(x, y)}){turned}{shrink}"'
                told.append(f"<use {moved}{drawn[4:]}" if alone else f"<g {moved}>{drawn}</g>")
        return "".join(told)

    def scene_of(self, inside: str, runs_back: str, runs_front: str, fit: Fit, card: Point, arrows: bool) -> str:
        """Floor, things, body, arrows in the room's own coordinates; a close look ends at the edge of its `card`."""
        back, front = (f'<use href="#{name}"/>' if self.looks.things[name] else "" for name in ("w", "x"))
        told = "" if self.scene.motion.view == "top" else _ground(fit, card[0])
        told += f'<g transform="translate({numbers(fit.x, fit.y)})scale({number(fit.scale, 3)})">'
        told += back + runs_back + inside + runs_front + front + (self.arrows if arrows else "")
        told += "</g>"
        if self.scene.figure.crop is None:
            return told
        inner = numbers(EDGE, EDGE, card[0] - 2 * EDGE, card[1] - 2 * EDGE)
        sides = f'x="{EDGE}" y="{EDGE}" width="{number(card[0] - 2 * EDGE)}" height="{number(card[1] - 2 * EDGE)}"'
        return f'<svg {sides} viewBox="{inner}">{told}</svg>'

    def whole(self, pose: Pose) -> str:
        """One pose on a whole card."""
        placed = place(self.scene.rig, pose)
        back, front = self._runs(placed)
        return self.scene_of(self._still(pose, placed), back, front, self.scene.fit(WIDE, HIGH), (WIDE, HIGH), True)

    def panels(self, poses: list[Pose], wide: int, high: int, in_row: bool = False) -> str:
        """Poses side by side or below each other, whichever shows them larger."""
        count = len(poses)
        row, column = (wide / count, float(high)), (float(wide), high / count)
        size = row if in_row or self.scene.fit(*row, 12).scale >= self.scene.fit(*column, 8).scale else column
        fit = self.scene.fit(*size, 12 if size is row else 8)
        told = ""
        for index, pose in enumerate(poses):
            placed = place(self.scene.rig, pose)
            back, front = self._runs(placed)
            scene = self.scene_of(self._still(pose, placed), back, front, fit, size, index == min(1, count - 1))
            x, y = (size[0] * index, 0.0) if size is row else (0.0, size[1] * index)
            told += f'<g transform="translate({numbers(x, y)})">{scene}</g>' if index else scene
        return told

    def run(self, prop: Prop) -> str:
        """A band, cable, strap or stick, one unit long to the right."""
        width, fill = RUNS[prop.kind]
        return f'<rect class="{LETTERS[fill]}" y="{number(-width / 2, 2)}" width="1" height="{number(width, 2)}"/>'

    def fixtures(self, prop: Prop, placed: Placed) -> str:
        """What it hangs on where an end is no part of the body."""
        return "".join(
            classes(fixture(prop, self.scene.spot(end, placed))) for end in prop.ends or () if not isinstance(end, str)
        )

    def _runs(self, placed: Placed) -> tuple[str, str]:
        back = front = ""
        for prop in self.scene.runs:
            x, y, turn, length = span(*self.scene.ends(prop, placed))
            drawn = (
                f'<g transform="translate({numbers(x, y)})rotate({number(turn)})scale({number(length, 2)} 1)">'
                f"{self.run(prop)}</g>{self.fixtures(prop, placed)}"
            )
            front, back = (front + drawn, back) if prop.front else (front, back + drawn)
        return back, front


def _ground(fit: Fit, wide: float) -> str:
    line = f"M14 {number(fit.y + 0.8)}H{number(wide - 14)}"
    return f'<path class="{LETTERS["floor"]} o" stroke-width="1.6" d="{line}"/>'


def span(first: Point, second: Point) -> tuple[float, float, float, float]:
    """Start, direction in degrees, and length of what runs between two points."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    return first[0], first[1], degrees(atan2(dy, dx)), hypot(dx, dy)
