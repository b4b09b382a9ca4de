"""Twelve weeks of a person: what they log day by day, and the review after each entry and at the end of each week."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from core.content.content import Content
from core.model.case import Case
from core.model.log import (
    ActivityScore,
    AnkleTest,
    CheckIn,
    Flare,
    FunctionScore,
    Peg,
    Rescreen,
    SessionDone,
)
from core.model.record import History, Plan
from core.model.review import Review
from core.model.routine import Result, Routine
from core.model.vocabulary import WEEKDAYS
from core.recommend.recommend import recommend
from core.review.cadence import asks_for_change
from core.review.review import review
from tests.make import done_in_full

PAIN_OF_RELIEF = 6


@dataclass
class Told:
    """One review: the routine before it, what was logged by then, what came out, and the routine after it.

    `weekly`: the one at the end of a week; the others are kept where they brought a new version of the routine
    or asked the warning signs again.
    """

    before: Routine | None
    history: History
    result: Review
    after: Routine | None
    weekly: bool


@dataclass
class Week:
    """What was logged, and the reviews of it in order."""

    first: date
    check_ins: list[CheckIn] = field(default_factory=list)
    sessions: list[SessionDone] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    reviews: list[Told] = field(default_factory=list)


class Life:
    """Lives a story: {case, weeks}. `weeks` of the result tells it all."""

    def __init__(self, case: Case, content: Content) -> None:
        self.case, self.content = case, content
        self.start: Result = recommend(case, content)
        self.routine = self.start.routine
        self.check_ins: dict[date, CheckIn] = {}
        self.sessions: dict[date, SessionDone] = {}
        self.ankle_tests: list[AnkleTest] = []
        self.function: list[FunctionScore] = []
        self.rescreens: dict[date, Rescreen] = {}
        self.flares: list[Flare] = []
        self.plan_dates: list[date] = [case.as_of]
        made_at = datetime.combine(case.as_of, time(), UTC)
        self.plan = Plan(
            intake_version=1,
            routine_version=1,
            made_at=made_at,
            made_on=case.as_of,
            case=case,
            result=self.start,
            demo=False,
        )
        self.weeks: list[Week] = []

    def history(self) -> History:
        return History(
            check_ins=tuple(self.check_ins[day] for day in sorted(self.check_ins)),
            sessions=tuple(self.sessions[day] for day in sorted(self.sessions)),
            ankle_tests=tuple(self.ankle_tests),
            plan_dates=tuple(self.plan_dates),
            function=tuple(self.function),
            rescreens=tuple(self.rescreens[day] for day in sorted(self.rescreens)),
            flares=tuple(self.flares),
        )

    def live(self, story: dict[str, Any]) -> list[Week]:
        for number, told in enumerate(story["weeks"]):
            first = self.case.as_of + timedelta(weeks=number)
            week = Week(first)
            self.weeks.append(week)
            for place, name in enumerate(WEEKDAYS):
                self._day(week, first + timedelta(days=place), name, told["pain"][place], told)
            self._side(first, told)
            self._review(week, first + timedelta(weeks=1), weekly=True)
            week.sessions = [self.sessions[day] for day in sorted(self.sessions) if 0 <= (day - first).days < 7]
        return self.weeks

    def _day(self, week: Week, day: date, name: str, pain: int | None, told: dict[str, Any]) -> None:
        yesterday = self.sessions.get(day - timedelta(days=1))
        if yesterday is not None and pain is not None and not told.get("quiet_mornings"):
            self.sessions[yesterday.day] = yesterday.model_copy(update={"pain_next_morning": pain})
        for turn, state in (("flare_began", "began"), ("flare_over", "over")):
            if told.get(turn) == name:
                self.flares.append(Flare(day=day, state="began" if state == "began" else "over"))
                week.events.append(f"{name}: flare-up {state}")
        if pain is None:
            return
        fell = True if told.get("fell") == name else None
        if fell:
            week.events.append(f"{name}: a fall")
        entry = CheckIn(day=day, pain_average=pain, leg_symptoms="none", fell=fell)
        self.check_ins[day] = entry
        week.check_ins.append(entry)
        self._review(week, day)
        planned = self.routine.week[WEEKDAYS[day.weekday()]] if self.routine else ()
        if planned and name not in told.get("missed", ()):
            self.sessions[day] = self._session(day, name, pain, planned, told)
            self._review(week, day)

    def _session(self, day: date, name: str, pain: int, planned: tuple[str, ...], told: dict[str, Any]) -> SessionDone:
        assert self.routine is not None
        items = [item for item in self.routine.items if item.exercise in planned]
        on = bool(self.flares) and self.flares[-1].state == "began"
        kind = "flare" if on else "relief" if pain >= PAIN_OF_RELIEF else "full"
        if kind == "relief":
            items = [item for item in items if item.role == "relief"]
        rise = told["rise"].get(name, 0) if isinstance(told["rise"], dict) else told["rise"]
        extra = told["extra"]
        done = tuple(done_in_full(item, extra_reps=extra, effort=max(0, 8 - 2 * extra)) for item in items)
        return SessionDone(
            day=day,
            routine_version=self.plan.routine_version,
            items=done,
            pain_before=pain,
            pain_peak=min(10, pain + rise),
            leg_symptoms="none",
            kind=kind,
        )

    def _side(self, first: date, told: dict[str, Any]) -> None:
        sunday = first + timedelta(days=6)
        if "ankle" in told:
            left, right = told["ankle"]
            self.ankle_tests.append(AnkleTest(day=sunday, left_cm=(left,) * 3, right_cm=(right,) * 3))
        if "activities" in told:
            pain, enjoyment, general = told["peg"]
            self.function.append(
                FunctionScore(
                    day=sunday,
                    activities=tuple(ActivityScore(activity=a, score=s) for a, s in told["activities"].items()),
                    peg=Peg(pain=pain, enjoyment=enjoyment, general_activity=general),
                )
            )

    def _review(self, week: Week, as_of: date, *, weekly: bool = False) -> None:
        """Asked as the app asks, after what was saved; where the warning signs are due, all are answered no."""
        before, history = self.routine, self.history()
        result = review(self.case, history, as_of, self.content)
        asked = result.rescreen and as_of not in self.rescreens
        if asked:
            self.rescreens[as_of] = Rescreen(day=as_of, answers=dict.fromkeys(sorted(self.case.safety), "no"))
        if new := asks_for_change(self.plan, result, self.content.evidence):
            handed = Result(triage=result.triage, assessment=self.start.assessment, routine=result.routine)
            made = {
                "routine_version": self.plan.routine_version + 1,
                "made_on": as_of,
                "review": result,
                "result": handed,
            }
            self.plan, self.routine = self.plan.model_copy(update=made), result.routine
            self.plan_dates = sorted({*self.plan_dates, as_of})
        if new or asked or weekly:
            week.reviews.append(Told(before, history, result, self.routine, weekly))
