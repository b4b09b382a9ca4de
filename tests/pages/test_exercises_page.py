"""The library as a person uses it: the list, an exercise, why it is or is not in the routine, and what comes first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.figures.figures import has_figure
from core.model.exercise import Exercise
from core.model.routine import Routine
from pages.ui import figure, state
from pages.ui.library_address import FOLLOWED
from pages.ui.library_list import A_PAGE, short_name
from tests.make import content
from tests.pages.conftest import SHELL, TODAY, press, texts
from tests.pages.test_pages import CASE, at, make_plan

EXERCISES = content().library.exercises
PAGE = "exercises.py"


def library(shell: AppTest, **asked: str | list[str]) -> AppTest:
    """The page at this address."""
    at(shell, PAGE)
    return visit(shell, **asked)


def visit(app: AppTest, **asked: str | list[str]) -> AppTest:
    """As by a link on the page."""
    app.query_params.clear()
    app.query_params[FOLLOWED] = "1"
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def links(app: AppTest) -> dict[str, str]:
    """The links on the page: label -> what of the address is asked for."""
    return {element.proto.label: element.proto.query_string for element in app.get("page_link")}


def address(app: AppTest) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in app.query_params.items()}


def count(app: AppTest) -> str:
    """What the status box says."""
    return str(app.info[-1].value)


def routine() -> Routine:
    plan = state.journal().plan("local")
    assert plan is not None
    assert plan.result.routine is not None
    return plan.result.routine


class TestList:
    def test_all_of_them_page_by_page(self, shell: AppTest) -> None:
        library(shell)
        seen: list[str] = []
        pages = -(-len(EXERCISES) // A_PAGE)
        for page in range(1, pages + 1):
            visit(shell, page=str(page))
            assert f"Page {page} of {pages}" in count(shell)
            cards = [label for label in links(shell) if label.startswith("**")]
            assert len(cards) <= A_PAGE
            seen += cards
        assert sorted(seen) == sorted(f"**{short_name(entry.text['en'].name)}**" for entry in EXERCISES)

    def test_a_link_shows_the_same_list(self, shell: AppTest) -> None:
        library(shell, search="plank", level=["2"], direction=["side_bending"])
        assert shell.text_input(key="search").value == "plank"
        assert "**1** of" in count(shell)
        assert "**Side plank**" in links(shell)
        assert "Chosen: Bending to the side · Level 2" in texts(shell)

    def test_what_is_typed_and_chosen_goes_into_the_address(self, shell: AppTest) -> None:
        library(shell)
        shell.text_input(key="search").set_value("bridge").run()
        assert address(shell) == {"search": ["bridge"]}
        assert "search=bridge" in links(shell)["**Glute bridge**"]
        assert "exercise=glute_bridge" in links(shell)["**Glute bridge**"]

    def test_clearing_shows_everything_again(self, shell: AppTest) -> None:
        library(shell, search="plank", level=["4"], page="2")
        press(shell, "library_reset")
        assert f"All **{len(EXERCISES)}**" in count(shell)
        assert address(shell) == {}

    def test_nothing_found_says_what_to_do(self, shell: AppTest) -> None:
        library(shell, search="bridge", level=["4"])
        said = texts(shell)
        assert "No exercise fits “bridge”" in count(shell)
        assert "Without the filters, 2 would fit" in said
        assert "Choose less in the filters. Chosen now: Level 4, hardest." in said
        assert not [label for label in links(shell) if label.startswith("**")]

    def test_a_slip_of_the_finger_is_told(self, shell: AppTest) -> None:
        library(shell, search="plnak")
        assert "Nothing is called “plnak”" in count(shell)
        assert "**Plank**" in links(shell)

    @pytest.mark.parametrize(
        "asked",
        [
            {"level": ["9"], "have": ["Zumba"], "page": "-1"},
            {"page": "99999999999999999999"},
            {"search": "![a](http://example.org/x.png) <b>{braces} {0}" * 20},
            {"rung": "2", "direction": ["'; drop"]},
            {"exercise": "../../etc/passwd"},
        ],
    )
    def test_a_broken_address_shows_a_list(self, shell: AppTest, asked: dict[str, str | list[str]]) -> None:
        library(shell, **asked)
        assert [element.value for element in shell.title] == ["Exercises"]
        assert "](http" not in count(shell).replace("\\]", "")

    def test_an_exercise_that_is_none_is_told(self, shell: AppTest) -> None:
        library(shell, exercise="no_such_thing")
        assert "no exercise at this address" in texts(shell)
        assert f"All **{len(EXERCISES)}**" in count(shell)

    def test_what_the_person_told_is_filled_in(self, shell: AppTest, database: Path) -> None:
        make_plan()
        library(shell)
        press(shell, "have_mine")
        assert address(shell) == {"have": [name for name in CASE["equipment"] if name != "mat"]}

    def test_those_of_the_routine_are_marked(self, shell: AppTest, database: Path) -> None:
        make_plan()
        name = routine().items[0].exercise
        text = content().library.by_id(name).text["en"]
        library(shell, search=text.name)
        assert ":green-badge[In your routine]" in texts(shell)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    """One visit for all exercises, without a plan: opening one after the other is what a person does, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LBP_DATABASE_URL", str(tmp_path_factory.mktemp("library") / "lower-back.db"))
        patch.setenv(state.TODAY_SETTING, TODAY)
        state.reopen()
        yield at(AppTest.from_file(str(SHELL), default_timeout=20), PAGE)
    state.reopen()


