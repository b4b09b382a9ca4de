"""Check-in, ankle test and progress as a person uses them, on a database of their own."""

from datetime import date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import AnkleTest, CheckIn, SessionDone
from core.storage.problem import StorageProblem
from pages.ui import state
from tests.pages.conftest import ROOT, TODAY, texts

DAY = date.fromisoformat(TODAY)
NOW = datetime.fromisoformat(f"{TODAY}T09:12:00+00:00")
OWNER = state.LOCAL_OWNER


def at(shell: AppTest, page: str) -> AppTest:
    shell.run()
    shell.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not shell.exception
    return shell


def save(app: AppTest, key: str) -> AppTest:
    button = next(button for button in app.button if button.label.endswith(f"[{state.words()(key)}]"))
    button.click().run()
    assert not app.exception
    return app


def control(app: AppTest, key: str) -> object:
    return next(element for element in app.get("button_group") if element.key == key)


def pick(app: AppTest, key: str, value: object) -> None:
    control(app, key).set_value(value)  # type: ignore[attr-defined]


def noted(pain: int, days_ago: int = 0, **more: object) -> CheckIn:
    entry = CheckIn(day=DAY - timedelta(days=days_ago), pain_average=pain, **more)  # type: ignore[arg-type]
    state.journal().log_check_in(OWNER, entry, NOW, f"test {entry.day} {pain}")
    return entry


def measured(left: tuple[float, ...] | None, right: tuple[float, ...] | None, days_ago: int = 0) -> None:
    test = AnkleTest(day=DAY - timedelta(days=days_ago), left_cm=left, right_cm=right)
    state.journal().log_ankle(OWNER, test, NOW, f"test {test.day}")


PAIN = f"check_in_pain_average_{TODAY}"


# ---- check-in -----------------------------------------------------------------------------------------------------


def test_one_number_and_save_is_a_check_in(shell: AppTest) -> None:
    app = at(shell, "check_in")
    assert control(app, PAIN).value is None  # type: ignore[attr-defined]  # never filled in
    pick(app, PAIN, 4)
    save(app, "check_in.save")
    assert state.journal().check_in_on(OWNER, DAY) == CheckIn(day=DAY, pain_average=4)
    assert "pain 4 out of 10" in app.success[0].value


def test_all_of_it_is_kept_and_said_back_on_the_next_visit(shell: AppTest) -> None:
    app = at(shell, "check_in")
    pick(app, PAIN, 0)
    pick(app, f"check_in_session_done_{TODAY}", True)
    app.number_input(key=f"check_in_sitting_hours_{TODAY}").set_value(9.5)
    app.number_input(key=f"check_in_sleep_hours_{TODAY}").set_value(7.0)
    pick(app, f"check_in_stress_{TODAY}", 3)
    app.text_area(key=f"check_in_notes_{TODAY}").set_value("  a walk at noon ")
    save(app, "check_in.save")
    kept = CheckIn(
        day=DAY, pain_average=0, session_done=True, sitting_hours=9.5, sleep_hours=7, stress=3, notes="a walk at noon"
    )
    assert state.journal().check_in_on(OWNER, DAY) == kept
    at(app, "home")
    at(app, "check_in")
    assert control(app, PAIN).value == 0  # type: ignore[attr-defined]
    assert app.number_input(key=f"check_in_sitting_hours_{TODAY}").value == 9.5
    assert state.words()("check_in.last", when="today", pain=0) in texts(app)


def test_without_a_number_nothing_is_saved_and_what_was_typed_stays(shell: AppTest) -> None:
    app = at(shell, "check_in")
    app.text_area(key=f"check_in_notes_{TODAY}").set_value("a long day")
    save(app, "check_in.save")
    problem = state.words()("check_in.problem.pain_average")
    assert [problem in error.value for error in app.error] == [True, True]  # in the summary and beside the field
    assert not app.success
    assert state.journal().check_in_on(OWNER, DAY) is None
    assert app.text_area(key=f"check_in_notes_{TODAY}").value == "a long day"


