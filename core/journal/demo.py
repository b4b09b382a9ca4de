"""Made-up weeks, so that a person can look round before they begin: marked in every row, taken out in one go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Annotated, Any, Final

from pydantic import Field, JsonValue
from sqlalchemy import Connection

from core.content.files import DATA, ContentError, parse, read_toml
from core.content.words import Words
from core.journal.complete import Making
from core.model.base import Frozen
from core.model.case import Case
from core.model.log import AnkleTest, CheckIn, ItemDone, SessionDone
from core.model.routine import Result
from core.model.vocabulary import WEEKDAYS
from core.storage import everything, logs, plans
from core.storage.database import Database
from core.storage.logs import Entry, Kind
from core.version import VERSION

_KEY: Final = "demo:"
Share = Annotated[float, Field(ge=0, le=1)]


class Line(Frozen):
    """A value that goes from the first to the last day in a straight line, with a daily spread (standard deviation)."""

    from_: Annotated[float, Field(alias="from")]
    to: float
    spread: Annotated[float, Field(ge=0)]


class DayOff(Frozen):
    sitting: float
    sleep: float
    stress: float


class Flare(Frozen):
    """`pain` and `stress` are added on `day` and fade to nothing over `days`."""

    day: int
    days: Annotated[int, Field(ge=1)]
    pain: float
    stress: float


class Note(Frozen):
    day: int
    words: str


class Again(Frozen):
    """A later intake: what was answered otherwise on that day."""

    day: int
    case: dict[str, dict[str, JsonValue]]


class Story(Frozen):
    """data/demo.toml: the made-up person. Days count from 0, the first of `days`; the last is yesterday."""

    seed: int
    days: Annotated[int, Field(ge=14, le=400)]
    gap_share: Share
    session_share: Share
    session_share_in_flare: Share
    away: tuple[tuple[int, int], ...]
    ankle_every_days: Annotated[int, Field(ge=1)]
    pain: Line
    sitting: Line
    sleep: Line
    stress: Line
    ankle_left: Line
    ankle_right: Line
    day_off: DayOff
    flares: tuple[Flare, ...]
    notes: tuple[Note, ...]
    case: dict[str, dict[str, JsonValue]]
    case_lists: dict[str, tuple[str, ...]]
    again: tuple[Again, ...]

    def flare_on(self, number: int) -> tuple[float, float]:
        """What flares add to pain and stress on that day."""
        parts = [
            (flare.pain * left, flare.stress * left)
            for flare in self.flares
            if (left := 1 - (number - flare.day) / flare.days) > 0 and number >= flare.day
        ]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)


@dataclass(frozen=True)
class _Chapter:
    """One made-up plan and the first day it holds."""

    on: date
    case: Case
    result: Result


def load(owner: str, database: Database, making: Making, today: date, now: datetime) -> None:
    """Write the made-up weeks, all at once. Days on which the person has entries of their own stay as they are, and
    made-up data that is there already stays too. Raises ContentError where data/demo.toml is faulty."""
    story = read_story(DATA / "demo.toml")
    words: Words = making.content.words["en"]
    first = today - timedelta(days=story.days)
    flags = tuple(sorted(making.content.safety.flag_ids))
    chapters = [_Chapter(case.as_of, case, making.decide(case, making.content)) for case in cases(story, first, flags)]
    check_ins = list(check_ins_of(story, first, words))
    ankle_tests = list(ankle_tests_of(story, first))
    with database.write(owner) as connection:
        if everything.has_demo(owner, connection):
            return
        versions = []
        for number, chapter in enumerate(chapters):
            at = _morning(chapter.on, now)
            made = plans.Making(at, chapter.on, f"{_KEY}{number}", VERSION, making.content_version, demo=True)
            plan = plans.append(owner, connection, {}, chapter.case, chapter.result, made)
            versions.append((chapter, plan.routine_version))
        sessions = list(sessions_of(story, first, versions))
        _keep(owner, connection, logs.CHECK_INS, check_ins, now)
        _keep(owner, connection, logs.ANKLE_TESTS, ankle_tests, now)
        _keep(owner, connection, logs.SESSIONS, sessions, now)


def _keep(owner: str, connection: Connection, kind: Kind[Entry], entries: list[Entry], now: datetime) -> None:
    own = everything.own_days(owner, connection, kind.table)
    for entry in entries:
        if entry.day not in own:
            logs.append(owner, connection, kind, entry, _morning(entry.day, now), f"{_KEY}{entry.day}", demo=True)


def read_story(path: Path) -> Story:
    """The made-up person. Raises ContentError with what is wrong."""
    faults: list[str] = []
    story = parse(Story, read_toml(path, faults), path.name, faults)
    if story is None or faults:
        raise ContentError(faults)
    return story


def cases(story: Story, first: date, flags: tuple[str, ...]) -> tuple[Case, ...]:
    """The answers of every intake, in order; the first on day 0. Raises ContentError where they are no case."""
    answers: dict[str, Any] = {part: dict(fields) for part, fields in story.case.items()}
    answers["person"] = {"cleared_by_clinician_on": None, "height_cm": None, "weight_kg": None} | answers["person"]
    answers["person"]["birth_year"] = first.year - int(str(answers["person"].pop("age_years")))
    answers |= {"safety": dict.fromkeys(flags, "no")} | story.case_lists
    found = []
    faults: list[str] = []
    for day, changes in ((0, {}), *((again.day, again.case) for again in story.again)):
        for part, fields in changes.items():
            answers[part] = answers[part] | fields
        case = parse(Case, answers | {"as_of": first + timedelta(days=day)}, "demo.toml", faults)
        if case is not None:
            found.append(case)
    if faults:
        raise ContentError(faults)
    return tuple(found)


def check_ins_of(story: Story, first: date, words: Words) -> Iterator[CheckIn]:
    """The made-up check-ins; on some days there is none."""
    notes = {note.day: words(f"demo.note.{note.words}") for note in story.notes}
    for number in range(story.days):
        draw = _draw(story, "check_in", number)
        gap = draw.random() < story.gap_share or any(start <= number <= end for start, end in story.away)
        if gap and number not in notes:
            continue
        day = first + timedelta(days=number)
        off = day.weekday() >= 5
        pain, stress = story.flare_on(number)
        yield CheckIn(
            day=day,
            pain_average=_whole(_value(story, story.pain, number, draw) + pain),
            sitting_hours=_half(_value(story, story.sitting, number, draw) + off * story.day_off.sitting, 1, 14),
            sleep_hours=_half(_value(story, story.sleep, number, draw) + off * story.day_off.sleep, 4, 10),
            stress=_whole(_value(story, story.stress, number, draw) + off * story.day_off.stress + stress),
            notes=notes.get(number),
        )


def ankle_tests_of(story: Story, first: date) -> Iterator[AnkleTest]:
    """A made-up test every few days, three trials a side."""
    for number in range(0, story.days, story.ankle_every_days):
        draw = _draw(story, "ankle", number)
        left, right = (
            tuple(_half(_value(story, line, number, draw), 0, 25) for _ in range(3))
            for line in (story.ankle_left, story.ankle_right)
        )
        yield AnkleTest(day=first + timedelta(days=number), left_cm=left, right_cm=right)


def sessions_of(story: Story, first: date, versions: list[tuple[_Chapter, int]]) -> Iterator[SessionDone]:
    """The planned sessions that the made-up person did."""
    for number in range(story.days):
        day = first + timedelta(days=number)
        chapter, version = [entry for entry in versions if entry[0].on <= day][-1]
        routine = chapter.result.routine
        planned = routine.week.get(WEEKDAYS[day.weekday()], ()) if routine else ()
        share = story.session_share_in_flare if story.flare_on(number)[0] else story.session_share
        away = any(start <= number <= end for start, end in story.away)
        if planned and not away and _draw(story, "session", number).random() < share:
            yield SessionDone(
                day=day, routine_version=version, items=tuple(ItemDone(exercise=name) for name in planned)
            )


def _draw(story: Story, what: str, number: int) -> Random:
    # Each day draws for itself: one more number in one place does not change every later day.
    return Random(f"{story.seed}:{what}:{number}")


def _value(story: Story, line: Line, number: int, draw: Random) -> float:
    return line.from_ + (line.to - line.from_) * number / (story.days - 1) + draw.gauss(0, line.spread)


def _whole(value: float) -> int:
    return min(10, max(0, round(value)))


def _half(value: float, low: float, high: float) -> float:
    return min(high, max(low, round(value * 2) / 2))


def _morning(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(8), tzinfo=now.tzinfo)
