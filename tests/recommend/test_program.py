"""The program's best week is the best of all weeks, tried one by one on small problems; a stated order breaks ties."""

from itertools import product
from random import Random

from core.recommend.solver import Problem, Solution, solve
from core.recommend.worth import MOST_CARRIES, Facts

CASES = 150
KINDS = ("strength", "other")


def _facts(random: Random, name: str, kinds: tuple[str, ...], aims: int) -> Facts:
    serves = tuple(random.getrandbits(aims) & random.getrandbits(aims) for _ in kinds)
    # What a candidate meets in the week it meets wherever it stands.
    serves = tuple(here & ~3 | serves[0] & 3 for here in serves)
    return Facts(
        name=name,
        hundredths=random.choice((80, 130, 200)),
        on_floor=random.random() < 0.5,
        supine=random.random() < 0.3,
        carry=random.random() < 0.4,
        control=random.random() < 0.5,
        heavy=random.random() < 0.3,
        deadlift=random.random() < 0.2,
        most_days=random.choice((3, 7)),
        kinds=random.choice((kinds, kinds, kinds[:1])),
        once=random.choice((0, -60, 20, 400)),
        in_session=tuple(random.choice((-30, -20, -20)) for _ in kinds),
        serves=serves,
        could_serve=0,
    )


def _problem(seed: int) -> Problem:
    random = Random(seed)
    kinds = KINDS[: random.choice((1, 2, 2))]
    count = 5 if len(kinds) == 2 else 7
    aims_in = tuple(tuple(1 << (2 + 3 * n + k) for k in range(3)) for n in range(len(kinds)))
    weights = tuple((1 << k, random.choice((100, 1000, 9000))) for k in range(2 + 3 * len(kinds)))
    names = [random.choice("abcdef") for _ in range(count)]
    return Problem(
        kinds=kinds,
        days=(2, 3)[: len(kinds)],
        candidates=tuple(_facts(random, name, kinds, 8) for name in names),
        like=tuple(frozenset(random.sample("abcdef", 2)) if seed % 2 else frozenset() for _ in kinds),
        aims_in=aims_in,
        aims_of_week=(1, 2),
        weights=weights,
        item_short=-40_000,
        item_many=-150,
        both_kinds=random.choice((35, -35)),
        second_carry=-60,
        second_control=random.choice((0, 90)),
        items_low=random.choice((1, 2)),
        items_high=4,
        items_enough=random.choice((2, 4)),
        distinct=random.choice((3, 9)),
        hundredths=random.choice((350, 500, 900)),
        floor_hundredths=50,
        supine_items=random.choice((None, 1)),
        heavy_days=3,
        deadlift_days=2,
    )


def _keeps_limits(problem: Problem, chosen: tuple[tuple[int, ...], ...]) -> bool:
    candidates = problem.candidates
    standing = {i for here in chosen for i in here}
    if len(standing) > problem.distinct or len({candidates[i].name for i in standing}) < len(standing):
        return False
    days = {i: sum(count for count, here in zip(problem.days, chosen, strict=True) if i in here) for i in standing}
    if any(count > candidates[i].most_days for i, count in days.items()):
        return False
    if sum(count for i, count in days.items() if candidates[i].heavy) > problem.heavy_days:
        return False
    if sum(count for i, count in days.items() if candidates[i].deadlift) > problem.deadlift_days:
        return False
    for kind, numbers in zip(problem.kinds, chosen, strict=True):
        here = [candidates[i] for i in numbers]
        length = sum(f.hundredths for f in here) + problem.floor_hundredths * any(f.on_floor for f in here)
        supine = problem.supine_items is not None and sum(f.supine for f in here) > problem.supine_items
        if supine or len(here) > problem.items_high or length > problem.hundredths:
            return False
        if any(kind not in f.kinds for f in here) or sum(f.carry for f in here) > MOST_CARRIES:
            return False
    return True


def _rank(problem: Problem, chosen: tuple[tuple[int, ...], ...]) -> tuple[int, int, int]:
    """What a week is worth; how alike it is; how early in order what stands in it stands."""
    candidates, weights = problem.candidates, dict(problem.weights)
    standing = {i for here in chosen for i in here}
    worth = sum(candidates[i].once for i in standing)
    worth += problem.both_kinds * (sum(map(len, chosen)) - len(standing))
    alike = early = 0
    for n, numbers in enumerate(chosen):
        here = [candidates[i] for i in numbers]
        worth += sum(f.in_session[n] for f in here)
        if any(problem.kinds[n] in f.kinds for f in candidates):
            worth += problem.item_short * max(0, problem.items_low - len(here))
        worth += problem.item_many * max(0, len(here) - problem.items_enough)
        worth += problem.second_carry * (sum(f.carry for f in here) > 1)
        worth += problem.second_control * (sum(f.control for f in here) > 1)
        worth += sum(weights[aim] for aim in problem.aims_in[n] if any(f.serves[n] & aim for f in here))
        alike += sum(f.name in problem.like[n] for f in here)
        early += sum((len(candidates) - i) * (len(problem.kinds) - n) for i in numbers)
    worth += sum(weights[aim] for aim in problem.aims_of_week if any(candidates[i].serves[0] & aim for i in standing))
    return worth, alike, early


def _every_week(problem: Problem) -> list[tuple[tuple[int, ...], ...]]:
    numbers = range(len(problem.candidates))
    sessions = [tuple(i for i in numbers if bits >> i & 1) for bits in range(1 << len(numbers))]
    return [week for week in product(sessions, repeat=len(problem.kinds)) if _keeps_limits(problem, week)]


def test_no_week_is_better_than_the_one_of_the_program() -> None:
    tied = 0
    for seed in range(CASES):
        problem = _problem(seed)
        found = solve(problem).chosen
        assert _keeps_limits(problem, found), seed
        ranks = [_rank(problem, week) for week in _every_week(problem)]
        assert _rank(problem, found) == max(ranks), seed
        tied += sum(rank[:2] == max(ranks)[:2] for rank in ranks) > 1
    assert tied > CASES // 20, "the order decides in some"


def test_what_is_lost_is_what_the_week_does_not_meet() -> None:
    for seed in range(CASES):
        problem = _problem(seed)
        weights = dict(problem.weights)
        candidates = problem.candidates
        found: Solution = solve(problem)
        short = missed = 0
        could = [(f, i, n) for i, f in enumerate(candidates) for n, kind in enumerate(problem.kinds) if kind in f.kinds]
        for n, aims in enumerate(problem.aims_in):
            if any(m == n for _, _, m in could):
                short += max(0, problem.items_low - len(found.chosen[n])) * -problem.item_short
            for aim in aims:
                serving = {i for f, i, m in could if m == n and f.serves[n] & aim}
                missed += weights[aim] * (bool(serving) and serving.isdisjoint(found.chosen[n]))
        for aim in problem.aims_of_week:
            serving = {i for f, i, _ in could if f.serves[0] & aim}
            missed += weights[aim] * (bool(serving) and not any(serving & set(here) for here in found.chosen))
        assert (found.short, found.missed) == (short, missed), seed
