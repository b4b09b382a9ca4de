"""What the best week loses at the least, counted without the solver: it need not be asked where that is too much.

Only minutes count here, and only the aims of each kind of session for itself: no week can lose less.
"""

from core.recommend.candidates import Candidate
from core.recommend.worth import Aims, Scale, union

# A choice of an exercise: the aims that it meets, its length, and whether it needs the floor.
_Choice = tuple[Aims, int, bool]


def least_lost(scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """No week of these candidates loses less than this of the aims above the fine choices."""
    return sum(_least_lost_in(kind, scale, candidates) for kind in scale.kinds)


def _least_lost_in(kind: str, scale: Scale, candidates: tuple[Candidate, ...]) -> int:
    """The same for the aims of one kind of session."""
    n, frame = scale.index[kind], scale.frame
    aims = union(scale.aims_in[n])
    possible: Aims = 0
    choices: dict[str, list[_Choice]] = {}
    for facts in map(scale.of, candidates):
        served = facts.serves[n] & aims
        if served and kind in facts.kinds:
            possible |= served
            choices.setdefault(facts.name, []).append((served, facts.hundredths, facts.on_floor))
    standing = [[choice for choice in of_one if not choice[2]] for of_one in choices.values()]
    reached = _reached(standing, frame.hundredths)
    reached |= _reached(list(choices.values()), frame.hundredths - frame.floor_hundredths)
    return min(scale.weight(possible & ~met) for met in reached)


def _reached(choices: list[list[_Choice]], limit: int) -> set[Aims]:
    """Every set of aims that can be met within the limit, with one choice at most of each exercise."""
    shortest: dict[Aims, int] = {0: 0}
    for of_one in choices:
        for met, length in list(shortest.items()):
            for served, hundredths, _ in of_one:
                more, longer = met | served, length + hundredths
                if longer <= limit and longer < shortest.get(more, limit + 1):
                    shortest[more] = longer
    return set(shortest)
