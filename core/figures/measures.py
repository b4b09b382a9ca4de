"""The drawn body as its data files tell it: segments on their parents, joint ranges, contacts, shapes and colors."""

from typing import Annotated

from pydantic import Field

from core.model.base import Frozen
from core.model.figure import Degrees, Place, Region, View
from core.model.vocabulary import Status

Point = tuple[float, float]


class Shape(Frozen):
    """A filled shape in a segment's own coordinates: an outline by rows, or a path as SVG writes it."""

    fill: str
    rows: tuple[tuple[float, float, float], ...] = ()
    path: str | None = None
    stroke: float | None = None
    flat_start: bool = False
    flat_end: bool = False


class SegmentData(Frozen):
    """One rigid piece. A `pair` stands for both sides; `fist` and `back` are its other looks.

    `twist`: how much of the body's turn to a side it takes part in, so it shows narrower; `slide`: how far it then
    goes to that side on its parent, as a face does. `spare`: drawn only in a picture that bends its joint.
    """

    id: str
    joint: str
    parent: str | None = None
    pair: bool = False
    at: Point = (0, 0)
    sign: int = 1
    share: float = 1
    rest: float = 0
    up: bool = False
    length: float = 0
    twist: float = 0
    slide: float = 0
    spare: bool = False
    reach: tuple[tuple[float, float, float], ...] = ()
    shapes: tuple[Shape, ...]
    fist: tuple[Shape, ...] = ()
    back: tuple[Shape, ...] = ()


class ContactData(Frozen):
    """Where the body touches: a point of a segment, and how far below it the ground is.

    `flat`: the segment lies on the ground, in the direction `lie`. `rests` names the segment that
    turns so that it keeps its height; it may roll or slide a little.
    """

    segment: str
    point: Point
    below: float
    flat: bool = False
    lie: float = 0
    rests: str | None = None
    pair: bool = False


class LimbData(Frozen):
    """An arm or a leg: its three segments and their joints."""

    id: str
    upper: str
    lower: str
    end: str
    joints: tuple[str, str, str]


class Tint(Frozen):
    """A glow on a segment: centre and radii."""

    segment: str
    at: Point
    size: Point


class RigData(Frozen):
    """A body as one view shows it."""

    sides: dict[str, int]
    limbs: tuple[LimbData, ...]
    layers: tuple[str, ...]
    trunk_joints: tuple[str, ...]
    ranges: dict[str, tuple[float, float]]
    contacts: dict[str, ContactData]
    segments: tuple[SegmentData, ...]
    tints: dict[Region, tuple[Tint, ...]]


class SourceNote(Frozen):
    id: str
    told: str
    status: Status


class BodyData(Frozen):
    """data/figures/body.toml."""

    sources: tuple[SourceNote, ...]
    side: RigData
    front: RigData


class BasePose(Frozen):
    """A named pose to start from: joint angles, what is planted, and where."""

    view: View = "side"
    joints: Degrees = {}
    planted: tuple[str, ...] = ()
    at: dict[str, Place] = {}
    lie: Degrees = {}
    bend: dict[str, int] = {}
    facing: Annotated[str, Field(pattern="front|back")] = "front"


class BasePoses(Frozen):
    """data/figures/base_poses.toml."""

    poses: dict[str, BasePose]


class Colors(Frozen):
    """One set of colors: a name of a part -> #rrggbb."""

    card: str
    edge: str
    floor: str
    ground: str
    mat: str
    skin: str
    skin_shade: str
    skin_far: str
    hair: str
    shirt: str
    sleeve: str
    sleeve_far: str
    legs: str
    legs_far: str
    line: str
    prop: str
    prop_light: str
    prop_dark: str
    load: str
    tint: str
    arrow: str


class Style(Frozen):
    """data/figures/style.toml: by day, by night, and both with more contrast."""

    light: Colors
    dark: Colors
    contrast: Colors
    contrast_dark: Colors
