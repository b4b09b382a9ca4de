"""One person's answers, as the contract names them: complete, closed, and never guessed."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from core.model.base import Frozen, Whole0To10
from core.model.vocabulary import (
    ActivityName,
    Capacity,
    Equipment,
    FlagAnswer,
    Location,
    PositionAnswer,
    Training,
    Trend,
    TrialAnswer,
    Work,
)

# Unions keep a whole number whole: a reason must quote exactly what the person answered.
Scale0To10 = Whole0To10 | Annotated[float, Field(ge=0, le=10)]
HoursADay = Annotated[int, Field(ge=0, le=24)] | Annotated[float, Field(ge=0, le=24)]
MinutesADay = Annotated[int, Field(ge=0, le=1440)] | Annotated[float, Field(ge=0, le=1440)]
MinutesAWeek = Annotated[int, Field(ge=0, le=10080)] | Annotated[float, Field(ge=0, le=10080)]
Weeks = Annotated[int, Field(ge=0, le=6240)] | Annotated[float, Field(ge=0, le=6240)]
DaysAWeek = Annotated[int, Field(ge=0, le=7)]
HeightCm = Annotated[int, Field(ge=50, le=260)] | Annotated[float, Field(ge=50, le=260)]
WeightKg = Annotated[int, Field(ge=10, le=500)] | Annotated[float, Field(ge=10, le=500)]
KneeToWallCm = Annotated[int, Field(ge=0, le=25)] | Annotated[float, Field(ge=0, le=25)]
KneeToWallTrialsCm = Annotated[tuple[KneeToWallCm, ...], Field(min_length=1, max_length=6)]


class Person(Frozen):
    birth_year: Annotated[int, Field(ge=1900, le=2200)]
    height_cm: HeightCm | None
    weight_kg: WeightKg | None
    seen_clinician: bool
    cleared_by_clinician_on: date | None


class Pain(Frozen):
    now: Whole0To10
    average_week: Whole0To10
    worst_week: Whole0To10
    weeks_since_onset: Weeks
    first_episode: bool
    trend: Trend
    leans_to_one_side: bool
    location: tuple[Location, ...]


class Positions(Frozen):
    sitting: PositionAnswer
    standing: PositionAnswer
    walking: PositionAnswer
    bending_forward: PositionAnswer
    leaning_back: PositionAnswer
    rising_from_chair: PositionAnswer
    lifting: PositionAnswer
    carrying: PositionAnswer
    driving: PositionAnswer
    twisting: PositionAnswer
    side_bending: PositionAnswer
    lying_on_back: PositionAnswer
    lying_on_stomach: PositionAnswer
    lying_on_side: PositionAnswer


class DirectionTrials(Frozen):
    extension: TrialAnswer
    flexion: TrialAnswer


class Sitting(Frozen):
    hours_per_day: HoursADay
    longest_unbroken_minutes: MinutesADay


class Ankle(Frozen):
    left_cm: KneeToWallTrialsCm | None
    right_cm: KneeToWallTrialsCm | None


class Sport(Frozen):
    name: Annotated[str, Field(min_length=1, max_length=200)]
    one_sided: bool


class Lifestyle(Frozen):
    moderate_minutes_per_week: MinutesAWeek
    vigorous_minutes_per_week: MinutesAWeek
    strength_days_per_week: DaysAWeek
    stretch_days_per_week: DaysAWeek
    sports: tuple[Sport, ...]
    sleep_hours: HoursADay
    sleep_quality: Scale0To10
    desk_job: bool
    stress: Scale0To10
    smoker: bool
    believes_movement_harms: bool
    work: Work


class CapacityAnswers(Frozen):
    cannot: tuple[Capacity, ...]
    training: Training


class Preferences(Frozen):
    minutes_per_day: Annotated[int, Field(ge=5, le=60)]
    days_per_week: Annotated[int, Field(ge=1, le=7)]
    activities: tuple[ActivityName, ...]
    excluded_exercises: tuple[str, ...]


class Case(Frozen):
    """All answers of one assessment. `as_of` is the only clock the core knows."""

    as_of: date
    person: Person
    safety: dict[str, FlagAnswer]
    pain: Pain
    positions: Positions
    direction_trials: DirectionTrials
    sitting: Sitting
    ankle: Ankle
    lifestyle: Lifestyle
    capacity: CapacityAnswers
    equipment: tuple[Equipment, ...]
    preferences: Preferences

    @model_validator(mode="after")
    def _born_before_today(self) -> "Case":
        if self.person.birth_year > self.as_of.year:
            raise PydanticCustomError("birth_year_after_as_of", "a year not after as_of")
        return self

    @property
    def age_years(self) -> int:
        """Year of `as_of` less year of birth: at most one more than the person's age in years."""
        return self.as_of.year - self.person.birth_year
