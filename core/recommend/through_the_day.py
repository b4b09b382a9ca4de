"""Outside the session: directional movement, ankle bouts, sitting breaks, and the activity of choice."""

import math
from typing import Final, NamedTuple

from core.assess.findings import sides_needing_ankle_work
from core.model.exercise import Exercise, Rung
from core.model.reason import Because
from core.model.routine import LeftOut, RoutineActivity, ThroughTheDay
from core.model.vocabulary import WEEKDAYS, ActivityName, BodyPosition, Weekday
from core.recommend.candidates import out_by
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Eligibility
from core.recommend.person import OWN, Person

ANKLE: Final = "ankle_dorsiflexion_mobilisation"
SITTING_BREAK: Final = "sitting_break"
# A movement that can be done at a desk or in a kitchen comes back more often than one that needs the floor.
EASY_PLACES: Final[tuple[BodyPosition, ...]] = ("standing", "seated")


class Day(NamedTuple):
    """What stands outside the session; `ankle_out`: why ankle bouts do not, where they do not."""

    parts: tuple[ThroughTheDay, ...]
    ankle_out: LeftOut | None


class RestOfDay:
    """The day outside the session, in the weeks of one person: the same while its exercises stand where they stood."""

    def __init__(self, person: Person) -> None:
        self._names = (*(exercise.id for exercise in _that_relieve(person)), ANKLE)
        self._last: tuple[tuple[object, ...], Day] | None = None

    def of(self, person: Person) -> Day:
        """The day of that person, in a standing of theirs."""
        steps, resting = person.steps, person.standing.resting if person.standing else ()
        # A reason to rest quotes all that rests.
        here = tuple(
            [(name in steps and (steps[name].rung,), resting if name in resting else ()) for name in self._names]
        )
        last = self._last
        if last is None or last[0] != here:
            last = self._last = (here, _day(person))
        return last[1]


def _day(person: Person) -> Day:
    eligibility = Eligibility(person)
    parts = through_the_day(person, eligibility)
    done = any(part.exercise == ANKLE for part in parts)
    return Day(parts, None if done else _ankle_out(person, eligibility))


def _ankle_out(person: Person, eligibility: Eligibility) -> LeftOut:
    exercise = person.content.library.by_id(ANKLE)
    obstacles = eligibility.obstacles(exercise, exercise.rungs[0])
    if obstacles:
        return out_by(exercise, obstacles)
    return LeftOut(exercise=ANKLE, because=ankle_because(person, ()), change="measure_ankles", instead=None)


def _that_relieve(person: Person) -> tuple[Exercise, ...]:
    """Relief in the comfortable direction."""
    preference = person.assessment.directional_preference
    library = person.content.library.exercises
    return tuple([each for each in library if each.role == "relief" and preference in each.planes])


def through_the_day(person: Person, eligibility: Eligibility) -> tuple[ThroughTheDay, ...]:
    """Directional movement, ankle bouts and sitting breaks, each only where the answers ask for it."""
    parts = (_directional(person, eligibility), _ankle(person, eligibility), _breaks(person))
    return tuple(part for part in parts if part is not None)


def _directional(person: Person, eligibility: Eligibility) -> ThroughTheDay | None:
    preference = person.assessment.directional_preference
    if preference == "neutral":
        return None
    options: list[tuple[tuple[bool, bool, str], Exercise, Rung, Dosed]] = []
    for exercise in _that_relieve(person):
        for rung in exercise.rungs:
            if not eligibility.allows(exercise, rung):
                continue
            dosed = dose(person, rung, "calm", whole=True)
            if isinstance(dosed, Dosed):
                worse = any(getattr(person.case.positions, name) == "worse" for name in rung.like_positions)
                rank = (worse, rung.position not in EASY_PLACES, exercise.id)
                options.append((rank, exercise, rung, dosed))
                break
    if not options:
        return None
    _, exercise, rung, dosed = min(options, key=lambda option: option[0])
    times = person.number("relief_times_calm" if person.assessment.phase == "calm" else "relief_times")
    because = (
        person.reason(
            f"day_direction_{preference}", "R06", "clinic", "assessment.directional_preference", "assessment.phase"
        ),
    )
    return ThroughTheDay(
        exercise=exercise.id,
        rung=rung.id,
        habit=None,
        times_per_day=int(times),
        reps=dosed.reps,
        hold_s=dosed.hold_s or None,
        per_side=rung.per_side,
        side=None,
        because=because,
    )


