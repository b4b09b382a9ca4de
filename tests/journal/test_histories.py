"""Whatever order things are saved in, with whatever clock: the history is what was last said of each day, and the same
logs always lead to the same routine."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.engine import URL

from core.content.content import Content
from core.intake.build import build_case
from core.journal.complete import Making
from core.journal.demo import STORY
from core.journal.journal import Journal
from core.journal.made_up import live
from core.journal.story import read_story
from core.model.case import Case
from core.model.log import CheckIn, Flare, ItemDone, Rescreen, SessionDone
from core.model.merging import merge_rescreens, merge_sessions
from core.model.record import Plan, Profile
from core.model.routine import Result
from core.recommend.recommend import recommend
from core.review.review import review
from core.storage import everything, plans
from core.storage.database import Database
from core.storage.opening import open_database
from tests.journal.conftest import LEFT_OUT, Deciding

ME = "local"
FIRST = date(2026, 10, 20)
ONE = timedelta(days=1)

# ---- days and clocks ----------------------------------------------------------------------------------------------

LONDON, TOKYO, LOS_ANGELES = (ZoneInfo(name) for name in ("Europe/London", "Asia/Tokyo", "America/Los_Angeles"))


def done(day: date, **more: Any) -> SessionDone:
    return SessionDone(day=day, **{"routine_version": 1, "items": (ItemDone(exercise="plank"),)} | more)


@pytest.mark.parametrize(
    ("moments", "days"),
    [
        # The day of 25 hours: half past one comes twice, and both are that day.
        ([datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1)], [25]),
        # The day of 23 hours, from its first minute to its last, and the day after.
        (
            [
                datetime(2026, 3, 29, 0, 0, tzinfo=LONDON),
                datetime(2026, 3, 29, 23, 59, tzinfo=LONDON),
                datetime(2026, 3, 30, 0, 1, tzinfo=LONDON),
            ],
            [29, 30],
        ),
        # Flown west: the 20th twice, the second time with an earlier hour.
        ([datetime(2026, 11, 20, 20, tzinfo=TOKYO), datetime(2026, 11, 20, 9, tzinfo=LOS_ANGELES)], [20]),
        # Flown east: a day is never lived.
        ([datetime(2026, 11, 20, 22, tzinfo=LOS_ANGELES), datetime(2026, 11, 22, 8, tzinfo=TOKYO)], [20, 22]),
        # Flown west past midnight: the day before once more, after the day itself.
        ([datetime(2026, 11, 21, 1, tzinfo=TOKYO), datetime(2026, 11, 20, 10, tzinfo=LOS_ANGELES)], [20, 21]),
        # A clock that was put back by a year.
        ([datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2025, 11, 20, 9, tzinfo=UTC)], [20, 20]),
    ],
)
def test_a_day_is_the_local_day_whatever_the_clock_does(
    journal: Journal, moments: list[datetime], days: list[int]
) -> None:
    for number, moment in enumerate(moments):
        journal.log_check_in(ME, CheckIn(day=moment.date(), pain_average=number), moment, f"{number}")
        journal.log_session(ME, done(moment.date(), pain_peak=number), moment, f"{number}")
    history = journal.history(ME)
    for entries in (history.check_ins, history.sessions):
        assert [entry.day.day for entry in entries] == days
        assert [entry.day for entry in entries] == sorted({moment.date() for moment in moments})
    last_said = {moment.date(): number for number, moment in enumerate(moments)}
    assert {entry.day: entry.pain_average for entry in history.check_ins} == last_said
    assert {entry.day: entry.pain_peak for entry in history.sessions} == last_said
    for today in {moment.date() for moment in moments}:
        for window in ("4w", "all"):
            journal.progress(ME, today, window)


def test_what_was_saved_last_stands_even_if_the_clock_says_it_was_first(journal: Journal) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    journal.log_check_in(ME, CheckIn(day=now.date(), pain_average=7), now, "a")
    saved = journal.log_check_in(ME, CheckIn(day=now.date(), pain_average=2), now - timedelta(hours=5), "b")
    assert saved.replaced
    assert journal.history(ME).check_ins[0].pain_average == 2


def test_a_routine_made_with_a_clock_put_back_still_follows_the_one_before(journal: Journal) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for number, at in enumerate((now, now - 30 * ONE)):
        journal.save_draft(ME, {"pain": number}, "last", at)
        plan = journal.complete_intake(ME, at, at.date(), f"{number}")
        assert isinstance(plan, Plan)
        assert journal.plan(ME) == plan
    assert journal.history(ME).plan_dates == (now.date() - 30 * ONE, now.date())


def test_a_session_ticked_three_times_and_ended_three_times_is_one(journal: Journal) -> None:
    now, day = datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 20)
    for click in range(3):
        journal.log_session(ME, done(day), now + timedelta(milliseconds=click), "tick")
    for click in range(3):
        journal.finish_guided(ME, done(day, pain_peak=3), now + timedelta(seconds=click), "guided")
    assert journal.history(ME).sessions == (done(day, pain_peak=3),)
    assert journal.stored(ME).kinds["session"].versions == 2


def test_ten_weeks_logged_day_by_day_renew_once_a_day_at_most(
    database: Database, content: Content, cases: tuple[Case, ...]
) -> None:
    """The made-up person's logs through the real review: a second look on the same day finds nothing more to do."""
    today, making = date(2026, 11, 20), Making(content, "0", build_case, recommend, review)
    lived = live(read_story(STORY), cases, today, making, content.words["en"])
    journal = Journal(database, content, making, Profile())
    plan = lived.plans[0]
    with database.write(ME) as connection:
        at = datetime(plan.made_on.year, plan.made_on.month, plan.made_on.day, 7, tzinfo=UTC)
        plans.append(ME, connection, {}, plan.case, plan.result, plans.Making(at, plan.made_on, "first", "0", "0"))
    versions = 0
    for number in range((today - plan.made_on).days + 1):
        day = plan.made_on + number * ONE
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        for entries, log in (
            (lived.check_ins, journal.log_check_in),
            (lived.sessions, journal.log_session),
            (lived.rescreens, journal.log_rescreen),
            (lived.flares, journal.log_flare),
        ):
            for entry in entries:
                if entry.day == day:
                    log(ME, entry, at, f"{day}")
        versions += journal.renew(ME, at, day, f"{day}") is not None
        assert journal.renew(ME, at, day, "again") is None
        journal._kept.forget(ME)
        assert journal.renew(ME, at, day, "from nothing") is None
    assert versions >= 4
    assert journal.stored(ME).kinds["routine"].own == versions + 1


