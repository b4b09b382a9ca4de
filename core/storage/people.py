"""One row a person: their settings, their unfinished intake, and the stamp that changes with every write."""

import json
from datetime import datetime
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update

from core.model.record import Draft, Profile
from core.storage.problem import StorageProblem
from core.storage.tables import draft, person

_profile = TypeAdapter(Profile)


def touch(owner: str, connection: Connection) -> None:
    """Give the person a new stamp, and a row where they have none. First of every write: on a server it also makes
    two writes of one person take turns."""
    stamp = uuid4().hex
    if not connection.execute(update(person).where(person.c.owner == owner).values(stamp=stamp)).rowcount:
        connection.execute(insert(person).values(owner=owner, stamp=stamp))


def stamp(owner: str, connection: Connection) -> str | None:
    """What changes with every write of this person; null where nothing was ever written."""
    return connection.scalar(select(person.c.stamp).where(person.c.owner == owner))


def load_profile(owner: str, connection: Connection) -> Profile | None:
    """The person's settings; null where they never saved any."""
    row = connection.execute(
        select(person.c.country, person.c.language, person.c.length_unit).where(
            person.c.owner == owner, person.c.profile_at.is_not(None)
        )
    ).first()
    if row is None:
        return None
    try:
        return _profile.validate_python(dict(row._mapping))
    except ValidationError as error:
        raise StorageProblem("damaged", detail="Profile cannot be read") from error


def save_profile(owner: str, connection: Connection, profile: Profile, at: datetime) -> None:
    """Keep these settings; the latest ones stand."""
    connection.execute(update(person).where(person.c.owner == owner).values(profile.model_dump() | {"profile_at": at}))


def load_draft(owner: str, connection: Connection) -> Draft | None:
    """The unfinished intake, or null."""
    row = connection.execute(
        select(draft.c.answers, draft.c.page, draft.c.saved_at).where(draft.c.owner == owner)
    ).first()
    if row is None:
        return None
    try:
        return Draft(answers=json.loads(row.answers), page=row.page, saved_at=row.saved_at)
    except ValueError as error:
        raise StorageProblem("damaged", detail="Draft cannot be read") from error


def save_draft(owner: str, connection: Connection, kept: Draft) -> None:
    """Keep this draft in place of the one before: half-typed answers are no history."""
    values = {"answers": json.dumps(kept.answers, allow_nan=False), "page": kept.page, "saved_at": kept.saved_at}
    if not connection.execute(update(draft).where(draft.c.owner == owner).values(values)).rowcount:
        connection.execute(insert(draft).values(values | {"owner": owner}))


def delete_draft(owner: str, connection: Connection) -> None:
    """Drop the unfinished intake, if there is one."""
    connection.execute(delete(draft).where(draft.c.owner == owner))
