"""A body in one position: joint angles to places (forward), and places to joint angles (inverse, two bones)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import acos, atan2, cos, degrees, hypot, pi, sin

from core.figures.body import TWIST, Contact, Limb, Point, Rig

Placed = dict[str, tuple[float, float, float]]
FULL_TURN = 360.0
DEGREE = pi / 180


@dataclass(frozen=True)
class Pose:
    """Where the hips are (y down, floor 0), every joint's angle in degrees, how much of a segment's length shows."""

    root: Point
    angles: Mapping[str, float]
    shown: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Goal:
    """What a pose has to fulfil: angles for what is free, places for what is planted or put somewhere.

    `root` puts the hips; without it the contact `anchor` stays in its place and the hips follow. `lie`: how a flat
    contact lies, in degrees on the page. `may_shorten`: limbs that may point partly to the viewer.
    """

    angles: Mapping[str, float]
    targets: Mapping[str, Point]
    anchor: str | None
    root: Point | None
    lie: Mapping[str, float]
    bend: Mapping[str, int]
    may_shorten: frozenset[str] = frozenset()


def place(rig: Rig, pose: Pose, limb: str | None = None) -> Placed:
    """Every segment's joint (x, y) and direction in degrees, y down; with `limb` only what leads to its end."""
    placed: Placed = {}
    angles, shown = pose.angles, pose.shown
    twist = angles.get(TWIST, 0.0)
    for name, joint, factor, rest, parent, at_x, at_y in rig.rows if limb is None else rig.chains[limb]:
        turn = rest + factor * angles[joint]
        if parent is None:
            placed[name] = (*pose.root, turn)
            continue
        x, y, above = placed[parent]
        if shown:
            at_y *= shown.get(parent, 1)
        if twist:
            at_x = rig.across(name, twist)
        c, s = cos(above * DEGREE), sin(above * DEGREE)
        placed[name] = (x + at_x * c - at_y * s, y + at_x * s + at_y * c, above + turn)
    return placed


def _turned(x: float, y: float, turn: float) -> Point:
    c, s = cos(turn * DEGREE), sin(turn * DEGREE)
    return x * c - y * s, x * s + y * c


def point_on(placed: Placed, segment: str, x: float, y: float) -> Point:
    """A point of a segment, on the page."""
    at_x, at_y, turn = placed[segment]
    dx, dy = _turned(x, y, turn)
    return at_x + dx, at_y + dy


def touch(rig: Rig, placed: Placed, name: str, shown: Mapping[str, float]) -> Point:
    """Where a contact touches: across, and up from the floor."""
    contact = rig.contacts[name]
    x, y = point_on(placed, contact.segment, contact.point[0], contact.point[1] * shown.get(contact.segment, 1))
    return x, -y - contact.below


def _bone(contact: Contact, target: Point) -> Point:
    """Where the contact's own point must be on the page for it to touch at `target`."""
    return target[0], -target[1] - contact.below


def near(angle: float, wanted: float) -> float:
    """The same direction, by the full turns nearest to `wanted`."""
    return angle + FULL_TURN * round((wanted - angle) / FULL_TURN)


def solve(rig: Rig, goal: Goal) -> tuple[Pose, dict[str, float]]:
    """The pose that fulfils `goal`, and by how much a target is too far (+) or too near (-), in % of body height."""
    angles = dict(goal.angles)
    shown: dict[str, float] = {}
    missed: dict[str, float] = {}
    root = goal.root if goal.root is not None else (0.0, 0.0)
    held: str | None = None
    if goal.root is None and goal.anchor is not None:
        anchor = rig.contacts[goal.anchor]
        held = anchor.limb
        if held is not None:
            _lay(rig, rig.limbs[held], goal, angles, root, goal.anchor)
        placed = place(rig, Pose(root, angles))
        wanted = _bone(anchor, goal.targets[goal.anchor])
        found = point_on(placed, anchor.segment, *anchor.point)
        root = (wanted[0] - found[0], wanted[1] - found[1])
    for name in goal.targets:
        if rig.contacts[name].rests is not None and name != goal.anchor:
            missed[name] = _rest(rig, goal, angles, root, rig.contacts[name])
    for limb in rig.limbs.values():
        if limb.id == held:
            others = {name for name in goal.targets if name != goal.anchor and rig.contacts[name].limb == held}
            if others and rig.contacts[str(goal.anchor)].part == "lower":
                _lower_to(rig, limb, goal, angles, shown, missed, root)
            continue
        _reach(rig, limb, goal, angles, shown, missed, root)
    return Pose(root, angles, shown), missed