# ---- anything, in any order ---------------------------------------------------------------------------------------

pains = st.integers(0, 10)
days = st.integers(0, 6).map(lambda number: FIRST + number * ONE)
answers = st.dictionaries(st.sampled_from(["fever", "fall"]), st.sampled_from(["yes", "no", "unsure"]), min_size=1)


class Living(RuleBasedStateMachine):
    """A person who saves, corrects, deletes, answers anew and travels, against a dictionary of what they last said."""

    journal: ClassVar[Journal]
    deciding: ClassVar[Deciding]

    @initialize()
    def begin(self) -> None:
        self.owner = uuid4().hex
        self.now = datetime(2026, 10, 20, 12, tzinfo=UTC)
        self.said: dict[str, dict[date, Any]] = {"check_in": {}, "session": {}, "rescreen": {}, "flare": {}}
        self.rescreened_at: dict[date, datetime] = {}
        self.asked_at: datetime | None = None
        self.ended: set[str] = set()
        self.keys = 0

    @property
    def today(self) -> date:
        return self.now.date()

    def key(self) -> str:
        self.keys += 1
        return f"{self.keys}"

    @rule(hours=st.sampled_from([1, 7, 13, 24, 24 * 7, -1, -11, -30]))
    def time_goes_on_or_back(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(day=days, pain=pains)
    def check_in(self, day: date, pain: int) -> None:
        entry = CheckIn(day=day, pain_average=pain)
        for _ in range(2):
            self.journal.log_check_in(self.owner, entry, self.now, f"form {day} {pain}")
        self.said["check_in"][day] = entry

    @rule(day=days, pain=pains, version=st.integers(1, 3))
    def correct_a_session(self, day: date, pain: int, version: int) -> None:
        entry = done(day, pain_peak=pain, routine_version=version)
        self.journal.log_session(self.owner, entry, self.now, f"form {day} {pain} {version}")
        self.said["session"][day] = entry

    @rule(day=days, pain=pains, key=st.integers(0, 3).map("guided {}".format))
    def end_a_session(self, day: date, pain: int, key: str) -> None:
        entry = done(day, pain_peak=pain)
        before = self.said["session"].get(day)
        self.journal.finish_guided(self.owner, entry, self.now, key)
        if key not in self.ended:
            after = entry if before is None else merge_sessions(before, entry)
            self.said["session"][day] = after
            if after != before:  # else nothing was written, and ending it once more would still add nothing
                self.ended.add(key)

    @rule(day=days, pain=pains)
    def the_morning_after(self, day: date, pain: int) -> None:
        saved = self.journal.log_next_morning(self.owner, day, pain, self.now, self.key())
        before = self.said["session"].get(day)
        assert (saved is None) == (before is None)
        if before is not None:
            self.said["session"][day] = before.model_copy(update={"pain_next_morning": pain})

    @rule(day=days, given=answers)
    def answer_warning_signs(self, day: date, given: dict[str, Any]) -> None:
        entry = Rescreen(day=day, answers=given)
        self.journal.log_rescreen(self.owner, entry, self.now, self.key())
        before = self.said["rescreen"].get(day)
        if before is not None and (self.asked_at is None or self.rescreened_at[day] >= self.asked_at):
            entry = merge_rescreens(before, entry)
        if entry != before:
            self.rescreened_at[day] = self.now
        self.said["rescreen"][day] = entry

    @rule(day=days, state=st.sampled_from(["began", "over"]))
    def flare(self, day: date, state: Any) -> None:
        entry = Flare(day=day, state=state)
        self.journal.log_flare(self.owner, entry, self.now, self.key())
        self.said["flare"][day] = entry

    @rule(kind=st.sampled_from(["check_in", "session", "rescreen", "flare"]), day=days)
    def take_back(self, kind: str, day: date) -> None:
        gone = getattr(self.journal, f"remove_{kind}")(self.owner, day, self.now, self.key())
        assert (gone is None) == (self.said[kind].pop(day, None) is None)

    @rule(pain=pains)
    def answer_anew(self, pain: int) -> None:
        self.journal.save_draft(self.owner, {"pain": pain}, "last", self.now)
        plan = self.journal.complete_intake(self.owner, self.now, self.today, self.key())
        assert isinstance(plan, Plan)
        assert self.journal.plan(self.owner) == plan
        self.asked_at = self.now

    @precondition(lambda self: self.asked_at is not None)
    @rule()
    def renew(self) -> None:
        before = self.journal.plan(self.owner)
        plan = self.journal.renew(self.owner, self.now, self.today, self.key())
        after = self.journal.plan(self.owner)
        assert before is not None
        assert after is not None
        assert after == (plan or before)
        assert (after.intake_version, after.case) == (before.intake_version, before.case)
        assert self.journal.renew(self.owner, self.now, self.today, self.key()) is None, "one step, and then rest"
        # Kept in memory or thought about anew: the same logs, the same answer.
        review = self.journal.review(self.owner, self.today)
        self.journal._kept.forget(self.owner)
        assert self.journal.review(self.owner, self.today) == review
        if plan is not None:
            assert review is not None
            assert plan.review == review.model_copy(update=LEFT_OUT)

    @invariant()
    def the_history_is_what_was_last_said(self) -> None:
        history = self.journal.history(self.owner)
        for kind, name in (
            ("check_in", "check_ins"),
            ("session", "sessions"),
            ("rescreen", "rescreens"),
            ("flare", "flares"),
        ):
            entries = getattr(history, name)
            assert entries == tuple(self.said[kind][day] for day in sorted(self.said[kind]))
            if kind != "session":
                assert getattr(self.journal, f"last_{kind}")(self.owner) == (entries[-1] if entries else None)

    def teardown(self) -> None:
        with self.journal._database.read(self.owner) as connection:
            everything.every_row(self.owner, connection)  # raises where a row of any version fails its checksum


@pytest.fixture(scope="module")
def living(content: Content, cases: tuple[Case, ...], result: Result) -> Iterator[type[Living]]:
    with TemporaryDirectory() as folder:
        database = open_database(URL.create("sqlite", database=str(Path(folder) / "x.db")), 2000)
        deciding = Deciding(cases[0], result)
        known: Any = SimpleNamespace(**(vars(content) | {"questionnaire": None}))
        making = Making(known, "0", deciding.build, deciding.decide, deciding.review)
        Living.journal, Living.deciding = Journal(database, known, making, Profile()), deciding
        yield Living
        database.close()


def test_a_life_of_saving_correcting_and_travelling(living: type[Living]) -> None:
    run_state_machine_as_test(
        living,
        settings=settings(
            max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
