"""A motion as the browser plays it: each segment's turn over time, straight between a few kept moments."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.figures.body import TWIST
from core.figures.motion import Motion

Moment = tuple[float, tuple[float, ...]]
# Drawing: how far (in % of body height, in degrees) a kept track may be from the sampled one.
ROUGH_TURN, ROUGH_PLACE, ROUGH_SHOWN = 0.4, 0.08, 0.01


@dataclass(frozen=True)
class Track:
    """Values over time in percent of the loop; one moment where nothing moves."""

    moments: tuple[Moment, ...]

    @property
    def still(self) -> bool:
        return len(self.moments) == 1

    def at(self, percent: float) -> tuple[float, ...]:
        """What the browser shows at `percent` of the loop."""
        before = self.moments[0]
        for moment in self.moments:
            if moment[0] >= percent:
                span = moment[0] - before[0]
                part = (percent - before[0]) / span if span else 1.0
                return tuple(a + (b - a) * part for a, b in zip(before[1], moment[1], strict=True))
            before = moment
        return before[1]


@dataclass(frozen=True)
class Tracks:
    """The hips' place, each segment's turn, how much of it shows, and how far the body is turned to a side."""

    root: Track
    turns: dict[str, Track]
    shown: dict[str, Track]
    twist: Track


def tracks_of(motion: Motion) -> Tracks:
    """The tracks of a motion."""
    times = [round(100 * sample.at_s / motion.seconds, 1) for sample in motion.samples]
    poses = [sample.pose for sample in motion.samples]
    if times[-1] < 100:
        times.append(100.0)
        poses.append(poses[0 if times[-2] == 0 else -1])

    def track(values: Sequence[tuple[float, ...]], rough: float, digits: int) -> Track:
        kept = [0]
        if any(told != values[0] for told in values):
            kept = _kept(times, list(zip(*values, strict=True)), rough)
        rounded = [(times[index], tuple(round(value, digits) + 0.0 for value in values[index])) for index in kept]
        if all(told == rounded[0][1] for _, told in rounded):
            return Track((rounded[0],))
        return Track(tuple(rounded))

    turns = {}
    for name, segment in motion.rig.segments.items():
        joint, factor, rest = segment.joint, segment.factor, segment.rest
        turns[name] = track([(rest + factor * pose.angles[joint],) for pose in poses], ROUGH_TURN, 1)
    shown = {}
    for name in sorted({name for pose in poses for name in pose.shown}):
        shown[name] = track([(pose.shown.get(name, 1.0),) for pose in poses], ROUGH_SHOWN, 3)
    twist = track([(pose.angles.get(TWIST, 0.0),) for pose in poses], ROUGH_TURN, 1)
    return Tracks(track([pose.root for pose in poses], ROUGH_PLACE, 2), turns, shown, twist)


def _kept(times: list[float], columns: list[tuple[float, ...]], rough: float) -> list[int]:
    """The fewest moments between which a straight line stays within `rough` (Douglas and Peucker)."""
    kept, open_ = [0], [(0, len(times) - 1)]
    while open_:
        first, last = open_.pop()
        worst, found = rough, 0
        start, span = times[first], times[last] - times[first]
        for values in columns:
            base = values[first]
            slope = (values[last] - base) / span if span > 0 else 0.0
            for index in range(first + 1, last):
                off = values[index] - base - slope * (times[index] - start)
                if off > worst or -off > worst:
                    worst, found = abs(off), index
        if found:
            open_ += [(found, last), (first, found)]
        else:
            kept.append(last)
    return kept
