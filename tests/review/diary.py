"""Histories for tests of the review: days count from the intake, and what a test does not say went well."""

from datetime import date, timedelta
from typing import Any

from core.model.case import Case
from core.model.log import CheckIn, Flare, ItemDone, KeptOld, KeptRung, Rescreen, SessionDone
from core.model.record import History
from core.model.review import Decision, Review
from core.review.review import review
from tests.make import a_case, content

CASE = a_case()
START = CASE.as_of
NO_SIGNS = {flag.id: "no" for flag in content().safety.flags}
EMPTY = History(check_ins=(), sessions=(), ankle_tests=())


def day(number: int) -> date:
    return START + timedelta(days=number)


def item(exercise: str = "bird_dog", rung: str | None = "leg only", **told: Any) -> ItemDone:
    """Done easily and in full; `told` says otherwise."""
    easily: dict[str, Any] = {"sets": 2, "reps": 10, "hold_s": None, "extra_reps": 3, "effort": 4}
    return ItemDone(exercise=exercise, rung=rung, **(easily | told))


def session(number: int, *items: ItemDone, **told: Any) -> SessionDone:
    """A green session of that day, with bird dogs where nothing is said."""
    green: dict[str, Any] = {"pain_before": 2, "pain_peak": 2, "pain_next_morning": 2, "leg_symptoms": "none"}
    return SessionDone(day=day(number), routine_version=1, items=items or (item(),), **(green | told))


def red(number: int, *items: ItemDone, **told: Any) -> SessionDone:
    return session(number, *items, **({"pain_before": 2, "pain_peak": 5, "pain_next_morning": 2} | told))


def amber(number: int, *items: ItemDone, **told: Any) -> SessionDone:
    return session(number, *items, **({"pain_before": 2, "pain_peak": 4} | told))


def pain(*readings: int, first: int = 1) -> tuple[CheckIn, ...]:
    """One reading a day, from day `first` on."""
    return tuple(CheckIn(day=day(first + n), pain_average=value) for n, value in enumerate(readings))


def screened(*numbers: int, **answers: str) -> tuple[Rescreen, ...]:
    """Warning signs asked again on those days; none unless said otherwise."""
    told: Any = NO_SIGNS | answers
    return tuple(Rescreen(day=day(number), answers=told) for number in numbers)


def flares(**states: int) -> tuple[Flare, ...]:
    """`flares(began=3, over=6)`."""
    told: Any = sorted(states.items(), key=lambda pair: pair[1])
    return tuple(Flare(day=day(number), state=state) for state, number in told)


def kept(number: int, exercise: str, rung: str | None) -> tuple[KeptOld, ...]:
    return (KeptOld(day=day(number), kept=(KeptRung(exercise=exercise, rung=rung),)),)


def history(*sessions: SessionDone, **kinds: Any) -> History:
    return EMPTY.model_copy(update={"sessions": sessions, **kinds})


def reviewed(number: int, *sessions: SessionDone, case: Case = CASE, **kinds: Any) -> Review:
    """The review of day `number`."""
    return review(case, history(*sessions, **kinds), day(number), content())


def decision(found: Review, exercise: str = "bird_dog") -> Decision:
    return next(each for each in found.decisions if each.exercise == exercise)


def codes(found: Review, exercise: str = "bird_dog") -> list[str]:
    return [because.code for because in decision(found, exercise).because]


def acts(found: Review) -> dict[str, str]:
    """What is decided on each exercise."""
    return {each.exercise: each.action for each in found.decisions}
