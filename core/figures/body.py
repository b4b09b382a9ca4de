"""The body ready to be posed: the rig of each view, built of its measures, with both sides told apart by name."""

from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin

from core.figures.measures import BasePose, BodyData, LimbData, Point, RigData, SegmentData, Style
from core.model.figure import View

# Across, down, radius.
Circle = tuple[float, float, float]
# The joint of no single segment: the upper body turns to a side, seen from the front.
TWIST = "twist"
PLURALS = {
    "feet": "foot",
    "hands": "hand",
    "knees": "knee",
    "elbows": "elbow",
    "grips": "grip",
    "heels": "heel",
    "shins": "shin",
    "elbow_rests": "elbow_rest",
}


@dataclass(frozen=True)
class Segment:
    """A piece of one side, ready to be placed. `factor` turns degrees of the joint into degrees on the page."""

    id: str
    data: SegmentData
    parent: str | None
    at: Point
    joint: str
    factor: float
    rest: float
    side: int
    layer: str
    circles: tuple[Circle, ...]
    outer: tuple[Circle, ...]


@dataclass(frozen=True)
class Contact:
    """A contact of one side. `limb` and `part` (upper, lower, end) where it lies on an arm or a leg."""

    id: str
    segment: str
    point: Point
    below: float
    flat: bool
    lie: float
    rests: str | None
    limb: str | None
    part: str | None


@dataclass(frozen=True)
class Limb:
    """One arm or leg: segments and joints of its side, and the signs with which its joints turn."""

    id: str
    upper: str
    lower: str
    end: str
    joints: tuple[str, str, str]


# A segment as forward kinematics reads it: id, joint, factor, rest, parent, and its place on the parent.
Row = tuple[str, str, float, float, str | None, float, float]


@dataclass(frozen=True)
class Rig:
    """One view's body with both sides told apart by name."""

    data: RigData
    segments: dict[str, Segment]
    contacts: dict[str, Contact]
    limbs: dict[str, Limb]
    joints: frozenset[str]
    ranges: dict[str, tuple[float, float]]
    sides: tuple[str, ...]
    rows: tuple[Row, ...]
    trunk: tuple[Row, ...]
    limb_rows: dict[str, tuple[Row, ...]]
    children: dict[str, tuple[Segment, ...]]

    def width(self, name: str, twist: float) -> float:
        """How much of a segment's width shows where the body is turned to a side by `twist` degrees."""
        return cos(radians(self.segments[name].data.twist * twist))

    def across(self, name: str, twist: float) -> float:
        """How far to the side a segment hangs on its parent where the body is turned by `twist` degrees."""
        segment = self.segments[name]
        narrow = 1.0 if segment.parent is None else self.width(segment.parent, twist)
        return segment.at[0] * narrow + segment.data.slide * sin(radians(segment.data.twist * twist))

    def follows(self, name: str) -> bool:
        """Whether a segment hangs elsewhere on its parent once the body turns to a side."""
        segment = self.segments[name]
        narrow = segment.parent is not None and self.segments[segment.parent].data.twist != 0 and segment.at[0] != 0
        return narrow or segment.data.slide != 0

    def joint_names(self, name: str) -> tuple[str, ...]:
        """`hip` -> both hips; `hip_near` -> itself; nothing for what is no joint."""
        if name in self.joints:
            return (name,)
        both = tuple(f"{name}_{side}" for side in self.sides)
        return both if both[0] in self.joints else ()

    def contact_names(self, name: str) -> tuple[str, ...]:
        """`feet`, `foot` -> both; `foot_near` -> itself; `leg_near` -> all of it; nothing for what touches nowhere."""
        if name in self.contacts:
            return (name,)
        if name in self.limbs:
            return tuple(contact.id for contact in self.contacts.values() if contact.limb == name)
        single = PLURALS.get(name, name)
        both = tuple(f"{single}_{side}" for side in self.sides)
        return both if both[0] in self.contacts else ()


@dataclass(frozen=True)
class Body:
    """Everything that drawing needs beside the pose: both rigs, the base poses, the colors."""

    data: BodyData
    poses: dict[str, BasePose]
    style: Style

    @cached_property
    def side(self) -> Rig:
        return _rig(self.data.side)

    @cached_property
    def front(self) -> Rig:
        return _rig(self.data.front)

    def rig(self, view: View) -> Rig:
        """The rig of a view; from above it is the one of the front, lying."""
        return self.side if view == "side" else self.front


