"""What the best week loses at the least, counted without the solver: it need not be asked where that is too much.

Only the aims of each kind of session for itself count here, and of the limits only minutes or only days: no week can
lose less.
"""

from collections.abc import Iterable

from core.recommend.candidates import Candidate
from core.recommend.worth import Aims, Scale, union


def least_lost(scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """No week of these candidates loses less than this of the aims above the fine choices."""
    lost_to_minutes = sum(_least_lost_in(kind, scale, candidates) for kind in scale.kinds)
    return max(lost_to_minutes, _lost_to_days(scale, candidates))


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


def _lost_to_days(scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """What an exercise loses that alone meets aims in several kinds of session, and has days for one kind only."""
    several: set[str] = set()
    meets: dict[str, dict[str, Aims]] = {}
    for facts in map(scale.of, candidates):
        here = meets.setdefault(facts.name, dict.fromkeys(scale.kinds, 0))
        for kind in facts.kinds:
            here[kind] |= facts.serves[scale.index[kind]]
        if facts.most_days >= sum(scale.days.values()):
            several.add(facts.name)
    alone = {kind: _met_once(here[kind] for here in meets.values()) for kind in scale.kinds}
    alone = {kind: aims & union(scale.aims_in[scale.index[kind]]) for kind, aims in alone.items()}
    lost = 0
    for name, here in meets.items():
        if name not in several:
            weights = [scale.weight(here[kind] & alone[kind]) for kind in scale.kinds]
            lost += sum(weights) - max(weights)
    return lost


def _met_once(sets: Iterable[Aims]) -> Aims:
    """The aims that stand in one of the sets only."""
    once: Aims = 0
    again: Aims = 0
    for aims in sets:
        again |= once & aims
        once |= aims
    return once & ~again


def _reached(choices: dict[Aims, int], limit: int) -> set[Aims]:
    """Every set of aims that can be met within the limit."""
    shortest: dict[Aims, int] = {0: 0}
    for served, hundredths in choices.items():
        for met, length in list(shortest.items()):
            more, longer = met | served, length + hundredths
            if longer <= limit and longer < shortest.get(more, limit + 1):
                shortest[more] = longer
    return set(shortest)
