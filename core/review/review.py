"""Answers and logs in; decisions, trends and the next routine out. Pure: the same history gives the same review."""

from dataclasses import replace
from datetime import date
from typing import Final

from core.assess.assess import assess, still_sore
from core.content.content import Content
from core.model import memory
from core.model.case import Case
from core.model.record import History
from core.model.review import Review, SessionZone, Standing
from core.model.vocabulary import PHASES
from core.recommend.solver import solve
from core.review import planning
from core.review.course import Course
from core.review.decisions import decide
from core.review.easing import Easing
from core.review.effective import effective_case
from core.review.ladder import doing_now, done_alike, find_done
from core.review.logs import read_logs
from core.review.phase import phase_now, training_now
from core.review.returns import calm_days, find_returned
from core.review.screening import why_referral, why_rescreen
from core.review.seen import Seen
from core.review.stops import find_spreads, still_stopped
from core.review.zones import judge, judge_sessions
from core.trends.verdicts import verdicts
from core.triage.cleared import clear
from core.triage.triage import triage

# How far back sessions are looked at one by one: longer than any run of weeks that counts.
RUNS: Final = ("rotate_other_days", "rotate_rest_days")


def forget() -> None:
    """Let go of what was remembered of anybody's sessions and routines."""
    memory.forget()
    solve.cache_clear()
    judge.cache_clear()
    done_alike.cache_clear()


def review(case: Case, history: History, as_of: date, content: Content) -> Review:
    """What the logs of `history` up to the local day `as_of` make of the plan of `case`.

    Entries of later days do not exist yet; the order of the entries changes nothing; of two entries of one day the more
    cautious counts. Raises KeyError where `case.safety` lacks a flag.
    """
    numbers = content.evidence
    logs = read_logs(history, case.as_of, as_of, numbers)
    judged = judge_sessions(logs, numbers)
    trends = verdicts(history, as_of, numbers)
    easing = Easing(logs, judged, numbers)
    training = training_now(case, logs, numbers)
    phase = phase_now(case, logs, judged, easing, training, numbers)
    now = effective_case(case, logs, trends.pain, training, numbers)
    found = triage(now, content.safety, numbers)
    cleared = clear(now, found)

    planned = planning.of_answers(case, content)
    days = int(sum(numbers[name] for name in RUNS))
    done = find_done(logs, judged, easing, planned, days, content)
    eased = easing.on(as_of)
    fresh = (as_of - case.as_of).days < numbers["plan_memory_days"]
    bare = Standing(
        phase=phase.phase,
        training=training,
        half_dose=eased is not None and eased.kind != "flare",
        relief_only=eased is not None and eased.kind == "flare",
        doing=doing_now(done, planned, fresh, numbers),
    )
    assessment = assess(now, numbers, bare)
    spreads = find_spreads(logs, judged, assessment.directional_preference, content)
    stopped = tuple(each for each in spreads if still_stopped(each, case, logs, judged, content))
    seen = Seen(
        now=now,
        assessment=assessment,
        standing=bare,
        phase=phase,
        eased=eased,
        stopped=stopped,
        done=done,
        planned=planned,
        fresh=fresh,
        logs=logs,
        judged=judged,
        cleared=cleared,
        content=content,
    )
    seen = _with_returns(case, seen, easing)
    course = Course(seen)
    rescreen = why_rescreen(case, logs, judged, easing, numbers)
    referral = why_referral(case, logs, trends, spreads, content)
    return Review(
        as_of=as_of,
        rescreen=bool(rescreen),
        rescreen_because=rescreen,
        referral=bool(referral),
        referral_because=referral,
        triage=found,
        zones=_zones(seen),
        decisions=decide(seen, course, found),
        trends=trends,
        standing=course.standing,
        routine=course.routine,
        case_now=now,
        assessment=seen.assessment,
        one_bad_day=phase.one_bad_day,
    )


def _with_returns(case: Case, seen: Seen, easing: Easing) -> Seen:
    """What was seen, with the sore directions that come back; none while the plan is calming."""
    numbers, logs = seen.content.evidence, seen.logs
    if seen.standing.phase == PHASES[0]:
        return seen
    days = calm_days(case, logs, seen.judged, easing, numbers)
    stopped = {plane for spread in seen.stopped for plane in spread.planes}
    sore = seen.assessment.sore
    returned = find_returned(seen.now, sore, days, stopped, seen.kept_new(), seen.content)
    if not returned:
        return seen
    standing = seen.standing.model_copy(update={"returned": returned})
    assessment = seen.assessment.model_copy(update={"sore": still_sore(sore, returned)})
    return replace(seen, standing=standing, assessment=assessment)


def _zones(seen: Seen) -> tuple[SessionZone, ...]:
    """The zones of the last weeks."""
    since = seen.days_ago("zones_days")
    return tuple(each.told for each in seen.judged if each.day >= since)
