"""From the draft to a plan: decide first, then write intake and routine together, or neither."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import JsonValue

from core.content.content import Content
from core.content.questionnaire import Questionnaire
from core.intake.build import FieldError
from core.model.case import Case
from core.model.record import History, Plan
from core.model.review import Review
from core.model.routine import Result
from core.storage import people, plans
from core.storage.database import Database
from core.version import VERSION

Decide = Callable[[Case, Content], Result]
Look = Callable[[Case, History, date, Content], Review]
Build = Callable[[Questionnaire, Mapping[str, JsonValue], date], Case | tuple[FieldError, ...]]


@dataclass(frozen=True)
class IntakeErrors:
    """What must be answered or mended before there can be a plan; empty where there is no intake to complete."""

    errors: tuple[FieldError, ...]


@dataclass(frozen=True)
class Making:
    """What turns answers into a plan, and logs into a review of it."""

    content: Content
    content_version: str
    build: Build
    decide: Decide
    review: Look


def complete_intake(
    owner: str, database: Database, making: Making, now: datetime, today: date, key: str
) -> Plan | IntakeErrors:
    """The plan made from the draft. The draft goes when the plan is written, unless it was changed meanwhile.

    The same key again gives the first plan, as long as no other draft was begun since.
    """
    with database.read(owner) as connection:
        draft = people.load_draft(owner, connection)
        made = plans.by_key(owner, connection, key)
    if draft is None:
        return made or IntakeErrors(())
    case = making.build(making.content.questionnaire, draft.answers, today)
    if not isinstance(case, Case):
        return IntakeErrors(case)
    result = making.decide(case, making.content)  # outside any transaction: nobody waits for it
    with database.write(owner) as connection:
        still = people.load_draft(owner, connection)
        made = plans.by_key(owner, connection, key)
        if made is not None and (still is None or made.case == case):
            plan = made  # another click was quicker
        else:
            stamp = plans.Making(now, today, key, VERSION, making.content_version)
            plan = plans.append(owner, connection, draft.answers, case, result, stamp)
        if still == draft:
            people.delete_draft(owner, connection)
    return plan
