"""Key frames to motion: each resolved to a pose, the way between two sampled, planted points held all along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import acos, ceil, pi

from core.figures.body import Body, Rig
from core.figures.measures import BasePose, Point
from core.figures.pose import Goal, Pose, place, solve, touch
from core.model.figure import Figure, KeyFrame, View

# Drawing, not medicine: how finely the way between two key frames is sampled.
DEGREES_A_STEP = 10.0
FEWEST_STEPS, MOST_STEPS = 5, 12


class PoseError(ValueError):
    """Pose data that cannot be drawn. `faults` says what is wrong, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Frame:
    """A key frame, resolved: its pose, what it was made from, what is planted where, and its seconds."""

    pose: Pose
    goal: Goal
    planted: Mapping[str, Point]
    missed: Mapping[str, float]
    move_s: float
    hold_s: float


@dataclass(frozen=True)
class Sample:
    """A moment of the motion. `planted`: what holds still now, and where."""

    at_s: float
    pose: Pose
    planted: Mapping[str, Point]


@dataclass(frozen=True)
class Motion:
    """A figure's whole loop."""

    rig: Rig
    view: View
    facing: str
    frames: tuple[Frame, ...]
    samples: tuple[Sample, ...]
    seconds: float


def move(figure: Figure, body: Body) -> Motion:
    """The motion of a figure that has its own base and frames. Raises PoseError with everything that is wrong."""
    if figure.base is None:
        raise PoseError(["base: is missing"])
    base = body.poses.get(figure.base)
    if base is None:
        raise PoseError([f"base: {figure.base} is no base pose"])
    if not figure.frames:
        raise PoseError(["frames: there are none"])
    rig = body.rig(base.view)
    faults = _unknown(figure, rig)
    if faults:
        raise PoseError(faults)
    frames = _frames(figure, base, rig)
    samples, seconds = _sampled(figure, frames, rig)
    return Motion(rig, base.view, figure.facing or base.facing, frames, samples, seconds)


def _unknown(figure: Figure, rig: Rig) -> list[str]:
    """Names that the body does not have."""
    faults = []
    parts: tuple[Figure | KeyFrame, ...] = (figure, *figure.frames)
    for index, part in enumerate(parts):
        where = f"frames.{index - 1}." if index else ""
        faults += [f"{where}joints: {name} is no joint" for name in part.joints if not rig.joint_names(name)]
        for name in (*(part.planted or ()), *part.at, *part.lie, *getattr(part, "free", ())):
            if not rig.contact_names(name):
                faults.append(f"{where}planted, at: {name} is no point of the body")
        if isinstance(part, KeyFrame) and part.like is not None and part.like >= index - 1:
            faults.append(f"{where}like: {part.like} is no earlier frame")
    return faults


def _joints(rig: Rig, *layers: Mapping[str, float]) -> dict[str, float]:
    """Angles by joint of each side; a later layer, and in it a name with its side, goes before."""
    found = dict.fromkeys(rig.joints, 0.0)
    for layer in layers:
        for name, angle in sorted(layer.items(), key=lambda item: item[0] in rig.joints):
            found.update(dict.fromkeys(rig.joint_names(name), angle))
    return found


def _points(rig: Rig, points: Mapping[str, Point]) -> dict[str, Point]:
    found: dict[str, Point] = {}
    for name, point in sorted(points.items(), key=lambda item: item[0] in rig.contacts):
        found.update(dict.fromkeys(rig.contact_names(name), point))
    return found


def _numbers(rig: Rig, values: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in sorted(values.items(), key=lambda item: item[0] in rig.contacts):
        found.update(dict.fromkeys(rig.contact_names(name), value))
    return found


def _names(rig: Rig, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for name in names for one in rig.contact_names(name)))


def _chain(figure: Figure, frame: KeyFrame) -> list[KeyFrame]:
    """The frame after those it is like."""
    return [*(_chain(figure, figure.frames[frame.like]) if frame.like is not None else []), frame]


