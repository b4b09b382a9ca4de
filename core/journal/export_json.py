"""Everything of a person as one JSON file: every version of everything, in an envelope that can be checked."""

import hashlib
import json
from datetime import datetime
from typing import Any, Final

from core.storage import everything, migrate, people
from core.storage.database import Database
from core.version import VERSION

FORMAT: Final = "lower-back-step-by-step"
FORMAT_VERSION: Final = 2  # 2: sessions hold items, routines a review; new kinds of logs

_NAMES: Final = {
    "intake": "intakes",
    "routine": "routines",
    "check_in": "check_ins",
    "session": "sessions",
    "ankle_test": "ankle_tests",
    "function": "function_scores",
    "rescreen": "rescreens",
    "flare": "flares",
    "day_ticks": "day_ticks",
    "kept_old": "kept_old",
}


_OPENED: Final = ("id", "owner", "checksum", "body", "answers", "review")


class NotAnExport(ValueError):  # noqa: N818  the file is at fault, not the program
    """The bytes are no export of this app, of a format this version does not know, or not whole."""


def export(owner: str, database: Database, now: datetime) -> bytes:
    """The file, UTF-8. `checksum` is the SHA-256 of `data` as JSON with sorted keys and no spaces."""
    with database.read(owner) as connection:
        profile = people.load_profile(owner, connection)
        draft = people.load_draft(owner, connection)
        guided = people.load_guided(owner, connection)
        found = everything.every_row(owner, connection)
        schema = migrate.version(connection)
    data: dict[str, Any] = {
        "profile": profile.model_dump(mode="json") if profile else None,
        "draft": draft.model_dump(mode="json") if draft else None,
        "guided": guided.model_dump(mode="json") if guided else None,
    }
    data |= {_NAMES[kind]: [_plain(row) for row in rows] for kind, rows in found.items()}
    envelope = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "app_version": VERSION,
        "schema_version": schema,
        "exported_at": now.isoformat(timespec="seconds"),
        "counts": {name: len(data[name]) for name in _NAMES.values()},
        "checksum": {"algorithm": "sha256", "of": "data, sorted keys, no spaces, UTF-8", "value": _digest(data)},
        "data": data,
    }
    return _bytes(json.dumps(envelope, ensure_ascii=False, indent=1))


def read_export(exported: bytes) -> dict[str, Any]:
    """The envelope, once its format and checksum are found right. Raises NotAnExport."""
    try:
        envelope = json.loads(exported)
        whole = envelope["checksum"]["value"] == _digest(envelope["data"])
        known = envelope["format"] == FORMAT and envelope["format_version"] <= FORMAT_VERSION
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnExport("not an export of this app") from error
    if not known:
        raise NotAnExport("another format, or a newer one")
    if not whole:
        raise NotAnExport("the checksum does not fit: the file was changed or cut off")
    found: dict[str, Any] = envelope
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its documents opened; the row's number, owner and checksum belong to this file alone."""
    kept = {name: value for name, value in row.items() if name not in _OPENED}
    plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in kept.items()}
    for name in ("answers", "review"):
        if name in row:
            plain[name] = json.loads(row[name]) if row[name] else None
    plain["entry"] = json.loads(row["body"]) if row["body"] else None
    return plain


def _digest(data: object) -> str:
    return hashlib.sha256(
        _bytes(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    ).hexdigest()


def _bytes(text: str) -> bytes:
    # What UTF-8 cannot say (half of a surrogate pair) becomes the escape that JSON has for it.
    return text.encode("utf-8", "backslashreplace")
