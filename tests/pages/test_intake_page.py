"""The questions without a browser: steps, errors with what was typed kept, drafts, help first, one routine."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import state
from tests.intake.answers import example_answers
from tests.pages.conftest import ROOT, SHELL, press, texts

OWNER = "local"


def at_step(shell: AppTest, step: str | None = None) -> AppTest:
    shell.run()
    shell.switch_page(str(ROOT / "pages" / "intake.py"))
    if step is not None:
        shell.query_params["step"] = step
    shell.run()
    assert not shell.exception
    return shell


def draft(page: str = "nerves", **changes: object) -> None:
    """The example person's answers as an unfinished intake, some changed; None takes one away."""
    answers = {key: value for key, value in example_answers(**changes).items() if value is not None}  # type: ignore[arg-type]
    state.journal().save_draft(OWNER, answers, page, state.now())


def saved() -> dict[str, object]:
    found = state.journal().draft(OWNER)
    assert found is not None
    return dict(found.answers)


def title(app: AppTest) -> str:
    return str(app.title[0].value)


def step_title(page: str) -> str:
    return state.words()(f"questionnaire.pages.{page}.title")


class TestSteps:
    def test_it_begins_with_the_warning_signs(self, shell: AppTest) -> None:
        at_step(shell)
        assert title(shell) == step_title("nerves")
        assert {button.key for button in shell.button} >= {"none_of_these", "some"}

    def test_none_of_these_is_kept_and_goes_on(self, shell: AppTest) -> None:
        press(at_step(shell), "none_of_these")
        assert saved() == {"flags_nerves": {"rest": "no"}}
        assert title(shell) == step_title("sudden")
        assert shell.query_params["step"] == "sudden"

    def test_nobody_gets_past_the_warning_signs_by_address(self, shell: AppTest) -> None:
        at_step(shell, "suits")
        assert title(shell) == step_title("nerves")

    def test_a_page_that_is_not_there_is_no_fault(self, shell: AppTest) -> None:
        at_step(shell, "nowhere")
        assert title(shell) == step_title("nerves")

    def test_the_draft_outlives_a_restart(self, shell: AppTest, database: Path) -> None:
        draft(page="positions", positions={"sitting": "worse"})
        state.reopen()
        again = at_step(AppTest.from_file(str(SHELL), default_timeout=20))
        assert title(again) == step_title("positions")
        assert again.session_state["intake_positions_sitting"] == "worse"

    def test_back_keeps_what_was_typed_right_or_not(self, shell: AppTest) -> None:
        draft(page="story", birth_year=None)
        at_step(shell)
        shell.number_input(key="intake_birth_year").set_value(88.0)
        press(shell, "back_story")
        assert title(shell) == step_title("pain")
        assert saved()["birth_year"] == 88

    @pytest.mark.parametrize("page", ["nerves", "pain", "story", "pattern", "positions", "trials", "day", "activity"])
    def test_every_step_can_be_opened_again(self, shell: AppTest, page: str) -> None:
        draft()
        at_step(shell, page)
        assert title(shell) == step_title(page)

    def test_answers_that_make_no_sense_any_more_are_no_fault(self, shell: AppTest) -> None:
        state.journal().save_draft(
            OWNER,
            {"flags_nerves": "no", "pain_now": {"a": 1}, "duration": ["x"], "gone": 1, "ankle_left": "far"},
            "nowhere",
            state.now(),
        )
        at_step(shell)
        assert title(shell) == step_title("nerves")


