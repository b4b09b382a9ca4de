"""A body in one position: joint angles to places (forward), and places to joint angles (inverse, two bones)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import acos, atan2, cos, degrees, hypot, pi, sin

from core.figures.body import TWIST, Contact, Limb, Rig, Row
from core.figures.measures import Point

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
    """Every segment's joint (x, y) and direction in degrees, y down; with `limb` only the trunk and that limb."""
    placed: Placed = {}
    _hang(
        rig, rig.rows if limb is None else rig.trunk + rig.limb_rows[limb], placed, pose.root, pose.angles, pose.shown
    )
    return placed


def _hang(
    rig: Rig,
    rows: Iterable[Row],
    placed: Placed,
    root: Point,
    angles: Mapping[str, float],
    shown: Mapping[str, float],
) -> None:
    """Puts these segments on those that `placed` has already."""
    twist = angles.get(TWIST, 0.0)
    for name, joint, factor, rest, parent, at_x, at_y in rows:
        turn = rest + factor * angles[joint]
        if parent is None:
            placed[name] = (root[0], root[1], turn)
            continue
        x, y, above = placed[parent]
        if shown:
            at_y *= shown.get(parent, 1)
        if twist:
            at_x = rig.across(name, twist)
        slope = above * DEGREE
        c, s = cos(slope), sin(slope)
        placed[name] = (x + at_x * c - at_y * s, y + at_x * s + at_y * c, above + turn)


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


def near(angle: float, wanted: float) -> float:
    """The same direction, by the full turns nearest to `wanted`."""
    return angle + FULL_TURN * round((wanted - angle) / FULL_TURN)


def solve(rig: Rig, goal: Goal) -> tuple[Pose, dict[str, float]]:
    """The pose that fulfils `goal`, and by how much a target is too far (+) or too near (-), in % of body height."""
    solving = _Solving(rig, goal)
    return Pose(solving.root, solving.angles, solving.shown), solving.missed


def _direction(start: Point, end: Point) -> float:
    """The turn of a segment that hangs from `start` to `end`."""
    return degrees(atan2(start[0] - end[0], end[1] - start[1]))


def _unit(value: float) -> float:
    return min(1.0, max(-1.0, value))


