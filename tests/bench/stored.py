"""A whole history into a person's database, for the benchmarks that measure pages over it."""

from datetime import datetime
from itertools import chain

from sqlalchemy import Connection

from core.model.record import History
from core.storage import logs


def store(owner: str, connection: Connection, history: History, now: datetime) -> None:
    """Every entry of `history` as its own save."""
    kinds = {kind.model: kind for kind in logs.KINDS}
    for entry in chain(
        history.check_ins, history.sessions, history.ankle_tests, history.function, history.rescreens, history.flares
    ):
        kind = kinds[type(entry)]
        logs.append(owner, connection, kind, entry, now, f"{kind.name} {entry.day}")
