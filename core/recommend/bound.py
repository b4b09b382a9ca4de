"""What the best week loses at the least, counted without the solver: it need not be asked where that is too much.

Only minutes count here, and only the aims of each kind of session for itself: no week can lose less.
"""

from core.recommend.candidates import Candidate
from core.recommend.worth import Aims, Scale, union


def least_lost(scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """No week of these candidates loses less than this of the aims above the fine choices."""
    return sum(_least_lost_in(kind, scale, candidates) for kind in scale.kinds)


def _least_lost_in(kind: str, scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """The same for the aims of one kind of session."""
    n, frame = scale.index[kind], scale.frame
    aims = union(scale.aims_in[n])
    # The shortest that meets the same aims: with the floor, and without it.
    anywhere: dict[Aims, int] = {}
    standing: dict[Aims, int] = {}
    for facts in map(scale.of, candidates):
        served = facts.serves[n] & aims
        if served and kind in facts.kinds:
            for shortest in (anywhere,) if facts.on_floor else (anywhere, standing):
                shortest[served] = min(facts.hundredths, shortest.get(served, facts.hundredths))
    reached = _reached(standing, frame.hundredths) | _reached(anywhere, frame.hundredths - frame.floor_hundredths)
    possible = union(anywhere)
    return min(scale.weight(possible & ~met) for met in reached)


def _reached(choices: dict[Aims, int], limit: int) -> set[Aims]:
    """Every set of aims that can be met within the limit."""
    shortest: dict[Aims, int] = {0: 0}
    for served, hundredths in choices.items():
        for met, length in list(shortest.items()):
            more, longer = met | served, length + hundredths
            if longer <= limit and longer < shortest.get(more, limit + 1):
                shortest[more] = longer
    return set(shortest)