class TestErrors:
    def test_they_stand_in_a_summary_and_beside_the_field(self, shell: AppTest) -> None:
        draft(page="pain", pain_now=None, pain_worst=None)
        press(at_step(shell), "go_on_pain")
        assert title(shell) == step_title("pain")
        said = state.words()("intake.errors.missing_scale", low=0, high=10)
        assert any(said in str(error.value) and "#pain_now" in str(error.value) for error in shell.error)
        assert [heading.value for heading in shell.subheader].count(f":red[{said}]") == 2

    def test_what_was_chosen_is_kept(self, shell: AppTest) -> None:
        draft(page="pain", pain_now=None)
        at_step(shell)
        shell.button_group(key="intake_pain_worst").set_value(2)
        press(shell, "go_on_pain")
        assert saved()["pain_worst"] == 2
        assert shell.session_state["intake_pain_worst"] == 2
        assert "#pain_worst" in str(shell.error[0].value)

    def test_nothing_is_wrong_before_the_person_tried_to_go_on(self, shell: AppTest) -> None:
        draft(page="pain", pain_now=None)
        at_step(shell)
        assert not shell.error

    def test_skip_goes_on_without_an_answer(self, shell: AppTest) -> None:
        draft(page="ankle", measure_ankle=None, ankle_left=None, ankle_right=None)
        press(at_step(shell), "skip_ankle")
        assert saved()["measure_ankle"] == "skipped"
        assert title(shell) == step_title("suits")


class TestWhatCanBeLeftOut:
    @pytest.mark.parametrize(("page", "offer"), [("trials", "try_directions"), ("ankle", "measure_ankle")])
    def test_how_it_is_done_is_told_to_who_does_it(self, shell: AppTest, page: str, offer: str) -> None:
        draft(page=page, ankle_left=None, ankle_right=None, **{offer: None})
        stop = state.words()("intake.ankle.stop" if page == "ankle" else "questionnaire.questions.trial_extension.stop")
        assert stop not in texts(at_step(shell))
        press(shell, f"begin_{page}")
        assert stop in texts(shell)
        assert saved().get(offer) is None
        press(shell, f"skip_{page}")
        assert saved()[offer] == "skipped"

    def test_who_begins_the_ankle_test_and_fills_nothing_in_stays(self, shell: AppTest) -> None:
        draft(page="ankle", measure_ankle=None, ankle_left=None, ankle_right=None)
        press(press(at_step(shell), "begin_ankle"), "go_on_ankle")
        assert title(shell) == step_title("ankle")
        assert state.words()("intake.errors.ankle_left.nothing_done") in texts(shell)

    def test_a_test_that_was_done_is_shown_at_once(self, shell: AppTest) -> None:
        draft()
        assert state.words()("intake.ankle.stop") in texts(at_step(shell, "ankle"))

    @pytest.mark.parametrize(("height", "is_open"), [(None, False), ({"value": 178, "unit": "cm"}, True)])
    def test_height_and_weight_are_folded_away_until_they_say_something(
        self, shell: AppTest, height: object, is_open: bool
    ) -> None:
        draft(page="story", height=height, weight=None)
        (fold,) = [fold for fold in at_step(shell).expander if "Height" in fold.label]
        assert fold.proto.expanded is is_open

    def test_a_height_that_makes_no_sense_is_seen(self, shell: AppTest) -> None:
        draft(page="story", height={"value": 1, "unit": "cm"}, weight=None)
        press(at_step(shell), "go_on_story")
        assert any("#height" in str(error.value) for error in shell.error)
        assert next(fold for fold in shell.expander if "Height" in fold.label).proto.expanded

    def test_what_few_need_to_know_stands_beside_the_line_once_the_list_is_open(self, shell: AppTest) -> None:
        draft(page="unwell", flags_unwell=None)
        more = state.words()("questionnaire.flags.shape_change.more")
        assert more not in texts(at_step(shell))
        press(shell, "some")
        assert more in texts(shell)


