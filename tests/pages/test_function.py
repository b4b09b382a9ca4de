"""My three activities and the past week: own words, half-filled forms told, history kept, one row a day."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import ActivityScore, FunctionScore, Peg
from pages.ui import function_history, state
from pages.ui.plain import plain
from tests.pages.conftest import TODAY, press, texts
from tests.pages.reviews import DAY, NOW, OWNER, make_plan, reviewing
from tests.pages.test_logging import at, control, pick, save

pytestmark = pytest.mark.usefixtures("database")
SOCKS, FILM = ActivityScore(activity="put on my socks", score=4), ActivityScore(activity="sit through a film", score=6)


@pytest.fixture(autouse=True)
def back_again(database: object) -> None:
    make_plan(20)
    reviewing(lambda review, history: {})


def score(number: int) -> str:
    return f"function_score_{number}_{TODAY}"


def week(name: str) -> str:
    return f"function_week_{name}_{TODAY}"


def answered(days_ago: int, *activities: ActivityScore, peg: Peg | None = None) -> None:
    entry = FunctionScore(day=DAY - timedelta(days=days_ago), activities=activities, peg=peg)
    state.journal().log_function(OWNER, entry, NOW, f"function {days_ago}")


def unfold(app: AppTest) -> AppTest:
    """The earlier answers are drawn when they are opened."""
    app.session_state[function_history.FOLD] = True
    return app.run()


def today() -> FunctionScore | None:
    return state.journal().function_on(OWNER, DAY)


def test_two_activities_and_the_week(shell: AppTest) -> None:
    app = at(shell, "function")
    app.text_input(key="function_name_1").set_value("  put on my socks ")
    pick(app, score(1), 4)
    app.text_input(key="function_name_3").set_value("sit through a film")
    pick(app, score(3), 6)
    for name, value in (("pain", 5), ("enjoyment", 3), ("general_activity", 4)):
        pick(app, week(name), value)
    save(app, "function.save")
    assert today() == FunctionScore(day=DAY, activities=(SOCKS, FILM), peg=Peg(pain=5, enjoyment=3, general_activity=4))
    assert "5.0 out of 10 on average" in app.success[0].value


def test_the_next_time_only_the_numbers_are_asked(shell: AppTest) -> None:
    answered(14, SOCKS, FILM)
    app = at(shell, "function")
    assert not app.text_input
    assert control(app, score(1)).value is None  # type: ignore[attr-defined]  # never filled in
    pick(app, score(1), 7)
    pick(app, score(2), 8)
    save(app, "function.save")
    kept = today()
    assert kept is not None
    assert [(entry.activity, entry.score) for entry in kept.activities] == [
        ("put on my socks", 7),
        ("sit through a film", 8),
    ]
    assert kept.peg is None
    assert "put on my socks 4" not in texts(app)
    assert "put on my socks 4" in texts(unfold(app))


def test_names_can_be_changed_and_the_past_keeps_its_own(shell: AppTest) -> None:
    answered(14, SOCKS)
    app = at(shell, "function")
    press(app, "rename")
    app.text_input(key="function_name_1").set_value("tie my shoes")
    pick(app, score(1), 5)
    save(app, "function.save")
    assert [entry.activities[0].activity for entry in state.journal().history(OWNER).function] == [
        "put on my socks",
        "tie my shoes",
    ]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [("", 4, "name"), ("put on my socks", None, "score"), ("", None, "nothing")],
)
def test_what_is_half_filled_in_is_told_and_kept(shell: AppTest, name: str, value: int | None, problem: str) -> None:
    app = at(shell, "function")
    app.text_input(key="function_name_1").set_value(name)
    pick(app, score(1), value)
    save(app, "function.save")
    assert state.words()(f"function.problem.{problem}") in texts(app)
    assert today() is None
    assert app.text_input(key="function_name_1").value == name


def test_the_same_activity_twice_is_told(shell: AppTest) -> None:
    app = at(shell, "function")
    for number in (1, 2):
        app.text_input(key=f"function_name_{number}").set_value("Socks" if number == 1 else "socks ")
        pick(app, score(number), 4)
    save(app, "function.save")
    assert state.words()("function.problem.twice") in texts(app)


def test_the_week_is_answered_whole_or_not_at_all(shell: AppTest) -> None:
    app = at(shell, "function")
    pick(app, week("pain"), 5)
    save(app, "function.save")
    assert state.words()("function.problem.week") in texts(app)
    assert today() is None


def test_the_week_alone_is_enough(shell: AppTest) -> None:
    app = at(shell, "function")
    for name in ("pain", "enjoyment", "general_activity"):
        pick(app, week(name), 0)
    save(app, "function.save")
    assert today() == FunctionScore(day=DAY, activities=(), peg=Peg(pain=0, enjoyment=0, general_activity=0))


def test_three_quick_clicks_make_one_row_and_saving_again_replaces(shell: AppTest) -> None:
    answered(14, SOCKS)
    app = at(shell, "function")
    pick(app, score(1), 5)
    for _ in range(3):
        save(app, "function.save")
    assert state.journal().stored(OWNER).kinds["function"].own == 2
    app = at(app, "home")
    app = at(app, "function")
    assert control(app, score(1)).value == 5  # type: ignore[attr-defined]
    pick(app, score(1), 6)
    save(app, "function.save")
    kept = today()
    assert kept is not None
    assert kept.activities[0].score == 6


def test_answers_of_any_day_can_be_taken_back(shell: AppTest) -> None:
    answered(14, SOCKS)
    answered(0, SOCKS)
    app = at(shell, "function")
    press(app, "function_remove")
    assert today() is None
    press(unfold(app), f"function_remove_{DAY - timedelta(days=14)}")
    assert state.journal().history(OWNER).function == ()


def test_ten_years_of_answers_are_shown_a_year_at_a_time(shell: AppTest) -> None:
    many = 2 * function_history.STEP + 3
    for number in range(1, many + 1):
        answered(14 * number, ActivityScore(activity="walk", score=number % 11))
    app = unfold(at(shell, "function"))

    def removable() -> list[str]:
        return [str(each.key) for each in app.button if str(each.key).startswith("function_remove_")]

    assert len(removable()) == function_history.STEP
    assert removable()[0] == f"function_remove_{DAY - timedelta(days=14)}"
    press(app, "function_older")
    press(app, "function_older")
    assert len(removable()) == many
    assert removable()[-1] == f"function_remove_{DAY - timedelta(days=14 * many)}"
    assert "function_older" not in {each.key for each in app.button}


def test_own_words_are_shown_as_they_were_typed(shell: AppTest) -> None:
    rude = "![x](https://elsewhere.example/a.png) :red[*stairs*] `up` $x$ <b>"
    answered(14, ActivityScore(activity=rude, score=3))
    app = at(shell, "function")
    label = control(app, score(1)).label  # type: ignore[attr-defined]
    assert label == plain(rude)
    assert "![x]" not in label
    assert ":red[" not in label
    pick(app, score(1), 4)
    save(app, "function.save")
    kept = today()
    assert kept is not None
    assert kept.activities[0].activity == rude


def test_the_scale_is_cited() -> None:
    assert "Krebs" in state.words()("function.week_source")
