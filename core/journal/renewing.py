"""From logs to a new routine: review what was logged since the intake; write a new version only where it changes."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.journal.complete import Making
from core.journal.moment import Moment
from core.model.record import History, Log, Plan
from core.model.review import Review
from core.model.routine import Result
from core.review.cadence import asks_for_change
from core.storage import logs, plans
from core.storage.database import Database
from core.version import VERSION

# Who flies west lives a day twice: the same evening may stand a day before the intake, or a day after now.
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Looked:
    """A plan and what the logs make of it, both of the moment that `stamp` stands for.

    `rests_on_logs`: something was logged since the intake. Until then the answers are newer than anything a review
    has. Where a review made the plan and all that it rested on was taken back, that asks for a change too.
    `wished`: since the plan was made the person asked to keep something as it was.
    """

    stamp: str
    plan: Plan
    key: str | None
    review: Review
    rests_on_logs: bool
    wished: bool


def look(moment: Moment, making: Making, today: date) -> Looked | None:
    """Review the latest plan; null where there is none. One moment was read, and thinking holds no transaction."""
    stamp, plan = moment.stamp, moment.plan
    if stamp is None or plan is None:
        return None
    history = since_intake(moment, plan)
    review = making.review(plan.case, history, _seen_on(history, today), making.content)
    said = bool(history.sessions or history.rescreens or history.kept_old)  # nothing of before the intake is in them
    since = said or _newest(history) >= plan.case.as_of or plan.review is not None
    wished = any(entry.kept and entry.day >= plan.made_on for entry in history.kept_old)
    return Looked(stamp, plan, moment.key, review, since, wished)


def _seen_on(history: History, today: date) -> date:
    """The day on which the logs are looked at: tomorrow where something is logged for it. Who flies west after an
    entry still has it, and a sign of danger in it must not wait; one day is a time zone, more is a clock gone wrong."""
    tomorrow = today + _ONE_DAY
    return tomorrow if any(_stands(entries, tomorrow) for entries in _kinds(history)) else today


def _stands(entries: tuple[Log, ...], day: date) -> bool:
    place = bisect_left(entries, day, key=lambda entry: entry.day)
    return place < len(entries) and entries[place].day == day


def renew(
    owner: str, database: Database, making: Making, looked: Looked, now: datetime, today: date, key: str
) -> Plan | None:
    """The new version that `looked` asks for. Null where it asks for none: then this key's own earlier one, if it
    is what stands. Raises Stale where anything of the person changed since the look."""
    plan, review = looked.plan, looked.review
    change = looked.rests_on_logs and asks_for_change(plan, review, making.content.evidence, wished=looked.wished)
    if not change:
        return plan if looked.key == key and plan.review is not None else None
    result = result_of(plan, review)
    stamp = plans.Making(now, today, key, VERSION, making.content_version, plan.demo)
    with database.write(owner, looked.stamp) as connection:
        return plans.renew(owner, connection, plan, result, review, stamp)


def result_of(plan: Plan, review: Review) -> Result:
    """What the new version hands out."""
    assessment = review.assessment or plan.result.assessment
    return Result(triage=review.triage, assessment=assessment, routine=review.routine)


def since_intake(moment: Moment, plan: Plan) -> History:
    """What a review of this plan may rest on. For a person's own plan nothing that is made up, and no session,
    rescreen or wish of before its intake, which asked anew. What is measured over time (pain, ankles, function) stays
    whole, and so do flare-ups: one that is on ends when the person says so."""
    own = not plan.demo
    asked_on, asked_at = plan.case.as_of, moment.asked_at or plan.made_at
    first = moment.first_routine or plan.routine_version
    # On the day of the intake itself, what was said before it and after it differ by more than the day.
    sessions = moment.since(logs.SESSIONS, asked_on - _ONE_DAY, own)
    return History.model_construct(  # every entry was checked when it was read
        check_ins=moment.since(logs.CHECK_INS, None, own),
        sessions=tuple(entry for entry in sessions if entry.day > asked_on or entry.routine_version >= first),
        ankle_tests=moment.since(logs.ANKLE_TESTS, None, own),
        plan_dates=moment.plan_dates,
        function=moment.since(logs.FUNCTION, None, own),
        rescreens=moment.said_after(logs.RESCREENS, asked_on, asked_at, own),
        flares=moment.since(logs.FLARES, None, own),
        day_ticks=moment.since(logs.DAY_TICKS, None, own),
        kept_old=moment.said_after(logs.KEPT_OLD, asked_on, asked_at, own),
        demo=plan.demo,
    )


def _kinds(history: History) -> tuple[tuple[Log, ...], ...]:
    return (
        history.check_ins,
        history.sessions,
        history.ankle_tests,
        history.function,
        history.rescreens,
        history.flares,
        history.day_ticks,
        history.kept_old,
    )


def _newest(history: History) -> date:
    """The last day on which anything was logged."""
    return max((entries[-1].day for entries in _kinds(history) if entries), default=date.min)
