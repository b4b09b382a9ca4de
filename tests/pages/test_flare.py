"""A bad day: one tap to easing moves with steps and advice, a way back, and nothing lost by a slip of the finger."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import Flare
from core.model.record import History
from core.model.review import Review
from core.model.vocabulary import WEEKDAYS
from pages.ui import state
from tests.pages.conftest import press, texts
from tests.pages.reviews import DAY, NOW, OWNER, flares_count, make_plan, reviewing
from tests.pages.test_logging import at

pytestmark = pytest.mark.usefixtures("database")


def eased(review: Review, history: History) -> dict[str, Any]:
    """Three easing moves while it is on."""
    change = flares_count(review, history)
    if review.routine is not None and change["standing"].relief_only:
        today = [item for item in review.routine.items if WEEKDAYS[DAY.weekday()] in item.days]
        change["routine"] = review.routine.model_copy(update={"items": tuple(today[:3])})
    return change


@pytest.fixture(autouse=True)
def back_again(database: object) -> None:
    make_plan(10)
    reviewing(eased)


def began(days_ago: int) -> None:
    state.journal().log_flare(OWNER, Flare(day=DAY - timedelta(days=days_ago), state="began"), NOW, "flare")


def buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_one_tap_gives_three_moves_with_their_steps(shell: AppTest) -> None:
    app = at(shell, "home")
    press(app, "bad_day")
    assert state.journal().last_flare(OWNER) == Flare(day=DAY, state="began")
    moves = [element.value for element in app.subheader if element.value[0].isdigit()]
    assert len(moves) == 3
    said = texts(app)
    words = state.words()
    for key in ("flare.pace.walk", "flare.pace.bed", "flare.pace.load", "flare.help.soon"):
        assert words(key) in said
    assert "999" in said
    assert "1. " in said  # the steps


def test_today_then_leads_to_the_moves_and_the_session_waits(shell: AppTest) -> None:
    began(1)
    app = at(shell, "home")
    assert {"open_flare", "settled"} <= buttons(app)
    assert "start_session" not in buttons(app)
    press(app, "open_flare")
    assert state.words()("flare.title") in texts(app)


def test_when_it_has_settled_the_routine_comes_back_smaller(shell: AppTest) -> None:
    began(2)
    app = at(shell, "flare")
    press(app, "settled")
    assert state.words()("flare.over.done_half") in texts(app)
    assert state.journal().last_flare(OWNER) == Flare(day=DAY, state="over")
    assert "start_session" in buttons(app)
    plan = state.journal().plan(OWNER)
    assert plan is not None
    assert plan.review is not None
    assert plan.review.standing.half_dose


def test_a_slip_of_the_finger_leaves_nothing(shell: AppTest) -> None:
    app = at(shell, "home")
    press(app, "bad_day")
    press(at(app, "flare"), "slip")
    assert state.journal().last_flare(OWNER) is None
    assert "start_session" in buttons(app)
    plan = state.journal().plan(OWNER)
    assert plan is not None
    assert plan.result.routine is not None
    assert plan.review is None or not plan.review.standing.relief_only


def test_yesterdays_flare_is_no_slip(shell: AppTest) -> None:
    began(1)
    assert "slip" not in buttons(at(shell, "flare"))


@pytest.mark.parametrize(("days_ago", "asked"), [(6, False), (7, True)])
def test_one_that_goes_on_points_to_a_clinician(shell: AppTest, days_ago: int, asked: bool) -> None:
    began(days_ago)
    app = at(shell, "flare")
    assert (state.words()("flare.over.ask", days=days_ago) in texts(app)) is asked


def test_three_quick_clicks_begin_one(shell: AppTest) -> None:
    app = at(shell, "home")
    press(app, "bad_day")
    at(app, "home")
    assert "bad_day" not in buttons(app)
    assert state.journal().stored(OWNER).kinds["flare"].versions == 1


def test_before_it_begins_the_page_says_what_it_does(shell: AppTest) -> None:
    app = at(shell, "flare")
    assert state.words()("flare.off_lead") in texts(app)
    press(app, "begin")
    assert state.journal().last_flare(OWNER) == Flare(day=DAY, state="began")


def test_without_a_routine_the_advice_still_stands(shell: AppTest) -> None:
    state.journal().erase(OWNER)
    said = texts(at(shell, "flare"))
    assert state.words()("flare.no_plan") in said
    assert state.words()("flare.pace.walk") in said


def test_warning_signs_come_before_easing_moves(shell: AppTest) -> None:
    make_plan(9, safety__fever_unwell="yes")
    said = texts(at(shell, "flare"))
    assert "Get help today" in said
    assert state.words()("flare.pace.walk") not in said
