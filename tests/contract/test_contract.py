"""The nine points of the contract, on people made up by chance and on purpose."""

import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.contract.bars import LIBRARY, bars
from tests.contract.cases import EXAMPLE, any_case, case_of, changed, healthy
from tests.contract.facts import FLAGS, LEVELS, JsonDict, work_out
from tests.contract.judged import answer, broken, content, judge_seeds, result_of
from tests.contract.long_run import judge_all
from tests.contract.oracle import ALLOWED_REASONS, judge

EVERYDAY = 312
LONG = 100_000
CHUNK = 250
WORSE = {"no": "unsure", "unsure": "yes"}
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def test_everyday_cases_keep_the_contract() -> None:
    counts, shown = judge_seeds(range(EVERYDAY))
    assert not shown, (shown, counts)
    assert counts["routines"] > EVERYDAY // 2, counts
    assert all(counts[f"level {level}"] for level in LEVELS), counts


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(case=any_case())
def test_any_case_keeps_the_contract(case: JsonDict) -> None:
    assert not broken(case)


@pytest.mark.parametrize("flag", list(FLAGS))
@pytest.mark.parametrize("said", ["yes", "unsure"])
@pytest.mark.parametrize("cleared", [None, "2026-11-01"])
def test_every_flag_alone_keeps_the_contract(flag: str, said: str, cleared: str | None) -> None:
    case = changed(EXAMPLE, person__cleared_by_clinician_on=cleared)
    case["safety"][flag] = said
    assert not broken(case)


@pytest.mark.parametrize("flag", list(FLAGS))
def test_answering_worse_on_a_flag_never_lowers_the_level(flag: str) -> None:
    for seed in range(6):
        case = case_of(1000 + seed)
        levels = []
        for said in ("no", "unsure", "yes"):
            case["safety"][flag] = said
            levels.append(LEVELS.index(result_of(case)["triage"]["level"]))
        assert levels == sorted(levels, reverse=True), (seed, levels)


def _named(result: JsonDict) -> set[tuple[str, str | None]]:
    routine = result["routine"]
    entries = [*routine["items"], *routine["through_the_day"]] if routine else []
    return {(entry["exercise"], entry["rung"]) for entry in entries if entry["exercise"]}


def _barred(result: JsonDict) -> set[str]:
    """Exercises that something stood in the way of, by the result's own reasons."""
    rows = result["routine"]["left_out"] if result["routine"] else []
    return {row["exercise"] for row in rows if not {b["code"] for b in row["because"]} & set(ALLOWED_REASONS)}


@pytest.mark.parametrize("seed", range(60))
def test_a_symptom_more_never_adds_an_exercise_that_is_otherwise_barred(seed: int) -> None:
    """What stands in the week after a worse answer was not barred before: by the oracle, and by the result itself."""
    rng = Random(f"symptom {seed}")
    before = healthy(rng)
    name, position = rng.choice(list(FLAGS)), rng.choice(list(before["positions"]))
    after = changed(before)
    after["safety"][name] = WORSE[before["safety"][name]]
    after["positions"][position] = "worse"
    facts, then, now = work_out(before), result_of(before), result_of(after)
    for exercise, rung in _named(now):
        (tagged,) = [r for r in LIBRARY[exercise] if r.name == rung]
        certain = [bar.what for bar in bars(tagged, facts, None, with_levels=False) if not bar.open]
        assert not certain, (name, position, exercise, rung, certain)
    # Outside the session the direction chooses, and more answers may tell a direction that was open before.
    items = {item["exercise"] for item in now["routine"]["items"]} if now["routine"] else set()
    assert not items & _barred(then), (name, position)


@pytest.mark.parametrize("seed", [1, 2, 4, 7, 8, 9, 10, 12])
def test_the_same_answers_give_the_same_bytes(seed: int) -> None:
    case = case_of(seed)
    shuffled = dict(reversed(case.items()))
    shuffled["safety"] = dict(reversed(case["safety"].items()))
    assert answer(case) == answer(json.loads(json.dumps(case))) == answer(shuffled)


def test_the_oracle_reads_the_whole_library() -> None:
    rungs = [rung for ladder in LIBRARY.values() for rung in ladder]
    assert (len(LIBRARY), len(rungs)) == (55, 102)
    assert {exercise.id for exercise in content().library.exercises} == set(LIBRARY)


FAULTS: list[tuple[int, str, object]] = [
    (2, "triage.level", "caution"),
    (4, "assessment.directional_preference", "flexion"),
    (5, "assessment.start_level", 3),
    (6, "routine.items.0.exercise", "sit_up"),
    (7, "routine.items.0.minutes", 14.0),
    (7, "routine.items.0.days", ["sun"]),
    (8, "routine.missing", [{"what": "rotation", "because": []}]),
    (8, "routine.activity", [{"activity": "running", "minutes": 20, "days": ["mon"], "because": []}]),
    (9, "routine.left_out", []),
    (9, "routine.items.0.because", []),
    (9, "routine.items.0.because.0.rule", "R99"),
    (9, "routine.items.0.because.0.answers.0.value", "better"),
    (9, "routine.items.0.because.0.answers.0.path", "positions.nowhere"),
]


@pytest.mark.parametrize(("point", "path", "value"), FAULTS)
def test_the_oracle_sees_a_fault_put_in(point: int, path: str, value: object) -> None:
    """An oracle that can only say yes proves nothing."""
    result = result_of(EXAMPLE)
    node = result
    *groups, last = path.split(".")
    for part in groups:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[last] = value
    found = judge(EXAMPLE, result, content().words["en"].sentences)
    assert point in {violation.point for violation in found if not violation.open}


@pytest.mark.long
def test_a_hundred_thousand_cases_keep_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    total, shown = judge_all(judge_seeds, LONG, CHUNK, capsys)
    assert total["cases"] == LONG
    assert not shown
