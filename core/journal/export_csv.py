"""What stands now as tidy tables: a zip of CSV files that any spreadsheet opens, with a data dictionary."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from core.content.content import Content
from core.content.words import Words
from core.journal.csv_rows import Cell, tables
from core.journal.csv_tables import TABLES
from core.storage import everything, people
from core.storage.database import Database

_DICTIONARY: Final = ("table", "column", "type", "unit", "meaning")
# A spreadsheet would run a text that begins so; the apostrophe itself too, so that one can be taken off again.
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\x00", "'")


def export(owner: str, database: Database, content: Content, now: datetime) -> bytes:
    """A zip: one CSV a table of TABLES and data_dictionary.csv. Lists are joined with `; `, unknown is empty."""
    with database.read(owner) as connection:
        found = everything.every_row(owner, connection)
        profile = people.load_profile(owner, connection)
    language = profile.language if profile and profile.language in content.words else "en"
    filled = tables(found, content, language)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in filled.items():
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