def ankle_because(person: Person, sides: tuple[str, ...]) -> tuple[Because, ...]:
    """Why ankle work is in or out: the trials of both sides, by the cut-off of the person's age."""
    code = "day_ankle" if sides else "ankle_not_needed"
    number = "ankle_typical_cm"
    if person.assessment.age_years >= person.number("ankle_older_age_years"):
        number = "ankle_typical_from_60_cm"
    paths = ("ankle.left_cm", "ankle.right_cm", "assessment.age_years")
    reasons = [person.reason(code, "R23", "hershfield_corbett", *paths, evidence=number)]
    if sides:
        build = person.reason("day_ankle_build", "R25", "hershfield_corbett", *paths, evidence="ankle_reps_source")
        reasons.append(build)
    return tuple(reasons)


def _ankle(person: Person, eligibility: Eligibility) -> ThroughTheDay | None:
    sides = sides_needing_ankle_work(person.case, person.content.evidence)
    exercise = person.content.library.by_id(ANKLE)
    rung = exercise.rungs[0]
    if not sides or not eligibility.allows(exercise, rung):
        return None
    calm = person.assessment.phase == "calm"
    told = person.content.rules.doses[rung.dose].of(person.assessment.phase)
    hold_s = told.hold_s
    if "stand_5_min" in person.case.capacity.cannot:
        told, hold_s = person.content.rules.doses[rung.dose].calm, int(person.number("ankle_short_hold_s"))
    return ThroughTheDay(
        exercise=exercise.id,
        rung=rung.id,
        habit=None,
        times_per_day=int(person.number("ankle_bouts_calm" if calm else "ankle_bouts")),
        reps=told.reps,
        hold_s=hold_s or None,
        per_side=rung.per_side,
        side="both" if len(sides) > 1 else sides[0],
        because=ankle_because(person, sides),
    )


def _breaks(person: Person) -> ThroughTheDay | None:
    found = {finding.id for finding in person.assessment.findings}
    if not found & {"sitting_long", "sitting_unbroken"}:
        return None
    minutes = person.case.sitting.hours_per_day * person.number("minutes_per_hour")
    times = math.ceil(minutes / person.number("break_every_minutes"))
    because = person.reason(
        "day_sitting_break",
        "R19",
        OWN,
        "sitting.hours_per_day",
        "sitting.longest_unbroken_minutes",
        evidence="break_every_minutes",
    )
    return ThroughTheDay(
        exercise=None,
        rung=None,
        habit=SITTING_BREAK,
        times_per_day=max(1, min(times, int(person.number("most_breaks")))),
        reps=None,
        hold_s=None,
        per_side=False,
        side=None,
        because=(because,),
    )


def activities(person: Person) -> tuple[RoutineActivity, ...]:
    """The person's own activities on set days; a short walk alone while pain is very severe."""
    phase = person.assessment.phase
    excluded = set(person.case.preferences.excluded_exercises)
    if person.bad_day:
        named: tuple[ActivityName, ...] = ("walking",)
        minutes = person.number("activity_minutes_bad_day")
        if person.relief_only:
            because = person.reason("activity_flare", "contract.7", OWN, "standing.relief_only")
        else:
            because = person.reason("activity_bad_day", "contract.7", OWN, "pain.now")
    else:
        named = tuple(dict.fromkeys(person.case.preferences.activities))
        minutes = person.number(f"activity_minutes_{phase}")
        because = person.reason("activity_own", "R10", "clinic", "preferences.activities", "assessment.phase")
    allowed = [name for name in named if _may(person, name, excluded)]
    if not allowed and not person.bad_day:
        first: tuple[ActivityName, ...] = ("walking", "cycling")
        if person.case.positions.walking == "worse":
            first = ("cycling", "walking")
        allowed = [name for name in first if _may(person, name, excluded)][:1]
        because = person.reason(
            "activity_default", "R10", "clinic", "preferences.activities", "positions.walking", "assessment.phase"
        )
    days = _activity_days(person)
    return tuple(
        RoutineActivity(
            activity=name,
            minutes=int(minutes),
            days=tuple(day for i, day in enumerate(days) if i % len(allowed) == position),
            because=(because,),
        )
        for position, name in enumerate(allowed)
    )


def _activity_days(person: Person) -> tuple[Weekday, ...]:
    """Every day in short while calming; else some days a week, those without strength work first."""
    if person.assessment.phase == "calm":
        return WEEKDAYS
    strength = person.content.rules.patterns_for(person.case.preferences.days_per_week)[0].strength
    first = sorted(WEEKDAYS, key=lambda day: day in strength)[: int(person.number("activity_days_per_week"))]
    return tuple(day for day in WEEKDAYS if day in first)


def _may(person: Person, name: ActivityName, excluded: set[str]) -> bool:
    return name not in excluded and (name != "running" or person.assessment.phase == "strengthen")