def _frames(figure: Figure, base: BasePose, rig: Rig) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    given = {**_points(rig, base.at), **_points(rig, figure.at)}
    stays: dict[str, Point] = {}
    for frame in figure.frames:
        chain = _chain(figure, frame)
        angles = _joints(rig, base.joints, figure.joints, *(part.joints for part in chain))
        planted: tuple[str, ...] = base.planted if figure.planted is None else figure.planted
        own: dict[str, Point] = {}
        lie = {**_numbers(rig, base.lie), **_numbers(rig, figure.lie)}
        free: set[str] = set()
        shift = figure.shift
        for part in chain:
            planted = planted if part.planted is None else part.planted
            own.update(_points(rig, part.at))
            lie.update(_numbers(rig, part.lie))
            free |= set(_names(rig, part.free))
            shift = shift if part.shift is None else part.shift
        names = tuple(name for name in _names(rig, planted) if name not in free)
        places = {name: own.get(name, stays.get(name, given.get(name))) for name in names}
        targets = {**own, **{name: point for name, point in places.items() if point is not None}}
        anchor = next((name for name in names if name in targets), None)
        if anchor is None and names and not frames:
            anchor = names[0]
            targets[anchor] = (0.0, 0.0)
        root = _root(rig, frames, own, given, shift)
        if root is None and anchor is None:
            root = frames[-1].pose.root if frames else (0.0, 0.0)
        goal = Goal(
            angles=angles,
            targets=targets,
            anchor=anchor,
            root=root,
            lie=lie,
            bend={**base.bend, **(figure.bend or {})},
            may_shorten=frozenset(rig.limbs if base.view != "side" else figure.shorten or ()),
        )
        pose, missed = solve(rig, goal)
        if not frames and shift is not None and root is None:
            goal = _replaced(goal, root=(pose.root[0] + shift[0], pose.root[1] - shift[1]))
            pose, missed = solve(rig, goal)
        placed = place(rig, pose)
        held = {name: touch(rig, placed, name, pose.shown) for name in names}
        # What has been given a place is held there, also where it is out of reach: the checks tell.
        stays = {**held, **{name: targets[name] for name in names if name in targets}}
        frames.append(Frame(pose, goal, dict(stays), missed, frame.move_s, frame.hold_s))
    return tuple(frames)


def _replaced(goal: Goal, root: Point) -> Goal:
    return Goal(goal.angles, goal.targets, goal.anchor, root, goal.lie, goal.bend, goal.may_shorten)


def _root(
    rig: Rig, frames: list[Frame], own: Mapping[str, Point], given: Mapping[str, Point], shift: Point | None
) -> Point | None:
    """The hips where a frame puts them itself; None where they follow what is planted."""
    if "hips" in own:
        return own["hips"][0], -own["hips"][1]
    if shift is not None and frames:
        first = frames[0].pose.root
        return first[0] + shift[0], first[1] - shift[1]
    if "hips" in given:
        return given["hips"][0], -given["hips"][1]
    return None


class _Way:
    """The way from one key frame to another: what of it stays the same is found once."""

    def __init__(self, rig: Rig, a: Frame, b: Frame) -> None:
        self.rig, self.a, self.b = rig, a, b
        self.held = {name: spot for name, spot in a.planted.items() if b.planted.get(name) == spot}
        common = [name for name in a.goal.targets if name in b.goal.targets and name != "hips"]
        common += [name for name in a.planted if name in b.planted and rig.contacts[name].limb is not None]
        self._targets = [(name, _where(a, name), _where(b, name)) for name in dict.fromkeys(common)]
        self._lies = [
            (name, first, second)
            for name in dict.fromkeys([*a.goal.lie, *b.goal.lie])
            for first, second in [(self._lie(a, name), self._lie(b, name))]
            if first is not None and second is not None
        ]
        self._angles = [(joint, angle, b.pose.angles[joint] - angle) for joint, angle in a.pose.angles.items()]
        free_root = a.goal.root is None and b.goal.root is None and a.goal.anchor == b.goal.anchor
        self._root_is_free = free_root and a.goal.anchor is not None
        self.most = max(abs(by) for _, _, by in self._angles)

    def _lie(self, frame: Frame, name: str) -> float | None:
        """How a contact lies in a frame that may not say it; null where it turns freely."""
        contact = self.rig.contacts[name]
        return frame.goal.lie.get(name, contact.lie if contact.flat else None)

    def at(self, part: float) -> Pose:
        """The pose at `part` of the way."""
        a, b = self.a, self.b
        angles = {joint: angle + by * part for joint, angle, by in self._angles}
        targets = {name: _mixed(first, second, part) for name, first, second in self._targets}
        lie = {name: first + (second - first) * part for name, first, second in self._lies}
        root = None if self._root_is_free else _mixed(a.pose.root, b.pose.root, part)
        anchor = a.goal.anchor if root is None else None
        pose, _ = solve(self.rig, Goal(angles, targets, anchor, root, lie, b.goal.bend, b.goal.may_shorten))
        shown = dict(pose.shown)
        for name in {*a.pose.shown, *b.pose.shown} - set(shown):
            first = a.pose.shown.get(name, 1)
            shown[name] = first + (b.pose.shown.get(name, 1) - first) * part
        return Pose(pose.root, pose.angles, shown)

    def poses(self) -> list[Pose]:
        """The way in even steps, both ends with it."""
        steps = min(MOST_STEPS, max(FEWEST_STEPS, ceil(self.most / DEGREES_A_STEP)))
        return [self.at(step / steps) for step in range(steps + 1)]


