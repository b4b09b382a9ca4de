"""The warning signs asked again: three taps where nothing is wrong, the care card at the first yes, nothing lost."""

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import Rescreen
from pages.ui import state
from tests.pages.conftest import press, texts
from tests.pages.reviews import DAY, NOW, OWNER, WEEKLY, asks_again, make_plan, reason, reviewing
from tests.pages.test_logging import at, pick

pytestmark = pytest.mark.usefixtures("database")
SPREAD = reason("trend_too_early", **{f"check_ins.{DAY}.leg_symptoms": "spread"})


@pytest.fixture(autouse=True)
def weekly(database: object) -> None:
    make_plan(7)
    reviewing(asks_again(WEEKLY))


def groups() -> tuple[str, ...]:
    return tuple(group.id for group in state.journal().content.safety.rescreen)


def standing() -> dict[str, str]:
    noted = state.journal().rescreen_on(OWNER, DAY)
    return dict(noted.answers) if noted else {}


def test_three_taps_where_nothing_is_wrong(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    for group in groups():
        press(app, f"none_{group}")
    assert set(standing()) == set(state.journal().content.safety.asked_again)
    assert set(standing().values()) == {"no"}
    assert state.words()("rescreen.done_title") in texts(app)
    assert "safe for you" not in texts(app).lower()
    press(app, "to_today")
    assert state.words()("rescreen.card.title_weekly") not in texts(app)


def test_every_list_is_kept_as_it_is_answered(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    press(app, f"none_{groups()[0]}")
    again = AppTest.from_file(shell._script_path, default_timeout=20)  # a reload: another visit, nothing remembered
    said = texts(at(again, "rescreen"))
    assert state.words()("questionnaire.pages.sudden.title") in said
    assert len(standing()) == len(state.journal().content.safety.rescreen[0].flags)


@pytest.mark.parametrize(
    ("flag", "answer", "title"),
    [
        ("saddle_anaesthesia", "yes", "Get help right now"),
        ("saddle_anaesthesia", "unsure", "Get help today"),
        ("leg_weakness", "yes", "Get help today"),
        ("leg_weakness", "unsure", "See a doctor or physiotherapist first"),
    ],
)
def test_any_yes_leads_to_the_care_card_and_pauses_the_routine(
    shell: AppTest, flag: str, answer: str, title: str
) -> None:
    app = at(shell, "rescreen")
    press(app, "some_nerves")
    pick(app, f"rescreen_{flag}", answer)
    app.run()
    assert standing() == {flag: answer}  # kept at once
    press(app, "rest_nerves")
    assert title in texts(app)
    plan = state.journal().plan(OWNER)
    assert plan is not None
    assert plan.result.routine is None
    app.run()
    at(app, "home")
    assert "open_help" in {button.key for button in app.button}
    assert "start_session" not in {button.key for button in app.button}


def test_a_call_for_help_stands_beside_the_answer_at_once(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    press(app, "some_nerves")
    pick(app, "rescreen_saddle_anaesthesia", "yes")
    app.run()
    assert any("999" in error.value for error in app.error)


def test_a_slip_of_the_finger_can_be_put_right_today(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    press(app, "some_nerves")
    pick(app, "rescreen_leg_weakness", "yes")
    app.run()
    press(app, "rest_nerves")
    press(app, "mistake")
    assert standing() == {}
    for group in groups():
        press(app, f"none_{group}")
    plan = state.journal().plan(OWNER)
    assert plan is not None
    assert plan.result.routine is not None


def test_a_mark_that_is_changed_at_once_is_changed(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    press(app, "some_nerves")
    pick(app, "rescreen_leg_weakness", "yes")
    app.run()
    pick(app, "rescreen_leg_weakness", "no")
    app.run()
    assert standing() == {"leg_weakness": "no"}
    versions = state.journal().stored(OWNER).kinds["routine"].versions
    assert versions == 1  # in the middle of a list nothing is decided


def test_the_other_lists_can_be_answered_after_a_yes(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    press(app, "some_nerves")
    pick(app, "rescreen_leg_weakness", "unsure")
    app.run()
    press(app, "rest_nerves")
    press(app, "go_on")
    press(app, "none_sudden")
    press(app, "none_unwell")
    assert standing()["leg_weakness"] == "unsure"
    assert set(standing()) == set(state.journal().content.safety.asked_again)
    assert "See a doctor or physiotherapist first" in texts(app)


def test_three_quick_clicks_make_one_row(shell: AppTest) -> None:
    app = at(shell, "rescreen")
    app.button(key="none_nerves").click()
    for _ in range(3):
        app.run()
    assert state.journal().stored(OWNER).kinds["rescreen"].versions == 1


def test_a_list_that_was_not_read_is_not_answered(shell: AppTest) -> None:
    """Whatever the review makes of it: sessions wait until the last list is answered."""
    reviewing(lambda review, history: {})
    app = at(shell, "home")
    assert "start_session" in {button.key for button in app.button}
    press(at(app, "rescreen"), "none_nerves")
    app = at(app, "home")
    assert state.words()("rescreen.unfinished") in texts(app)
    assert "start_session" not in {button.key for button in app.button}


def test_the_weekly_one_may_wait_and_the_session_is_told(shell: AppTest) -> None:
    app = at(shell, "home")
    words = state.words()
    assert words("rescreen.card.title_weekly") in texts(app)
    assert words("home.today.asked_first") in texts(app)
    assert "start_session" in {button.key for button in app.button}
    press(app, "rescreen_not_now")
    assert words("rescreen.card.title_weekly") not in texts(app)
    assert words("home.today.asked_first") in texts(app)


def test_a_session_waits_where_the_notes_call_for_it(shell: AppTest) -> None:
    reviewing(asks_again(WEEKLY, SPREAD))
    app = at(shell, "home")
    assert state.words()("rescreen.card.title_waits") in texts(app)
    assert state.words()("home.today.waits") in texts(app)
    keys = {button.key for button in app.button}
    assert "start_session" not in keys
    assert "rescreen_not_now" not in keys
    press(app, "rescreen")
    assert "further down the leg" in texts(app)  # why it is asked


def test_without_a_routine_it_points_to_the_questions(shell: AppTest) -> None:
    state.journal().erase(OWNER)
    app = at(shell, "rescreen")
    assert "start" in {button.key for button in app.button}


def test_what_was_asked_on_another_day_does_not_count_for_today(shell: AppTest) -> None:
    yesterday = DAY.replace(day=DAY.day - 1)
    clear = dict.fromkeys(state.journal().content.safety.asked_again, "no")
    state.journal().log_rescreen(OWNER, Rescreen(day=yesterday, answers=clear), NOW, "yesterday")
    app = at(shell, "rescreen")
    assert "none_nerves" in {button.key for button in app.button}


def test_every_sign_of_a_list_is_said() -> None:
    words = state.words()
    for group in state.journal().content.safety.rescreen:
        assert f"questionnaire.pages.{group.id}.title" in words
        assert all(f"questionnaire.flags.{flag}.ask" in words for flag in group.flags)
    said = {key.split(".")[-1] for key in words.sentences if key.startswith("rescreen.ask.")}
    assert said <= set(state.journal().content.safety.asked_again)


def test_a_fall_with_thin_bones_is_urgent_though_small(shell: AppTest) -> None:
    make_plan(6, safety__osteoporosis="yes")
    app = at(shell, "rescreen")
    press(app, "none_nerves")
    press(app, "some_sudden")
    pick(app, "rescreen_minor_trauma", "yes")
    app.run()
    press(app, "rest_sudden")
    assert "Get help today" in texts(app)
