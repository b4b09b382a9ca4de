"""The pages' only door: what a person can do with their data. Each call is one use case and one short transaction."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from pydantic import JsonValue

from core.content.content import Content
from core.journal import demo, export_csv, export_json
from core.journal.complete import IntakeErrors, Making, complete_intake
from core.journal.kept import Kept
from core.model.log import AnkleTest, CheckIn, SessionDone
from core.model.record import Draft, History, Plan, Profile, Saved, StoredKind, StoredSummary
from core.storage import engine, everything, logs, migrate, people, plans
from core.storage.database import Database
from core.storage.logs import ANKLE_TESTS, CHECK_INS, SESSIONS, Entry, Kind
from core.trends.inputs import PlannedDays
from core.trends.progress import Progress, build_progress
from core.trends.window import read_since, window_named

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
        self._kept: Final = Kept()

    # ---- who the person is -----------------------------------------------------------------------------------------

    def profile(self, owner: str) -> Profile:
        """The person's settings; the app's defaults where they never chose."""
        with self._database.read(owner) as connection:
            return people.load_profile(owner, connection) or self._default_profile

    def save_profile(self, owner: str, profile: Profile, now: datetime) -> Profile:
        """Keep these settings."""
        with self._database.write(owner) as connection:
            people.save_profile(owner, connection, profile, now)
        return profile

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
        with self._database.read(owner) as connection:
            return plans.latest(owner, connection)

    def last_answers(self, owner: str) -> dict[str, JsonValue] | None:
        """What the person answered in their latest finished intake, to begin the next one from."""
        with self._database.read(owner) as connection:
            return plans.answers(owner, connection)

    # ---- the log ---------------------------------------------------------------------------------------------------

    def log_check_in(self, owner: str, check_in: CheckIn, now: datetime, key: str) -> Saved:
        """Make this the check-in of its day; an earlier one of that day is kept as an older version."""
        return self._log(owner, CHECK_INS, check_in, now, key)

    def log_ankle(self, owner: str, test: AnkleTest, now: datetime, key: str) -> Saved:
        """Make this the ankle test of its day."""
        return self._log(owner, ANKLE_TESTS, test, now, key)

    def log_session(self, owner: str, done: SessionDone, now: datetime, key: str) -> Saved:
        """Make this the session of its day."""
        return self._log(owner, SESSIONS, done, now, key)

    def remove_check_in(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        """Take the day's check-in back; the older versions stay in the file. Null where there was none."""
        return self._remove(owner, CHECK_INS, day, now, key)

    def remove_ankle(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        """Take the day's ankle test back. Null where there was none."""
        return self._remove(owner, ANKLE_TESTS, day, now, key)

    def remove_session(self, owner: str, day: date, now: datetime, key: str) -> Saved | None:
        """Take the day's session back. Null where there was none."""
        return self._remove(owner, SESSIONS, day, now, key)

    def check_in_on(self, owner: str, day: date) -> CheckIn | None:
        """The check-in that stands for this day."""
        return self._on(owner, CHECK_INS, day)

    def session_on(self, owner: str, day: date) -> SessionDone | None:
        """The session that stands for this day."""
        return self._on(owner, SESSIONS, day)

    def ankle_on(self, owner: str, day: date) -> AnkleTest | None:
        """The ankle test that stands for this day."""
        return self._on(owner, ANKLE_TESTS, day)

    def last_check_in(self, owner: str) -> CheckIn | None:
        """The check-in of the latest day that has one."""
        with self._database.read(owner) as connection:
            return logs.last(owner, connection, CHECK_INS)

    def last_ankle(self, owner: str) -> AnkleTest | None:
        """The ankle test of the latest day that has one."""
        with self._database.read(owner) as connection:
            return logs.last(owner, connection, ANKLE_TESTS)

    def history(self, owner: str, since: date | None = None) -> History:
        """What was logged from `since` on (null: ever), of each day what stands."""
        return self._kept.get(owner, self._stamp(owner), ("history", since), lambda: self._history(owner, since))

    def progress(self, owner: str, today: date, window: str) -> Progress:
        """The tables and findings of the progress page. Raises ValueError for an unknown window."""
        what = ("progress", today, window_named(window))
        return self._kept.get(owner, self._stamp(owner), what, lambda: self._progress(owner, today, window))

    # ---- all of it -------------------------------------------------------------------------------------------------

    def stored(self, owner: str) -> StoredSummary:
        """What is stored of this person, where, and how much."""
        with self._database.read(owner) as connection:
            return StoredSummary(
                place=self._database.place,
                size_bytes=self._database.size_bytes(),
                schema_version=migrate.version(connection) or "",
                engine=engine.describe(connection),
                kinds=everything.counts(owner, connection),
                draft_saved_at=everything.draft_saved_at(owner, connection),
            )

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
        with self._database.read(owner) as connection:
            return everything.has_demo(owner, connection)

    def _log(self, owner: str, kind: Kind[Entry], entry: Entry, now: datetime, key: str) -> Saved:
        with self._database.write(owner) as connection:
            return logs.append(owner, connection, kind, entry, now, key)

    def _remove(self, owner: str, kind: Kind[Entry], day: date, now: datetime, key: str) -> Saved | None:
        with self._database.write(owner) as connection:
            return logs.remove(owner, connection, kind, day, now, key)

    def _on(self, owner: str, kind: Kind[Entry], day: date) -> Entry | None:
        with self._database.read(owner) as connection:
            return logs.on(owner, connection, kind, day)

    def _stamp(self, owner: str) -> str | None:
        with self._database.read(owner) as connection:
            return people.stamp(owner, connection)

    def _history(self, owner: str, since: date | None) -> History:
        with self._database.read(owner) as connection:
            return History(
                check_ins=logs.since(owner, connection, CHECK_INS, since),
                sessions=logs.since(owner, connection, SESSIONS, since),
                ankle_tests=logs.since(owner, connection, ANKLE_TESTS, since),
                plan_dates=tuple(day for day in plans.made_on(owner, connection) if since is None or day >= since),
                demo=everything.has_demo(owner, connection),
            )

    def _progress(self, owner: str, today: date, window: str) -> Progress:
        history = self._history(owner, read_since(window_named(window), today))
        with self._database.read(owner) as connection:
            planned = [PlannedDays(day, days) for day, days in plans.planned_days(owner, connection)]
        return build_progress(history, planned, today, window, self.content.evidence)