def _rig(data: RigData) -> Rig:
    sides = tuple(data.sides)
    ends = {segment: (limb.id, part) for limb in data.limbs for part, segment in _parts(limb).items()}
    paired = {segment.id for segment in data.segments if segment.pair}
    segments: dict[str, Segment] = {}
    for one in data.segments:
        for side, sign in data.sides.items() if one.pair else [("", 1)]:
            tail = f"_{side}" if one.pair else ""
            own = next((name for name in (one.id, one.parent) if name in data.layers), None)
            layer = f"{ends[one.id][0]}{tail}" if one.id in ends else own or "trunk"
            segments[one.id + tail] = Segment(
                id=one.id + tail,
                data=one,
                parent=one.parent and one.parent + (tail if one.parent in paired else ""),
                at=(one.at[0] * sign, one.at[1]),
                joint=one.joint + tail,
                factor=one.sign * one.share * sign,
                rest=one.rest * sign,
                side=sign,
                layer=layer,
                circles=(circles := _circles(one, sign)),
                outer=_outer(circles),
            )
    contacts = {}
    for name, contact in data.contacts.items():
        for side, sign in data.sides.items() if contact.pair else [("", 1)]:
            tail = f"_{side}" if contact.pair else ""
            limb, part = ends.get(contact.segment, (None, None))
            contacts[name + tail] = Contact(
                id=name + tail,
                segment=contact.segment + tail,
                point=(contact.point[0] * sign, contact.point[1]),
                below=contact.below,
                flat=contact.flat,
                lie=contact.lie * sign,
                rests=contact.rests and contact.rests + (tail if contact.rests in paired else ""),
                limb=limb and limb + tail,
                part=part,
            )
    limbs = {}
    for limb_data in data.limbs:
        for side in sides:
            names = {part: f"{segment}_{side}" for part, segment in _parts(limb_data).items()}
            first, second, third = (f"{joint}_{side}" for joint in limb_data.joints)
            limbs[f"{limb_data.id}_{side}"] = Limb(
                f"{limb_data.id}_{side}", names["upper"], names["lower"], names["end"], (first, second, third)
            )
    joints = frozenset(segment.joint for segment in segments.values()) | ({TWIST} & set(data.ranges))
    ranges = {}
    for joint in joints:
        ranges[joint] = data.ranges[joint if joint in data.ranges else joint.rsplit("_", 1)[0]]
    rows = {
        one.id: (one.id, one.joint, one.factor, one.rest, one.parent, one.at[0], one.at[1]) for one in segments.values()
    }
    limb_rows = {limb.id: tuple(rows[name] for name in (limb.upper, limb.lower, limb.end)) for limb in limbs.values()}
    on_limbs = {row for found in limb_rows.values() for row in found}
    return Rig(
        data=data,
        segments=segments,
        contacts=contacts,
        limbs=limbs,
        joints=joints,
        ranges=ranges,
        sides=sides,
        rows=tuple(rows.values()),
        trunk=tuple(row for row in rows.values() if row not in on_limbs),
        limb_rows=limb_rows,
        children={name: tuple(one for one in segments.values() if one.parent == name) for name in segments},
    )


def _parts(limb: LimbData) -> dict[str, str]:
    return {"upper": limb.upper, "lower": limb.lower, "end": limb.end}


def _circles(segment: SegmentData, side: int) -> tuple[Circle, ...]:
    """Circles that cover the segment: what it takes to see whether it is inside the frame and above the floor."""
    if segment.reach:
        return tuple((x * side, y, r) for x, y, r in segment.reach)
    found = []
    for shape in segment.shapes:
        for along, front, back in shape.rows:
            y = -along if segment.up else along
            found.append((side * (front - back) / 2, y, (front + back) / 2))
    return tuple(found)


def _outer(circles: tuple[Circle, ...]) -> tuple[Circle, ...]:
    """Those that reach farther than all others in some direction, whichever way the segment is turned."""
    found: set[Circle] = set()
    for turn in range(0, 360 if circles else 0, 3):
        c, s = cos(radians(turn)), sin(radians(turn))
        found.add(max((x * c + y * s + radius, (x, y, radius)) for x, y, radius in circles)[1])
    return tuple(circle for circle in circles if circle in found)
