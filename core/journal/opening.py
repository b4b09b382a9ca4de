"""Opening the journal: the content first, then the database, brought up to date. Nothing starts on half of either."""

import hashlib
from datetime import datetime
from pathlib import Path

from core.content.content import load_content
from core.content.files import DATA
from core.intake.build import build_case
from core.journal.complete import Making
from core.journal.journal import Journal
from core.model.record import Profile
from core.recommend.recommend import recommend
from core.review.review import review
from core.settings import Settings
from core.storage.opening import open_database
from core.storage.opening import start_afresh as move_aside


def open_journal(settings: Settings) -> Journal:
    """The journal of these settings. Raises ContentError for faulty data files, StorageProblem for the database."""
    content = load_content()
    database = open_database(settings.url, settings.busy_timeout_ms)
    making = Making(content, content_version(DATA), build_case, recommend, review)
    return Journal(database, content, making, Profile(country=settings.country))


def start_afresh(settings: Settings, now: datetime) -> tuple[Path, ...]:
    """For a person who chooses so after a StorageProblem: move the old file aside (it is kept) and let the next
    opening begin empty. Returns where the old files are now."""
    return move_aside(settings.url, now)


def content_version(data: Path) -> str:
    """Twelve characters that change when any data file does: a stored routine says what it was made with."""
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*.toml")):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
