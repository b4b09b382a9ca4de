"""Made-up weeks, so that a person can look round before they begin: marked in every row, taken out in one go."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection

from core.content.files import DATA
from core.content.words import Words
from core.journal.complete import Making
from core.journal.made_up import Lived, live
from core.journal.story import cases, read_story
from core.storage import everything, logs, plans
from core.storage.database import Database
from core.storage.logs import Entry, Kind
from core.version import VERSION

STORY: Final = DATA / "demo.toml"
_KEY: Final = "demo:"


def load(owner: str, database: Database, making: Making, today: date, now: datetime) -> None:
    """Write the made-up weeks, all at once. Days on which the person has entries of their own stay as they are, and
    made-up data that is there already stays too. Raises ContentError where data/demo.toml is faulty."""
    with database.read(owner) as connection:
        if everything.has_demo(owner, connection):
            return
    story = read_story(STORY)
    words: Words = making.content.words["en"]
    flags = tuple(sorted(making.content.safety.flag_ids))
    lived = live(story, cases(story, today - timedelta(days=story.days), flags), today, making, words)
    with database.write(owner) as connection:
        if everything.has_demo(owner, connection):
            return  # another click was quicker
        versions = _keep_plans(owner, connection, lived, making, now)
        sessions = [
            entry.model_copy(update={"routine_version": versions[entry.routine_version]}) for entry in lived.sessions
        ]
        seen = [
            entry.model_copy(update={"seen_version": versions[entry.seen_version or 1]}) for entry in lived.kept_old
        ]
        _keep(owner, connection, logs.CHECK_INS, lived.check_ins, now)
        _keep(owner, connection, logs.SESSIONS, sessions, now)
        _keep(owner, connection, logs.ANKLE_TESTS, lived.ankle_tests, now)
        _keep(owner, connection, logs.FUNCTION, lived.function, now)
        _keep(owner, connection, logs.RESCREENS, lived.rescreens, now)
        _keep(owner, connection, logs.FLARES, lived.flares, now)
        _keep(owner, connection, logs.DAY_TICKS, lived.day_ticks, now)
        _keep(owner, connection, logs.KEPT_OLD, seen, now)


def _keep_plans(owner: str, connection: Connection, lived: Lived, making: Making, now: datetime) -> dict[int, int]:
    """Write the plans. Returns the version that each was given: the person may have routines of their own."""
    versions: dict[int, int] = {}
    before = None
    for plan in lived.plans:
        key = f"{_KEY}{plan.routine_version}"
        made = plans.Making(_morning(plan.made_on, now), plan.made_on, key, VERSION, making.content_version, demo=True)
        if plan.review is None or before is None:
            before = plans.append(owner, connection, {}, plan.case, plan.result, made)
        else:
            before = plans.renew(owner, connection, before, plan.result, plan.review, made)
        versions[plan.routine_version] = before.routine_version
    return versions


def _keep(owner: str, connection: Connection, kind: Kind[Entry], entries: Iterable[Entry], now: datetime) -> None:
    own = everything.own_days(owner, connection, kind.table)
    for entry in entries:
        if entry.day not in own:
            logs.append(owner, connection, kind, entry, _morning(entry.day, now), f"{_KEY}{entry.day}", demo=True)


def _morning(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(8), tzinfo=now.tzinfo)
