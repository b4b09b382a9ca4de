"""The session's page without a browser: what is asked before and after, what is kept, what a browser may not say."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.model.log import CheckIn, Flare, ItemDone, SessionDone
from core.model.session import Guided
from core.session.session import moves_of_the_day
from core.session.timeline import Move
from pages.ui import agenda, player, state
from tests.make import content
from tests.pages.conftest import press, texts
from tests.pages.reviews import DAY, NOW, OWNER, WEEKLY, asks_again, flares_count, make_plan, reason, reviewing
from tests.pages.test_logging import at, control

pytestmark = pytest.mark.usefixtures("database")
YESTERDAY = DAY - timedelta(days=1)


def say(key: str, **values: object) -> str:
    return state.words()(f"session.{key}", **values)


@pytest.fixture
def moves(database: object) -> tuple[Move, ...]:
    """The example person's session of today, with a routine in the database."""
    plan = make_plan()
    assert plan.result.routine is not None
    result = plan.result
    return moves_of_the_day(plan.case, result.assessment, plan.result.routine, "full", "fri", state.journal().content)


def pick(app: AppTest, key: str, value: object) -> AppTest:
    control(app, key).set_value(value).run()  # type: ignore[attr-defined]
    assert not app.exception
    return app


def a_guided(moves: tuple[Move, ...], done: int = 0, **changes: Any) -> Guided:
    """A session of today with so many of its exercises done."""
    items = tuple(
        ItemDone(exercise=move.exercise, rung=move.rung, sets=move.sets, reps=move.reps, effort=5)
        for move in moves[:done]
    )
    values: dict[str, Any] = {
        "key": "one session",
        "day": DAY,
        "routine_version": 1,
        "kind": "full",
        "began_at": NOW,
        "pain_before": 3,
        "items": items,
        "next_item": done,
    }
    return Guided(**(values | changes))


def under_way(moves: tuple[Move, ...], done: int = 0, **changes: Any) -> Guided:
    return state.journal().save_guided(OWNER, a_guided(moves, done, **changes), NOW)


def logged(day: date = DAY) -> SessionDone:
    done = state.journal().session_on(OWNER, day)
    assert done is not None
    return done


