"""Sets, repetitions, holds and minutes of a rung for this person: computed from data, never typed."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from core.content.content import Content, once_a_content
from core.content.rules import Dose, DoseKind
from core.model.exercise import Rung
from core.model.vocabulary import PHASES, Phase
from core.recommend.eligible import BARS_RULE, Obstacle
from core.recommend.person import OWN, Person

HUNDREDTHS_PER_MINUTE: Final = 100
HEART: Final = "heart_or_exercise_limit"


class Dosed(NamedTuple):
    """A dose with its length in hundredths of a minute, rounded up. `adjust` names what was changed for this person."""

    sets: int
    reps: int
    hold_s: int
    hundredths: int
    adjust: tuple[str, ...]


def length_s(person: Person, kind: DoseKind, rung: Rung, sets: int, reps: int, hold_s: int) -> float:
    """Seconds of one exercise: set-up, sets x sides x repetitions x (repetition + hold), and the rests between sets."""
    sides = 2 if rung.per_side else 1
    work = person.number("carry_side_s") if kind.carry else reps * (person.number("rep_s") + hold_s)
    return person.number("set_up_s") + sets * sides * work + (sets - 1) * person.number(kind.rest)


@lru_cache(maxsize=256)
def grown(kind: DoseKind, phase: Phase) -> tuple[Dose, ...]:
    """The doses that progression leads through, that of `phase` first: one thing more at a time. Calm does not grow."""
    told = kind.of(phase)
    if kind.grow is None or phase == "calm":
        return (told,)
    grow, value = kind.grow, getattr(told, kind.grow.what)
    values = [value]
    while values[-1] < grow.most:
        values.append(min(values[-1] + grow.by, grow.most))
    return tuple(told.model_copy(update={grow.what: each}) for each in values)


@once_a_content
def _sizes_in(content: Content) -> Mapping[tuple[str, Phase], tuple[Dose, ...]]:
    """The doses of every kind in every phase, as they grow."""
    return {(name, phase): grown(kind, phase) for name, kind in content.rules.doses.items() for phase in PHASES}


def dose(person: Person, rung: Rung, phase: Phase, step: int = 0, *, whole: bool = False) -> Dosed | Obstacle:
    """The dose of `rung` in `phase`, gentled where an answer asks for it; an Obstacle where nothing useful is left.

    `step`: sizes above what the phase plans; below 0 about half of it. `whole`: not halved in a week of half doses.
    """
    kind = person.content.rules.doses[rung.dose]
    sizes = _sizes_in(person.content)[rung.dose, phase]
    told = sizes[min(max(step, 0), len(sizes) - 1)]
    sets, reps, hold_s = told.sets, told.reps, told.hold_s
    adjust: list[str] = []
    half = person.half_dose and not whole
    if half or step < 0:
        sets, reps = _halved(sets, reps, int(person.number("half_dose_divisor")))
        adjust.append("half_dose" if half else "smaller_dose")
    if hold_s and person.is_flagged(HEART) and hold_s > (heart_hold := int(person.number("heart_hold_s"))):
        # A stretch or a rest becomes short holds; other holds are only cut.
        if reps == 1:
            sets = int(person.number("heart_stretch_sets"))
        hold_s = heart_hold
        adjust.append("short_holds")
    pregnant_supine = "supine" in rung.needs and person.is_flagged("pregnancy")
    if pregnant_supine and hold_s:
        hold_s = 0
        adjust.append("no_hold_on_back")
    if rung.position == "standing":
        if person.case.positions.standing == "worse" and sets > 1:
            # Short holds that together make one stretch stay together.
            sets, reps = 1, (sets if "short_holds" in adjust and reps == 1 else reps)
            adjust.append("one_standing_set")
        if person.is_flagged("falls_or_dizzy"):
            adjust.append("hand_on_support")
        if "stand_5_min" in person.case.capacity.cannot:
            fitted = _standing_reps(person, kind, rung, reps, hold_s, whole="short_holds" in adjust)
            if fitted is None:
                return _obstacle(person, "standing_set_too_long", "capacity.cannot", "capacity_returns")
            if fitted < reps:
                reps = fitted
                adjust.append("short_standing_set")
    seconds = length_s(person, kind, rung, sets, reps, hold_s)
    hundredths = math.ceil(seconds * HUNDREDTHS_PER_MINUTE / person.number("seconds_per_minute"))
    if pregnant_supine and hundredths > person.number("pregnancy_supine_minutes") * HUNDREDTHS_PER_MINUTE:
        return _obstacle(person, "supine_too_long", "safety.pregnancy", "after_pregnancy")
    return Dosed(sets, reps, hold_s, hundredths, tuple(adjust))


def _halved(sets: int, reps: int, divisor: int) -> tuple[int, int]:
    """About half the sets; of a single set about half the repetitions."""
    return (sets // divisor, reps) if sets > 1 else (sets, -(-reps // divisor))


def _standing_reps(person: Person, kind: DoseKind, rung: Rung, reps: int, hold_s: int, *, whole: bool) -> int | None:
    """Repetitions that keep one standing set, both sides of it, within its limit; None where too few are left.

    `whole`: fewer than `reps` are too few.
    """
    sides = 2 if rung.per_side else 1
    limit = person.number("standing_set_s")
    if kind.carry:
        return reps if person.number("carry_side_s") * sides <= limit else None
    fitted = int(limit // (sides * (person.number("rep_s") + hold_s)))
    fewest = reps if whole else 1 if hold_s else person.number("fewest_reps")
    return min(reps, fitted) if fitted >= min(reps, fewest) else None


def _obstacle(person: Person, code: str, path: str, change: str) -> Obstacle:
    return Obstacle(person.reason(code, BARS_RULE, OWN, path), change)