class TestHelpFirst:
    def test_an_emergency_sign_is_told_at_once_and_before_the_next_question(self, shell: AppTest) -> None:
        press(at_step(shell), "some")
        shell.button_group(key="intake_flags_nerves_both_legs").set_value("yes").run()
        assert "999" in str(shell.error[0].value)
        press(shell, "go_on")
        assert title(shell) == state.words()("help.emergency.title")
        assert "999" in texts(shell)
        assert saved()["flags_nerves"] == {"open": True, "both_legs": "yes", "rest": "no"}

    def test_a_mistake_can_be_mended(self, shell: AppTest) -> None:
        draft(flags_nerves={"open": True, "both_legs": "yes", "rest": "no"})
        press(at_step(shell, "help"), "mistake")
        assert title(shell) == step_title("nerves")
        press(shell, "hide_list")
        press(shell, "none_of_these")
        assert saved()["flags_nerves"] == {"rest": "no"}

    def test_the_person_may_go_on(self, shell: AppTest) -> None:
        draft(flags_nerves={"open": True, "both_legs": "yes", "rest": "no"}, pain_now=None)
        press(at_step(shell, "help"), "carry_on")
        assert title(shell) == step_title("pain")

    def test_the_number_is_the_countrys(self, shell: AppTest) -> None:
        draft(flags_nerves={"open": True, "both_legs": "yes", "rest": "no"})
        at_step(shell, "help")
        shell.selectbox(key="intake_country").select("US").run()
        assert "911" in texts(shell)
        assert state.journal().profile(OWNER).country == "US"

    def test_without_a_sign_there_is_no_help_step(self, shell: AppTest) -> None:
        draft()
        assert title(at_step(shell, "help")) != state.words()("help.emergency.title")


class TestCheck:
    def test_every_answer_is_said_back_with_a_way_to_change_it(self, shell: AppTest) -> None:
        draft()
        at_step(shell, "check")
        assert "4 out of 10" in texts(shell)
        assert "20 weeks" in texts(shell)
        keys = {button.key for button in shell.button}
        assert {"change_nerves", "change_pain", "change_positions", "change_ankle", "make"} <= keys

    def test_a_change_comes_back_to_the_check(self, shell: AppTest) -> None:
        draft()
        press(at_step(shell, "check"), "change_pain")
        shell.button_group(key="intake_pain_now").set_value(2)
        press(shell, "go_on_pain")
        assert title(shell) == state.words()("intake.check.title")
        assert "2 out of 10" in texts(shell)

    def test_open_questions_are_told_and_no_routine_is_made(self, shell: AppTest) -> None:
        draft(pain_now=None)
        at_step(shell, "check")
        assert shell.button(key="make").disabled
        press(shell, "first_open")
        assert title(shell) == step_title("pain")

    def test_pressed_twice_it_makes_one_routine(self, shell: AppTest) -> None:
        draft()
        at_step(shell, "check")
        shell.button(key="make").click()
        shell.run()
        shell.run()
        assert not shell.exception
        plan = state.journal().plan(OWNER)
        assert plan is not None
        assert (plan.intake_version, plan.routine_version) == (1, 1)
        assert plan.case.pain.now == 4
        assert state.journal().draft(OWNER) is None


class TestAgain:
    def finished(self, shell: AppTest) -> AppTest:
        draft()
        at_step(shell, "check")
        return press(shell, "make")

    def test_on_the_same_day_one_answer_can_be_changed(self, shell: AppTest) -> None:
        self.finished(shell)
        at_step(shell)
        assert title(shell) == state.words()("intake.again.title")
        press(shell, "begin")
        assert title(shell) == state.words()("intake.check.title")
        assert saved()["pain_now"] == 4

    def test_later_pain_and_signs_are_asked_anew(self, shell: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
        self.finished(shell)
        monkeypatch.setenv(state.TODAY_SETTING, "2026-12-20")
        press(at_step(shell), "begin")
        assert title(shell) == step_title("nerves")
        assert "pain_now" not in saved()
        assert saved()["birth_year"] == 1988


def test_a_person_of_inches_and_pounds_starts_with_them(shell: AppTest) -> None:
    profile = state.profile().model_copy(update={"length_unit": "in"})
    state.journal().save_profile(OWNER, profile, state.now())
    draft(page="story", height=None, weight=None)
    at_step(shell)
    assert shell.session_state["intake_height_unit"] == "in"
    assert shell.session_state["intake_weight_unit"] == "lb"
    assert shell.session_state["intake_duration_unit"] == "weeks"
