"""The pages' only door: what a person can do with their data. Each call is one use case and one short transaction."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import Final, TypeVar

from pydantic import JsonValue
from sqlalchemy import Connection

from core.content.content import Content
from core.journal import days, demo, export_csv, export_json, reading, renewing
from core.journal.complete import IntakeErrors, Making, complete_intake
from core.journal.days import Logs
from core.journal.kept import Kept
from core.journal.moment import Moment, read_moment
from core.journal.renewing import Looked
from core.model.base import Whole0To10
from core.model.log import AnkleTest, CheckIn, DayTicks, Flare, FunctionScore, KeptOld, Rescreen, SessionDone
from core.model.record import Draft, History, Plan, Profile, Saved, StoredKind, StoredSummary
from core.model.review import Review
from core.model.session import Guided
from core.review import review as reviewing
from core.storage import everything, logs, people, plans
from core.storage.database import Database, Stale
from core.storage.logs import (
    ANKLE_TESTS,
    CHECK_INS,
    DAY_TICKS,
    FLARES,
    FUNCTION,
    KEPT_OLD,
    RESCREENS,
    SESSIONS,
)
from core.trends.progress import Progress
from core.trends.window import window_named

__all__ = [
    "Draft",
    "History",
    "IntakeErrors",
    "Journal",
    "Plan",
    "Profile",
    "Saved",
    "StoredKind",
    "StoredSummary",
]


Value = TypeVar("Value")

MOMENT: Final = "moment"
TRIES: Final = 4  # a renewal is lost only to another save of the same person in the same moment


class Journal:
    """Safe from many threads; holds nobody's data but a few recent results. Every call may raise StorageProblem.

    `now` is an aware moment; a day is the person's local date; moments that come back are in UTC. "Saved" may be said
    when a call has returned.
    """

    def __init__(self, database: Database, content: Content, making: Making, default_profile: Profile) -> None:
        self.content: Final = content
        self._database: Final = database
        self._making: Final = making
        self._default_profile: Final = default_profile
        self._logs: Final = Logs(database, self._known)
        self._kept: Final = Kept()

    # ---- who the person is -----------------------------------------------------------------------------------------

    def profile(self, owner: str) -> Profile:
        """The person's settings; the app's defaults where they never chose."""

        def read(connection: Connection) -> Profile:
            return people.load_profile(owner, connection, self._default_profile) or self._default_profile

        return self._once(owner, "profile", read)

    def save_profile(self, owner: str, profile: Profile, now: datetime) -> Profile:
        """Keep these settings."""
        with self._database.write(owner) as connection:
            people.save_profile(owner, connection, profile, now)
        return profile

    def keep_pictures_still(self, owner: str, still: bool) -> None:
        """Keep whether pictures stand still, on every later visit too; the other settings stay as they are."""
        with self._database.write(owner) as connection:
            people.keep_still(owner, connection, still)

    # ---- the intake ------------------------------------------------------------------------------------------------

    def draft(self, owner: str) -> Draft | None:
        """The unfinished intake, right or not as it was typed."""
        with self._database.read(owner) as connection:
            return people.load_draft(owner, connection)

    def save_draft(self, owner: str, answers: Mapping[str, JsonValue], page: str, now: datetime) -> Draft:
        """Keep the unfinished intake, so that it outlives a reload and a restart."""
        draft = Draft(answers=dict(answers), page=page, saved_at=now.astimezone(UTC))
        with self._database.write(owner) as connection:
            people.save_draft(owner, connection, draft)
        return draft

    def discard_draft(self, owner: str) -> None:
        """Drop the unfinished intake."""
        with self._database.write(owner) as connection:
            people.delete_draft(owner, connection)

    def complete_intake(self, owner: str, now: datetime, today: date, key: str) -> Plan | IntakeErrors:
        """The plan made from the draft; what is wrong with the answers where they make none (then nothing changes)."""
        return complete_intake(owner, self._database, self._making, now, today, key)

    def plan(self, owner: str) -> Plan | None:
        """The latest plan of the person's own; a made-up one only where they have none."""
        moment = self._known(owner)
        return moment.plan if moment else self._once(owner, "plan", partial(plans.latest, owner))

    def plan_before(self, owner: str, plan: Plan) -> Plan | None:
        """The version that stood before this one, of the same intake. Null for the first."""
        what = ("plan before", plan.routine_version, plan.demo, plan.intake_version)
        return self._once(owner, what, lambda connection: plans.before(owner, connection, plan))

    def last_answers(self, owner: str) -> dict[str, JsonValue] | None:
        """What the person answered in their latest finished intake, to begin the next one from."""
        with self._database.read(owner) as connection:
            return plans.answers(owner, connection)

    # ---- the log ---------------------------------------------------------------------------------------------------
    # Of every kind: log_ makes an entry that of its day (an earlier one stays as an older version), remove_ takes the
    # day's back (null where there was none), _on gives what stands for a day, last_ that of the latest day with any.

    def log_check_in(self, owner: str, check_in: CheckIn, now: datetime, key: str) -> Saved:
        return self._logs.save(owner, CHECK_INS, check_in, now, key)

    def remove_check_in(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, CHECK_INS, day, now, key)

    def check_in_on(self, owner: str, day: date) -> CheckIn | None:
        return self._logs.on(owner, CHECK_INS, day)

    def last_check_in(self, owner: str) -> CheckIn | None:
        return self._logs.last(owner, CHECK_INS)

    def log_ankle(self, owner: str, test: AnkleTest, now: datetime, key: str) -> Saved:
        return self._logs.save(owner, ANKLE_TESTS, test, now, key)

    def remove_ankle(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, ANKLE_TESTS, day, now, key)

    def ankle_on(self, owner: str, day: date) -> AnkleTest | None:
        return self._logs.on(owner, ANKLE_TESTS, day)

    def last_ankle(self, owner: str) -> AnkleTest | None:
        return self._logs.last(owner, ANKLE_TESTS)

    def log_session(self, owner: str, done: SessionDone, now: datetime, key: str) -> Saved:
        """Replaces the day's session: a correction. `finish_guided` is what adds to it."""
        return self._logs.save(owner, SESSIONS, done, now, key)

    def remove_session(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, SESSIONS, day, now, key)

    def session_on(self, owner: str, day: date) -> SessionDone | None:
        return self._logs.on(owner, SESSIONS, day)

    def log_function(self, owner: str, score: FunctionScore, now: datetime, key: str) -> Saved:
        return self._logs.save(owner, FUNCTION, score, now, key)

    def remove_function(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, FUNCTION, day, now, key)

    def function_on(self, owner: str, day: date) -> FunctionScore | None:
        return self._logs.on(owner, FUNCTION, day)

    def last_function(self, owner: str) -> FunctionScore | None:
        return self._logs.last(owner, FUNCTION)

    def log_rescreen(self, owner: str, answers: Rescreen, now: datetime, key: str) -> Saved:
        """A yes or unsure of that day holds against a later no, until there is a new intake."""
        return days.log_rescreen(owner, self._database, answers, now, key)

    def remove_rescreen(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, RESCREENS, day, now, key)

    def rescreen_on(self, owner: str, day: date) -> Rescreen | None:
        return self._logs.on(owner, RESCREENS, day)

    def last_rescreen(self, owner: str) -> Rescreen | None:
        return self._logs.last(owner, RESCREENS)

    def log_flare(self, owner: str, flare: Flare, now: datetime, key: str) -> Saved:
        return self._logs.save(owner, FLARES, flare, now, key)

    def remove_flare(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        return self._logs.remove(owner, FLARES, day, now, key)

    def flare_on(self, owner: str, day: date) -> Flare | None:
        return self._logs.on(owner, FLARES, day)

    def last_flare(self, owner: str) -> Flare | None:
        return self._logs.last(owner, FLARES)

    def log_day_ticks(self, owner: str, ticks: DayTicks, now: datetime, key: str) -> Saved:
        return self._logs.save(owner, DAY_TICKS, ticks, now, key)

    def day_ticks_on(self, owner: str, day: date) -> DayTicks | None:
        return self._logs.on(owner, DAY_TICKS, day)

    def log_kept_old(self, owner: str, kept: KeptOld, now: datetime, key: str) -> Saved:
        """Beside what was kept on that day before."""
        return days.log_kept_old(owner, self._database, kept, now, key)

    def kept_old_on(self, owner: str, day: date) -> KeptOld | None:
        return self._logs.on(owner, KEPT_OLD, day)

    def last_kept_old(self, owner: str) -> KeptOld | None:
        return self._logs.last(owner, KEPT_OLD)

    def log_next_morning(self, owner: str, day: date, pain: Whole0To10, now: datetime, key: str) -> Saved | None:
        """Add the pain of the morning after to the session of `day`. Null where none stands."""
        return days.log_next_morning(owner, self._database, day, pain, now, key)

    # ---- the guided session ----------------------------------------------------------------------------------------

    def guided(self, owner: str) -> Guided | None:
        """The guided session that is under way."""
        return self._once(owner, "guided", partial(people.load_guided, owner))

    def save_guided(self, owner: str, guided: Guided, now: datetime) -> Guided:
        """Keep how far it is. One that is finished already is not begun again by a slow tab."""
        return days.save_guided(owner, self._database, guided, now)

    def drop_guided(self, owner: str) -> None:
        """Forget the session that is under way."""
        with self._database.write(owner) as connection:
            people.delete_guided(owner, connection)

    def finish_guided(self, owner: str, done: SessionDone, now: datetime, key: str) -> Saved:
        """Log it, merged with what the person logged of that day before. `key` is that of the guided session: twice
        the same makes one row."""
        return days.finish_guided(owner, self._database, done, now, key)

    # ---- what the log adds up to -----------------------------------------------------------------------------------

    def history(self, owner: str, since: date | None = None) -> History:
        """What was logged from `since` on (null: ever), of each day what stands."""

        if since is not None and self._known(owner) is None:  # a few days of ten years are found by index
            return reading.history_since(owner, self._database, since)
        return self._kept_as(owner, ("history", since), lambda: self._moment(owner).history(since))

    def progress(self, owner: str, today: date, window: str) -> Progress:
        """The tables and findings of the progress page. Raises ValueError for an unknown window."""
        what = ("progress", today, window_named(window))

        def build() -> Progress:
            return reading.progress_of(owner, self._database, self.history(owner), today, window, self.content)

        return self._kept_as(owner, what, build)

    def review(self, owner: str, today: date) -> Review | None:
        """What the logs since the intake make of the plan. Null without a plan."""
        looked = self._look(owner, today)
        return None if looked is None else looked.review

    def renew(self, owner: str, now: datetime, today: date, key: str) -> Plan | None:
        """A new version of the routine, where the review asks for one; null where it does not. A made-up plan gives a
        made-up version. Cheap while nothing was written."""
        for _ in range(TRIES):
            looked = self._look(owner, today)
            if looked is None:
                return None
            with suppress(Stale):
                return renewing.renew(owner, self._database, self._making, looked, now, today, key)
        return None  # somebody keeps saving: the next page asks again

    # ---- all of it -------------------------------------------------------------------------------------------------

    def stored(self, owner: str) -> StoredSummary:
        """What is stored of this person, where, and how much."""

        def count() -> dict[str, StoredKind]:
            return reading.kinds_of(owner, self._database)

        return reading.stored_of(owner, self._database, self._kept_as(owner, "kinds", count))

    def export_json(self, owner: str, now: datetime) -> bytes:
        """Everything of this person, every version, as one JSON file with a checksum."""
        return export_json.export(owner, self._database, now)

    def export_csv(self, owner: str, now: datetime) -> bytes:
        """What stands now as a zip of tables, with a data dictionary."""
        return export_csv.export(owner, self._database, self.content, now)

    def erase(self, owner: str) -> None:
        """Delete everything of this person for good, the unfinished intake and the settings too."""
        with self._database.write(owner) as connection:
            everything.erase(owner, connection)
        plans.forget()
        logs.forget()
        reviewing.forget()
        self._kept.forget(owner)
        self._database.wipe_traces()

    # ---- made-up data ----------------------------------------------------------------------------------------------

    def load_demo(self, owner: str, today: date, now: datetime) -> None:
        """Some weeks of made-up data up to `today`, marked as such; days of the person's own are left as they are."""
        demo.load(owner, self._database, self._making, today, now)

    def remove_demo(self, owner: str) -> None:
        """Take the made-up data out again, and nothing else."""
        with self._database.write(owner) as connection:
            everything.remove_demo(owner, connection)

    def has_demo(self, owner: str) -> bool:
        """Whether made-up data is there."""
        moment = self._known(owner)
        return moment.demo if moment else self._once(owner, "demo", partial(everything.has_demo, owner))

    # ---- what was read already -------------------------------------------------------------------------------------

    def one_moment(self) -> AbstractContextManager[None]:
        """Within it (a run of a page), all that is asked is answered as of one moment, or of the last save in it."""
        return self._database.one_moment()

    def _kept_as(self, owner: str, what: Hashable, make: Callable[[], Value]) -> Value:
        return self._kept.get(owner, self._database.stamp(owner), what, make)

    def _once(self, owner: str, what: Hashable, read: Callable[[Connection], Value]) -> Value:
        """Something small, read once until the next write."""

        def make() -> Value:
            with self._database.read(owner) as connection:
                return read(connection)

        return self._kept_as(owner, what, make)

    def _moment(self, owner: str) -> Moment:
        return self._kept_as(owner, MOMENT, lambda: read_moment(owner, self._database))

    def _known(self, owner: str) -> Moment | None:
        """The moment of now, where it was read already."""
        return self._moment(owner) if self._kept.knows(owner, self._database.stamp(owner), MOMENT) else None

    def _look(self, owner: str, today: date) -> Looked | None:
        def look() -> Looked | None:
            return renewing.look(self._moment(owner), self._making, today)

        return self._kept_as(owner, ("review", today), look)
