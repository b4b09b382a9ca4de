"""My data: what is said is what is there, and nothing is erased by one slip."""

from datetime import date
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import CheckIn
from core.model.session import Guided
from pages.ui import state
from tests.pages.conftest import ROOT, press, texts

TODAY = date(2026, 11, 20)


def my_data(shell: AppTest) -> AppTest:
    shell.run()
    shell.switch_page(str(ROOT / "pages" / "my_data.py")).run()
    assert not shell.exception
    return shell


def check_in(pain: int = 4) -> None:
    journal = state.journal()
    journal.log_check_in("local", CheckIn(day=TODAY, pain_average=pain, notes="mine"), state.now(), f"key {pain}")


def test_an_empty_app_says_so_and_offers_no_copies(shell: AppTest) -> None:
    app = my_data(shell)
    assert state.words()("my_data.kept.nothing") in texts(app)
    assert not app.get("download_button")
    assert state.journal().stored("local").place in texts(app)


def test_what_is_kept_is_counted_the_persons_own_apart_from_made_up(shell: AppTest) -> None:
    check_in()
    table = my_data(shell).table[0].value
    assert table.to_numpy().tolist() == [["Check-ins", "1", "20 Nov"]]
    state.journal().load_demo("local", TODAY, state.now())
    rows = {row[0]: row[1:3] for row in my_data(shell).table[0].value.to_numpy().tolist()}
    stored = state.journal().stored("local")
    assert rows["Check-ins"] == ["1", str(stored.kinds["check_in"].demo)]
    assert rows["Routines"] == ["0", str(stored.kinds["routine"].demo)]
    assert len(rows) == len(stored.kinds), "the made-up person has something of every kind, and each has its words"


def test_a_session_under_way_is_told_of_too(shell: AppTest) -> None:
    guided = Guided(
        key="k",
        day=TODAY,
        routine_version=1,
        kind="full",
        began_at=state.now(),
        pain_before=2,
        items=(),
        next_item=0,
    )
    state.journal().save_guided("local", guided, state.now())
    app = my_data(shell)
    assert state.words()("my_data.kept.guided", when="today") in texts(app)
    assert app.get("download_button")


def test_both_copies_are_offered_and_not_made_before_they_are_asked_for(
    shell: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_in()
    made: list[str] = []
    for name in ("export_json", "export_csv"):
        monkeypatch.setattr(type(state.journal()), name, partial(lambda name, *_: made.append(name), name))
    assert len(my_data(shell).get("download_button")) == 2
    assert made == []


def test_settings_are_kept(shell: AppTest) -> None:
    app = my_data(shell)
    app.selectbox(key="settings_country").set_value("US")
    app.button_group(key="settings_unit").set_value("in")
    press(app, "settings_save")
    profile = state.journal().profile("local")
    assert (profile.country, profile.length_unit) == ("US", "in")
    assert state.words()("my_data.settings.saved") in texts(app)


def test_a_country_that_is_not_in_the_list_shows_as_elsewhere(shell: AppTest) -> None:
    journal = state.journal()
    journal.save_profile("local", journal.profile("local").model_copy(update={"country": "JP"}), state.now())
    assert my_data(shell).selectbox(key="settings_country").value == "XX"


def test_made_up_data_goes_and_the_persons_own_stays(shell: AppTest) -> None:
    check_in()
    state.journal().load_demo("local", TODAY, state.now())
    press(my_data(shell), "my_data_remove_demo")
    stored = state.journal().stored("local")
    assert (stored.own, stored.demo) == (1, 0)


def test_one_slip_erases_nothing(shell: AppTest) -> None:
    check_in()
    app = press(my_data(shell), "erase_do")
    assert state.words()("my_data.erase.not_sure") in texts(app)
    assert state.journal().stored("local").own == 1


def test_erase_erases_and_says_so(shell: AppTest) -> None:
    check_in()
    app = my_data(shell)
    app.checkbox(key="erase_sure").check()
    press(app, "erase_do")
    assert state.journal().stored("local").own == 0
    assert state.words()("my_data.erase.done") in texts(app)
    check_in(7)
    assert state.journal().stored("local").own == 1
