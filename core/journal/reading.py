"""What is read of a person in one moment: their history, the tables of their progress, how much is stored."""

from datetime import date

from core.content.content import Content
from core.model.record import History, StoredKind, StoredSummary
from core.storage import engine, everything, logs, migrate, plans
from core.storage.database import Database
from core.trends.inputs import PlannedDays
from core.trends.progress import Progress, build_progress


def history_since(owner: str, database: Database, since: date) -> History:
    """What was logged from `since` on, of each day what stands; no more than that is read."""
    with database.read(owner) as connection:
        return History(
            check_ins=logs.since(owner, connection, logs.CHECK_INS, since),
            sessions=logs.since(owner, connection, logs.SESSIONS, since),
            ankle_tests=logs.since(owner, connection, logs.ANKLE_TESTS, since),
            plan_dates=tuple(day for day in plans.made_on(owner, connection) if day >= since),
            function=logs.since(owner, connection, logs.FUNCTION, since),
            rescreens=logs.since(owner, connection, logs.RESCREENS, since),
            flares=logs.since(owner, connection, logs.FLARES, since),
            day_ticks=logs.since(owner, connection, logs.DAY_TICKS, since),
            kept_old=logs.since(owner, connection, logs.KEPT_OLD, since),
            demo=everything.has_demo(owner, connection),
        )


def progress_of(
    owner: str, database: Database, history: History, today: date, window: str, content: Content
) -> Progress:
    """The tables and findings of the progress page, from the whole history: everything is compared with its start."""
    with database.read(owner) as connection:
        planned = [PlannedDays(day, days) for day, days in plans.planned_days(owner, connection)]
    return build_progress(history, planned, today, window, content.evidence)


def kinds_of(owner: str, database: Database) -> dict[str, StoredKind]:
    """How much is stored of each kind."""
    with database.read(owner) as connection:
        return everything.counts(owner, connection)


def stored_of(owner: str, database: Database, kinds: dict[str, StoredKind]) -> StoredSummary:
    """What is stored of this person, where, and how much."""
    with database.read(owner) as connection:
        return StoredSummary(
            place=database.place,
            size_bytes=database.size_bytes(),
            schema_version=migrate.version(connection) or "",
            engine=engine.describe(connection),
            kinds=kinds,
            draft_saved_at=everything.draft_saved_at(owner, connection),
            guided_saved_at=everything.guided_saved_at(owner, connection),
        )
