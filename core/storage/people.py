"""One row a person: settings, unfinished intake, session under way, and the stamp that changes with every write."""

import json
from datetime import datetime
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update

from core.model.record import Draft, Profile
from core.model.session import Guided
from core.storage import rows
from core.storage.problem import StorageProblem
from core.storage.tables import draft, guided, person

_profile = TypeAdapter(Profile)


def touch(owner: str, connection: Connection, since: str | None = None) -> bool:
    """Give the person a new stamp, and a row where they have none. First of every write: on a server it also makes
    two writes of one person take turns. With `since`, only where that is their stamp still: false where it is not."""
    stamp = uuid4().hex
    change = update(person).where(person.c.owner == owner)
    if since is not None:
        return connection.execute(change.where(person.c.stamp == since).values(stamp=stamp)).rowcount == 1
    if not connection.execute(change.values(stamp=stamp)).rowcount:
        connection.execute(insert(person).values(owner=owner, stamp=stamp))
    return True


def stamp(owner: str, connection: Connection) -> str | None:
    """What changes with every write of this person; null where nothing was ever written."""
    return connection.scalar(select(person.c.stamp).where(person.c.owner == owner))


def load_profile(owner: str, connection: Connection, default: Profile | None = None) -> Profile | None:
    """The person's settings; `default` where they never saved any, but for the pictures, which are kept apart."""
    row = connection.execute(
        select(
            person.c.country, person.c.language, person.c.length_unit, person.c.still_pictures, person.c.profile_at
        ).where(person.c.owner == owner)
    ).first()
    if row is None or (row.profile_at is None and row.still_pictures is None):
        return default
    chosen = {"still_pictures": bool(row.still_pictures)}
    if row.profile_at is None:
        return (default or Profile()).model_copy(update=chosen)
    try:
        return _profile.validate_python(
            {"country": row.country, "language": row.language, "length_unit": row.length_unit} | chosen
        )
    except ValidationError as error:
        raise StorageProblem("damaged", detail="Profile cannot be read") from error


def save_profile(owner: str, connection: Connection, profile: Profile, at: datetime) -> None:
    """Keep these settings; the latest ones stand."""
    connection.execute(update(person).where(person.c.owner == owner).values(profile.model_dump() | {"profile_at": at}))


def keep_still(owner: str, connection: Connection, still: bool) -> None:
    """Keep whether the pictures stand still: no more than that is chosen by it."""
    connection.execute(update(person).where(person.c.owner == owner).values(still_pictures=still))


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


def load_guided(owner: str, connection: Connection) -> Guided | None:
    """The guided session that is under way, or null."""
    row = connection.execute(select(guided).where(guided.c.owner == owner)).first()
    if row is None:
        return None
    rows.check(row.checksum, owner, row.body)
    return rows.parse(Guided, row.body)


def save_guided(owner: str, connection: Connection, under_way: Guided, at: datetime) -> None:
    """Keep this in place of what was done before: a guided session is logged when it is finished."""
    body = under_way.model_dump_json()
    values = {"saved_at": at, "body": body, "checksum": rows.checksum(owner, body)}
    if not connection.execute(update(guided).where(guided.c.owner == owner).values(values)).rowcount:
        connection.execute(insert(guided).values(values | {"owner": owner}))


def delete_guided(owner: str, connection: Connection) -> None:
    """Drop the guided session, if one is under way."""
    connection.execute(delete(guided).where(guided.c.owner == owner))
