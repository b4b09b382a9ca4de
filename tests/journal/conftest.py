from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import JsonValue
from sqlalchemy.engine import URL

from core.content.content import Content, load_content
from core.intake.build import FieldError
from core.journal.complete import Making
from core.journal.demo import STORY
from core.journal.journal import Journal
from core.journal.story import cases as cases_of
from core.journal.story import read_story
from core.model.case import Case
from core.model.reason import Because
from core.model.record import History, Profile
from core.model.review import Decision, Review, SessionZone, Standing, Step, Trends, TrendVerdict
from core.model.routine import Result
from core.model.triage import Triage
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
    story = read_story(STORY)
    return cases_of(story, TODAY - timedelta(days=story.days), tuple(sorted(content.safety.flag_ids)))


@pytest.fixture(scope="session")
def result(content: Content, cases: tuple[Case, ...]) -> Result:
    return recommend(cases[0], content)


WHY = tuple(Because(code=code, rule="R", answers=(), source="s") for code in ("too_early", "flare_is_on"))
# What a review is kept without: it stands in the result, or follows from the logs.
LEFT_OUT = {"routine": None, "case_now": None, "assessment": None}
TOO_EARLY = TrendVerdict(verdict="too_early", baseline=None, latest=None, change=None, weeks=0, because=())


@dataclass
class Deciding:
    """A fake of what turns answers into a plan: `pain` is asked for, and every call is counted."""

    case: Case
    result: Result
    built: int = 0
    decided: int = 0
    reviewed: list[tuple[Case, History, date]] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def build(self, questionnaire: Any, answers: Mapping[str, JsonValue], today: date) -> Case | tuple[FieldError, ...]:
        self.built += 1
        if "pain" not in answers:
            return (FieldError(question="pain", page="pain", code="missing"),)
        pain = self.case.pain.model_copy(update={"now": answers["pain"]})
        return self.case.model_copy(update={"as_of": today, "pain": pain})

    def decide(self, case: Case, content: Any) -> Result:
        self.decided += 1
        return self.result

    def review(self, case: Case, history: History, as_of: date, content: Any) -> Review:
        """Half the dose after a painful session, moves alone in a flare-up, no routine after a yes; where exercises
        stand is what the logs show. `meanwhile` is what others do while this one thinks."""
        self.reviewed.append((case, history, as_of))
        self.meanwhile()
        assert self.result.routine is not None
        stopped = any("yes" in asked.answers.values() for asked in history.rescreens)
        hurt = any((done.pain_peak or 0) > 5 for done in history.sessions[-1:])
        items = [item.model_copy(update={"sets": 1}) for item in self.result.routine.items]
        halved = self.result.routine.model_copy(update={"items": tuple(items)})
        return Review(
            as_of=as_of,
            rescreen=False,
            rescreen_because=(),
            referral=False,
            referral_because=(),
            triage=Triage(level="see_clinician", findings=()) if stopped else self.result.triage,
            zones=tuple(
                SessionZone(day=done.day, zone="red" if (done.pain_peak or 0) > 5 else "green", because=WHY)
                for done in history.sessions
            ),
            decisions=tuple(
                Decision(exercise=kept.exercise, action="hold", rung=kept.rung, to_rung=kept.rung, because=WHY)
                for wish in history.kept_old
                for kept in wish.kept
            ),
            trends=Trends(**dict.fromkeys(Trends.model_fields, TOO_EARLY)),
            standing=Standing(
                phase=self.result.assessment.phase,
                training=case.capacity.training,
                steps=tuple(
                    Step(exercise=item.exercise, rung=item.rung, dose_step=0)
                    for done in history.sessions[-1:]
                    for item in done.items
                ),
                returned=(),
                resting=(),
                half_dose=hurt,
                relief_only=any(flare.state == "began" for flare in history.flares[-1:]),
            ),
            routine=None if stopped else halved if hurt else self.result.routine,
            case_now=case,
            assessment=self.result.assessment,
        )


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
    making = Making(known, "0" * 12, deciding.build, deciding.decide, deciding.review)
    return Journal(database, known, making, Profile(country="US"))
