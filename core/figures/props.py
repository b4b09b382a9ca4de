"""The things in a picture: drawn in % of body height, y down, floor 0; those held hang in the hand."""

from dataclasses import dataclass

from core.figures.measures import Point
from core.figures.shapes import numbers
from core.model.figure import Prop

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """Markup of a thing and the box around it (left, top, right, bottom)."""

    markup: str
    box: Box


def _rect(fill: str, x: float, y: float, width: float, height: float, round_: float = 0.0) -> str:
    rounded = f' rx="{numbers(round_)}"' if round_ else ""
    return (
        f'<rect class="{fill}" x="{numbers(x)}" y="{numbers(y)}" width="{numbers(width)}"'
        f' height="{numbers(height)}"{rounded}/>'
    )


def _path(fill: str, d: str) -> str:
    return f'<path class="{fill}" d="{d}"/>'


def _line(d: str, width: float, fill: str = "prop") -> str:
    return f'<path class="{fill} o" stroke-width="{numbers(width)}" d="{d}"/>'


def _circle(fill: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{fill}" cx="{numbers(x)}" cy="{numbers(y)}" r="{numbers(radius)}"/>'


def standing(prop: Prop, side: bool) -> Drawn:
    """A thing that stands in the room."""
    x, y = prop.x, -prop.y
    maker = _STANDING.get(prop.kind)
    if maker is None:
        raise KeyError(prop.kind)
    drawn = maker(prop, side)
    flip = "scale(-1 1)" if prop.flip else ""
    place = f"translate({numbers(x, y)})" if x or y else ""
    turn = f"rotate({numbers(prop.turn)})" if prop.turn else ""
    left, top, right, bottom = drawn.box
    if prop.flip:
        left, right = -right, -left
    moved = (left + x, top + y, right + x, bottom + y)
    if not place + turn + flip:
        return Drawn(drawn.markup, moved)
    return Drawn(f'<g transform="{place}{turn}{flip}">{drawn.markup}</g>', moved)


def _mat(prop: Prop, side: bool) -> Drawn:
    width, height = prop.width or 110, prop.height or 1.6
    if not side:
        return Drawn(
            _rect("mat", -width / 2, -height / 2, width, height, 2), (-width / 2, -height / 2, width / 2, height / 2)
        )
    return Drawn(_rect("mat", -width / 2, 0, width, height, 0.8), (-width / 2, 0, width / 2, height))


def _wall(prop: Prop, side: bool) -> Drawn:
    height, width = prop.height or 112, prop.width or 5
    return Drawn(
        _rect("prop_light", 0, -height, width, height) + _rect("prop", 0, -height, 0.9, height), (0, -height, width, 0)
    )


def _chair(prop: Prop, side: bool) -> Drawn:
    seat = prop.height or 26
    back = seat + 26
    if not side:
        w = (prop.width or 26) / 2
        markup = (
            _line(f"M{numbers(-w + 2, -back)}V0M{numbers(w - 2, -back)}V0", 2.2, "prop_dark")
            + _rect("prop", -w, -back - 1, 2 * w, 9, 2)
            + _rect("prop_light", -w, -seat, 2 * w, 3, 1.2)
        )
        return Drawn(markup, (-w, -back - 1, w, 0))
    markup = (
        _line(f"M{numbers(-11, -seat)}L-13 0M{numbers(11, -seat)}L13 0", 2.2, "prop_dark")
        + _line(f"M{numbers(-11.5, -seat)}L{numbers(-14.5, -back)}", 2.6, "prop")
        + _rect("prop_light", -13.5, -seat, 27, 3, 1.4)
    )
    return Drawn(markup, (-16, -back - 1, 14, 0))


def _block(prop: Prop, width: float, height: float) -> Drawn:
    width, height = prop.width or width, prop.height or height
    markup = _rect("prop_light", -width / 2, -height, width, height, 1.2) + _rect(
        "prop", -width / 2, -height, width, 2.2, 1
    )
    return Drawn(markup, (-width / 2, -height, width / 2, 0))


def _step(prop: Prop, side: bool) -> Drawn:
    return _block(prop, 26, 11)


def _box(prop: Prop, side: bool) -> Drawn:
    return _block(prop, 26, 20)


def _bench(prop: Prop, side: bool) -> Drawn:
    width, height = prop.width or 44, prop.height or 25
    legs = _line(f"M{numbers(-width / 2 + 5, -height + 3)}V0M{numbers(width / 2 - 5, -height + 3)}V0", 2.4, "prop_dark")
    return Drawn(legs + _rect("prop", -width / 2, -height, width, 5, 2.2), (-width / 2, -height, width / 2, 0))


def _table(prop: Prop, side: bool) -> Drawn:
    width, height = prop.width or 44, prop.height or 44
    legs = _line(f"M{numbers(-width / 2 + 4, -height + 2)}V0M{numbers(width / 2 - 4, -height + 2)}V0", 2.4, "prop_dark")
    return Drawn(legs + _rect("prop_light", -width / 2, -height, width, 3.4, 1.2), (-width / 2, -height, width / 2, 0))


def _ball(prop: Prop, side: bool) -> Drawn:
    radius = (prop.height or 36) / 2
    shine = _line(
        f"M{numbers(-radius * 0.6, -radius * 1.5)}Q{numbers(-radius * 0.3, -radius * 1.8, 0.1, -radius * 1.82)}",
        1,
        "prop_light",
    )
    return Drawn(_circle("prop", 0, -radius, radius) + shine, (-radius, -2 * radius, radius, 0))


def _post(prop: Prop, side: bool) -> Drawn:
    height = prop.height or 112
    return Drawn(
        _rect("prop_dark", -1.6, -height, 3.2, height, 1) + _rect("prop", -7, -1.6, 14, 1.6, 0.8), (-7, -height, 7, 0)
    )


def _bar(prop: Prop, side: bool) -> Drawn:
    """A pull-up bar: end on from the side, on two posts from the front; its middle at the thing's place."""
    if side:
        markup = _line(f"M0 0V-9H{numbers(-24)}", 2, "prop") + _circle("load", 0, 0, 1.9)
        return Drawn(markup, (-25, -10, 2, 2))
    half = (prop.width or 70) / 2
    floor = prop.y
    markup = _line(f"M{numbers(-half, floor)}V0M{numbers(half, floor)}V0", 2.4, "prop") + _line(
        f"M{numbers(-half - 2, 0)}H{numbers(half + 2)}", 2.2, "load"
    )
    return Drawn(markup, (-half - 3, -2, half + 3, floor))


def _door_frame(prop: Prop, side: bool) -> Drawn:
    half, height = (prop.width or 46) / 2, prop.height or 118
    markup = _line(f"M{numbers(-half, 0)}V{numbers(-height)}H{numbers(half)}V0", 3.4, "prop_light")
    return Drawn(markup, (-half - 2, -height - 2, half + 2, 0))


def _cushion(prop: Prop, side: bool) -> Drawn:
    width, height = prop.width or 20, prop.height or 6
    return Drawn(
        _rect("prop_light", -width / 2, -height, width, height, height / 2), (-width / 2, -height, width / 2, 0)
    )


def _tape(prop: Prop, side: bool) -> Drawn:
    """A measuring tape on the floor before the feet; its marks begin at its right end, each fifth one longer."""
    width = prop.width or 16
    marks = "".join(
        f"M{numbers(width / 2 - 2 * index)} .9V{numbers(3.3 if index % 5 == 0 else 2.2)}"
        for index in range(1, int(width / 2))
    )
    return Drawn(
        _rect("tint", -width / 2, 0.6, width, 3.4, 0.5) + _line(marks, 0.5, "line"), (-width / 2, 0, width / 2, 4)
    )


def _water(prop: Prop, side: bool) -> Drawn:
    """Water up to its height, with small waves on top."""
    width, height = prop.width or 120, prop.height or 40
    waves = f"M{numbers(-width / 2, -height)}" + "q4 -2.4 8 0t8 0" * int(width / 16)
    return Drawn(
        _rect("mat", -width / 2, -height, width, height) + _line(waves, 1.2, "prop_light"),
        (-width / 2, -height - 2, width / 2, 0),
    )


def _bicycle(prop: Prop, side: bool) -> Drawn:
    """An exercise bike: the hub of the pedals at its place and 18 up, saddle at (-12, 51), handlebar at (26, 70)."""
    frame = _line("M-17 0H-5M17 0H31M-11 0H24M-8 0L-6 -24-12 -49M-6 -24 0 -18 17 -24 24 0M17 -24L23 -68", 2.4, "prop")
    markup = (
        _circle("prop_light", 19, -17, 13.5)
        + frame
        + _line("M23 -67L27 -70", 2, "prop_dark")
        + _line("M-18 -50.4Q-12 -50 -5.5 -51", 3, "prop_dark")
        + _circle("prop_dark", 0, -18, 3.4)
    )
    return Drawn(markup, (-20, -72, 33, 0))


def _pointer(prop: Prop, side: bool) -> Drawn:
    """Points down at one place: a number is read there."""
    height = prop.height or 14
    markup = _line(f"M0 {numbers(-height)}V-3M-2-5.4L0-2.6 2-5.4", 1, "arrow") + _line("M0-2V4", 0.6, "arrow")
    return Drawn(markup, (-2.5, -height - 1, 2.5, 4))


_STANDING = {
    "mat": _mat,
    "wall": _wall,
    "chair": _chair,
    "step": _step,
    "box": _box,
    "bench": _bench,
    "table": _table,
    "ball": _ball,
    "post": _post,
    "bar": _bar,
    "door_frame": _door_frame,
    "cushion": _cushion,
    "tape": _tape,
    "bicycle": _bicycle,
    "water": _water,
    "pointer": _pointer,
}


def held(prop: Prop, side: bool) -> str:
    """A thing in a hand, in the hand's coordinates: the grip lies at (0, 3.2)."""
    markup = _HELD[prop.kind](prop, side)
    turn = f"rotate({numbers(prop.turn)})" if prop.turn else ""
    return f'<g transform="translate({numbers(prop.x, 3.2 - prop.y)}){turn}">{markup}</g>'


def _dumbbell(prop: Prop, side: bool) -> str:
    return (
        _rect("prop_dark", -5, -0.8, 10, 1.6)
        + _rect("load", -7.4, -3, 3.6, 6, 1.1)
        + _rect("load", 3.8, -3, 3.6, 6, 1.1)
    )


def _kettlebell(prop: Prop, side: bool) -> str:
    return _line("M-2.6 4.6L-2.9 1Q-2.6-.6 0-.6 2.6-.6 2.9 1L2.6 4.6", 1.5, "prop_dark") + _circle("load", 0, 8, 5)


def _barbell(prop: Prop, side: bool) -> str:
    if side and prop.height:  # it lies on the body: what is behind the plate is seen through it, and the pad
        pad = _circle("prop_light", 0, 0, prop.height / 2) + _circle("prop_dark", 0, 0, 1.6)
        rim = "M-8.8 0A8.8 8.8 0 1 1 8.8 0A8.8 8.8 0 1 1-8.8 0Z"
        return f'<g fill-opacity=".5">{_circle("load", 0, 0, 9)}</g>{_line(rim, 1.6, "load")}{pad}'
    if side:
        return _circle("load", 0, 0, 9.5) + _circle("prop", 0, 0, 6.4) + _circle("prop_dark", 0, 0, 1.6)
    half = (prop.width or 80) / 2
    ends = "".join(_rect("load", x, -7, 3.4, 14, 1.2) for x in (-half + 1, half - 4.4))
    return _rect("prop_dark", -half, -0.8, 2 * half, 1.6, 0.8) + ends


def _trap_bar(prop: Prop, side: bool) -> str:
    return _line("M-16 0H16", 1.6, "prop_dark") + _circle("load", 0, 0, 9.5) + _circle("prop", 0, 0, 6.4)


def _bag(prop: Prop, side: bool) -> str:
    return _line("M-2.4 4Q-2.4-.6 0-.6 2.4-.6 2.4 4", 1.1, "prop_dark") + _path(
        "prop", "M-5 3.6H5L6.2 14Q6.2 15.4 4.8 15.4H-4.8Q-6.2 15.4-6.2 14Z"
    )


def _stick_in_hand(prop: Prop, side: bool) -> str:
    if side and prop.width is None:
        return _circle("prop_dark", 0, 0, 1.5)
    half = (prop.width or 70) / 2
    return _rect("prop_dark", -half, -0.9, 2 * half, 1.8, 0.9)


_HELD = {
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "barbell": _barbell,
    "trap_bar": _trap_bar,
    "bag": _bag,
    "stick": _stick_in_hand,
}

HELD_REACH: dict[str, tuple[tuple[float, float, float], ...]] = {
    "dumbbell": ((0, 3.2, 7.4),),
    "kettlebell": ((0, 11.2, 5),),
    "barbell": ((0, 3.2, 9.5),),
    "trap_bar": ((0, 3.2, 16),),
    "bag": ((0, 12, 6.5),),
    "stick": ((0, 3.2, 2),),
}
# Between two ends: width in % of body height, and color.
RUNS = {"band": (1.3, "arrow"), "cable": (0.8, "prop_dark"), "strap": (1.1, "prop_dark"), "stick": (1.8, "prop_dark")}


def fixture(prop: Prop, at: Point) -> str:
    """What a band, cable or strap hangs on at an end that is no part of the body."""
    if prop.kind == "cable":
        return _rect("prop_dark", at[0] - 1.8, at[1] - 2.6, 3.6, 5.2, 1.2)
    return "" if prop.kind == "stick" else _circle("prop_dark", *at, 1.7)