def _mixed(first: Point, second: Point, part: float) -> Point:
    return first[0] + (second[0] - first[0]) * part, first[1] + (second[1] - first[1]) * part


def _ways(rig: Rig, pairs: list[tuple[Frame, Frame]]) -> Iterator[tuple[list[Pose], Mapping[str, Point]]]:
    """The poses of each way and what is held on it. A way that was gone before is that one, there or back."""
    gone: list[tuple[_Way, list[Pose]]] = []
    for a, b in pairs:
        way = _Way(rig, a, b)
        there = next((poses for old, poses in gone if _same(old.a, a) and _same(old.b, b)), None)
        back = next((poses[::-1] for old, poses in gone if _same(old.a, b) and _same(old.b, a)), None)
        poses = there or back or way.poses()
        gone.append((way, poses))
        yield poses, way.held


def _same(first: Frame, second: Frame) -> bool:
    return first is second or (
        first.goal == second.goal and first.planted == second.planted and first.pose == second.pose
    )


def _where(frame: Frame, name: str) -> Point:
    return frame.goal.targets[name] if name in frame.goal.targets else frame.planted[name]


def _sampled(figure: Figure, frames: tuple[Frame, ...], rig: Rig) -> tuple[tuple[Sample, ...], float]:
    """The loop in time: held at each key frame, eased on the way, back from the last to the first."""
    samples = [Sample(0.0, frames[0].pose, frames[0].planted)]
    now = frames[0].hold_s
    back = figure.back_s if figure.back_s is not None else (frames[1].move_s if len(frames) > 1 else 0.0)
    ways = [(a, b, b.move_s, b.hold_s) for a, b in pairwise(frames)]
    if len(frames) > 1 and back > 0:
        ways.append((frames[-1], frames[0], back, 0.0))
    gone = _ways(rig, [(a, b) for a, b, _, _ in ways])
    for (_, b, move_s, hold_s), (poses, held) in zip(ways, gone, strict=True):
        for step, pose in enumerate(poses):
            # Even steps of the way at uneven times: slow at both ends.
            samples.append(Sample(now + move_s * acos(1 - 2 * step / (len(poses) - 1)) / pi, pose, held))
        now += move_s
        if hold_s:
            samples.append(Sample(now + hold_s, b.pose, b.planted))
            now += hold_s
    return tuple(samples), max(now, 1.0)


def pose_at(motion: Motion, percent: float) -> Pose:
    """The pose at `percent` of the loop."""
    samples = motion.samples
    now = percent * motion.seconds / 100
    for before, after in pairwise(samples):
        if before.at_s <= now <= after.at_s:
            span = after.at_s - before.at_s
            part = (now - before.at_s) / span if span else 0.0
            angles = {joint: a + (after.pose.angles[joint] - a) * part for joint, a in before.pose.angles.items()}
            root = (
                before.pose.root[0] + (after.pose.root[0] - before.pose.root[0]) * part,
                before.pose.root[1] + (after.pose.root[1] - before.pose.root[1]) * part,
            )
            shown = {
                name: before.pose.shown.get(name, 1.0)
                + (after.pose.shown.get(name, 1.0) - before.pose.shown.get(name, 1.0)) * part
                for name in {*before.pose.shown, *after.pose.shown}
            }
            return Pose(root, angles, shown)
    return samples[-1].pose
