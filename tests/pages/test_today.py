"""Today, for who comes back: what is due in its order, the morning after in one tap, ticks, the session, no streaks."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import AnkleTest, DayTicks, FunctionScore, ItemDone, SessionDone, Tick
from core.model.record import History
from core.model.review import Review
from core.storage.problem import StorageProblem
from pages.ui import state
from tests.pages.conftest import press, texts
from tests.pages.reviews import DAY, NOW, OWNER, make_plan, reason, reviewing
from tests.pages.test_logging import at, control, noted, pick

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def back_again(database: object) -> None:
    make_plan(10)
    reviewing(lambda review, history: {})


def buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def trained(days_ago: int, **more: Any) -> SessionDone:
    day = DAY - timedelta(days=days_ago)
    done = SessionDone(
        day=day, routine_version=1, items=(ItemDone(exercise="bird_dog"),), **({"pain_before": 3} | more)
    )
    state.journal().log_session(OWNER, done, NOW, f"session {day}")
    return done


# ---- the morning after --------------------------------------------------------------------------------------------


def morning(days_ago: int = 1) -> str:
    return f"morning_after_{DAY - timedelta(days=days_ago)}"


def test_the_morning_after_is_one_tap(shell: AppTest) -> None:
    trained(1)
    app = at(shell, "home")
    pick(app, morning(), 2)
    app.run()
    kept = state.journal().session_on(OWNER, DAY - timedelta(days=1))
    assert kept is not None
    assert kept.pain_next_morning == 2
    assert state.words()("home.morning.noted", pain=2) in texts(app)
    assert morning() not in {str(element.key) for element in app.get("button_group")}


def test_the_morning_after_can_be_changed(shell: AppTest) -> None:
    trained(1, pain_next_morning=7)
    app = at(shell, "home")
    press(app, "morning_change")
    assert control(app, morning()).value == 7  # type: ignore[attr-defined]
    pick(app, morning(), 1)
    app.run()
    kept = state.journal().session_on(OWNER, DAY - timedelta(days=1))
    assert kept is not None
    assert kept.pain_next_morning == 1


@pytest.mark.parametrize(("days_ago", "asked"), [(0, False), (1, True), (3, True), (4, False)])
def test_it_is_asked_while_it_can_be_remembered(shell: AppTest, days_ago: int, asked: bool) -> None:
    trained(days_ago)
    app = at(shell, "home")
    assert (state.words()("home.morning.title") in texts(app)) is asked


def test_only_the_last_session_is_asked_about(shell: AppTest) -> None:
    trained(3)
    trained(2, pain_next_morning=1)
    assert state.words()("home.morning.title") not in texts(at(shell, "home"))


def test_a_session_that_was_only_ticked_has_no_morning_to_compare(shell: AppTest) -> None:
    trained(1, pain_before=None)
    assert state.words()("home.morning.title") not in texts(at(shell, "home"))


def test_who_does_not_remember_is_not_asked_again(shell: AppTest) -> None:
    trained(2)
    app = at(shell, "home")
    press(app, "morning_not_now")
    assert state.words()("home.morning.title") not in texts(app)


def test_a_tap_that_was_not_saved_is_never_called_saved(shell: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StorageProblem("locked")

    trained(1)
    app = at(shell, "home")
    monkeypatch.setattr(type(state.journal()), "log_next_morning", fails)
    pick(app, morning(), 2)
    app.run()
    assert not app.exception
    assert state.words()("home.day.not_saved") in texts(app)
    assert not app.success


# ---- the session --------------------------------------------------------------------------------------------------


def test_one_button_is_the_first_thing_to_do(shell: AppTest) -> None:
    app = at(shell, "home")
    loud = [button.label for button in app.button if button.proto.type == "primary"]
    assert loud == [f":violet[{state.words()('home.today.start')}]"]
    assert {"start_session", "bad_day", "open_check_in"} <= buttons(app)


def test_a_session_that_is_done_counts(shell: AppTest) -> None:
    trained(0)
    app = at(shell, "home")
    assert state.words()("home.today.done") in texts(app)
    assert "start_session" not in buttons(app)
    assert "bad_day" in buttons(app)


def test_half_the_sets_are_said(shell: AppTest) -> None:
    def halved(review: Review, _: History) -> dict[str, Any]:
        return {"standing": review.standing.model_copy(update={"half_dose": True})}

    noted(5)
    reviewing(halved)
    assert state.words()("home.today.half_dose") in texts(at(shell, "home"))


def test_no_streak_is_counted_anywhere() -> None:
    words = state.words().sentences
    spoken = " ".join(words[key] for key in words if key.split(".")[0] in ("home", "changes", "flare", "routine"))
    assert "streak" not in spoken.lower()
    assert "in a row" not in spoken.lower()


# ---- small things -------------------------------------------------------------------------------------------------


def test_what_is_new_is_offered_and_what_is_fresh_is_not(shell: AppTest) -> None:
    app = at(shell, "home")
    assert {"open_ankle", "open_function"} <= buttons(app)
    journal = state.journal()
    journal.log_ankle(OWNER, AnkleTest(day=DAY - timedelta(days=6), left_cm=(9,), right_cm=None), NOW, "a")
    journal.log_function(OWNER, FunctionScore(day=DAY - timedelta(days=13), activities=()), NOW, "f")
    app = at(app, "home")
    assert not {"open_ankle", "open_function"} & buttons(app)


def test_ankles_weekly_and_activities_every_two_weeks(shell: AppTest) -> None:
    journal = state.journal()
    journal.log_ankle(OWNER, AnkleTest(day=DAY - timedelta(days=7), left_cm=(9,), right_cm=None), NOW, "a")
    journal.log_function(OWNER, FunctionScore(day=DAY - timedelta(days=14), activities=()), NOW, "f")
    app = at(shell, "home")
    assert {"open_ankle", "open_function"} <= buttons(app)
    assert state.words()("home.small.ankle_due", days=7) in texts(app)


def test_the_check_in_is_said_back(shell: AppTest) -> None:
    noted(3)
    app = at(shell, "home")
    assert state.words()("home.small.check_in_done", pain=3) in texts(app)


# ---- through the day ----------------------------------------------------------------------------------------------


def what() -> str:
    plan = state.journal().plan(OWNER)
    assert plan is not None
    assert plan.result.routine is not None
    first = plan.result.routine.through_the_day[0]
    return str(first.exercise or first.habit)


def ticks() -> DayTicks | None:
    return state.journal().day_ticks_on(OWNER, DAY)


def test_ticks_add_up_and_can_be_taken_back(shell: AppTest) -> None:
    app = at(shell, "home")
    for times in (1, 2, 3):
        press(app, f"tick_{what()}")
        assert ticks() == DayTicks(day=DAY, ticks=(Tick(what=what(), times=times),))
    press(app, f"untick_{what()}")
    assert ticks() == DayTicks(day=DAY, ticks=(Tick(what=what(), times=2),))
    press(app, f"untick_{what()}")
    press(app, f"untick_{what()}")
    assert ticks() == DayTicks(day=DAY, ticks=())
    press(app, f"tick_{what()}")  # the same again on the same visit counts again
    assert ticks() == DayTicks(day=DAY, ticks=(Tick(what=what(), times=1),))


def test_yesterdays_ticks_are_not_todays(shell: AppTest) -> None:
    yesterday = DayTicks(day=DAY - timedelta(days=1), ticks=(Tick(what=what(), times=4),))
    state.journal().log_day_ticks(OWNER, yesterday, NOW, "y")
    assert f"untick_{what()}" not in buttons(at(shell, "home"))


def test_more_than_enough_is_plenty_and_never_too_little(shell: AppTest) -> None:
    state.journal().log_day_ticks(OWNER, DayTicks(day=DAY, ticks=(Tick(what=what(), times=40),)), NOW, "t")
    assert state.words()("home.day.plenty", times=40) in texts(at(shell, "home"))


# ---- a clinician --------------------------------------------------------------------------------------------------


def referred(_: Review, history: History) -> dict[str, Any]:
    return {"referral": True, "referral_because": (reason("trend_too_early"),)} if history.check_ins else {}


def test_a_clinician_is_suggested_kindly_with_the_summary(shell: AppTest) -> None:
    noted(6)
    reviewing(referred)
    app = at(shell, "home")
    assert state.words()("summary.card.title") in texts(app)
    assert "start_session" in buttons(app)  # no reason to stop
    press(app, "open_summary")
    assert state.words()("summary.title") in texts(app)


def test_the_summary_has_the_weeks_the_sessions_and_what_was_tried(shell: AppTest) -> None:
    for days_ago in range(21):
        noted(6 if days_ago > 6 else 3, days_ago)
    noted(5, 21, fell=True, leg_symptoms="spread")
    trained(2, pain_peak=5)
    trained(4)
    state.journal().log_function(OWNER, FunctionScore(day=DAY, activities=()), NOW, "f")
    said = texts(at(shell, "summary"))
    words = state.words()
    assert words("summary.week", week="9 November", mean="5.1", lowest=3, highest=6, n=7) in said
    assert words("summary.baseline", baseline="5.9", latest="3.0") in said
    assert words("summary.sessions_worst", pain=5, day="18 November") in said
    assert words("summary.tried_line", name="Bird dog", times=2) in said
    assert words("summary.falls", days="30 October") in said
    assert words("summary.leg", days="30 October") in said


def test_a_summary_of_nothing_says_so(shell: AppTest) -> None:
    assert state.words()("summary.none") in texts(at(shell, "summary"))
