"""Benchmarks of the review: CPU time, warm. The bar of the issue: ten years of daily logs in 100 ms or less."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from core.model import memory
from core.model.log import AnkleTest, CheckIn, FunctionScore, Peg, Rescreen, SessionDone
from core.model.record import History
from core.model.vocabulary import WEEKDAYS
from core.recommend.recommend import recommend
from core.review.review import forget, review
from tests.bench.test_bench import pytestmark as pytestmark
from tests.make import a_case, content, done_in_full

Benchmark = Callable[..., Any]
CASE = a_case()


def logged(days: int) -> tuple[History, date]:
    """Somebody who logs every day: check-ins, the day's session, a weekly ankle test and rescreen, function."""
    chance = Random(1)
    plan = recommend(CASE, content()).routine
    assert plan is not None
    items = {item.exercise: item for item in plan.items}
    check_ins, sessions, rescreens, ankle, function = [], [], [], [], []
    day = CASE.as_of
    for number in range(1, days + 1):
        day = CASE.as_of + timedelta(days=number)
        pain = chance.choice([2, 3, 3, 4])
        check_ins.append(CheckIn(day=day, pain_average=pain, sleep_hours=7, sitting_hours=8, stress=4))
        done = tuple(
            done_in_full(items[name], extra_reps=chance.choice([0, 1, 2]), effort=5)
            for name in plan.week[WEEKDAYS[day.weekday()]]
        )
        if done:
            sessions.append(
                SessionDone(
                    day=day,
                    routine_version=1,
                    items=done,
                    pain_before=pain,
                    pain_peak=pain + chance.choice([0, 0, 1, 2]),
                    pain_next_morning=pain,
                    leg_symptoms="none",
                )
            )
        if number % 7 == 0:
            rescreens.append(Rescreen(day=day, answers={"bladder_change": "no"}))
            ankle.append(AnkleTest(day=day, left_cm=(8.0,), right_cm=(11.0,)))
        if number % 14 == 0:
            function.append(FunctionScore(day=day, activities=(), peg=Peg(pain=4, enjoyment=4, general_activity=4)))
    history = History(
        check_ins=tuple(check_ins),
        sessions=tuple(sessions),
        ankle_tests=tuple(ankle),
        rescreens=tuple(rescreens),
        function=tuple(function),
    )
    return history, day


@pytest.mark.parametrize("days", [90, 3652], ids=["a quarter", "ten years"])
def test_review_again(benchmark: Benchmark, days: int) -> None:
    """What was planned and read before is remembered."""
    history, day = logged(days)
    assert benchmark(review, CASE, history, day, content()).decisions


def test_review_ten_years_for_the_first_time(benchmark: Benchmark) -> None:
    history, day = logged(3652)

    def first() -> Any:
        forget()
        return review(CASE, history, day, content())

    assert benchmark(first).decisions


def test_plan_of_a_standing_for_the_first_time(benchmark: Benchmark) -> None:
    history, day = logged(90)
    found = review(CASE, history, day, content())
    assert found.case_now is not None

    def plan() -> Any:
        memory.forget()
        return recommend(found.case_now, content(), found.standing)  # type: ignore[arg-type]

    assert benchmark(plan).routine == found.routine
