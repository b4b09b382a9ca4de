"""Not too fast: how much the work of a week may grow."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.content.content import Content
from core.model.reason import Because
from core.model.vocabulary import Phase
from core.review.ladder import Stand, planned_s, work_s
from core.review.reach import Ready
from core.review.why import OWN, of_item, why
from core.trends.comparison import DAYS_OF_WEEK


def too_fast(ready: Ready, stands: Sequence[Stand], as_of: date, phase: Phase, content: Content) -> Because | None:
    """Why a step waits that would let the work of a round of all exercises grow by too much within a week."""
    week_ago = as_of - timedelta(days=DAYS_OF_WEEK)
    then, now = 0.0, 0.0
    for stand in stands:
        before = next((each for each in stand.done if each.day <= week_ago and not each.eased), None)
        if before is None:
            continue
        then += work_s(before.item, stand.exercise.rungs[before.index], phase, content)
        if stand.exercise.id == ready.stand.exercise.id:
            now += planned_s(stand.exercise.rungs[ready.move.index], ready.move.step, phase, content)
        else:
            now += work_s(stand.done[0].item, stand.rung, phase, content)
    if not then or now <= then * (1 + content.evidence["week_rise_share"]):
        return None
    latest = ready.stand.done[0]
    answers = (of_item(latest.day, ready.stand.exercise.id, "sets", latest.item.sets),)
    return why("hold_week", "R27", OWN, answers, "week_rise_share")
