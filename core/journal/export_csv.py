"""What stands now as tidy tables: a zip of CSV files that any spreadsheet opens, with a data dictionary."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from core.content.content import Content
from core.content.words import Words
from core.storage import everything, people
from core.storage.database import Database

Cell = str | int | float | bool | None
Row = dict[str, Any]


class Column(NamedTuple):
    """A column; its meaning is `export.<table>.<name>` in data/words."""

    name: str
    type: str
    unit: str = ""


_MADE_UP: Final = Column("made_up", "true or false")
_SAVED: Final = Column("saved_at", "date and time, UTC")

TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "check_ins": (
        Column("day", "date"),
        Column("pain_average", "whole number", "0-10"),
        Column("sitting_hours", "number", "h"),
        Column("sleep_hours", "number", "h"),
        Column("stress", "number", "0-10"),
        Column("session_done", "true or false"),
        Column("notes", "text"),
        _SAVED,
        _MADE_UP,
    ),
    "sessions": (
        Column("day", "date"),
        Column("routine_version", "whole number"),
        Column("place", "whole number"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        _SAVED,
        _MADE_UP,
    ),
    "ankle_tests": (
        Column("day", "date"),
        Column("side", "left or right"),
        Column("trial", "whole number"),
        Column("knee_to_wall_cm", "number", "cm"),
        _SAVED,
        _MADE_UP,
    ),
    "routines": (
        Column("routine_version", "whole number"),
        Column("intake_version", "whole number"),
        Column("made_at", "date and time, UTC"),
        Column("made_on", "date"),
        Column("advice_level", "id"),
        Column("direction", "id"),
        Column("phase", "id"),
        _MADE_UP,
    ),
    "routine_items": (
        Column("routine_version", "whole number"),
        Column("exercise", "id"),
        Column("exercise_name", "text"),
        Column("rung", "id"),
        Column("role", "id"),
        Column("foundation", "id"),
        Column("planes", "list"),
        Column("level", "whole number", "1-4"),
        Column("sets", "whole number"),
        Column("reps", "whole number"),
        Column("hold_s", "whole number", "s"),
        Column("per_side", "true or false"),
        Column("days", "list"),
        Column("minutes", "number", "min"),
        _MADE_UP,
    ),
    "intake_answers": (
        Column("intake_version", "whole number"),
        Column("made_on", "date"),
        Column("question", "id"),
        Column("answer", "text"),
        _MADE_UP,
    ),
}
_DICTIONARY: Final = ("table", "column", "type", "unit", "meaning")
# A spreadsheet would run a text that begins so; the apostrophe itself too, so that one can be taken off again.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\x00", "'")


def export(owner: str, database: Database, content: Content, now: datetime) -> bytes:
    """A zip: one CSV a table of TABLES and data_dictionary.csv. Lists are joined with `; `, unknown is empty."""
    with database.read(owner) as connection:
        found = everything.every_row(owner, connection)
        profile = people.load_profile(owner, connection)
    language = profile.language if profile and profile.language in content.words else "en"
    tables = _tables(found, content, language)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            header = [column.name for column in TABLES[name]]
            _add(archive, name, header, ([row[column] for column in header] for row in rows), now)
        _add(archive, "data_dictionary", _DICTIONARY, _dictionary(content.words[language]), now)
    return buffer.getvalue()


def cell(value: Cell) -> str:
    """A value as CSV has it: empty for unknown, true/false, and a text that cannot run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return f"'{value}" if value.startswith(_RUNS) else value


def _add(
    archive: zipfile.ZipFile, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], at: datetime
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    entry = zipfile.ZipInfo(f"{name}.csv", at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The mark at the beginning tells Excel that this is UTF-8; half a surrogate pair becomes a visible escape.
    archive.writestr(entry, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "backslashreplace"))


def _dictionary(words: Words) -> Iterator[tuple[str, ...]]:
    for table, columns in TABLES.items():
        for column in columns:
            yield table, column.name, column.type, column.unit, words(f"export.{table}.{column.name}")


def _tables(found: dict[str, list[Row]], content: Content, language: str) -> dict[str, list[Row]]:
    names = {
        exercise.id: (exercise.text.get(language) or exercise.text["en"]).name for exercise in content.library.exercises
    }
    return {
        "check_ins": [entry | _meta(row) for row, entry in _standing(found["check_in"])],
        "sessions": [line for row, entry in _standing(found["session"]) for line in _session(row, entry, names)],
        "ankle_tests": [line for row, entry in _standing(found["ankle_test"]) for line in _ankle(row, entry)],
        "routines": [_routine(row) for row in found["routine"]],
        "routine_items": [line for row in found["routine"] for line in _items(row, names)],
        "intake_answers": [line for row in found["intake"] for line in _answers(row)],
    }


def _standing(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """The latest version of each day with its entry opened, deleted days left out. Rows come by day and version."""
    for row in {row["day"]: row for row in rows}.values():
        if not row["deleted"]:
            yield row, json.loads(row["body"])


def _meta(row: Row) -> Row:
    return {"saved_at": row["saved_at"].isoformat(timespec="seconds"), "made_up": row["demo"]}


def _session(row: Row, entry: Row, names: dict[str, str]) -> Iterator[Row]:
    about = {"day": entry["day"], "routine_version": entry["routine_version"]} | _meta(row)
    for place, exercise in enumerate((item["exercise"] for item in entry["items"]), start=1):
        yield about | {"place": place, "exercise": exercise, "exercise_name": names.get(exercise)}
    if not entry["items"]:
        yield about | {"place": None, "exercise": None, "exercise_name": None}


def _ankle(row: Row, entry: Row) -> Iterator[Row]:
    for side in ("left", "right"):
        for trial, cm in enumerate(entry[f"{side}_cm"] or (), start=1):
            yield {"day": entry["day"], "side": side, "trial": trial, "knee_to_wall_cm": cm} | _meta(row)


def _routine(row: Row) -> Row:
    result = json.loads(row["body"])
    return {
        "routine_version": row["version"],
        "intake_version": row["intake_version"],
        "made_at": row["made_at"].isoformat(timespec="seconds"),
        "made_on": row["made_on"].isoformat(),
        "advice_level": result["triage"]["level"],
        "direction": result["assessment"]["directional_preference"],
        "phase": result["assessment"]["phase"],
        "made_up": row["demo"],
    }


def _items(row: Row, names: dict[str, str]) -> Iterator[Row]:
    routine = json.loads(row["body"])["routine"]
    for item in routine["items"] if routine else ():
        yield item | {
            "routine_version": row["version"],
            "exercise_name": names.get(item["exercise"]),
            "planes": _joined(item["planes"]),
            "days": _joined(item["days"]),
            "made_up": row["demo"],
        }


def _answers(row: Row) -> Iterator[Row]:
    about = {"intake_version": row["version"], "made_on": row["made_on"].isoformat(), "made_up": row["demo"]}
    for question, answer in _flat("", json.loads(row["body"])):
        yield about | {"question": question, "answer": answer}


def _flat(path: str, value: Any) -> Iterator[tuple[str, Cell]]:
    """Every answer by its path: `positions.sitting`; a list of plain values is one answer."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        for number, inner in enumerate(value, start=1):
            yield from _flat(f"{path}.{number}", inner)
    else:
        yield path, _joined(value) if isinstance(value, list) else value


def _joined(values: Iterable[object]) -> str:
    return "; ".join(map(str, values))
