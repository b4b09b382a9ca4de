"""What a person logs: check-ins, sessions, ankle tests, function, rescreens, flares. Days are local days."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from core.model.base import Frozen, Whole0To10
from core.model.case import HoursADay, KneeToWallTrialsCm, Scale0To10
from core.model.vocabulary import FlagAnswer

LegSymptoms = Literal["none", "same", "spread"]
ItemOutcome = Literal["done", "skipped", "hurt"]
SessionKindDone = Literal["full", "relief", "flare"]
FlareState = Literal["began", "over"]

Count = Annotated[int, Field(ge=0, le=1000)]
Seconds = Annotated[int, Field(ge=0, le=3600)]
ActivityOwnWords = Annotated[str, Field(min_length=1, max_length=80)]


class CheckIn(Frozen):
    """One local day's check-in; only pain is asked for, all else may stay unknown (null).

    `leg_symptoms`: spread where pain or tingling went further down a leg since the last entry. `fell`: a fall.
    """

    day: date
    pain_average: Whole0To10
    sitting_hours: HoursADay | None = None
    sleep_hours: HoursADay | None = None
    stress: Scale0To10 | None = None
    session_done: bool | None = None
    leg_symptoms: LegSymptoms | None = None
    fell: bool | None = None
    notes: Annotated[str, Field(max_length=2000)] | None = None


class AnkleTest(Frozen):
    """Knee-to-wall trials of one day, cm; a side that was not measured is null."""

    day: date
    left_cm: KneeToWallTrialsCm | None
    right_cm: KneeToWallTrialsCm | None


class ItemDone(Frozen):
    """One exercise of a session, as done. Null: not counted or not said.

    `extra_reps`: repetitions (of a hold: holds) that could have followed the last set in good form.
    `outcome` hurt: the person stopped it because it hurt.
    """

    exercise: Annotated[str, Field(min_length=1, max_length=80)]
    rung: Annotated[str, Field(max_length=80)] | None = None
    sets: Count | None = None
    reps: Count | None = None
    hold_s: Seconds | None = None
    extra_reps: Count | None = None
    effort: Whole0To10 | None = None
    outcome: ItemOutcome = "done"


class SessionDone(Frozen):
    """One local day's session. Pain and leg symptoms are null where the session was only ticked.

    `kind`: full is the day's routine, relief what was offered instead on a painful day, flare the flare-up's moves.
    """

    day: date
    routine_version: int
    items: tuple[ItemDone, ...]
    pain_before: Whole0To10 | None = None
    pain_peak: Whole0To10 | None = None
    pain_next_morning: Whole0To10 | None = None
    leg_symptoms: LegSymptoms | None = None
    kind: SessionKindDone = "full"

    def __hash__(self) -> int:
        """By what hardly any two sessions share; the exercises are compared where they do."""
        extras = tuple([item.extra_reps for item in self.items])
        return hash((self.day, self.pain_before, self.pain_peak, self.pain_next_morning, extras))

    @property
    def exercises(self) -> tuple[str, ...]:
        """What was done at least in part; skipped exercises are left out."""
        return tuple(item.exercise for item in self.items if item.outcome != "skipped")


class ActivityScore(Frozen):
    """An activity in the person's own words, 0 (cannot do it) to 10 (as before)."""

    activity: ActivityOwnWords
    score: Whole0To10


class Peg(Frozen):
    """Pain, enjoyment of life, general activity over the past week, each 0-10 (Krebs 2009); higher is worse."""

    pain: Whole0To10
    enjoyment: Whole0To10
    general_activity: Whole0To10


class FunctionScore(Frozen):
    """One local day's function: up to three own activities, and PEG where it was answered."""

    day: date
    activities: Annotated[tuple[ActivityScore, ...], Field(max_length=3)]
    peg: Peg | None = None


class Rescreen(Frozen):
    """The warning-sign questions asked again: flag -> answer. What was not asked is not in it."""

    day: date
    answers: dict[str, FlagAnswer]


class Flare(Frozen):
    """The person says that a flare-up began, or is over, on this local day."""

    day: date
    state: FlareState


class Tick(Frozen):
    """How often a movement (exercise id) or habit of the day was done."""

    what: Annotated[str, Field(min_length=1, max_length=80)]
    times: Count


class DayTicks(Frozen):
    """What was ticked through one local day."""

    day: date
    ticks: tuple[Tick, ...]


class KeptRung(Frozen):
    """The person keeps an exercise where it was: `rung` null where it has none."""

    exercise: Annotated[str, Field(min_length=1, max_length=80)]
    rung: Annotated[str, Field(max_length=80)] | None = None


class KeptOld(Frozen):
    """What the person chose to keep as it was, on this local day, after a review wanted to change it.

    `seen_version`: the newest routine version whose changes the person has read; `kept` may be empty then.
    """

    day: date
    kept: tuple[KeptRung, ...]
    seen_version: int | None = None
