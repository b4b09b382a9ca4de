"""When a routine changes: what asks for less at once, anything else once a week."""

from datetime import UTC, date, datetime, time

import pytest

from core.model.log import SessionDone
from core.model.record import Plan
from core.model.review import Review
from core.recommend.recommend import recommend
from core.review.cadence import asks_for_change
from tests.make import content
from tests.review.diary import CASE, START, acts, day, flares, item, pain, red, reviewed, screened, session

# Kept beside the review, or made again from the answers.
NOT_KEPT = {"routine": None, "assessment": None, "case_now": None}


def in_hand(review: Review | None = None, made_on: date = START) -> Plan:
    """The first plan, or the one that a review made; of the review only what is kept with a plan."""
    result = recommend(CASE, content())
    if review is not None:
        result = result.model_copy(update={"routine": review.routine, "triage": review.triage})
        review = review.model_copy(update=NOT_KEPT)
    return Plan(
        intake_version=1,
        routine_version=1,
        made_at=datetime.combine(made_on, time(), UTC),
        made_on=made_on,
        case=CASE,
        result=result,
        demo=False,
        review=review,
    )


def asked(plan: Plan, review: Review, *, wished: bool = False) -> bool:
    return asks_for_change(plan, review, content().evidence, wished=wished)


AS_PLANNED = item("bird_dog", "opposite arm and leg")
WELL: tuple[SessionDone, ...] = (session(1, AS_PLANNED), session(3, AS_PLANNED))


@pytest.mark.parametrize(("number", "expected"), [(4, False), (6, False), (7, True), (9, True)])
def test_a_step_up_waits_until_the_routine_stood_a_week(number: int, expected: bool) -> None:
    review = reviewed(number, *WELL, rescreens=screened(number))
    assert "progress" in acts(review).values()
    assert asked(in_hand(), review) is expected


def test_a_session_that_was_too_much_changes_it_at_once_and_once() -> None:
    review = reviewed(2, red(1))
    assert "regress" in acts(review).values()
    assert asked(in_hand(), review)
    assert not asked(in_hand(review, day(2)), reviewed(3, red(1)))


def test_a_red_session_that_is_taken_back_gives_the_routine_back_at_once() -> None:
    plan = in_hand(reviewed(2, red(1)), day(2))
    assert asked(plan, reviewed(2, session(1)))
    assert asked(plan, reviewed(2))


def test_a_flare_up_and_its_end_count_at_once() -> None:
    on = reviewed(3, flares=flares(began=3))
    assert asked(in_hand(made_on=day(2)), on)
    assert asked(in_hand(on, day(3)), reviewed(4, flares=flares(began=3, over=4)))


def test_one_bad_day_is_met_at_the_start_of_a_session_not_by_another_routine() -> None:
    bad = reviewed(11, check_ins=pain(*[2] * 10, 6))
    assert bad.standing.phase == "calm"
    assert not asked(in_hand(), bad)


def test_a_day_of_very_strong_pain_counts_at_once_and_so_does_its_end() -> None:
    bad = reviewed(11, check_ins=pain(*[2] * 10, 9))
    assert asked(in_hand(made_on=day(10)), bad)
    assert asked(in_hand(bad, day(11)), reviewed(13, check_ins=pain(*[2] * 10, 9, 2, 2)))


def test_what_the_person_wished_counts_at_once() -> None:
    review = reviewed(4, *WELL)
    assert not asked(in_hand(made_on=day(1)), review)
    assert asked(in_hand(made_on=day(1)), review, wished=True)


def test_a_sign_of_danger_counts_at_once() -> None:
    review = reviewed(2, rescreens=screened(2, bladder_change="yes"))
    assert review.routine is None
    assert asked(in_hand(made_on=day(1)), review)
