"""What a check-in sets off: legs and falls as taps, warning signs at once, a changed routine told; still one number."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import CheckIn, Rescreen
from core.model.record import History
from core.model.review import Review
from pages.ui import alarming, state
from tests.pages.conftest import TODAY, texts
from tests.pages.reviews import DAY, NOW, OWNER, WEEKLY, asks_again, make_plan, reason, reviewing
from tests.pages.test_logging import PAIN, at, noted, pick, save

pytestmark = pytest.mark.usefixtures("database")
SPREAD = reason("trend_too_early", **{f"check_ins.{DAY}.leg_symptoms": "spread"})


@pytest.fixture(autouse=True)
def back_again(database: object) -> None:
    make_plan(5)
    reviewing(lambda review, history: {})


def legs_call(review: Review, history: History) -> dict[str, Any]:
    """The warning signs wait as long as legs that spread were not followed by answers."""
    spread = any(entry.leg_symptoms == "spread" for entry in history.check_ins)
    return asks_again(SPREAD)(review, history) if spread else {}


def clean() -> Rescreen:
    return Rescreen(day=DAY, answers=dict.fromkeys(state.journal().content.safety.asked_again, "no"))


def test_legs_and_a_fall_are_quick_taps_and_may_stay_open(shell: AppTest) -> None:
    app = at(shell, "check_in")
    pick(app, PAIN, 3)
    save(app, "check_in.save")
    assert state.journal().check_in_on(OWNER, DAY) == CheckIn(day=DAY, pain_average=3)
    pick(app, f"check_in_leg_symptoms_{TODAY}", "same")
    pick(app, f"check_in_fell_{TODAY}", False)
    save(app, "check_in.save")
    assert state.journal().check_in_on(OWNER, DAY) == CheckIn(day=DAY, pain_average=3, leg_symptoms="same", fell=False)


def test_legs_that_spread_lead_to_the_warning_signs_at_once(shell: AppTest) -> None:
    reviewing(legs_call)
    app = at(shell, "check_in")
    pick(app, PAIN, 5)
    pick(app, f"check_in_leg_symptoms_{TODAY}", "spread")
    save(app, "check_in.save")
    said = texts(app)
    assert state.words()("questionnaire.pages.nerves.title") in said
    assert "further down the leg" in said  # why it is asked
    assert "**Saved** at" in said
    assert state.journal().check_in_on(OWNER, DAY) is not None


def test_the_weekly_question_does_not_interrupt_a_check_in(shell: AppTest) -> None:
    reviewing(asks_again(WEEKLY))
    app = at(shell, "check_in")
    pick(app, PAIN, 5)
    save(app, "check_in.save")
    assert state.words()("check_in.title") in texts(app)
    assert app.success


def test_a_routine_that_changed_is_told(shell: AppTest) -> None:
    def calmer(review: Review, history: History) -> dict[str, Any]:
        standing = review.standing.model_copy(update={"half_dose": bool(history.check_ins)})
        return {"standing": standing}

    reviewing(calmer)
    app = at(shell, "check_in")
    pick(app, PAIN, 7)
    save(app, "check_in.save")
    assert state.words()("changes.title_flash") in texts(app)
    assert app.success


def test_without_a_routine_a_check_in_is_still_a_check_in(shell: AppTest) -> None:
    state.journal().erase(OWNER)
    app = at(shell, "check_in")
    pick(app, PAIN, 7)
    pick(app, f"check_in_fell_{TODAY}", True)
    save(app, "check_in.save")
    assert app.success


def test_what_comes_after_todays_answers_has_them_asked_anew(shell: AppTest) -> None:
    reviewing(legs_call)
    state.journal().log_rescreen(OWNER, clean(), NOW, "morning")
    app = at(shell, "check_in")
    pick(app, PAIN, 5)
    pick(app, f"check_in_leg_symptoms_{TODAY}", "spread")
    save(app, "check_in.save")
    assert state.journal().rescreen_on(OWNER, DAY) is None
    assert state.words()("questionnaire.pages.nerves.title") in texts(app)


def test_an_answer_that_was_no_no_is_never_asked_away(shell: AppTest) -> None:
    worrying = clean().model_copy(update={"answers": clean().answers | {"weight_loss": "unsure"}})
    state.journal().log_rescreen(OWNER, worrying, NOW, "morning")
    app = at(shell, "check_in")
    pick(app, PAIN, 5)
    pick(app, f"check_in_fell_{TODAY}", True)
    save(app, "check_in.save")
    assert state.journal().rescreen_on(OWNER, DAY) == worrying


def entry(pain: int = 4, **more: Any) -> CheckIn:
    return CheckIn(day=DAY, pain_average=pain, **more)


@pytest.mark.parametrize(
    ("now", "before", "calls"),
    [
        (entry(), None, False),
        (entry(leg_symptoms="same"), None, False),
        (entry(leg_symptoms="spread"), None, True),
        (entry(leg_symptoms="spread"), entry(leg_symptoms="same"), True),
        (entry(leg_symptoms="spread", notes="x"), entry(leg_symptoms="spread"), False),  # said before
        (entry(fell=True), None, True),
        (entry(fell=True), entry(fell=True), False),
        (entry(6), None, False),
        (entry(7), None, True),  # 4 yesterday
        (entry(7), entry(6), True),
        (entry(8), entry(7), False),
        (entry(leg_symptoms="spread").model_copy(update={"day": DAY - timedelta(days=1)}), None, False),
    ],
)
def test_what_calls_for_the_warning_signs(now: CheckIn, before: CheckIn | None, calls: bool) -> None:
    noted(4, 1)
    assert alarming.check_in(now, before) is calls
