"""Shapes as SVG paths: rounded tapered outlines from rows of widths; numbers as short as they can be."""

from functools import lru_cache
from math import hypot

from core.figures.measures import Shape


def number(value: float, digits: int = 1) -> str:
    """As few characters as say it: 0.5 -> .5, 3.0 -> 3."""
    return _short(f"{value:.1f}" if digits == 1 else f"{value:.{digits}f}")


# The same few thousand numbers come again and again: turns and places to a tenth.
@lru_cache(maxsize=16384)
def _short(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-0.", "-.") if text.startswith("-0.") else text.removeprefix("0") if "." in text else text
    return "0" if text in ("-0", "", "-") else text


def numbers(*values: float) -> str:
    """Numbers after each other, with a space only where one is needed: a number has one sign and one point."""
    told = last = ""
    for value in values:
        text = number(value)
        apart = told and text[0] != "-" and not (text[0] == "." and "." in last)
        told += f" {text}" if apart else text
        last = text
    return told


@lru_cache(maxsize=512)  # the body has some sixty shapes, always the same
def path_of(shape: Shape, up: bool) -> str:
    """The path of a shape, in its segment's coordinates."""
    return shape.path if shape.path is not None else _outline(shape, up)


def _outline(shape: Shape, up: bool) -> str:
    """Down the front, round the end, up the back, round the start; smooth through every row."""
    way = -1 if up else 1
    front = [(width, way * along) for along, width, _ in shape.rows]
    back = [(-width, way * along) for along, _, width in reversed(shape.rows)]
    sweep = 0 if up else 1
    path = f"M{numbers(*front[0])}{_smooth(front)}{_cap(front[-1], back[0], shape.flat_end, sweep)}"
    return f"{path}{_smooth(back)}{_cap(back[-1], front[0], shape.flat_start, sweep)}Z"


def _smooth(points: list[tuple[float, float]]) -> str:
    """Curves through the points; straight off at both ends along the segment."""
    tangents = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(index - 1, 0)], points[min(index + 1, len(points) - 1)]
        if index in (0, len(points) - 1):
            tangents.append(((after[0] - before[0]) * 0.8, after[1] - before[1]))
        else:
            tangents.append(((after[0] - before[0]) / 2, (after[1] - before[1]) / 2))
        del x, y
    told = ""
    for index in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[index], points[index + 1]
        length = hypot(x1 - x0, y1 - y0)
        controls = []
        for (x, y), (tx, ty), sign in (
            (points[index], tangents[index], 1),
            (points[index + 1], tangents[index + 1], -1),
        ):
            size = hypot(tx, ty) or 1.0
            controls += [x + sign * tx / size * length / 3, y + sign * ty / size * length / 3]
        told += f"C{numbers(*controls, x1, y1)}"
    return told


def _cap(start: tuple[float, float], end: tuple[float, float], flat: bool, sweep: int) -> str:
    if flat:
        return f"L{numbers(*end)}"
    radius = hypot(end[0] - start[0], end[1] - start[1]) / 2
    return f"A{numbers(radius, radius, 0, 0, sweep, *end)}"
