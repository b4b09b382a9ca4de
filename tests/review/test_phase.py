"""How much the plan asks for: it falls at once, rises after calm weeks, and one bad day is one bad day."""

from typing import Any

import pytest

from core.model.review import Review
from tests.make import CALM, STRENGTHEN, a_case
from tests.review.diary import acts, codes, flares, item, pain, red, reviewed, screened, session

STRONG = a_case(**STRENGTHEN)
SOME = a_case(**{"pain.now": 3, "pain.average_week": 3, "pain.worst_week": 5, "pain.weeks_since_onset": 20})


def phase(*readings: int, case: Any = SOME, number: int | None = None, **kinds: Any) -> str:
    last = number or len(readings)
    return reviewed(last, case=case, check_ins=pain(*readings), rescreens=screened(last), **kinds).standing.phase


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([], "build"),
        ([2] * 13, "build"),
        ([2] * 14, "strengthen"),
        ([1] * 30, "strengthen"),
        ([2] * 13 + [3], "build"),
        ([3] * 30, "build"),
        ([2] * 10 + [7] + [2] * 6, "build"),
        ([2] * 10 + [7] + [2] * 21, "strengthen"),
        ([4, 4, 4] + [2] * 14, "build"),
        ([4, 4, 4] + [2] * 21, "strengthen"),
    ],
)
def test_rising_from_build(readings: list[int], expected: str) -> None:
    assert phase(*readings) == expected


def test_a_red_session_puts_it_off() -> None:
    calm = [2] * 20
    assert phase(*calm, sessions=(session(6),)) == "strengthen"
    assert phase(*calm, sessions=(red(10),)) == "build"


def test_few_readings_say_nothing() -> None:
    some = (*pain(2, 2), *pain(2, 2, first=10))
    assert reviewed(20, case=SOME, check_ins=some).standing.phase == "build"


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([2, 6, 2], "build"),
        ([2, 6, 2, 2, 6, 2], "calm"),
        ([6, 6], "calm"),
        ([6, 6, 6], "calm"),
        ([5, 6, 6], "calm"),
        ([6, 6, 6] + [2] * 4, "calm"),
        ([6, 6, 6] + [2] * 19, "build"),
        ([6] * 7 + [2] * 20, "build"),
        ([6] * 7 + [2] * 40, "strengthen"),
        ([5, 5, 5, 5], "build"),
    ],
)
def test_falling_to_calm_and_one_step_at_a_time(readings: list[int], expected: str) -> None:
    assert phase(*readings) == expected


def test_from_an_intake_in_calm_it_rises_to_build_first() -> None:
    case = a_case(**CALM)
    found = [phase(*([1] * n), case=case) for n in (1, 13, 15, 27, 30)]
    assert found == ["calm", "calm", "build", "build", "strengthen"]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([2] * 5, "strengthen"),
        ([4] * 5, "build"),
        ([2, 2, 7, 2], "build"),
        ([2, 2, 3], "strengthen"),
        ([6] * 3, "calm"),
    ],
)
def test_falling_from_strengthen(readings: list[int], expected: str) -> None:
    assert phase(*readings, case=STRONG) == expected


def test_one_bad_day_asks_for_less_that_day_and_takes_nothing_away() -> None:
    high = [session(n, item("pelvic_tilt", "standing"), item("plank", "knees")) for n in (1, 3)]
    readings = [2, 2, 2, 2]

    def found(*more: int) -> Review:
        return reviewed(4 + len(more), *high, case=SOME, check_ins=pain(*readings, *more))

    bad, after = found(6), found(6, 3)
    assert bad.standing.phase == "calm"
    assert bad.routine
    assert all(each.level == 1 for each in bad.routine.items)
    assert "progress" not in acts(bad).values()
    assert codes(bad, "plank") == ["hold_bad_day"]
    assert after.standing.phase == "build"
    assert ("plank", "knees") in {(step.exercise, step.rung) for step in after.standing.steps}


def test_a_bad_day_gives_no_step_where_the_plan_is_calming_already() -> None:
    calm, well = a_case(**CALM), [session(n, item("pelvic_tilt", "lying")) for n in (12, 13)]

    def found(today: int) -> Review:
        return reviewed(14, *well, case=calm, check_ins=pain(*[4] * 13, today))

    assert acts(found(4))["pelvic_tilt"] == "progress"
    bad = found(6)
    assert bad.standing.phase == "calm"
    assert not bad.one_bad_day, "the weeks say calm too"
    assert "progress" not in acts(bad).values()
    assert codes(bad, "pelvic_tilt") == ["hold_bad_day"]


def test_very_strong_pain_leaves_easing_movements_alone() -> None:
    found = reviewed(2, case=SOME, check_ins=pain(3, 8))
    assert found.routine
    assert {each.role for each in found.routine.items} <= {"relief", "mobility", "control"}
    assert [each.activity for each in found.routine.activity] == ["walking"]
    assert found.routine.missing == ()


def test_a_flare_up_takes_strengthening_back_to_building() -> None:
    told: Any = flares(began=3, over=5)
    assert phase(2, 2, 2, case=STRONG, number=4, flares=told) == "calm"
    assert phase(2, 2, 2, 2, 2, 2, case=STRONG, flares=told) == "build"
    assert phase(*([1] * 40), case=STRONG, flares=told) == "strengthen"


def test_new_to_training_becomes_used_to_some_after_regular_weeks() -> None:
    case = a_case(**{"capacity.training": "new"})

    def training(*numbers: int, number: int) -> str:
        return reviewed(number, *[session(n) for n in numbers], case=case).standing.training

    regular = [n for week in range(8) for n in (7 * week + 1, 7 * week + 4)]
    assert training(*regular, number=56) == "some"
    assert training(*regular[:-1], number=56) == "new"
    assert training(*regular[::2], number=56) == "new"
    assert training(*regular, number=200) == "new", "it was long ago"
    more = [n for week in range(40) for n in range(7 * week + 1, 7 * week + 6)]
    assert training(*more, number=280) == "some", "nobody is made a regular"


def test_who_is_new_does_not_strengthen() -> None:
    case = a_case(**{**STRENGTHEN, "capacity.training": "new"})
    assert phase(*([1] * 30), case=case) == "build"


def test_the_answers_move_on_with_the_logs() -> None:
    found = reviewed(14, case=SOME, check_ins=pain(*([3] * 7), *([1, 2] * 3), 4))
    assert found.case_now
    now = found.case_now.pain
    assert (now.now, now.average_week, now.worst_week, now.weeks_since_onset) == (4, 2, 4, 22)
    few = reviewed(14, case=SOME, check_ins=pain(1, first=14))
    assert few.case_now
    assert (few.case_now.pain.now, few.case_now.pain.average_week) == (3, 3), "one reading makes nothing better"
    worse = reviewed(14, case=SOME, check_ins=pain(7, first=14))
    assert worse.case_now
    assert (worse.case_now.pain.now, worse.case_now.pain.worst_week) == (7, 7)
