"""Intakes and the routines made from them: versions that only grow; the person's own come before made-up ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import uuid4

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, bindparam, func, insert, select

from core.model.case import Case
from core.model.record import Plan
from core.model.review import Review
from core.model.routine import Result
from core.model.vocabulary import Weekday
from core.storage import rows
from core.storage.tables import intake, routine


@dataclass(frozen=True)
class Making:
    """When and with what a plan was made."""

    at: datetime
    on: date
    key: str
    app_version: str
    content_version: str
    demo: bool = False


def append(
    owner: str,
    connection: Connection,
    answers: Mapping[str, JsonValue],
    case: Case,
    result: Result,
    making: Making,
) -> Plan:
    """One new version of the intake and of the routine, both or none."""
    version = _next(owner, connection, intake)
    shared = _shared(owner, connection, making)
    said, body = json.dumps(dict(answers), allow_nan=False), case.model_dump_json()
    check = rows.checksum(owner, version, making.on, making.demo, said, body)
    connection.execute(insert(intake).values(**shared, version=version, answers=said, body=body, checksum=check))
    return _append_routine(owner, connection, shared, version, case, result, None, making)


def renew(owner: str, connection: Connection, before: Plan, result: Result, review: Review, making: Making) -> Plan:
    """One new version of the routine for the same intake; `review` says why. It is kept without its routine and
    assessment, which stand in `result`, and without the answers as they were moved on, which follow from the logs."""
    shared = _shared(owner, connection, making)
    why = review.model_copy(update={"routine": None, "assessment": None, "case_now": None})
    return _append_routine(owner, connection, shared, before.intake_version, before.case, result, why, making)


def _shared(owner: str, connection: Connection, making: Making) -> dict[str, Any]:
    key = rows.short(making.key)
    if by_key(owner, connection, key) is not None:
        key = f"{key}~{uuid4().hex}"
    return {
        "owner": owner,
        "key": key,
        "made_at": making.at,
        "made_on": making.on,
        "demo": making.demo,
        "app_version": making.app_version,
        "content_version": making.content_version,
    }


def _append_routine(
    owner: str,
    connection: Connection,
    shared: dict[str, Any],
    intake_version: int,
    case: Case,
    result: Result,
    review: Review | None,
    making: Making,
) -> Plan:
    version = _next(owner, connection, routine)
    body = result.model_dump_json()
    row = shared | {
        "version": version,
        "intake_version": intake_version,
        "body": body,
        "review": None if review is None else review.model_dump_json(),
    }
    check = rows.checksum(*routine_parts(owner, row))
    connection.execute(insert(routine).values(**row, checksum=check))
    return Plan(
        intake_version=intake_version,
        routine_version=version,
        made_at=making.at.astimezone(UTC),
        made_on=making.on,
        case=case,
        result=result,
        demo=making.demo,
        review=review,
    )


def latest(owner: str, connection: Connection) -> Plan | None:
    """The latest plan of the person's own; a made-up one only where there is none of their own."""
    return _plan(owner, connection.execute(_LATEST, {"of": owner}).first())


def before(owner: str, connection: Connection, plan: Plan) -> Plan | None:
    """The routine version that the review of this one found in force; null for the first of an intake."""
    this = {"of": owner, "intake": plan.intake_version, "version": plan.routine_version, "made_up": plan.demo}
    return _plan(owner, connection.execute(_BEFORE, this).first())


def by_key(owner: str, connection: Connection, key: str) -> Plan | None:
    """The plan that this idempotency key made, or null."""
    return _plan(owner, connection.execute(_BY_KEY, {"of": owner, "by_key": rows.short(key)}).first())


def answers(owner: str, connection: Connection) -> dict[str, JsonValue] | None:
    """What the person typed in their latest intake of their own; null where there is none."""
    query = select(intake).where(intake.c.owner == owner, intake.c.demo.is_(False))
    row = connection.execute(query.order_by(intake.c.version.desc()).limit(1)).first()
    if row is None:
        return None
    rows.check(row.checksum, owner, row.version, row.made_on, row.demo, row.answers, row.body)
    found: dict[str, JsonValue] = json.loads(row.answers)
    return found


def planned_days(owner: str, connection: Connection) -> tuple[tuple[date, tuple[Weekday, ...]], ...]:
    """Each routine version's day, and the weekdays on which it plans a session; in order of the versions."""
    query = select(routine).where(routine.c.owner == owner).order_by(routine.c.version)
    found = []
    for row in connection.execute(query):
        _check_routine(owner, row)
        found.append((row.made_on, _days(row.body)))
    return tuple(found)


