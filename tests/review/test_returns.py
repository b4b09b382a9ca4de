"""Sore directions come back after calm weeks, one at a time, and go again at the first sign that it was too much."""

from typing import Any

import pytest

from core.model.review import Review
from tests.make import BUILD, a_quiet_case
from tests.review.diary import flares, item, kept, pain, red, reviewed, screened, session

SORE = {"positions.leaning_back": "worse", "positions.twisting": "worse", "positions.bending_forward": "worse"}
CASE = a_quiet_case(**BUILD, **SORE)


def returned(readings: list[int], *sessions: Any, case: Any = CASE, **kinds: Any) -> dict[str, int]:
    last = len(readings)
    found: Review = reviewed(
        last, *sessions, case=case, check_ins=pain(*readings), **({"rescreens": screened(last)} | kinds)
    )
    return {row.plane: row.stage for row in found.standing.returned}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (13, {}),
        (14, {"extension": 1}),
        (20, {"extension": 1}),
        (21, {"extension": 1, "flexion": 1}),
        (28, {"extension": 2, "flexion": 1, "rotation": 1}),
        (42, {"extension": 2, "flexion": 2, "rotation": 2}),
    ],
)
def test_one_after_the_other(days: int, expected: dict[str, int]) -> None:
    assert returned([3] * days) == expected


def test_weeks_that_are_not_calm_or_not_known_bring_nothing_back() -> None:
    assert returned([4] * 20) == {}
    assert returned([3] * 10 + [4] * 10) == {}
    assert reviewed(20, case=CASE, check_ins=pain(3, 3)).standing.returned == ()


def test_what_sends_it_away_again() -> None:
    calm = [3] * 30
    assert returned(calm, red(25)) == {}
    assert returned(calm, session(25, leg_symptoms="spread")) == {}
    assert returned(calm, flares=flares(began=20, over=21)) == {}
    assert returned(calm, red(10)) == {"extension": 1}


def test_never_a_direction_whose_trial_was_worse() -> None:
    case = a_quiet_case(**BUILD, **SORE, **{"direction_trials.extension": "worse"})
    assert "extension" not in returned([2] * 60, case=case)


def test_never_one_that_sent_symptoms_down_a_leg() -> None:
    told = session(1, item("stomach_lying", None), leg_symptoms="spread")
    assert "extension" not in returned([2] * 60, told, rescreens=())
    assert "extension" in returned([2] * 60, told)


def test_what_is_not_sore_need_not_come_back() -> None:
    assert returned([1] * 60, case=a_quiet_case(**BUILD)) == {}


def test_it_stands_in_the_week_gently() -> None:
    found = reviewed(14, case=CASE, check_ins=pain(*[2] * 14))
    assert found.routine
    moving = [each for each in found.routine.items if "extension" in each.planes and each.role == "relief"]
    assert [each.exercise for each in moving] == ["stomach_lying"]
    assert "in_returned_extension" in {because.code for because in moving[0].because}


def test_a_return_that_was_not_wanted_stays_away() -> None:
    assert "extension" not in returned([2] * 20, kept_old=kept(16, "stomach_lying", None))
    again = [session(n) for n in (17, 19)]
    assert "extension" in returned([2] * 20, *again, kept_old=kept(16, "stomach_lying", None))