class _Solving:
    """One goal on its way to a pose: hips first, then what rests, then the limbs. The trunk is placed only once."""

    def __init__(self, rig: Rig, goal: Goal) -> None:
        self.rig = rig
        self.goal = goal
        self.angles = dict(goal.angles)
        self.shown: dict[str, float] = {}
        self.missed: dict[str, float] = {}
        self.root = goal.root if goal.root is not None else (0.0, 0.0)
        self.trunk: Placed = {}
        self._place_trunk()
        self._targets: dict[str, dict[str, Contact]] = {}
        resting = []
        for name in goal.targets:
            contact = rig.contacts[name]
            if contact.rests is not None:
                resting.append(contact)
            elif contact.limb is not None and contact.part is not None:
                self._targets.setdefault(contact.limb, {})[contact.part] = contact
        held = self._anchor()
        for contact in resting:
            if contact.id != goal.anchor:
                self.missed[contact.id] = self._rest(contact)
        for limb in rig.limbs.values():
            if limb.id != held:
                self._reach(limb)
            elif rig.contacts[str(goal.anchor)].part == "lower" and "end" in self._targets.get(limb.id, {}):
                self._lower_to(limb)

    def _place_trunk(self) -> None:
        self.trunk = {}
        _hang(self.rig, self.rig.trunk, self.trunk, self.root, self.angles, {})

    def _placed(self, limb: str | None, shown: Mapping[str, float] | None = None) -> Placed:
        """The trunk, and a limb on it as it is by now."""
        placed = dict(self.trunk)
        if limb is not None:
            _hang(self.rig, self.rig.limb_rows[limb], placed, self.root, self.angles, shown or {})
        return placed

    def _anchor(self) -> str | None:
        """Puts the hips where the anchor is in its place; returns the limb that then stands as it was given."""
        if self.goal.root is not None or self.goal.anchor is None:
            return None
        anchor = self.rig.contacts[self.goal.anchor]
        if anchor.limb is not None:
            self._lay(self.rig.limbs[anchor.limb], anchor)
        wanted = self._bone(anchor)
        found = point_on(self._placed(anchor.limb), anchor.segment, *anchor.point)
        self.root = (wanted[0] - found[0], wanted[1] - found[1])
        self._place_trunk()
        return anchor.limb

    def _bone(self, contact: Contact) -> Point:
        """Where the contact's own point must be on the page for it to touch in its place."""
        across, up = self.goal.targets[contact.id]
        return across, -up - contact.below

    def _rest(self, contact: Contact) -> float:
        """Turns one segment so that the contact is as high as its place says; returns by how much that fails."""
        turning = self.rig.segments[str(contact.rests)]
        placed = self._placed(contact.limb)
        x, y, turn = placed[turning.id]
        tip = point_on(placed, contact.segment, *contact.point)
        length, offset = hypot(tip[0] - x, tip[1] - y), _direction((x, y), tip) - turn
        # So far below the joint: two directions do it; the one nearer to the pose's own is meant.
        height = self._bone(contact)[1] - y
        lean = degrees(acos(_unit(height / length)))
        joint = turning.joint
        now, above = self.angles[joint], turn - turning.rest - turning.factor * self.angles[joint]
        options = [near((way * lean - offset - above - turning.rest) / turning.factor, now) for way in (1, -1)]
        self.angles[joint] = min(options, key=lambda option: abs(option - now))
        if contact.limb is not None:
            self._lay(self.rig.limbs[contact.limb], contact)
        else:
            self._place_trunk()
        return max(0.0, abs(height) - length)

    def _above(self, limb: Limb, name: str) -> float:
        """The direction of what a limb's segment hangs on."""
        turn = self.trunk[str(self.rig.segments[limb.upper].parent)][2]
        for segment, joint, factor, rest, *_ in self.rig.limb_rows[limb.id]:
            if segment == name:
                break
            turn += rest + factor * self.angles[joint]
        return turn

    def _lay(self, limb: Limb, contact: Contact) -> None:
        """Lays the segment of a flat contact in its direction by turning its own joint."""
        if contact.flat:
            above = self._above(limb, contact.segment)
            self._aim(contact.segment, self.goal.lie.get(contact.id, contact.lie), above)

    def _aim(self, name: str, direction: float, above: float) -> None:
        """Turns the joint of a segment so that it points in `direction` on the page."""
        segment = self.rig.segments[name]
        turned = (direction - above - segment.rest) / segment.factor
        self.angles[segment.joint] = near(turned, self.angles[segment.joint])

    def _reach(self, limb: Limb) -> None:
        """Brings a limb's middle, its end, or both to their places."""
        targets = self._targets.get(limb.id, {})
        middle, end = targets.get("lower"), targets.get("end")
        if middle is not None:
            x, y, _ = self._placed(limb.id)[limb.upper]
            goes = self._bone(middle)
            self._aim(limb.upper, _direction((x, y), goes), self._above(limb, limb.upper))
            self._measure(limb.upper, hypot(goes[0] - x, goes[1] - y), middle)
            if end is not None:
                self._lower_to(limb)
            else:
                self._lay(limb, middle)
        elif end is not None:
            self._two_bones(limb, end)

    def _measure(self, name: str, distance: float, contact: Contact) -> None:
        """A segment that points partly to or from the viewer shows shorter; none can be longer."""
        length = self.rig.segments[name].data.length
        if contact.limb in self.goal.may_shorten and distance < length:
            self.shown[name] = max(distance / length, 0.05)
        else:
            self.missed[contact.id] = distance - length

    def _lower_to(self, limb: Limb) -> None:
        """With the middle in its place, points the lower segment at the end's place."""
        end = self._targets[limb.id]["end"]
        placed = self._placed(limb.id, self.shown)
        x, y, _ = placed[limb.lower]
        goes = self._bone(end)
        if not end.flat:
            dx, dy = _turned(end.point[0], end.point[1], self.goal.lie.get(end.id, placed[limb.end][2]))
            goes = (goes[0] - dx, goes[1] - dy)
        self._aim(limb.lower, _direction((x, y), goes), placed[limb.upper][2])
        self._measure(limb.lower, hypot(goes[0] - x, goes[1] - y), end)
        self._lay(limb, end)

    def _two_bones(self, limb: Limb, end: Contact) -> None:
        """The two-bone triangle. What is not flat at the end counts as a part of the lower bone, at its own angle."""
        placed = self._placed(limb.id)
        x, y, _ = placed[limb.upper]
        lower = self.rig.segments[limb.lower]
        first, second, offset = self.rig.segments[limb.upper].data.length, lower.data.length, 0.0
        if not end.flat:
            tip = point_on(placed, end.segment, *end.point)
            from_x, from_y, turn = placed[limb.lower]
            second = hypot(tip[0] - from_x, tip[1] - from_y)
            offset = _direction((from_x, from_y), tip) - turn
        goes = self._bone(end)
        distance = hypot(goes[0] - x, goes[1] - y)
        near_limit, far_limit = abs(first - second), first + second
        self.missed[end.id] = max(distance - far_limit, 0.0) or min(distance - near_limit, 0.0)
        reached = min(max(distance, near_limit + 1e-9), far_limit - 1e-9)
        at_start = acos(_unit((first**2 + reached**2 - second**2) / (2 * first * reached)))
        at_middle = acos(_unit((first**2 + second**2 - reached**2) / (2 * first * second)))
        way = self.goal.bend.get(limb.id, 1) * (1 if lower.factor > 0 else -1)
        turn_upper = _direction((x, y), goes) - way * degrees(at_start)
        turn_lower = turn_upper + way * (FULL_TURN / 2 - degrees(at_middle)) - offset
        self._aim(limb.upper, turn_upper, self._above(limb, limb.upper))
        self._aim(limb.lower, turn_lower, turn_upper)
        self._lay(limb, end)