@pytest.mark.parametrize(
    ("sitting", "sleep", "problem"),
    [
        (25.0, None, "sitting_hours"),
        (-1.0, None, "sitting_hours"),
        (None, 24.5, "sleep_hours"),
        (18.0, 7.0, "too_many_hours"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    shell: AppTest, sitting: float | None, sleep: float | None, problem: str
) -> None:
    app = at(shell, "check_in")
    pick(app, PAIN, 4)
    app.number_input(key=f"check_in_sitting_hours_{TODAY}").set_value(sitting)
    app.number_input(key=f"check_in_sleep_hours_{TODAY}").set_value(sleep)
    save(app, "check_in.save")
    assert state.words()(f"check_in.problem.{problem}") in texts(app)
    assert state.journal().check_in_on(OWNER, DAY) is None
    assert app.number_input(key=f"check_in_sitting_hours_{TODAY}").value == sitting


def test_saving_the_day_again_replaces_it(shell: AppTest) -> None:
    noted(7, notes="kept")
    app = at(shell, "check_in")
    assert state.words()("check_in.replaces", when="today", pain=7) in texts(app)
    pick(app, PAIN, 3)
    save(app, "check_in.save")
    assert state.journal().history(OWNER).check_ins == (CheckIn(day=DAY, pain_average=3, notes="kept"),)


def test_three_quick_clicks_make_one_version(shell: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, keys = state.journal(), []
    real = type(journal).log_check_in

    def log(self: object, owner: str, entry: CheckIn, now: datetime, key: str) -> object:
        keys.append(key)
        return real(journal, owner, entry, now, key)

    monkeypatch.setattr(type(journal), "log_check_in", log)
    app = at(shell, "check_in")
    pick(app, PAIN, 4)
    for _ in range(3):
        save(app, "check_in.save")
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert journal.stored(OWNER).kinds["check_in"].versions == 1


def test_yesterday_and_any_earlier_day_can_be_noted(shell: AppTest) -> None:
    app = at(shell, "check_in")
    pick(app, "check_in_day", "yesterday")
    app.run()
    yesterday = DAY - timedelta(days=1)
    pick(app, f"check_in_pain_average_{yesterday}", 5)
    save(app, "check_in.save")
    assert state.journal().check_in_on(OWNER, yesterday) == CheckIn(day=yesterday, pain_average=5)
    assert state.journal().check_in_on(OWNER, DAY) is None
    pick(app, "check_in_day", "other")
    app.run()
    assert state.words()("check_in.day.pick_first") in texts(app)
    app.date_input(key="check_in_date").set_value(date(2026, 3, 29)).run()
    pick(app, "check_in_pain_average_2026-03-29", 6)
    save(app, "check_in.save")
    assert state.journal().check_in_on(OWNER, date(2026, 3, 29)) is not None


def test_the_calendar_ends_today(shell: AppTest) -> None:
    app = at(shell, "check_in")
    pick(app, "check_in_day", "other")
    app.run()
    assert app.date_input(key="check_in_date").max == DAY


def test_a_session_that_is_marked_is_not_asked_again(shell: AppTest) -> None:
    state.journal().log_session(OWNER, SessionDone(day=DAY, routine_version=1, items=()), NOW, "test")
    app = at(shell, "check_in")
    assert state.words()("check_in.session_noted") in texts(app)
    pick(app, PAIN, 2)
    save(app, "check_in.save")
    entry = state.journal().check_in_on(OWNER, DAY)
    assert entry is not None
    assert entry.session_done is True


def test_an_entry_can_be_taken_back(shell: AppTest) -> None:
    noted(9)
    app = at(shell, "check_in")
    app.button(key="check_in_remove").click().run()
    assert state.journal().check_in_on(OWNER, DAY) is None
    assert control(app, PAIN).value is None  # type: ignore[attr-defined]


def test_saved_is_never_said_when_it_was_not(shell: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StorageProblem("locked")

    app = at(shell, "check_in")
    monkeypatch.setattr(type(state.journal()), "log_check_in", fails)
    pick(app, PAIN, 4)
    app.text_area(key=f"check_in_notes_{TODAY}").set_value("typed")
    save(app, "check_in.save")
    assert not app.success
    assert state.words()("check_in.problem.not_saved") in texts(app)
    assert app.text_area(key=f"check_in_notes_{TODAY}").value == "typed"


# ---- ankle --------------------------------------------------------------------------------------------------------


def fill(app: AppTest, side: str, *values: float, unit: str = "cm") -> None:
    for number, value in enumerate(values):
        app.number_input(key=f"ankle_{side}_{number}_{TODAY}_{unit}").set_value(value)


def test_tries_of_both_sides_are_saved_and_explained(shell: AppTest) -> None:
    app = at(shell, "ankle")
    assert state.words()("ankle.empty") in texts(app)
    fill(app, "left", 8, 8.5, 9)
    fill(app, "right", 11)
    save(app, "ankle.save")
    assert state.journal().ankle_on(OWNER, DAY) == AnkleTest(day=DAY, left_cm=(8, 8.5, 9), right_cm=(11,))
    said = texts(app)
    assert "**Left ankle: 8.5 cm.** Below typical" in said
    assert "**Right ankle: 11 cm.** Typical" in said
    assert "**Difference: 2.5 cm.** Worth watching" in said
    assert "unproven" in said


def test_a_side_can_be_left_unmeasured_but_must_be_said_so(shell: AppTest) -> None:
    app = at(shell, "ankle")
    fill(app, "left", 8)
    save(app, "ankle.save")
    assert [state.words()("ankle.problem.none") in error.value for error in app.error] == [True, True]
    assert state.journal().ankle_on(OWNER, DAY) is None
    app.checkbox(key=f"ankle_right_none_{TODAY}_cm").check()
    save(app, "ankle.save")
    assert state.journal().ankle_on(OWNER, DAY) == AnkleTest(day=DAY, left_cm=(8,), right_cm=None)
    assert "**Right ankle:** not measured" in texts(app)


def test_numbers_and_not_measured_together_are_asked_about(shell: AppTest) -> None:
    app = at(shell, "ankle")
    fill(app, "left", 8)
    fill(app, "right", 9)
    app.checkbox(key=f"ankle_right_none_{TODAY}_cm").check()
    save(app, "ankle.save")
    assert state.words()("ankle.problem.both") in texts(app)
    assert state.journal().ankle_on(OWNER, DAY) is None


def test_both_sides_unmeasured_are_no_test(shell: AppTest) -> None:
    app = at(shell, "ankle")
    for side in ("left", "right"):
        app.checkbox(key=f"ankle_{side}_none_{TODAY}_cm").check()
    save(app, "ankle.save")
    assert state.words()("ankle.problem.nothing") in texts(app)
    assert state.journal().ankle_on(OWNER, DAY) is None


@pytest.mark.parametrize(("value", "saved"), [(25, True), (25.1, False), (0, True), (-0.5, False)])
def test_lengths_from_nought_to_25_cm(shell: AppTest, value: float, saved: bool) -> None:
    app = at(shell, "ankle")
    fill(app, "left", value)
    fill(app, "right", 10)
    save(app, "ankle.save")
    assert (state.journal().ankle_on(OWNER, DAY) is not None) == saved
    assert (state.words()("ankle.problem.range_cm", longest="25") in texts(app)) != saved
    assert app.number_input(key=f"ankle_left_0_{TODAY}_cm").value == value


@pytest.mark.parametrize(("value", "asked"), [(1.5, True), (2, False), (20, False), (20.5, True)])
def test_unusual_lengths_are_saved_and_asked_about(shell: AppTest, value: float, asked: bool) -> None:
    app = at(shell, "ankle")
    fill(app, "left", value)
    fill(app, "right", 10)
    save(app, "ankle.save")
    assert state.journal().ankle_on(OWNER, DAY) is not None
    assert bool(app.warning) == asked


def test_inches_come_back_as_they_were_typed(shell: AppTest) -> None:
    journal = state.journal()
    journal.save_profile(OWNER, journal.profile(OWNER).model_copy(update={"length_unit": "in"}), NOW)
    app = at(shell, "ankle")
    fill(app, "left", 3.25, 3.5, unit="in")
    fill(app, "right", 4, unit="in")
    save(app, "ankle.save")
    test = journal.ankle_on(OWNER, DAY)
    assert test is not None
    assert test.left_cm == (8.26, 8.89)
    assert "**Right ankle: 4 in.** Typical: 3.9 in or more." in texts(app)
    at(app, "home")
    at(app, "ankle")
    assert [app.number_input(key=f"ankle_left_{n}_{TODAY}_in").value for n in range(3)] == [3.25, 3.5, None]
    fill(app, "left", 10, unit="in")
    save(app, "ankle.save")
    assert state.words()("ankle.problem.range_in", longest="9.8") in texts(app)


def test_a_test_can_be_changed_and_taken_back(shell: AppTest) -> None:
    measured((8,), None)
    app = at(shell, "ankle")
    assert app.checkbox(key=f"ankle_right_none_{TODAY}_cm").value is True
    fill(app, "left", 9)
    save(app, "ankle.save")
    assert state.journal().history(OWNER).ankle_tests == (AnkleTest(day=DAY, left_cm=(9,), right_cm=None),)
    app.button(key="ankle_remove").click().run()
    assert state.journal().history(OWNER).ankle_tests == ()
