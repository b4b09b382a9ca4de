"""When a routine changes: what asks for less does so at once, anything else once a week."""

from datetime import timedelta
from typing import Final

from core.model.record import Plan
from core.model.review import Decision, Review, Standing
from core.model.routine import Item, Routine
from core.model.triage import Triage
from core.model.vocabulary import PHASES
from core.trends.inputs import Numbers

# Decisions that ask for less, and how the reasons of swaps begin that do.
LESS: Final = ("regress", "stop")
LESS_BECAUSE: Final = "back_"
# The note of a routine for very strong pain.
BAD_DAY: Final = "bad_day"


def asks_for_change(plan: Plan, review: Review, numbers: Numbers, *, wished: bool = False) -> bool:
    """Whether a new routine is made of this review now. `wished`: the person has just asked to keep something.

    A routine that is another one every day is none that a person can get used to. Less is asked for at once, and so is
    what the person asked for; steps up, turns and directions that come back wait until the routine stood for a week.
    """
    if _found(review.triage) != _found(plan.result.triage):
        return True
    if not _differs(plan, review):
        return False
    if wished or _less(plan, review) or _mended(plan, review, numbers):
        return True
    return not review.one_bad_day and (review.as_of - plan.made_on).days >= numbers["renew_days"]


def _differs(plan: Plan, review: Review) -> bool:
    before = standing_of(plan)
    if review.standing == before:
        return False
    # Where exercises stand alone is no change as long as the week stays as it is: it follows every session.
    alone: dict[str, object] = {"steps": (), "doing": ()}
    apart = review.standing.model_copy(update=alone) != before.model_copy(update=alone)
    return apart or _week(review.routine) != _week(plan.result.routine)


def _less(plan: Plan, review: Review) -> bool:
    """Whether it asks for less than the plan does, or a flare-up or a very painful day began or is over."""
    before, now = standing_of(plan), review.standing
    if now.relief_only != before.relief_only or (now.half_dose and not before.half_dose):
        return True
    # On a day of very strong pain, and back again after it. Pain a little below that is met at the start of a session.
    if _eases_pain(review.routine) != _eases_pain(plan.result.routine):
        return True
    # One bad day is met at the start of the session, not by another week.
    lasting = not review.one_bad_day
    if lasting and PHASES.index(now.phase) < PHASES.index(before.phase):
        return True
    stages = {row.plane: row.stage for row in now.returned}
    if lasting and any(stages.get(row.plane, 0) < row.stage for row in before.returned):
        return True
    items = _items(review.routine)
    return any(
        _eases(row, old, items.get(name))
        for name, old in _items(plan.result.routine).items()
        for row in review.decisions
        if row.exercise == name
    )


def _mended(plan: Plan, review: Review, numbers: Numbers) -> bool:
    """Whether a session that was red when the routine was made is red no more: an entry was mended or taken back."""
    told = {row.day for row in review.zones if row.zone == "red"}
    since = review.as_of - timedelta(days=int(numbers["zones_days"]))
    reds = {row.day for row in plan.review.zones if row.zone == "red" and row.day >= since} if plan.review else set()
    return not reds <= told


def _eases(row: Decision, before: Item, after: Item | None) -> bool:
    """Whether a decision takes something off what the person has in hand."""
    because = any(reason.code.startswith(LESS_BECAUSE) for reason in row.because)
    if row.action not in LESS and not because:
        return False
    return after is None or (after.rung, after.sets, after.reps, after.hold_s) != (
        before.rung,
        before.sets,
        before.reps,
        before.hold_s,
    )


def _eases_pain(routine: Routine | None) -> bool:
    """Whether it was made for a day of very strong pain."""
    return routine is not None and BAD_DAY in routine.notes


def _items(routine: Routine | None) -> dict[str, Item]:
    return {item.exercise: item for item in routine.items} if routine else {}


def standing_of(plan: Plan) -> Standing:
    """Where the plan stood when it was made."""
    if plan.review is not None:
        return plan.review.standing
    return Standing(phase=plan.result.assessment.phase, training=plan.case.capacity.training)


def _week(routine: Routine | None) -> object:
    """What a routine asks the person to do, without its reasons: they quote days and numbers, which go on."""
    if routine is None:
        return None
    reasons = {"because", "easier", "harder"}
    return (
        routine.week,
        routine.notes,
        [item.model_dump(exclude=reasons) for item in routine.items],
        [move.model_dump(exclude=reasons) for move in routine.through_the_day],
        [activity.model_dump(exclude=reasons) for activity in routine.activity],
    )


def _found(triage: Triage) -> tuple[object, ...]:
    """What a triage comes to, its reasons left out: they quote days, which go on by themselves."""
    return triage.level, tuple((each.flag, each.level, each.cleared, each.prompt) for each in triage.findings)
