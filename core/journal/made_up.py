"""The made-up weeks, lived day by day: what was logged, and the routines that came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from core.content.words import Words
from core.journal import renewing
from core.journal.complete import Making
from core.journal.story import Line, Story
from core.model.case import Case
from core.model.log import (
    ActivityScore,
    AnkleTest,
    CheckIn,
    DayTicks,
    Flare,
    FunctionScore,
    ItemDone,
    KeptOld,
    Peg,
    Rescreen,
    SessionDone,
    Tick,
)
from core.model.record import History, Plan
from core.model.routine import Item, Routine
from core.model.vocabulary import WEEKDAYS
from core.review.cadence import asks_for_change


@dataclass
class Lived:
    """What came of the weeks so far; each list by day. The version of a plan is its place among `plans`, from 1."""

    plans: list[Plan] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    sessions: list[SessionDone] = field(default_factory=list)
    ankle_tests: list[AnkleTest] = field(default_factory=list)
    function: list[FunctionScore] = field(default_factory=list)
    rescreens: list[Rescreen] = field(default_factory=list)
    flares: list[Flare] = field(default_factory=list)
    day_ticks: list[DayTicks] = field(default_factory=list)
    kept_old: list[KeptOld] = field(default_factory=list)


def live(story: Story, cases: Iterable[Case], today: date, making: Making, words: Words) -> Lived:
    """The days of the story up to yesterday, and this morning's look at them. The same day gives the same weeks."""
    lived, first = Lived(), today - timedelta(days=story.days)
    asked = {case.as_of: case for case in cases}
    flags = making.content.safety.asked_again
    turns = {day for flare in story.flares for day in (flare.day + 1, flare.day + flare.days + 1)}
    for number in range(story.days + 1):
        day = first + timedelta(days=number)
        if day in asked:
            _answer(lived, asked[day], day, making)
        elif story.reviews.falls_on(number) or number in turns or day == today:
            _review(lived, day, making)
        if day < today:
            _log(story, lived, number, day, words, flags)
    return lived


def _answer(lived: Lived, case: Case, day: date, making: Making) -> None:
    lived.plans.append(
        Plan(
            intake_version=1 + max((plan.intake_version for plan in lived.plans), default=0),
            routine_version=len(lived.plans) + 1,
            made_at=datetime.combine(day, time(), UTC),
            made_on=day,
            case=case,
            result=making.decide(case, making.content),
            demo=True,
        )
    )


def _review(lived: Lived, day: date, making: Making) -> None:
    """What the journal does when a page is opened: a new version, where the logs ask for one."""
    plan = lived.plans[-1]
    history = History(
        check_ins=tuple(lived.check_ins),
        sessions=tuple(entry for entry in lived.sessions if entry.day >= plan.case.as_of),
        ankle_tests=tuple(lived.ankle_tests),
        plan_dates=tuple(plan.made_on for plan in lived.plans),
        function=tuple(lived.function),
        rescreens=tuple(entry for entry in lived.rescreens if entry.day >= plan.case.as_of),
        flares=tuple(lived.flares),
        day_ticks=tuple(lived.day_ticks),
        demo=True,
    )
    review = making.review(plan.case, history, day, making.content)
    if asks_for_change(plan, review, making.content.evidence):
        if plan.review is not None:  # what changed before has been read; the last change is left for who looks round
            lived.kept_old.append(KeptOld(day=plan.made_on, kept=(), seen_version=plan.routine_version))
        made = {"routine_version": len(lived.plans) + 1, "made_on": day, "review": review}
        lived.plans.append(plan.model_copy(update=made | {"result": renewing.result_of(plan, review)}))


def _log(story: Story, lived: Lived, number: int, day: date, words: Words, flags: tuple[str, ...]) -> None:
    """All that is logged on one day."""
    for flare in story.flares:
        if number == flare.day:
            lived.flares.append(Flare(day=day, state="began"))
        if number == flare.day + flare.days:
            lived.flares.append(Flare(day=day, state="over"))
    if story.ankle_tests.falls_on(number):
        lived.ankle_tests.append(_ankle_test(story, number, day))
    if story.function_scores.falls_on(number):
        lived.function.append(_function(story, number, day, words))
    if story.rescreens.falls_on(number):
        lived.rescreens.append(Rescreen(day=day, answers=dict.fromkeys(flags, "no")))
    gap = _draw(story, "gap", number).random() < story.gap_share or story.is_away(number)
    notes = {note.day: words(f"demo.note.{note.words}") for note in story.notes}
    if not gap or number in notes:
        lived.check_ins.append(_check_in(story, number, day, notes.get(number)))
    routine = lived.plans[-1].result.routine
    if routine is None or story.is_away(number):
        return
    if not gap:
        ticks = _ticks(story, number, routine)
        if ticks:
            lived.day_ticks.append(DayTicks(day=day, ticks=ticks))
    share = story.sessions.share_in_flare if story.flare_on(number)[0] else story.sessions.share
    if routine.week.get(WEEKDAYS[day.weekday()]) and _draw(story, "session", number).random() < share:
        lived.sessions.append(_session(story, number, day, lived.plans[-1], routine))