def made_on(owner: str, connection: Connection) -> tuple[date, ...]:
    """The days on which a routine was made, sorted, each once."""
    query = select(routine.c.made_on).where(routine.c.owner == owner).distinct().order_by(routine.c.made_on)
    return tuple(connection.scalars(query))


def asked_at(owner: str, connection: Connection, version: int | None = None) -> datetime | None:
    """When this intake was finished; without a version the one that the latest plan rests on. Null without any."""
    query = select(intake.c.made_at).where(intake.c.owner == owner)
    if version is not None:
        query = query.where(intake.c.version == version)
    return connection.scalar(query.order_by(intake.c.demo, intake.c.version.desc()).limit(1))


def first_routine(owner: str, connection: Connection, intake_version: int) -> int | None:
    """The version of the first routine made from this intake."""
    mine = (routine.c.owner == owner, routine.c.intake_version == intake_version)
    found: int | None = connection.scalar(select(func.min(routine.c.version)).where(*mine))
    return found


def key_of(owner: str, connection: Connection, version: int) -> str | None:
    """The idempotency key under which a routine was made."""
    mine = (routine.c.owner == owner, routine.c.version == version)
    return connection.scalar(select(routine.c.key).where(*mine))


def _plans(*only: ColumnElement[bool]) -> Select[Any]:
    """The plans of the person `of`, the latest of their own first."""
    same = and_(intake.c.owner == routine.c.owner, intake.c.version == routine.c.intake_version)
    asked = (intake.c.version, intake.c.made_on, intake.c.demo, intake.c.answers, intake.c.body, intake.c.checksum)
    return (
        select(routine, *(column.label(f"asked_{column.name}") for column in asked))
        .join(intake, same)
        .where(routine.c.owner == bindparam("of"), *only)
        .order_by(routine.c.demo, routine.c.version.desc())
        .limit(1)
    )


# Written once: a page asks for them after every save.
_LATEST: Final = _plans()
_BY_KEY: Final = _plans(routine.c.key == bindparam("by_key"))
_BEFORE: Final = _plans(
    routine.c.intake_version == bindparam("intake"),
    routine.c.version < bindparam("version"),
    routine.c.demo == bindparam("made_up"),
)


def _plan(owner: str, row: Row[Any] | None) -> Plan | None:
    if row is None:
        return None
    _check_routine(owner, row)
    rows.check(
        row.asked_checksum,
        owner,
        row.asked_version,
        row.asked_made_on,
        row.asked_demo,
        row.asked_answers,
        row.asked_body,
    )
    return Plan(
        intake_version=row.intake_version,
        routine_version=row.version,
        made_at=row.made_at,
        made_on=row.made_on,
        case=_case(row.asked_body),
        result=_result(row.body),
        demo=row.demo,
        review=None if row.review is None else _review(row.review),
    )


def _next(owner: str, connection: Connection, table: Table) -> int:
    return 1 + (connection.scalar(select(func.max(table.c.version)).where(table.c.owner == owner)) or 0)


def _check_routine(owner: str, row: Row[Any]) -> None:
    rows.check(row.checksum, *routine_parts(owner, row._asdict()))


def routine_parts(owner: str, row: Mapping[str, Any]) -> tuple[object, ...]:
    """What the checksum of a routine's row is made of. The review counts only where there is one: a routine of before
    there were reviews keeps its checksum."""
    parts = (owner, row["version"], row["made_on"], row["demo"], row["intake_version"], row["body"])
    return parts if row["review"] is None else (*parts, row["review"])


# A page asks for the plan on every rerun, and reading a result is most of that: the same text is read once.
@lru_cache(maxsize=64)
def _result(body: str) -> Result:
    return rows.parse(Result, body)


@lru_cache(maxsize=64)
def _case(body: str) -> Case:
    return rows.parse(Case, body)


@lru_cache(maxsize=64)
def _review(body: str) -> Review:
    return rows.parse(Review, body)


@lru_cache(maxsize=256)
def _days(body: str) -> tuple[Weekday, ...]:
    week = _result(body).routine
    return () if week is None else tuple(day for day, items in week.week.items() if items)


def forget() -> None:
    """Let go of what was read: after an erase nothing of it may stay in memory."""
    for cached in (_result, _case, _review, _days):
        cached.cache_clear()
