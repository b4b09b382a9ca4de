"""What a person logs: check-ins, sessions, ankle tests. Days are the person's local days."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.model.base import Frozen, Whole0To10
from core.model.case import HoursADay, KneeToWallTrialsCm, Scale0To10


class CheckIn(Frozen):
    """One local day's check-in; only pain is asked for, all else may stay unknown (null)."""

    day: date
    pain_average: Whole0To10
    sitting_hours: HoursADay | None = None
    sleep_hours: HoursADay | None = None
    stress: Scale0To10 | None = None
    session_done: bool | None = None
    notes: Annotated[str, Field(max_length=2000)] | None = None


class AnkleTest(Frozen):
    """Knee-to-wall trials of one day, cm; a side that was not measured is null."""

    day: date
    left_cm: KneeToWallTrialsCm | None
    right_cm: KneeToWallTrialsCm | None


class SessionDone(Frozen):
    """One session of the routine done on a local day (guided sessions will carry more)."""

    day: date
    routine_version: int
    exercises: tuple[str, ...]