def _check_in(story: Story, number: int, day: date, notes: str | None) -> CheckIn:
    draw, off = _draw(story, "check_in", number), day.weekday() >= 5
    pain, stress = story.flare_on(number)
    return CheckIn(
        day=day,
        pain_average=_whole(_value(story, story.pain, number, draw) + pain),
        sitting_hours=_half(_value(story, story.sitting, number, draw) + off * story.day_off.sitting, 1, 14),
        sleep_hours=_half(_value(story, story.sleep, number, draw) + off * story.day_off.sleep, 4, 10),
        stress=_whole(_value(story, story.stress, number, draw) + off * story.day_off.stress + stress),
        leg_symptoms="none",
        fell=False,
        notes=notes,
    )


def _ankle_test(story: Story, number: int, day: date) -> AnkleTest:
    draw = _draw(story, "ankle", number)
    left, right = (
        tuple(_half(_value(story, line, number, draw), 0, 25) for _ in range(3))
        for line in (story.ankle_left, story.ankle_right)
    )
    return AnkleTest(day=day, left_cm=left, right_cm=right)


def _function(story: Story, number: int, day: date, words: Words) -> FunctionScore:
    draw, told = _draw(story, "function", number), story.function
    return FunctionScore(
        day=day,
        activities=tuple(
            ActivityScore(
                activity=words(f"demo.activity.{each.words}"), score=_whole(_value(story, each.score, number, draw))
            )
            for each in told.activities
        ),
        peg=Peg(
            pain=_whole(_value(story, told.pain, number, draw)),
            enjoyment=_whole(_value(story, told.enjoyment, number, draw)),
            general_activity=_whole(_value(story, told.general_activity, number, draw)),
        ),
    )


def _ticks(story: Story, number: int, routine: Routine) -> tuple[Tick, ...]:
    draw = _draw(story, "ticks", number)
    told = {
        str(move.exercise or move.habit): sum(draw.random() < story.tick_share for _ in range(move.times_per_day))
        for move in routine.through_the_day
    }
    return tuple(Tick(what=what, times=told[what]) for what in sorted(told) if told[what])


def _session(story: Story, number: int, day: date, plan: Plan, routine: Routine) -> SessionDone:
    """The planned session, its pain drawn around the pain of that day."""
    draw, told = _draw(story, "pains", number), story.sessions
    before = _whole(_value(story, story.pain, number, draw) + story.flare_on(number)[0] - told.ease)
    peak = min(10, before + max(0, round(_value(story, told.rise, number, draw))))
    morning = _whole(before + _value(story, told.morning, number, draw))
    known = draw.random() >= told.morning_unknown_share
    in_flare = plan.review is not None and plan.review.standing.relief_only
    by_id = {item.exercise: item for item in routine.items}
    names = [name for name in routine.week[WEEKDAYS[day.weekday()]] if name in by_id]
    return SessionDone(
        day=day,
        routine_version=plan.routine_version,
        items=tuple(_item(story, number, place, by_id[name], draw) for place, name in enumerate(names)),
        pain_before=before,
        pain_peak=peak,
        pain_next_morning=morning if known else None,
        leg_symptoms="none",
        kind="flare" if in_flare else "full",
    )


def _item(story: Story, number: int, place: int, item: Item, draw: Random) -> ItemDone:
    """An exercise as planned, skipped now and then; one that hurt was stopped after its first set."""
    told = story.sessions
    skipped = draw.random() < told.skip_share
    extra = max(0, round(_value(story, told.extra_reps, number, draw)))
    effort = _whole(_value(story, told.effort, number, draw))
    if any((hurt.day, hurt.place) == (number, place) for hurt in told.hurts):
        return ItemDone(
            exercise=item.exercise, rung=item.rung, sets=1, reps=item.reps, hold_s=item.hold_s, outcome="hurt"
        )
    if skipped:
        return ItemDone(exercise=item.exercise, rung=item.rung, outcome="skipped")
    return ItemDone(
        exercise=item.exercise,
        rung=item.rung,
        sets=item.sets,
        reps=item.reps,
        hold_s=item.hold_s,
        extra_reps=extra,
        effort=effort,
    )


def _draw(story: Story, what: str, number: int) -> Random:
    # Each day draws for itself: one more number in one place does not change every later day.
    return Random(f"{story.seed}:{what}:{number}")


def _value(story: Story, line: Line, number: int, draw: Random) -> float:
    return line.from_ + (line.to - line.from_) * number / (story.days - 1) + draw.gauss(0, line.spread)


def _whole(value: float) -> int:
    return min(10, max(0, round(value)))


def _half(value: float, low: float, high: float) -> float:
    return min(high, max(low, round(value * 2) / 2))
