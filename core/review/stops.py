"""Directions that sent symptoms down a leg: they stop until the warning signs are clear and some days were calm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.content.content import Content
from core.model.case import Case
from core.model.exercise import Exercise
from core.model.reason import Answer, Because
from core.model.vocabulary import PLANES, Direction, Plane
from core.review.logs import Logs
from core.review.why import CLINIC, why
from core.review.zones import Judged

RULE: Final = "R18"
DEMANDS: Final = frozenset({"moves", "repeats", "holds", "end_range", "loads"})


@dataclass(frozen=True)
class Spread:
    """A day on which symptoms spread, the directions that the movements of the day went in, and the entries."""

    day: date
    planes: tuple[Plane, ...]
    exercises: tuple[str, ...]
    answers: tuple[Answer, ...]


def planes_of(exercise: Exercise) -> tuple[Plane, ...]:
    """The directions that any rung of the exercise moves, repeats, holds or loads; bracing is none."""
    asked = {plane for rung in exercise.rungs for plane, demands in rung.spine.items() if DEMANDS & set(demands)}
    return tuple(plane for plane in PLANES if plane in asked)


def find_spreads(logs: Logs, judged: Sequence[Judged], preference: Direction, content: Content) -> tuple[Spread, ...]:
    """Every spread. Of a check-in, the movements of that day's session or of the day before count.

    Where a session held a relief movement, its direction is meant; else any that was moved; else the comfortable
    direction, which is repeated through the day.
    """
    sessions = {each.day: each.session for each in judged} if logs.spreads else {}
    library = {exercise.id: exercise for exercise in content.library.exercises}
    found = []
    for day, answers in logs.spreads.items():
        session = sessions.get(day) or sessions.get(day - timedelta(days=1))
        done = [library[name] for name in (session.exercises if session else ()) if name in library]
        relief = [exercise for exercise in done if exercise.role == "relief"]
        planes = {plane for exercise in relief or done for plane in planes_of(exercise)}
        if not planes and preference != "neutral":
            planes = {"extension" if preference == "extension" else "flexion"}
        named = tuple(exercise.id for exercise in done if exercise in relief or planes & set(planes_of(exercise)))
        found.append(Spread(day, tuple(plane for plane in PLANES if plane in planes), named, answers))
    return tuple(found)


def still_stopped(spread: Spread, case: Case, logs: Logs, judged: Sequence[Judged], content: Content) -> bool:
    """Whether the directions of `spread` still wait: for clear warning signs, and for calm days on end."""
    number = content.evidence.number
    asked = [entry for entry in logs.rescreens if entry.day >= spread.day and entry.answers]
    clear = any(all(answer == "no" for answer in entry.answers.values()) for entry in asked)
    if not (clear or spread.day < case.as_of <= logs.as_of):
        return True
    days = int(number("spread_calm_days"))
    first = logs.as_of - timedelta(days=days - 1)
    if spread.day >= first or any(day >= first for day in logs.spreads):
        return True
    if any(each.zone == "red" and each.day >= first for each in judged):
        return True
    low, high = logs.readings.between(first.toordinal(), logs.as_of.toordinal())
    return any(value >= number("calm_pain_nrs") for value in logs.readings.values[low:high])


def stopped_exercises(spreads: Iterable[Spread], content: Content) -> dict[str, Because]:
    """Every exercise that rests because of a spread, and why."""
    found: dict[str, Because] = {}
    for spread in spreads:
        because = why("stop_spread", RULE, CLINIC, spread.answers, "spread_calm_days")
        for exercise in content.library.exercises:
            if exercise.id in spread.exercises or set(planes_of(exercise)) & set(spread.planes):
                found.setdefault(exercise.id, because)
    return found


def both_directions(spreads: Sequence[Spread], since: date) -> Because | None:
    """Symptoms spread with bending forward and with bending back, since that day."""
    late = [spread for spread in spreads if spread.day >= since]
    if not all(any(plane in spread.planes for spread in late) for plane in ("flexion", "extension")):
        return None
    answers = tuple(answer for spread in late for answer in spread.answers)
    return why("referral_spreads", RULE, CLINIC, answers, "referral_spread_days")
