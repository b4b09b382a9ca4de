"""JSON -> the answers, logs and day of a review, with one line for each field that is not valid.

The field names are those of the contract: an entry's day is its `date`. Beside the contract's kinds of entry a history
may hold function, rescreens, flares, day_ticks, kept_old and plan_dates; an entry may say more, and what may stay
unknown may be null.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from core.content.bad_fields import BadFields, FieldFault, read_loosely
from core.content.cases import against_content
from core.content.content import Content
from core.content.words import Words
from core.model.base import Frozen, Whole0To10
from core.model.case import Case, HoursADay, KneeToWallTrialsCm, Scale0To10
from core.model.log import (
    ActivityScore,
    AnkleTest,
    CheckIn,
    Count,
    DayTicks,
    Flare,
    FlareState,
    FunctionScore,
    ItemDone,
    ItemOutcome,
    KeptOld,
    KeptRung,
    LegSymptoms,
    Peg,
    Rescreen,
    Seconds,
    SessionDone,
    SessionKindDone,
    Tick,
)
from core.model.record import History
from core.model.vocabulary import FlagAnswer

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2200, 12, 31)
_LIMITS: Final = {"minimum": FIRST_DAY.isoformat(), "maximum": LAST_DAY.isoformat()}

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY, json_schema_extra=_LIMITS)]
Date = Annotated[date, Field(alias="date", ge=FIRST_DAY, le=LAST_DAY, json_schema_extra=_LIMITS)]


class _Item(Frozen):
    exercise: str
    rung: str | None
    sets: Count | None
    reps: Count | None
    hold_s: Seconds | None
    extra_reps: Count | None
    effort: Whole0To10 | None
    outcome: ItemOutcome = "done"


class _Session(Frozen):
    day: Date
    pain_before: Whole0To10 | None
    pain_peak: Whole0To10 | None
    pain_next_morning: Whole0To10 | None
    leg_symptoms: LegSymptoms | None
    items: tuple[_Item, ...]
    kind: SessionKindDone = "full"
    routine_version: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class _CheckIn(Frozen):
    day: Date
    pain_average: Whole0To10
    sitting_hours: HoursADay | None = None
    sleep_hours: HoursADay | None = None
    stress: Scale0To10 | None = None
    session_done: bool | None = None
    leg_symptoms: LegSymptoms | None = None
    fell: bool | None = None
    notes: Annotated[str, Field(max_length=2000)] | None = None


class _Ankle(Frozen):
    day: Date
    left_cm: KneeToWallTrialsCm | None
    right_cm: KneeToWallTrialsCm | None


class _Function(Frozen):
    day: Date
    activities: Annotated[tuple[ActivityScore, ...], Field(max_length=3)]
    peg: Peg | None = None


class _Rescreen(Frozen):
    day: Date
    answers: dict[str, FlagAnswer]


class _Flare(Frozen):
    day: Date
    state: FlareState


class _DayTicks(Frozen):
    day: Date
    ticks: tuple[Tick, ...]


class _KeptOld(Frozen):
    day: Date
    kept: tuple[KeptRung, ...]
    seen_version: int | None = None


class _File(Frozen):
    case: Case
    sessions: tuple[_Session, ...]
    check_ins: tuple[_CheckIn, ...]
    ankle: tuple[_Ankle, ...]
    as_of: Day
    function: tuple[_Function, ...] = ()
    rescreens: tuple[_Rescreen, ...] = ()
    flares: tuple[_Flare, ...] = ()
    day_ticks: tuple[_DayTicks, ...] = ()
    kept_old: tuple[_KeptOld, ...] = ()
    plan_dates: tuple[Day, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a review is asked about."""

    case: Case
    history: History
    as_of: date


def parse_history(text: str | bytes, content: Content, words: Words) -> Told | tuple[FieldFault, ...]:
    """`text` as answers, logs and a day, or every fault of it. Never raises for bad input."""
    bad = BadFields(_File, "history", words)
    try:
        file = _File.model_validate_json(text)
    except ValidationError as error:
        faults = (*bad.explain(error.errors(include_url=False)), *_against(read_loosely(text), content, words))
        return tuple({fault.path: fault for fault in faults}.values())
    except (UnicodeDecodeError, RecursionError, OverflowError):
        return (bad.no_json(),)
    against = list(_against(file.model_dump(), content, words))
    if file.as_of < file.case.as_of:
        against.append(FieldFault("as_of", words("errors.as_of")))
    return tuple(against) if against else Told(file.case, _history(file), file.as_of)


def _against(data: dict[str, Any], content: Content, words: Words) -> Iterator[FieldFault]:
    """What only the data files can tell: flags, exercises, rungs."""
    case = data.get("case")
    for fault in against_content(case, content, words) if isinstance(case, dict) else ():
        yield FieldFault(f"case.{fault.path}", fault.allowed)
    rungs = {exercise.id: [rung.id for rung in exercise.rungs] for exercise in content.library.exercises}
    for kind, field in (("sessions", "items"), ("kept_old", "kept")):
        for where, row in _rows(data, kind, field):
            name, rung = row.get("exercise"), row.get("rung")
            if not isinstance(name, str):
                continue
            if name not in rungs:
                yield FieldFault(f"{where}.exercise", words("errors.exercise"))
            elif isinstance(rung, str) and rung not in rungs[name]:
                named = [each for each in rungs[name] if each is not None]
                allowed = words("errors.rung", rungs=", ".join(named)) if named else words("errors.no_rung")
                yield FieldFault(f"{where}.rung", allowed)
    for place, entry in _entries(data, "rescreens"):
        answers = entry.get("answers")
        for flag in sorted(set(answers) - content.safety.flag_ids) if isinstance(answers, dict) else ():
            yield FieldFault(f"rescreens.{place}.answers.{flag}", words("errors.flag"))


def _entries(data: dict[str, Any], kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = data.get(kind)
    for place, entry in enumerate(entries if isinstance(entries, list | tuple) else ()):
        if isinstance(entry, dict):
            yield place, entry


def _rows(data: dict[str, Any], kind: str, field: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, entry in _entries(data, kind):
        rows = entry.get(field)
        for n, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
            if isinstance(row, dict):
                yield f"{kind}.{place}.{field}.{n}", row


def _history(file: _File) -> History:
    """The entries as the core keeps them, by day."""
    return History(
        check_ins=tuple(CheckIn(**dict(entry)) for entry in _by_day(file.check_ins)),
        sessions=tuple(_session(entry) for entry in _by_day(file.sessions)),
        ankle_tests=tuple(AnkleTest(**dict(entry)) for entry in _by_day(file.ankle)),
        plan_dates=tuple(sorted(file.plan_dates)),
        function=tuple(FunctionScore(**dict(entry)) for entry in _by_day(file.function)),
        rescreens=tuple(Rescreen(**dict(entry)) for entry in _by_day(file.rescreens)),
        flares=tuple(Flare(**dict(entry)) for entry in _by_day(file.flares)),
        day_ticks=tuple(DayTicks(**dict(entry)) for entry in _by_day(file.day_ticks)),
        kept_old=tuple(KeptOld(**dict(entry)) for entry in _by_day(file.kept_old)),
    )


def _by_day(entries: Sequence[Any]) -> list[Any]:
    return sorted(entries, key=lambda entry: entry.day)


def _session(entry: _Session) -> SessionDone:
    items = tuple(ItemDone(**dict(item)) for item in entry.items)
    return SessionDone(**(dict(entry) | {"items": items}))
