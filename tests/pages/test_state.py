"""What a page may remember: form keys that make one row, messages that are neither lost nor stale."""

from datetime import UTC, date, datetime

import pytest
import streamlit as st

from core.model.log import CheckIn
from pages.ui import state


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session of its own, without a browser."""
    kept: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


class TestFormKeys:
    def test_the_same_values_on_one_visit_have_one_key(self, session: dict[str, object]) -> None:
        entry = CheckIn(day=date(2026, 11, 20), pain_average=4)
        assert state.form_key("check_in", entry) == state.form_key("check_in", entry)

    def test_other_values_another_form_or_a_fresh_start_have_another(self, session: dict[str, object]) -> None:
        four, five = (CheckIn(day=date(2026, 11, 20), pain_average=pain) for pain in (4, 5))
        first = state.form_key("check_in", four)
        keys = {first, state.form_key("check_in", five), state.form_key("ankle", four)}
        state.begin_again()
        keys.add(state.form_key("check_in", four))
        assert len(keys) == 4

    def test_a_fresh_start_empties_the_widgets_named(self, session: dict[str, object]) -> None:
        state.set_widget("pain", 4)
        state.set_widget("other", 5)
        state.begin_again("pain")
        assert state.widget_value("pain") is None
        assert state.widget_value("other") == 5


class TestMessages:
    def test_a_message_outlives_a_second_click_but_not_a_moment(
        self, session: dict[str, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = 100.0
        monkeypatch.setattr(state.time, "monotonic", lambda: clock)
        state.flash("app.demo.removed", day="today")
        assert [message.key for message in state.take_flashes()] == ["app.demo.removed"]
        clock += state.FLASH_S / 2
        assert len(state.take_flashes()) == 1
        clock += state.FLASH_S
        assert state.take_flashes() == []

    def test_a_message_waits_for_the_page_it_is_meant_for(
        self, session: dict[str, object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(state, "profile", lambda: state.Profile())
        state.entered("routine")
        state.flash("seen")
        state.take_flashes()
        state.flash("not_seen_yet")
        state.entered("home")
        assert [message.key for message in state.take_flashes()] == ["not_seen_yet"]


class TestTheDay:
    @pytest.mark.parametrize(
        ("name", "moment", "day"),
        [
            ("Pacific/Auckland", datetime(2026, 11, 20, 12, tzinfo=UTC), date(2026, 11, 21)),
            ("America/Los_Angeles", datetime(2026, 11, 20, 6, tzinfo=UTC), date(2026, 11, 19)),
            ("Nowhere/At_All", datetime(2026, 11, 20, 12, tzinfo=UTC), None),
        ],
    )
    def test_today_is_the_day_of_the_browser(
        self, name: str, moment: datetime, day: date | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Context:
            timezone = name

        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                return moment.astimezone(tz)  # type: ignore[arg-type]

        monkeypatch.delenv(state.TODAY_SETTING, raising=False)
        monkeypatch.setattr(st, "context", Context)
        monkeypatch.setattr(state, "datetime", Clock)
        assert state.today() == (day or moment.astimezone().date())
        assert state.now().tzinfo is not None

    def test_a_test_may_set_the_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(state.TODAY_SETTING, "2026-01-31")
        assert state.today() == date(2026, 1, 31)
