"""The best week as an exact question to a solver, both kinds of session in one: plain numbers in, places out.

The same question is asked once: what was answered of late is remembered.
"""

from functools import lru_cache
from typing import NamedTuple

from core.recommend.candidates import Candidate
from core.recommend.worth import Aims, Facts, Scale


class Problem(NamedTuple):
    """All that the best week depends on. What stands for each kind of session stands in the order of `kinds`.

    `days`: how many days each kind has. `aims_in`: the aims of one kind of session; `aims_of_week`: the others, with
    the weights of all of them in `weights`. The rest are weights and limits by the names of the rules.
    """

    kinds: tuple[str, ...]
    days: tuple[int, ...]
    candidates: tuple[Facts, ...]
    like: tuple[frozenset[str], ...]
    aims_in: tuple[tuple[Aims, ...], ...]
    aims_of_week: tuple[Aims, ...]
    weights: tuple[tuple[Aims, int], ...]
    item_short: int
    item_many: int
    both_kinds: int
    second_carry: int
    second_control: int
    items_low: int
    items_high: int
    items_enough: int
    distinct: int
    hundredths: int
    floor_hundredths: int
    supine_items: int | None
    heavy_days: int
    deadlift_days: int


class Solution(NamedTuple):
    """`chosen`: indices of candidates by kind of session. `short`, `missed`: the weights of missing items, and of the
    aims that a candidate could meet and none does."""

    chosen: tuple[tuple[int, ...], ...]
    short: int
    missed: int


def make_problem(scale: Scale, candidates: tuple[Candidate, ...], like: dict[str, frozenset[str]]) -> Problem:
    """The question for the best week of `candidates`; likeness to the exercises of `like` breaks ties."""
    frame, aims = scale.frame, scale.aims
    return Problem(
        kinds=scale.kinds,
        days=tuple(scale.days.values()),
        candidates=tuple(map(scale.of, candidates)),
        like=tuple(like.get(kind, frozenset()) for kind in scale.kinds),
        aims_in=scale.aims_in,
        aims_of_week=scale.aims_of_week,
        weights=tuple(scale.weights.items()),
        item_short=aims["item_short"],
        item_many=aims["item_many"],
        both_kinds=aims["both_kinds"],
        second_carry=aims["second_carry"],
        second_control=scale.second_control,
        items_low=frame.items_low,
        items_high=frame.items_high,
        items_enough=frame.items_enough,
        distinct=frame.distinct,
        hundredths=frame.hundredths,
        floor_hundredths=frame.floor_hundredths,
        supine_items=frame.supine_items,
        heavy_days=frame.heavy_days,
        deadlift_days=frame.deadlift_days,
    )


@lru_cache
def solve(problem: Problem) -> Solution:
    """The optimum. There always is one: an empty week is allowed, at its price.

    Of weeks worth the same the one that is most alike; of those, what comes first among the candidates stands in it
    and on the first kind of days.
    """
    # Imported here: the solver costs a third of a second and 79 MB, and most pages never plan.
    from core.recommend.program import Program

    return Program(problem).solve()