def _rest(rig: Rig, goal: Goal, angles: dict[str, float], root: Point, contact: Contact) -> float:
    """Turns one segment so that the contact is as high as its place says; returns by how much that fails."""
    turning = rig.segments[str(contact.rests)]
    placed = place(rig, Pose(root, angles))
    x, y, turn = placed[turning.id]
    tip = point_on(placed, contact.segment, *contact.point)
    length, offset = hypot(tip[0] - x, tip[1] - y), _direction((x, y), tip) - turn
    # So far below the joint: two directions do it; the one nearer to the pose's own is meant.
    height = _bone(contact, goal.targets[contact.id])[1] - y
    lean = degrees(acos(_unit(height / length)))
    joint, above = turning.joint, turn - turning.rest - turning.factor * angles[turning.joint]
    options = [near((way * lean - offset - above - turning.rest) / turning.factor, angles[joint]) for way in (1, -1)]
    angles[joint] = min(options, key=lambda option: abs(option - angles[joint]))
    if contact.limb is not None:
        _lay(rig, rig.limbs[contact.limb], goal, angles, root, contact.id)
    return max(0.0, abs(height) - length)


def _targets(rig: Rig, limb: Limb, goal: Goal) -> dict[str, Contact]:
    """The limb's contacts that have a place to go to, by part."""
    found = {}
    for name in goal.targets:
        contact = rig.contacts[name]
        if contact.limb == limb.id and contact.part is not None and contact.rests is None:
            found[contact.part] = contact
    return found


def _lay(rig: Rig, limb: Limb, goal: Goal, angles: dict[str, float], root: Point, name: str) -> None:
    """Lays the segment of a flat contact in its direction by turning its own joint."""
    contact = rig.contacts[name]
    if not contact.flat:
        return
    segment = rig.segments[contact.segment]
    placed = place(rig, Pose(root, angles), limb.id)
    above = placed[str(segment.parent)][2]
    angle = (goal.lie.get(name, contact.lie) - above - segment.rest) / segment.factor
    angles[segment.joint] = near(angle, angles[segment.joint])


def _aim(rig: Rig, name: str, direction: float, above: float, angles: dict[str, float]) -> None:
    """Turns the joint of a segment so that it points in `direction` on the page."""
    segment = rig.segments[name]
    angles[segment.joint] = near((direction - above - segment.rest) / segment.factor, angles[segment.joint])


def _direction(start: Point, end: Point) -> float:
    """The turn of a segment that hangs from `start` to `end`."""
    return degrees(atan2(start[0] - end[0], end[1] - start[1]))


def _reach(
    rig: Rig,
    limb: Limb,
    goal: Goal,
    angles: dict[str, float],
    shown: dict[str, float],
    missed: dict[str, float],
    root: Point,
) -> None:
    """Brings a limb's middle, its end, or both to their places."""
    targets = _targets(rig, limb, goal)
    middle, end = targets.get("lower"), targets.get("end")
    if middle is not None:
        placed = place(rig, Pose(root, angles), limb.id)
        x, y, _ = placed[limb.upper]
        goes = _bone(middle, goal.targets[middle.id])
        above = placed[str(rig.segments[limb.upper].parent)][2]
        _aim(rig, limb.upper, _direction((x, y), goes), above, angles)
        _measure(rig, limb.upper, hypot(goes[0] - x, goes[1] - y), goal, shown, missed, middle)
        if end is not None:
            _lower_to(rig, limb, goal, angles, shown, missed, root)
        else:
            _lay(rig, limb, goal, angles, root, middle.id)
    elif end is not None:
        _two_bones(rig, limb, end, goal, angles, missed, root)


