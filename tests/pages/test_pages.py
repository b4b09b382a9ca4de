"""Today and the routine without a browser: the first visit, made-up data, a session, care cards, faults."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.model.case import Case
from core.recommend.recommend import recommend
from core.storage import plans
from pages.ui import state
from tests.pages.conftest import ROOT, press, texts

CASE = json.loads((ROOT / "tests" / "fixtures" / "case_example.json").read_text(encoding="utf-8"))


def make_plan(**changes: dict[str, object]) -> None:
    """A plan of the example case with these groups of answers changed."""
    told = {name: value | changes.get(name, {}) if isinstance(value, dict) else value for name, value in CASE.items()}
    case = Case.model_validate_json(json.dumps(told))
    journal = state.journal()
    result = recommend(case, journal.content)
    now = state.now()
    with journal._database.write("local") as connection:
        plans.append("local", connection, {}, case, result, plans.Making(now, now.date(), str(now), "0", "x"))


def at(shell: AppTest, place: str) -> AppTest:
    shell.run()
    shell.switch_page(str(ROOT / "pages" / place)).run()
    assert not shell.exception
    return shell


class TestFirstVisit:
    def test_it_says_what_to_do(self, shell: AppTest) -> None:
        shell.run()
        assert not shell.exception
        assert {button.key for button in shell.button} >= {"start", "demo"}
        assert "does not tell you what is wrong" in texts(shell)

    def test_made_up_data_comes_and_goes_in_one_click_each(self, shell: AppTest) -> None:
        shell.run()
        press(shell, "demo")
        assert "Made-up data" in texts(shell)
        assert state.journal().has_demo("local")
        press(shell, "remove_demo")
        assert not state.journal().has_demo("local")
        assert {button.key for button in shell.button} >= {"start", "demo"}

    def test_the_routine_page_points_to_the_questions(self, shell: AppTest) -> None:
        at(shell, "routine.py")
        assert [button.key for button in shell.button] == ["start"]


class TestRoutine:
    def test_the_session_of_today_in_order(self, shell: AppTest, database: Path) -> None:
        make_plan()
        at(shell, "routine.py")
        plan = state.journal().plan("local")
        assert plan is not None
        assert plan.result.routine is not None
        shown = [element.value for element in shell.subheader]
        assert len(shown) == len(plan.result.routine.week["fri"])
        assert shown[0].startswith("1. ")

    def test_a_session_is_marked_once_and_can_be_taken_back(self, shell: AppTest, database: Path) -> None:
        make_plan()
        at(shell, "routine.py")
        press(shell, "session_done")
        assert state.journal().session_on("local", state.today()) is not None
        assert "Session saved" in texts(shell)
        press(shell, "session_undo")
        assert state.journal().session_on("local", state.today()) is None

    def test_no_warning_signs_is_never_called_safe(self, shell: AppTest, database: Path) -> None:
        make_plan()
        said = texts(at(shell, "routine.py"))
        assert "No warning signs in your answers." in said
        assert "safe for you" not in said.lower()


class TestCare:
    @pytest.mark.parametrize(
        ("flag", "title", "call"),
        [
            ("saddle_anaesthesia", "Get help right now", "999"),
            ("fever_unwell", "Get help today", "111"),
            ("upper_back_pain", "See a doctor or physiotherapist first", "appointment"),
        ],
    )
    def test_a_warning_sign_gives_its_card_and_no_exercise(
        self, shell: AppTest, database: Path, flag: str, title: str, call: str
    ) -> None:
        make_plan(safety={flag: "yes"})
        said = texts(at(shell, "routine.py"))
        assert title in said
        assert call in said
        assert not shell.subheader or not any(element.value.startswith("1. ") for element in shell.subheader)

    @pytest.mark.parametrize(("flag", "enough"), [("recent_surgery", True), ("upper_back_pain", False)])
    def test_a_clinicians_word_is_promised_only_where_it_counts(
        self, shell: AppTest, database: Path, flag: str, enough: bool
    ) -> None:
        make_plan(safety={flag: "yes"})
        assert ("note the date in the questions" in texts(at(shell, "routine.py"))) is enough

    def test_the_country_changes_the_number_and_is_kept(self, shell: AppTest, database: Path) -> None:
        make_plan(safety={"saddle_anaesthesia": "yes"})
        at(shell, "routine.py")
        shell.selectbox(key="care_country").select("US").run()
        assert "911" in texts(shell)
        assert state.profile().country == "US"

    def test_today_sends_to_the_card(self, shell: AppTest, database: Path) -> None:
        make_plan(safety={"saddle_anaesthesia": "yes"})
        shell.run()
        assert {button.key for button in shell.button} >= {"open_help"}

    def test_care_stands_before_the_routine(self, shell: AppTest, database: Path) -> None:
        make_plan(safety={"osteoporosis": "yes"})
        said = texts(at(shell, "routine.py"))
        assert "already takes them into account" in said
        assert any(element.value.startswith("1. ") for element in shell.subheader)


class TestOutOfOrder:
    def test_a_damaged_database_gives_a_sentence_and_a_way_out(self, shell: AppTest, database: Path) -> None:
        database.write_bytes(b"not a database, but bytes" * 100)
        shell.run()
        assert not shell.exception
        said = texts(shell)
        assert "The app cannot reach your data" in said
        assert "Traceback" not in said
        assert database.read_bytes().startswith(b"not a database")

    def test_putting_the_file_back_is_enough(self, shell: AppTest, database: Path) -> None:
        database.write_bytes(b"not a database, but bytes" * 100)
        shell.run()
        database.unlink()
        shell.button[0].click().run()
        assert not shell.exception
        assert "start" in {button.key for button in shell.button}
