from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import JsonValue
from sqlalchemy.engine import URL

from core.content.content import Content, load_content
from core.content.files import DATA
from core.intake.build import FieldError
from core.journal import demo
from core.journal.complete import Making
from core.journal.journal import Journal
from core.model.case import Case
from core.model.record import Profile
from core.model.routine import Result
from core.recommend.recommend import recommend
from core.storage.database import Database
from core.storage.opening import open_database

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="session")
def cases(content: Content) -> tuple[Case, ...]:
    """The made-up person's two intakes: cases that recommend has a routine for."""
    story = demo.read_story(DATA / "demo.toml")
    return demo.cases(story, TODAY - timedelta(days=story.days), tuple(sorted(content.safety.flag_ids)))


@pytest.fixture(scope="session")
def result(content: Content, cases: tuple[Case, ...]) -> Result:
    return recommend(cases[0], content)


@dataclass
class Deciding:
    """A fake of what turns answers into a plan: `pain` is asked for, and every call is counted."""

    case: Case
    result: Result
    built: int = 0
    decided: int = 0

    def build(self, questionnaire: Any, answers: Mapping[str, JsonValue], today: date) -> Case | tuple[FieldError, ...]:
        self.built += 1
        if "pain" not in answers:
            return (FieldError(question="pain", page="pain", code="missing"),)
        pain = self.case.pain.model_copy(update={"now": answers["pain"]})
        return self.case.model_copy(update={"as_of": today, "pain": pain})

    def decide(self, case: Case, content: Any) -> Result:
        self.decided += 1
        return self.result


@pytest.fixture
def deciding(cases: tuple[Case, ...], result: Result) -> Deciding:
    return Deciding(cases[0], result)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    opened = open_database(URL.create("sqlite", database=str(folder / "x.db")), 2000)
    yield opened
    opened.close()


@pytest.fixture
def journal(database: Database, content: Content, deciding: Deciding) -> Journal:
    known: Any = SimpleNamespace(**(vars(content) | {"questionnaire": None}))
    making = Making(known, "0" * 12, deciding.build, deciding.decide)
    return Journal(database, known, making, Profile(country="US"))