class TestExercise:
    @pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
    def test_all_that_is_said_of_it(self, opened: AppTest, exercise: Exercise) -> None:
        text = exercise.text["en"]
        for number, rung in enumerate(exercise.rungs, 1):
            visit(opened, exercise=exercise.id, rung=str(number))
            said = texts(opened)
            assert [element.value for element in opened.title] == [text.name]
            how = rung.text["en"]
            for sentence in (text.summary, text.purpose, *text.stop, how.name, *how.steps, *how.cues, *how.mistakes):
                assert sentence in said
            for source in (content().rules.sources[name] for name in exercise.sources):
                assert f"{source.author}, “{source.title}”".lower() in said.lower()
            drawn = has_figure(content().library, exercise.id, rung.id)
            assert bool(opened.get("image")) == drawn

    def test_the_ladder_stands_from_easier_to_harder(self, opened: AppTest) -> None:
        visit(opened, exercise="squat")
        squat = content().library.by_id("squat")
        assert opened.radio(key="rung").options == [rung.text["en"].name for rung in squat.rungs]
        assert opened.radio(key="rung").value == 0

    def test_another_version_goes_into_the_address(self, opened: AppTest) -> None:
        visit(opened, exercise="squat")
        opened.radio(key="rung").set_value(2).run()
        assert address(opened) == {"exercise": ["squat"], "rung": ["3"]}
        assert "Full squat without weight" in [element.value for element in opened.header]
        visit(opened, exercise="plank")
        assert opened.radio(key="rung").value == 0

    def test_the_way_back_keeps_search_and_filters(self, opened: AppTest) -> None:
        visit(opened, search="plank", level=["2"], exercise="side_plank")
        assert links(opened)["All exercises"] == f"search=plank&level=2&{FOLLOWED}=list"

    @pytest.mark.parametrize("rung", ["0", "99", "x", "²", "-1", ""])
    def test_a_version_that_is_none_opens_the_first(self, opened: AppTest, rung: str) -> None:
        visit(opened, exercise="squat", rung=rung)
        assert opened.radio(key="rung").value == 0

    def test_a_picture_is_told_in_words_and_can_be_kept_still(self, opened: AppTest) -> None:
        visit(opened, exercise="glute_bridge")
        picture = opened.get("image")[0].proto.imgs[0]
        assert picture.alt == content().library.by_id("glute_bridge").rungs[0].text["en"].picture
        opened.toggle(key="keep_still.library").set_value(True).run()
        assert opened.get("image")[0].proto.imgs[0].url != picture.url
        later = AppTest.from_file(str(SHELL), default_timeout=60)
        library(later, exercise="glute_bridge")
        assert later.toggle(key="keep_still.library").value is True
        assert later.get("image")[0].proto.imgs[0].url != picture.url
        later.toggle(key="keep_still.library").set_value(False).run()
        assert later.get("image")[0].proto.imgs[0].url == picture.url

    def test_what_was_drawn_ahead_is_not_drawn_again(self, opened: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
        figure.draw_ahead(state.journal().content)
        for name in ("thumb_svg", "figure_svg"):
            monkeypatch.setattr(figure, name, lambda *_: pytest.fail("drawn again"))
        for page in range(1, 6):
            visit(opened, page=str(page))
            assert len(opened.get("image")) > 5
        visit(opened, exercise="squat")
        assert not opened.exception


class TestMine:
    def test_in_the_routine_on_its_days_and_why(self, shell: AppTest, database: Path) -> None:
        make_plan()
        item = next(item for item in routine().items if len(content().library.by_id(item.exercise).rungs) > 1)
        library(shell, exercise=item.exercise)
        exercise = content().library.by_id(item.exercise)
        number = [rung.id for rung in exercise.rungs].index(item.rung)
        said = texts(shell)
        assert "In your routine] on" in said
        assert shell.radio(key="rung").value == number
        assert "the one in your routine" in shell.radio(key="rung").proto.captions[number]
        assert any(words in said for words in ("It works", "It moves", "It is done", "Its level"))

    def test_left_out_says_why_and_what_would_change_that(self, shell: AppTest, database: Path) -> None:
        make_plan()
        library(shell)
        for row in routine().left_out:
            visit(shell, exercise=row.exercise)
            said = texts(shell)
            assert "Not in your routine now" in said or "Through the day" in said or "In your routine] on" in said
            assert content().words["en"](f"change.{row.change}") in said
            if row.instead:
                assert any(f"exercise={row.instead}" in query for query in links(shell).values())

    def test_through_the_day_is_in_the_routine_too(self, shell: AppTest, database: Path) -> None:
        make_plan()
        move = next(move for move in routine().through_the_day if move.exercise is not None)
        library(shell, exercise=str(move.exercise))
        assert "through the day" in texts(shell).lower()

    def test_without_a_plan_it_invites_to_the_questions(self, shell: AppTest) -> None:
        library(shell)
        assert "Start the questions" in links(shell)
        visit(shell, exercise="plank")
        assert "You have no routine yet" in texts(shell)
        assert "Start the questions" in links(shell)

    @pytest.mark.parametrize("flag", ["saddle_anaesthesia", "fever_unwell", "upper_back_pain"])
    def test_help_comes_before_any_exercise(self, shell: AppTest, database: Path, flag: str) -> None:
        make_plan(safety={flag: "yes"})
        library(shell)
        for asked in ({}, {"exercise": "plank"}):
            visit(shell, **asked)
            assert "Your answers call for help first" in str(shell.error[0].value)
            assert "See what to do" in links(shell)
        said = texts(shell)
        assert "This page is only for reading" in said
        assert "Face a wall and put both hands flat on it" in said
