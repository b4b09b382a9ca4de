"""What the person is handed: a week of short sessions, what to do through the day, and why."""

from typing import Literal

from core.model.assessment import Assessment
from core.model.base import Frozen
from core.model.reason import Because
from core.model.triage import Triage
from core.model.vocabulary import ActivityName, Foundation, Plane, Role, Weekday


class Item(Frozen):
    """One exercise of the week. `slot` is its place in the session, `adjust` how it is changed for this person.

    `reps` and `hold_s` are null where the dose has none; a carry counts one rep a side. `minutes` is one day's.
    """

    exercise: str
    rung: str | None
    role: Role
    foundation: Foundation | None
    planes: tuple[Plane, ...]
    level: int
    sets: int
    reps: int | None
    hold_s: int | None
    per_side: bool
    days: tuple[Weekday, ...]
    minutes: float
    slot: str
    adjust: tuple[str, ...]
    because: tuple[Because, ...]
    easier: str | None
    harder: str | None


class ThroughTheDay(Frozen):
    """A movement (exercise and rung) or a habit outside the session. `side`: where one side alone asks for it."""

    exercise: str | None
    rung: str | None
    habit: str | None
    times_per_day: int
    reps: int | None
    hold_s: int | None
    per_side: bool
    side: Literal["left", "right", "both"] | None
    because: tuple[Because, ...]


class RoutineActivity(Frozen):
    activity: ActivityName
    minutes: int
    days: tuple[Weekday, ...]
    because: tuple[Because, ...]


class Missing(Frozen):
    """A plane or foundation that no allowed week reaches."""

    what: Plane | Foundation
    because: tuple[Because, ...]


class LeftOut(Frozen):
    """Why an exercise is not in the week, the code of what would change that, and what stands in its place."""

    exercise: str
    because: tuple[Because, ...]
    change: str
    instead: str | None


class SessionKind(Frozen):
    """One of at most two kinds of session: its days, order and total minutes, getting to the floor included."""

    kind: str
    days: tuple[Weekday, ...]
    exercises: tuple[str, ...]
    minutes: float


class StopRule(Frozen):
    id: str
    source: str


class Routine(Frozen):
    items: tuple[Item, ...]
    sessions: tuple[SessionKind, ...]
    through_the_day: tuple[ThroughTheDay, ...]
    activity: tuple[RoutineActivity, ...]
    missing: tuple[Missing, ...]
    week: dict[Weekday, tuple[str, ...]]
    left_out: tuple[LeftOut, ...]
    stop_rules: tuple[StopRule, ...]
    notes: tuple[str, ...]


class Result(Frozen):
    """What `recommend` answers: routine is null unless the triage level is caution or go."""

    triage: Triage
    assessment: Assessment
    routine: Routine | None
