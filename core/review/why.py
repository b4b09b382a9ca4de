"""Reasons of a review: a code, the rule it follows, and the log entries that anybody can check it by."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from pydantic import JsonValue

from core.model.log import SessionDone
from core.model.quoting import as_json
from core.model.reason import Answer, Because
from core.model.review import Standing

OWN: Final = "our choice"
CLINIC: Final = "clinic"
PROGRESS_RULE: Final = "R08"
EASE_RULE: Final = "R04"
PAIN_FREE_RULE: Final = "R14"


def told(path: str, value: JsonValue) -> Answer:
    """One quoted value."""
    return Answer(path=path, value=value)


def of_session(session: SessionDone, *fields: str) -> tuple[Answer, ...]:
    """Fields of a session as they stand in the log."""
    at = f"sessions.{session.day}."
    return tuple([Answer(path=at + field, value=getattr(session, field)) for field in fields])


def of_item(day: date, exercise: str, field: str, value: JsonValue) -> Answer:
    """A field of an exercise in a session."""
    return Answer(path=f"sessions.{day}.items.{exercise}.{field}", value=value)


def pain_on(day: date, value: int) -> Answer:
    """The pain of a check-in."""
    return Answer(path=f"check_ins.{day}.pain_average", value=value)


def why(code: str, rule: str, source: str, answers: Iterable[Answer], evidence: str | None = None) -> Because:
    """A reason."""
    return Because(code=code, rule=rule, answers=tuple(answers), source=source, evidence=evidence)


def by_standing(code: str, rule: str, standing: Standing, field: str, evidence: str | None = None) -> Because:
    """A reason that rests on what the review itself found."""
    answer = told(f"standing.{field}", as_json(getattr(standing, field)))
    return why(code, rule, OWN, (answer,), evidence)
