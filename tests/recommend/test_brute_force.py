"""On libraries small enough to try every week, the plan reaches as many planes and foundations as any week does.

Bars, doses, minutes and limits are worked out here from the contract's page, the tests' own table and data/rules.
"""

import dataclasses
import json
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from random import Random

import pytest

from core.content.cases import parse_case
from core.content.files import DATA
from core.model.case import Case
from core.model.exercise import Library
from core.recommend.recommend import recommend
from tests.contract.bars import LIBRARY, Rung, bars
from tests.contract.cases import healthy
from tests.contract.facts import Facts, JsonDict, work_out
from tests.contract.judged import content
from tests.contract.reach import mask_of, reached
from tests.contract.week import CALM_MINUTES, FEW_MINUTES, FLOOR_POSITIONS, FLOOR_S, MANY_MINUTES, item_seconds

CASES = 240
HEAVY_DAYS = 3
IN_A_SESSION = [name for name, ladder in LIBRARY.items() if ladder[0].role not in ("ankle", "activity")]
FIRST, SECOND, BOTH = (True, False), (False, True), (True, True)


@dataclasses.dataclass(frozen=True)
class Option:
    """An exercise at one rung in one dose. `most_days` a week; `hard`: on strength days only; `heavy`: level 3."""

    mask: int
    seconds: int
    floor: bool
    most_days: int
    hard: bool
    heavy: bool


@lru_cache(maxsize=1)
def _doses() -> JsonDict:
    doses: JsonDict = tomllib.loads((DATA / "rules" / "doses.toml").read_text())["doses"]
    return doses


