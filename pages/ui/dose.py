"""A dose in words: "2 sets of 10 on each side, hold each for 3 seconds"."""

from typing import Final

from core.content.words import Words
from core.model.exercise import Rung
from core.model.routine import Item, ThroughTheDay

SECONDS_PER_MINUTE: Final = 60
CARRY: Final = "carry"


def dose_sentence(words: Words, item: Item, rung: Rung | None = None) -> str:
    """The dose of one item; a carry (by the rung's tags) is counted in carries, not repetitions."""
    if rung is not None and CARRY in rung.tags:
        count = item.sets * (item.reps or 1)
        dose = words("routine.dose.carry", count=count) if count > 1 else words("routine.dose.carry_one")
        return words("routine.dose.each_side", dose=dose) if item.per_side else dose
    return _dose(words, item.sets, item.reps, item.hold_s, item.per_side)


def day_dose_sentence(words: Words, move: ThroughTheDay) -> str:
    """A movement repeated through the day: "3 times a day: 10 times on each side"; how often alone for a habit."""
    times = (
        words("routine.dose.times_a_day", times=move.times_per_day)
        if move.times_per_day > 1
        else words("routine.dose.once_a_day")
    )
    if not move.reps and not move.hold_s:
        return times
    one_side = move.side in ("left", "right")
    dose = _dose(words, 1, move.reps, move.hold_s, move.per_side and not one_side)
    if one_side:
        dose = words(f"routine.dose.side_{move.side}", dose=dose)
    return words("routine.dose.day_line", times=times, dose=dose)


def duration(words: Words, seconds: int) -> str:
    """ "45 seconds", "1 minute", "90 seconds": whole minutes from two on."""
    if seconds == SECONDS_PER_MINUTE:
        return words("routine.dose.minute")
    if seconds > SECONDS_PER_MINUTE and seconds % SECONDS_PER_MINUTE == 0:
        return words("routine.dose.minutes", n=seconds // SECONDS_PER_MINUTE)
    return words("routine.dose.second") if seconds == 1 else words("routine.dose.seconds", n=seconds)


def _dose(words: Words, sets: int, reps: int | None, hold_s: int | None, per_side: bool) -> str:
    hold = duration(words, hold_s) if hold_s else None
    if hold and (reps or 1) == 1:  # one repetition that is held is a hold
        said = (
            words("routine.dose.sets_hold", sets=sets, hold=hold) if sets > 1 else words("routine.dose.hold", hold=hold)
        )
        return words("routine.dose.each_side", dose=said) if per_side else said
    if sets > 1:
        said = words("routine.dose.sets_reps", sets=sets, reps=reps or 1)
    else:
        said = words("routine.dose.reps", reps=reps) if reps and reps > 1 else words("routine.dose.once")
    if per_side and hold:
        return words("routine.dose.each_side_hold", dose=said, hold=hold)
    if hold:
        return words("routine.dose.with_hold", dose=said, hold=hold)
    return words("routine.dose.each_side", dose=said) if per_side else said
