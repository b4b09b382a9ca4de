"""The nouns of a moving picture: key frames of joint angles, what touches the floor, props, an arrow."""

from typing import Annotated, Literal

from pydantic import Field

from core.model.base import Frozen

View = Literal["side", "front", "top"]
Region = Literal[
    "low_back",
    "upper_back",
    "belly",
    "side",
    "buttock",
    "hip",
    "thigh_front",
    "thigh_back",
    "calf",
    "chest",
    "shoulder",
    "upper_arm",
    "neck",
]
PropKind = Literal[
    "mat",
    "wall",
    "chair",
    "step",
    "bench",
    "table",
    "box",
    "ball",
    "post",
    "bar",
    "door_frame",
    "band",
    "cable",
    "strap",
    "kettlebell",
    "dumbbell",
    "barbell",
    "trap_bar",
    "stick",
    "bag",
    "tape",
    "cushion",
    "bicycle",
    "water",
    "pointer",
]

Place = Annotated[tuple[float, float], Field(description="across and up from the floor, in % of the body's height")]
Seconds = Annotated[float, Field(ge=0, le=20)]
Degrees = dict[str, Annotated[float, Field(ge=-360, le=360)]]


class Prop(Frozen):
    """A thing in the picture. `x`, `y`, `height`, `width` in % of body height; `held` names the hand that moves it.

    `ends`: what a band, cable, strap or stick runs between: named points of the body or places; `grips` is the middle
    between both hands. A barbell's `height` is that of the pad round it.
    """

    kind: PropKind
    x: float = 0
    y: float = 0
    height: Annotated[float, Field(gt=0, le=150)] | None = None
    width: Annotated[float, Field(gt=0, le=250)] | None = None
    held: str | None = None
    ends: Annotated[tuple[str | Place, ...], Field(min_length=2, max_length=2)] | None = None
    turn: float = 0
    front: bool = False
    flip: bool = False


class Arrow(Frozen):
    """Where the effort goes: the path of the point `of` between two key frames, or a short arrow at it (`way`).

    `way` in degrees: 0 to the right, 90 up; such an arrow stands at the first of `frames`, `gap` away from the point.
    `aside`: how far beside the path, in % of body height; + is left of the way; 8 for a path, else 0.
    """

    of: str
    frames: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=2, max_length=2)] = (0, 1)
    way: float | None = None
    length: Annotated[float, Field(gt=2, le=40)] = 12
    aside: float | None = None
    gap: float = 4
    both_ways: bool = False


class KeyFrame(Frozen):
    """One pose: `move_s` seconds to get there, `hold_s` seconds of staying.

    What it does not name is as in `like` (an earlier key frame), else as in the base pose with the figure's `joints`.
    `planted` replaces the base's list, `free` takes from it. `at` puts named points in their place; `lie` is how a
    planted hand, foot or forearm lies, in degrees on the page; `shift` moves the hips from where the base has them.
    """

    move_s: Seconds = 1.5
    hold_s: Seconds = 0.5
    like: Annotated[int, Field(ge=0)] | None = None
    joints: Degrees = {}
    planted: tuple[str, ...] | None = None
    at: dict[str, Place] = {}
    lie: Degrees = {}
    free: tuple[str, ...] = ()
    shift: Place | None = None


class Figure(Frozen):
    """The moving picture of one rung. `same_as`: the rung (`rung` or `exercise/rung`) whose picture it takes,
    with what is given here put in its place. `shorten`: limbs that point partly to or from a viewer at the side.
    `edged`: layers with a line in the color of the card around them, so that they stand out from what they cross.
    `crop`: a close look at one part of the room: its left, lowest, right and highest, in % of body height.
    `held`: the frames that show the position held; none where the hold is itself a movement."""

    same_as: str | None = None
    base: str | None = None
    frames: tuple[KeyFrame, ...] = ()
    joints: Degrees = {}
    planted: tuple[str, ...] | None = None
    at: dict[str, Place] = {}
    lie: Degrees = {}
    shift: Place | None = None
    props: tuple[Prop, ...] | None = None
    tint: tuple[Region, ...] | None = None
    arrow: tuple[Arrow, ...] | None = None
    front: tuple[str, ...] | None = None
    behind: tuple[str, ...] | None = None
    bend: dict[str, Literal[-1, 1]] | None = None
    shorten: tuple[str, ...] | None = None
    back_s: Seconds | None = None
    facing: Literal["front", "back"] | None = None
    still: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(max_length=4)] | None = None
    held: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(max_length=4)] | None = None
    edged: tuple[str, ...] | None = None
    crop: Annotated[tuple[float, ...], Field(min_length=4, max_length=4)] | None = None


class HowTos(Frozen):
    """data/figures/how_to.toml: pictures that belong to no exercise, by name."""

    figures: dict[str, Figure]