def _options(facts: Facts, name: str) -> list[Option]:
    """Every allowed rung in its full and its short dose; of those alike in all limits the quickest."""
    found: dict[tuple[bool, int, bool, bool], Option] = {}
    told = {rung.id: rung for rung in content().library.by_id(name).rungs}
    for rung in LIBRARY[name]:
        if bars(rung, facts, 10):
            continue
        kind = _doses()[told[rung.name].dose]
        for dose in (kind[facts.phase], kind["calm"]):
            item = {**dose, "hold_s": dose["hold_s"] or None, "per_side": told[rung.name].per_side}
            # The plan counts every item in hundredths of a minute, rounded up.
            seconds = -(-item_seconds(rung, item, told[rung.name].dose)[0] // 6) * 6
            option = _option(rung, seconds)
            key = (option.floor, option.most_days, option.hard, option.heavy)
            if key not in found or option.seconds < found[key].seconds:
                found[key] = option
    return list(found.values())


def _option(rung: Rung, seconds: int) -> Option:
    hard = rung.role in ("strength", "upper") and rung.level >= 2
    limit = 7
    if "carry" in rung.tags or rung.role == "strength":
        limit = 4
    if rung.role == "upper" or (rung.role == "strength" and rung.level >= 3):
        limit = 3
    if "deadlift" in rung.tags:
        limit = 2
    mask = mask_of([*rung.planes, rung.foundation])
    heavy = rung.role == "strength" and rung.level >= 3
    return Option(mask, seconds, rung.position in FLOOR_POSITIONS, limit, hard, heavy)


def _most_reached(facts: Facts, library: list[str], low: int, high: int, limit_s: int) -> dict[int, int]:
    """Items short of the least -> the most aims that any week reaches with so many short, over all splits of days."""
    days = facts.case["preferences"]["days_per_week"]
    best: dict[int, int] = {}
    options = [found for found in (_options(facts, name) for name in library) if found]
    for first in {1: (1,), 2: (2,)}.get(days, (2, 3)):
        second = days - first
        for short, mask in _weeks(options, (first, second), low, high, limit_s):
            best[short] = max(best.get(short, 0), mask.bit_count())
    return best


def _weeks(
    options: list[list[Option]], split: tuple[int, int], low: int, high: int, limit_s: int
) -> Iterator[tuple[int, int]]:
    """Every week of that split as (items short, aims reached): each exercise nowhere, in one kind, in both."""
    places = [FIRST, SECOND, BOTH] if split[1] else [FIRST]
    # (mask, seconds and items and floor of each kind, days of level 3 strength work); alike states are tried once.
    # "Together 3" is read the narrow way, exercise by exercise: what is allowed so is allowed the other way too.
    states = {(0, 0, 0, False, 0, 0, False, 0)}
    for choices in options:
        grown = set(states)
        for mask, time_a, count_a, floor_a, time_b, count_b, floor_b, heavy in states:
            for option in choices:
                for in_a, in_b in places:
                    if split[0] * in_a + split[1] * in_b > option.most_days or (option.hard and in_b):
                        continue
                    state = (
                        mask | option.mask,
                        time_a + option.seconds * in_a,
                        count_a + in_a,
                        floor_a or (option.floor and in_a),
                        time_b + option.seconds * in_b,
                        count_b + in_b,
                        floor_b or (option.floor and in_b),
                        heavy + option.heavy * (split[0] * in_a + split[1] * in_b),
                    )
                    if state[7] > HEAVY_DAYS:
                        continue
                    fits_a = state[1] + FLOOR_S * state[3] <= limit_s and state[2] <= high
                    if fits_a and state[4] + FLOOR_S * state[6] <= limit_s and state[5] <= high:
                        grown.add(state)
        states = grown
    for mask, _, count_a, _, _, count_b, *_ in states:
        yield max(0, low - count_a) + (max(0, low - count_b) if split[1] else 0), mask


def _small_case(rng: Random) -> tuple[JsonDict, list[str]]:
    """A person and six to eight exercises; only answers on which both readings of every bar agree."""
    while True:
        case = healthy(rng)
        case["preferences"].update(
            minutes_per_day=rng.choice([5, 6, 7, 8, 9, 10, 12, 15, 40]),
            days_per_week=rng.randint(1, 7),
            excluded_exercises=[],
        )
        case["capacity"]["cannot"] = [need for need in case["capacity"]["cannot"] if need != "stand_5_min"]
        if case["positions"]["standing"] == "worse":
            case["positions"]["standing"] = "no_effect"
        if rng.random() < 0.3:
            case["pain"].update(now=2, average_week=2, worst_week=4, weeks_since_onset=8)
            case["capacity"]["training"] = rng.choice(["some", "regular"])
            case["equipment"] = ["band", "kettlebell", "dumbbell", "bench", "step", "cable", "stick"]
        facts = work_out(case)
        library = sorted(rng.sample(IN_A_SESSION, rng.randint(6, 8)), key=list(LIBRARY).index)
        if facts.level not in ("caution", "go"):
            continue
        found = [bars(rung, facts, 10) for name in library for rung in LIBRARY[name]]
        if all(not bar or any(not b.open for b in bar) for bar in found):
            return case, library


@pytest.mark.parametrize("block", range(8))
def test_no_week_of_a_small_library_reaches_more(block: int) -> None:
    for seed in range(block, CASES, 8):
        case, library = _small_case(Random(f"small {seed}"))
        everything = content()
        exercises = tuple(e for e in everything.library.exercises if e.id in library or e.id not in IN_A_SESSION)
        small = dataclasses.replace(everything, library=Library(exercises=exercises))
        parsed = parse_case(json.dumps(case), everything, everything.words["en"])
        assert isinstance(parsed, Case)
        routine = json.loads(recommend(parsed, small).model_dump_json())["routine"]
        facts = work_out(case)
        minutes = case["preferences"]["minutes_per_day"]
        low, high = (3, 4) if minutes < FEW_MINUTES else (4, 6)
        if facts.phase == "strengthen" and minutes >= MANY_MINUTES:
            high = 7
        limit_s = 60 * (min(minutes, CALM_MINUTES) if facts.phase == "calm" else minutes)
        best = _most_reached(facts, library, low, high, limit_s)
        kinds = {tuple(names) for names in routine["week"].values() if names}
        short = sum(max(0, low - len(names)) for names in kinds)
        reach = reached(routine["items"]).bit_count()
        better = {s: count for s, count in best.items() if s <= short and count > reach}
        assert not better, (
            seed,
            library,
            facts.phase,
            minutes,
            case["preferences"]["days_per_week"],
            short,
            reach,
            best,
        )
