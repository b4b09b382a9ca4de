"""One entry a day: how each kind is saved and taken back, and where a second entry must not swallow the first."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from pydantic import TypeAdapter

from core.journal.moment import Moment
from core.model.base import Whole0To10
from core.model.log import KeptOld, Rescreen, SessionDone
from core.model.merging import merge_kept, merge_rescreens, merge_sessions
from core.model.record import Log, Saved
from core.model.session import Guided
from core.storage import logs, people, plans
from core.storage.database import Database
from core.storage.logs import KEPT_OLD, RESCREENS, SESSIONS, Kind

Entry = TypeVar("Entry", bound=Log)

_PAIN: Final[TypeAdapter[int]] = TypeAdapter(Whole0To10)


class Logs:
    """What every kind has in common: each call is one short transaction."""

    def __init__(self, database: Database, known: Callable[[str], Moment | None]) -> None:
        """`known`: what was read already of a person, if it still holds."""
        self._database: Final = database
        self._known: Final = known

    def save(self, owner: str, kind: Kind[Entry], entry: Entry, now: datetime, key: str) -> Saved:
        """Make this the entry of its day; an earlier one stays as an older version."""
        with self._database.write(owner) as connection:
            return logs.append(owner, connection, kind, entry, now, key)

    def remove(self, owner: str, kind: Kind[Entry], day: date, now: datetime, key: str) -> Saved | None:
        """Take the day's entry back; the older versions stay in the file. Null where there was none."""
        with self._database.write(owner) as connection:
            return logs.remove(owner, connection, kind, day, now, key)

    def on(self, owner: str, kind: Kind[Entry], day: date) -> Entry | None:
        """The entry that stands for this day."""
        moment = self._known(owner)
        if moment is not None:
            return moment.on(kind, day)
        with self._database.read(owner) as connection:
            return logs.on(owner, connection, kind, day)

    def last(self, owner: str, kind: Kind[Entry]) -> Entry | None:
        """The entry of the latest day that has one."""
        moment = self._known(owner)
        if moment is not None:
            return moment.last(kind)
        with self._database.read(owner) as connection:
            return logs.last(owner, connection, kind)


def save_guided(owner: str, database: Database, guided: Guided, now: datetime) -> Guided:
    """Keep how far the session is. One that is finished already (a slow tab) is not begun again by that."""
    with database.write(owner) as connection:
        if logs.saved_by(owner, connection, SESSIONS, guided.key) is None:
            people.save_guided(owner, connection, guided, now)
    return guided


def finish_guided(owner: str, database: Database, done: SessionDone, now: datetime, key: str) -> Saved:
    """Log the session, merged into what the person logged of that day before, and drop it as under way.

    `key` is the guided session's own: the same again changes nothing and gives the first result.
    """
    with database.write(owner) as connection:
        under_way = people.load_guided(owner, connection)
        if under_way is not None and under_way.key == key:
            people.delete_guided(owner, connection)
        saved = logs.saved_by(owner, connection, SESSIONS, key)
        if saved is not None:
            return saved
        stands = logs.standing(owner, connection, SESSIONS, done.day)
        if stands is not None and not stands.demo:
            done = merge_sessions(stands.entry, done)
        return logs.append(owner, connection, SESSIONS, done, now, key)


def log_next_morning(
    owner: str, database: Database, day: date, pain: Whole0To10, now: datetime, key: str
) -> Saved | None:
    """Add the morning after to the session of `day`; null where none stands. A made-up session stays marked as such.

    Raises ValidationError for a pain that is no whole number from 0 to 10.
    """
    _PAIN.validate_python(pain, strict=True)
    with database.write(owner) as connection:
        stands = logs.standing(owner, connection, SESSIONS, day)
        if stands is None:
            return None
        done = stands.entry.model_copy(update={"pain_next_morning": pain})
        return logs.append(owner, connection, SESSIONS, done, now, key, demo=stands.demo)


def log_rescreen(owner: str, database: Database, answers: Rescreen, now: datetime, key: str) -> Saved:
    """Log the warning signs of a day. A yes of that day holds against a later no, until a new intake."""
    return _merged(owner, database, RESCREENS, answers, now, key, merge_rescreens)


def log_kept_old(owner: str, database: Database, kept: KeptOld, now: datetime, key: str) -> Saved:
    """Log what the person keeps as it was, beside what they kept on that day before."""
    return _merged(owner, database, KEPT_OLD, kept, now, key, merge_kept)


def _merged(
    owner: str,
    database: Database,
    kind: Kind[Entry],
    entry: Entry,
    now: datetime,
    key: str,
    merge: Callable[[Entry, Entry], Entry],
) -> Saved:
    with database.write(owner) as connection:
        stands = logs.standing(owner, connection, kind, entry.day)
        asked = plans.asked_at(owner, connection)
        # What was said before the latest intake ended with it.
        if stands is not None and not stands.demo and (asked is None or stands.saved_at >= asked):
            entry = merge(stands.entry, entry)
        return logs.append(owner, connection, kind, entry, now, key)
