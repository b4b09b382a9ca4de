"""The frame of the week for one person: how long and how many, on which days, which places to fill."""

from dataclasses import dataclass

from core.content.rules import Need, Pattern
from core.model.exercise import Rung
from core.model.vocabulary import Plane
from core.recommend.candidates import Candidate
from core.recommend.dose import HUNDREDTHS_PER_MINUTE
from core.recommend.person import Person

STRENGTH, OTHER = "strength", "other"


@dataclass(frozen=True)
class Frame:
    """Limits of every session, in hundredths of a minute and items; slots by kind of session; needs of the findings.

    `items_enough`: more than these stand in a session only where a plane, a foundation or the direction needs it.
    """

    hundredths: int
    items_low: int
    items_high: int
    items_enough: int
    distinct: int
    floor_hundredths: int
    slots: dict[str, tuple[str, ...]]
    needs: tuple[Need, ...]
    coverage: bool
    heavy_days: int
    deadlift_days: int
    carry_days: int
    strength_days: int
    supine_items: int | None


def make_frame(person: Person) -> Frame:
    """The frame by rules 7 and 8: phase, minutes and findings decide."""
    number, case = person.number, person.case
    phase = person.assessment.phase
    minutes = case.preferences.minutes_per_day
    if phase == "calm":
        minutes = min(minutes, int(number("calm_session_minutes")))
    low, high = int(number("session_items_low")), int(number("session_items_high"))
    if minutes < number("short_session_minutes"):
        low, high = int(number("short_items_low")), int(number("short_items_high"))
    elif phase == "strengthen" and minutes >= number("long_session_minutes"):
        high = int(number("long_items_high"))
    if person.relief_only:
        minutes = min(minutes, int(number("flare_minutes")))
        low = high = int(number("flare_items"))
    elif person.bad_day:
        low, high = int(number("bad_day_items_low")), int(number("bad_day_items_high"))
    few = min(high, int(number("calm_items_enough"))) if phase == "calm" else high
    aims = person.content.rules.aims
    wanted = [slot for slot in aims.slots if phase in slot.phases and not person.relief_only]
    found = {finding.id for finding in person.assessment.findings}
    return Frame(
        hundredths=minutes * HUNDREDTHS_PER_MINUTE,
        items_low=low,
        items_high=high,
        items_enough=few,
        distinct=int(number("distinct_exercises_per_week")),
        floor_hundredths=int(number("floor_s") * HUNDREDTHS_PER_MINUTE // number("seconds_per_minute")),
        slots={
            STRENGTH: tuple(slot.id for slot in wanted),
            OTHER: tuple(slot.id for slot in wanted if slot.days == "both"),
        },
        needs=tuple(need for need in aims.needs if need.finding in found),
        coverage=not person.bad_day,
        heavy_days=int(number("heavy_days")),
        deadlift_days=int(number("deadlift_days")),
        carry_days=int(number("carry_days")),
        strength_days=int(number("strength_days")),
        supine_items=int(number("pregnancy_supine_items")) if person.flagged("pregnancy") else None,
    )


def limit_days(frame: Frame, candidate: Candidate) -> int | None:
    """How many days a week the candidate may stand at most; None where nothing limits it."""
    if candidate.has("deadlift"):
        return frame.deadlift_days
    if candidate.has("carry"):
        return frame.carry_days
    return frame.strength_days if candidate.exercise.role == "strength" else None


def days_of(pattern: Pattern, kinds: tuple[str, ...]) -> int:
    """How many days a week the sessions of `kinds` come to."""
    return sum(len(pattern.strength if kind == STRENGTH else pattern.other) for kind in kinds)


def moved_planes(rung: Rung) -> tuple[Plane, ...]:
    """The directions in which `rung` moves the spine itself."""
    return tuple(plane for plane, demands in rung.spine.items() if "moves" in demands)


def serves_direction(person: Person, candidate: Candidate) -> bool:
    """Whether it is relief in the comfortable direction; without one, relief in a position that eases."""
    if candidate.exercise.role != "relief":
        return False
    preference = person.assessment.directional_preference
    if preference == "neutral":
        return candidate.eases
    plane: Plane = "extension" if preference == "extension" else "flexion"
    return plane in candidate.exercise.planes