def _measure(
    rig: Rig,
    name: str,
    distance: float,
    goal: Goal,
    shown: dict[str, float],
    missed: dict[str, float],
    contact: Contact,
) -> None:
    """A segment that points partly to or from the viewer shows shorter; none can be longer."""
    length = rig.segments[name].data.length
    if contact.limb in goal.may_shorten and distance < length:
        shown[name] = max(distance / length, 0.05)
    else:
        missed[contact.id] = distance - length


def _lower_to(
    rig: Rig,
    limb: Limb,
    goal: Goal,
    angles: dict[str, float],
    shown: dict[str, float],
    missed: dict[str, float],
    root: Point,
) -> None:
    """With the middle in its place, points the lower segment at the end's place."""
    end = _targets(rig, limb, goal)["end"]
    placed = place(rig, Pose(root, angles, shown), limb.id)
    x, y, _ = placed[limb.lower]
    goes = _bone(end, goal.targets[end.id])
    if not end.flat:
        dx, dy = _turned(end.point[0], end.point[1], goal.lie.get(end.id, placed[limb.end][2]))
        goes = (goes[0] - dx, goes[1] - dy)
    _aim(rig, limb.lower, _direction((x, y), goes), placed[limb.upper][2], angles)
    _measure(rig, limb.lower, hypot(goes[0] - x, goes[1] - y), goal, shown, missed, end)
    _lay(rig, limb, goal, angles, root, end.id)


def _two_bones(
    rig: Rig,
    limb: Limb,
    end: Contact,
    goal: Goal,
    angles: dict[str, float],
    missed: dict[str, float],
    root: Point,
) -> None:
    """The two-bone triangle. What is not flat at the end counts as a part of the lower bone, at its own angle."""
    placed = place(rig, Pose(root, angles), limb.id)
    x, y, _ = placed[limb.upper]
    above = placed[str(rig.segments[limb.upper].parent)][2]
    upper, lower = rig.segments[limb.upper], rig.segments[limb.lower]
    first, second, offset = upper.data.length, lower.data.length, 0.0
    if not end.flat:
        tip = point_on(placed, end.segment, *end.point)
        from_x, from_y, turn = placed[limb.lower]
        second = hypot(tip[0] - from_x, tip[1] - from_y)
        offset = _direction((from_x, from_y), tip) - turn
    goes = _bone(end, goal.targets[end.id])
    distance = hypot(goes[0] - x, goes[1] - y)
    near_limit, far_limit = abs(first - second), first + second
    missed[end.id] = max(distance - far_limit, 0.0) or min(distance - near_limit, 0.0)
    reached = min(max(distance, near_limit + 1e-9), far_limit - 1e-9)
    at_start = acos(_unit((first**2 + reached**2 - second**2) / (2 * first * reached)))
    at_middle = acos(_unit((first**2 + second**2 - reached**2) / (2 * first * second)))
    way = goal.bend.get(limb.id, 1) * (1 if lower.factor > 0 else -1)
    line = _direction((x, y), goes)
    turn_upper = line - way * degrees(at_start)
    turn_lower = turn_upper + way * (FULL_TURN / 2 - degrees(at_middle)) - offset
    _aim(rig, limb.upper, turn_upper, above, angles)
    _aim(rig, limb.lower, turn_lower, turn_upper, angles)
    _lay(rig, limb, goal, angles, root, end.id)


def _unit(value: float) -> float:
    return min(1.0, max(-1.0, value))