class TestBefore:
    def test_without_a_routine_it_says_what_comes_first(self, shell: AppTest) -> None:
        assert say("none.no_plan") in texts(at(shell, "session"))

    def test_on_a_rest_day_it_says_when_the_next_one_is(
        self, shell: AppTest, moves: tuple[Move, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        routine = state.journal().plan(OWNER).result.routine  # type: ignore[union-attr]
        assert routine is not None
        rest = next(ahead for ahead in range(7) if not routine.week[_weekday(DAY + timedelta(days=ahead))])
        monkeypatch.setenv(state.TODAY_SETTING, (DAY + timedelta(days=rest)).isoformat())
        assert "A rest day is part of the plan" in texts(at(shell, "session"))

    def test_nothing_begins_without_the_pain(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        app = press(at(shell, "session"), "begin")
        assert say("before.choose_first") in texts(app)
        assert state.journal().guided(OWNER) is None

    def test_it_takes_as_long_as_the_other_pages_say(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        routine = state.journal().plan(OWNER).result.routine  # type: ignore[union-attr]
        assert routine is not None
        minutes = agenda.minutes_on(routine, _weekday(DAY))
        for page in ("home", "routine", "session"):
            assert f"about {minutes} minutes" in texts(at(shell, page))

    @pytest.mark.parametrize(("pain", "kind"), [(0, "full"), (5, "full"), (6, "relief"), (10, "relief")])
    def test_the_pain_decides_what_is_offered(
        self, shell: AppTest, moves: tuple[Move, ...], pain: int, kind: str
    ) -> None:
        app = pick(at(shell, "session"), "session_pain", pain)
        assert (say("relief.title") in texts(app)) == (kind == "relief")
        press(app, "begin")
        guided = state.journal().guided(OWNER)
        assert guided is not None
        assert (guided.kind, guided.pain_before, guided.day) == (kind, pain, DAY)

    def test_very_severe_two_days_running_points_to_a_clinician(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        state.journal().log_check_in(OWNER, CheckIn(day=YESTERDAY, pain_average=8), NOW, "yesterday")
        app = pick(at(shell, "session"), "session_pain", 7)
        assert say("relief.clinician") not in texts(app)
        assert say("relief.clinician") in texts(pick(app, "session_pain", 8))

    def test_it_waits_for_the_warning_signs_where_they_must_be_answered(
        self, shell: AppTest, moves: tuple[Move, ...]
    ) -> None:
        reviewing(asks_again(reason("trend_too_early", **{f"check_ins.{DAY}.leg_symptoms": "spread"})))
        app = at(shell, "session")
        assert state.words()("rescreen.card.title_waits") in texts(app)
        assert "begin" not in [button.key for button in app.button]

    def test_the_weekly_ones_may_be_put_off(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        reviewing(asks_again(WEEKLY))
        app = at(shell, "session")
        assert state.words()("rescreen.card.title_weekly") in texts(app)
        assert "begin" in [button.key for button in app.button]

    def test_the_morning_after_yesterday_is_asked_here_too(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        done = SessionDone(day=YESTERDAY, routine_version=1, items=(), pain_before=3, pain_peak=4)
        state.journal().log_session(OWNER, done, NOW, "yesterday")
        pick(at(shell, "session"), f"morning_after_{YESTERDAY.isoformat()}", 2)
        assert logged(YESTERDAY).pain_next_morning == 2

    def test_in_a_flare_up_it_is_the_easing_moves_on_any_day(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        reviewing(flares_count)
        state.journal().log_flare(OWNER, Flare(day=DAY, state="began"), NOW, "flare")
        app = pick(at(shell, "session"), "session_pain", 7)
        assert say("relief.title") not in texts(app)
        press(app, "begin")
        guided = state.journal().guided(OWNER)
        assert guided is not None
        assert guided.kind == "flare"


class TestUnderWay:
    def test_it_goes_on_while_it_is_fresh(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        under_way(moves, 2, began_at=state.now())
        app = at(shell, "session")
        assert say("title") in texts(app)
        assert say("unfinished.title") not in texts(app)

    @pytest.mark.parametrize(
        ("hours_ago", "changes"),
        [(24, {"day": YESTERDAY}), (5, {}), (0, {"routine_version": 7})],
    )
    def test_one_of_another_time_is_closed_with_what_was_done(
        self, shell: AppTest, moves: tuple[Move, ...], hours_ago: int, changes: dict[str, Any]
    ) -> None:
        # By the page's own clock, whatever hour of the day it is.
        guided = under_way(moves, 2, began_at=state.now() - timedelta(hours=hours_ago), **changes)
        app = at(shell, "session")
        assert say("unfinished.title") in texts(app)
        press(app, "close")
        press(app, "finish_open")
        done = logged(guided.day)
        assert [item.exercise for item in done.items] == [move.exercise for move in moves[:2]]
        assert (done.pain_peak, done.leg_symptoms) == (None, None)
        assert state.journal().guided(OWNER) is None

    def test_it_can_be_left_out(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        under_way(moves, 2, day=YESTERDAY, began_at=NOW - timedelta(days=1))
        press(at(shell, "session"), "leave_out")
        assert state.journal().guided(OWNER) is None
        assert state.journal().session_on(OWNER, YESTERDAY) is None

    def test_past_midnight_it_goes_on_and_stays_of_its_day(
        self, shell: AppTest, moves: tuple[Move, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        late = NOW.replace(hour=23, minute=50)
        under_way(moves, 2, began_at=late)
        monkeypatch.setattr(state, "now", lambda: late + timedelta(minutes=30))
        assert say("unfinished.title") not in texts(at(shell, "session"))


class TestAfter:
    def test_both_questions_are_asked_and_neither_is_left_out_by_oversight(
        self, shell: AppTest, moves: tuple[Move, ...]
    ) -> None:
        under_way(moves, len(moves))
        app = at(shell, "session")
        finish(app, peak=4)
        assert say("after.problem.legs") in texts(app)
        assert say("after.problem.peak") not in texts(app)
        assert state.journal().session_on(OWNER, DAY) is None
        finish(app, peak=4, legs="none")
        assert say("done.title") in texts(app)
        assert (logged().pain_before, logged().pain_peak, logged().leg_symptoms) == (3, 4, "none")

    @pytest.mark.parametrize(
        ("peak", "legs", "told"),
        [(4, "none", "done.settled"), (5, "same", "done.edge"), (6, "none", "done.rise"), (3, "spread", "done.legs")],
    )
    def test_the_goodbye_says_what_it_means(
        self, shell: AppTest, moves: tuple[Move, ...], peak: int, legs: str, told: str
    ) -> None:
        under_way(moves, len(moves))
        app = finish(at(shell, "session"), peak=peak, legs=legs)
        assert say(told) in texts(app)
        again = AppTest.from_file(shell._script_path, default_timeout=20)  # a reload: from the log entry alone
        assert say(told) in texts(at(again, "session"))
        if told in ("done.rise", "done.legs"):
            assert "signs" in [button.key for button in app.button]

    def test_where_nothing_was_done_nothing_is_logged(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        under_way(moves, 0, next_item=len(moves))
        app = at(shell, "session")
        assert say("after.nothing_done") in texts(app)
        press(app, "drop")
        assert state.journal().guided(OWNER) is None
        assert state.journal().session_on(OWNER, DAY) is None

    def test_an_end_that_was_pressed_by_mistake_can_be_taken_back(
        self, shell: AppTest, moves: tuple[Move, ...]
    ) -> None:
        under_way(moves, 2, next_item=len(moves), began_at=state.now())
        app = press(at(shell, "session"), "carry_on")
        guided = state.journal().guided(OWNER)
        assert guided is not None
        assert (guided.next_item, len(guided.items)) == (2, 2)
        assert say("title") in texts(app)

    def test_a_gentle_session_can_be_done_once_more(self, shell: AppTest, moves: tuple[Move, ...]) -> None:
        guided = under_way(moves, 1, kind="relief", next_item=len(moves))
        app = press(at(shell, "session"), "finish_open")
        assert say("done.gentle") in texts(app)
        press(app, "again")
        press(pick(app, "session_pain", 3), "begin")
        second = state.journal().guided(OWNER)
        assert second is not None
        assert second.key != guided.key


def finish(app: AppTest, **answers: object) -> AppTest:
    """The form as filled in, sent."""
    for name, answer in answers.items():
        control(app, f"session_{name}").set_value(answer)  # type: ignore[attr-defined]
    button = next(each for each in app.button if each.form_id)
    button.click().run()
    assert not app.exception
    return app


def _weekday(day: date) -> Any:
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]


class TestWhatABrowserMaySay:
    """A report is believed only where it can be true."""

    def told(self, guided: Guided, moves: tuple[Move, ...], **changes: Any) -> Guided | None:
        done = {"exercise": moves[0].exercise, "rung": moves[0].rung, "sets": 1, "reps": 1, "outcome": "done"}
        report = {"key": guided.key, "items": [done], "next_item": 1} | changes
        return player.believed(json.loads(json.dumps(report)), guided, moves)

    def test_what_was_done(self, moves: tuple[Move, ...]) -> None:
        told = self.told(a_guided(moves), moves)
        assert told is not None
        assert (told.items[0].exercise, told.next_item, told.pain_before) == (moves[0].exercise, 1, 3)

    def test_an_easier_version_of_what_was_asked(self, moves: tuple[Move, ...]) -> None:
        easier = next(move for move in moves if move.exercise == "pelvic_tilt")
        harder = content().library.by_id("pelvic_tilt").rungs[-1].id
        asked = easier.model_copy(update={"rung": harder, "easier": easier})
        others = tuple(move for move in moves if move is not easier)
        done = {"exercise": "pelvic_tilt", "rung": easier.rung, "sets": 1}
        assert self.told(a_guided((asked, *others)), (asked, *others), items=[done]) is not None
        nobody_offered = asked.model_copy(update={"easier": None})
        assert self.told(a_guided((nobody_offered, *others)), (nobody_offered, *others), items=[done]) is None

    @pytest.mark.parametrize(
        "changes",
        [
            {"key": "another session"},
            {"next_item": 99},
            {"next_item": -1},
            {"items": [{"exercise": "jefferson_curl", "sets": 3}]},
            {"items": [{"exercise": "plank", "rung": "no such rung"}]},
            {"items": [{"exercise": "stomach_lying", "effort": 11}]},
            {"items": [{"exercise": "stomach_lying", "sets": -1}]},
            {"items": [{"exercise": "stomach_lying", "outcome": "cured"}]},
            {"items": "all"},
            {"pain_before": 0},
        ],
    )
    def test_nonsense_changes_nothing(self, moves: tuple[Move, ...], changes: dict[str, Any]) -> None:
        assert self.told(a_guided(moves), moves, **changes) is None

    def test_every_number_and_sentence_that_it_is_given_is_one_that_the_script_asks_for(self) -> None:
        """`word("...")` and `numbers.` in the script against the words and numbers: nothing lacks, nothing is idle."""
        script = "\n".join((player.FILES / name).read_text() for name in ("player.js", "machine.js", "view.js"))
        sentences = {
            key.removeprefix("session.player.")
            for key in content().words["en"].sentences
            if key.startswith("session.player.") and not key.startswith("session.player.summary")
        }
        put_together = {"phase_", "forward_", "extra_"}
        idle = {
            key
            for key in sentences
            if f'"{key}"' not in script and not any(key.startswith(start) for start in put_together)
        }
        assert idle <= {"left", "right"}
        assert {name for name in player.NUMBERS if f"numbers.{name}" not in script} == set()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "items", "next_item", "exercise"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(anything)
def test_no_report_breaks_the_page(told: object) -> None:
    guided = Guided(
        key="k", day=DAY, routine_version=1, kind="full", began_at=NOW, pain_before=3, items=(), next_item=0
    )
    believed = player.believed(told, guided, ())
    assert believed is None or believed.items == ()
