"""When the warning signs are asked again, and when the summary belongs in front of a clinician."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import Final

from core.content.content import Content
from core.model.case import Case
from core.model.reason import Answer, Because
from core.model.review import Trends
from core.review.easing import Easing
from core.review.logs import Logs
from core.review.stops import Spread, both_directions
from core.review.why import OWN, of_session, pain_on, told, why
from core.review.zones import Judged
from core.trends.comparison import DAYS_OF_WEEK, at_least
from core.trends.inputs import Numbers

SCREEN_RULE: Final = "contract.1"
REFER_RULE: Final = "R18"
REFER_SOURCE: Final = "fioranelli"


def screened_on(case: Case, logs: Logs) -> date:
    """The last day on which the warning signs were asked: the intake, or asked again since."""
    asked = [entry.day for entry in logs.rescreens if entry.day >= case.as_of and entry.answers]
    return max([case.as_of, *asked])


def why_rescreen(
    case: Case, logs: Logs, judged: Sequence[Judged], easing: Easing, numbers: Numbers
) -> tuple[Because, ...]:
    """Reasons to ask the warning signs again; empty where there is none."""
    screened = screened_on(case, logs)
    # What is logged on the day of the intake may have come after it; what is asked again is asked because of it.
    first = screened if screened == case.as_of and not _asked_on(logs, screened) else screened + timedelta(days=1)
    found = [because for _, because in sorted(_events(first, logs, judged, easing, numbers), key=_by_day)]
    if (logs.as_of - screened).days >= numbers["rescreen_days"]:
        answers = [told("case.as_of", case.as_of.isoformat()), told("as_of", logs.as_of.isoformat())]
        if screened != case.as_of:
            answers[0] = told(f"rescreens.{screened}.day", screened.isoformat())
        found.insert(0, why("rescreen_weekly", SCREEN_RULE, OWN, answers, "rescreen_days"))
    return tuple(found)


def _asked_on(logs: Logs, day: date) -> bool:
    return any(entry.day == day and entry.answers for entry in logs.rescreens)


def _by_day(event: tuple[date, Because]) -> date:
    return event[0]


def _events(
    first: date, logs: Logs, judged: Sequence[Judged], easing: Easing, numbers: Numbers
) -> Iterator[tuple[date, Because]]:
    """What calls for asking at once, from `first` on, with the day on which it was known."""
    jump = numbers["rescreen_jump_points"]

    def asked(code: str, answers: Iterable[Answer], evidence: str | None = None) -> Because:
        return why(code, SCREEN_RULE, OWN, answers, evidence)

    for day, answers in logs.spreads.items():
        if day >= first:
            yield day, asked("rescreen_spread", answers)
    for day in logs.falls:
        if day >= first:
            yield day, asked("rescreen_fall", [told(f"check_ins.{day}.fell", True)])
    for began, _ in easing.flares:
        if began >= first:
            yield began, asked("rescreen_flare", [told(f"flares.{began}.state", "began")])
    low, _ = logs.readings.between(first.toordinal(), first.toordinal())
    low = max(low - 1, 0)
    for (day, before), (later, after) in pairwise(
        zip(logs.readings.days[low:], logs.readings.values[low:], strict=True)
    ):
        if later >= first and after - before >= jump and (later - day).days <= DAYS_OF_WEEK:
            yield later, asked("rescreen_jump", (pain_on(day, before), pain_on(later, after)), "rescreen_jump_points")
    eve = first - timedelta(days=1)
    for each in takewhile(lambda each: each.day >= eve, reversed(judged)):
        session = each.session
        known = min(each.day + timedelta(days=1), logs.as_of)
        if known < first or session.pain_before is None:
            continue
        if each.day >= first and session.pain_peak is not None and session.pain_peak - session.pain_before >= jump:
            quoted = of_session(session, "pain_before", "pain_peak")
            yield each.day, asked("rescreen_session", quoted, "rescreen_jump_points")
        if session.pain_next_morning is not None and session.pain_next_morning - session.pain_before >= jump:
            quoted = of_session(session, "pain_before", "pain_next_morning")
            yield known, asked("rescreen_morning", quoted, "rescreen_jump_points")


def why_referral(
    case: Case, logs: Logs, trends: Trends, spreads: Sequence[Spread], content: Content
) -> tuple[Because, ...]:
    """Reasons to show the summary to a clinician; empty where there is none."""
    numbers = content.evidence
    since = logs.as_of - timedelta(days=int(numbers["referral_spread_days"]))
    found = (
        _very_severe(logs, numbers),
        both_directions(spreads, since),
        _worse(trends),
        _no_better(case, logs, trends, numbers),
    )
    return tuple(because for because in found if because is not None)


def _very_severe(logs: Logs, numbers: Numbers) -> Because | None:
    """Pain of 8 or more on two days running, seen lately: before sessions, or as the day's average."""
    bad, recent = numbers["very_severe_pain_nrs"], numbers["referral_recent_days"]
    before = {s.day: of_session(s, "pain_before") for s in logs.sessions if (s.pain_before or 0) >= bad}
    low, high = logs.readings.between(logs.as_of.toordinal() - int(recent), logs.as_of.toordinal())
    readings = zip(logs.readings.days[low:high], logs.readings.values[low:high], strict=True)
    average = {day: (pain_on(day, value),) for day, value in readings if value >= bad}
    for days in (before, average):
        for first, second in pairwise(sorted(days)):
            if (second - first).days == 1 and (logs.as_of - second).days < recent:
                answers = (*days[first], *days[second])
                return why("referral_severe", REFER_RULE, REFER_SOURCE, answers, "very_severe_pain_nrs")
    return None


def _worse(trends: Trends) -> Because | None:
    if trends.pain.verdict != "worse":
        return None
    return why("referral_worse", REFER_RULE, REFER_SOURCE, _quoted(trends), "pain_change_points")


def _no_better(case: Case, logs: Logs, trends: Trends, numbers: Numbers) -> Because | None:
    """Weeks without a change that matters, from a start that left room for one; sooner where nobody has looked yet."""
    pain, peg = trends.pain, trends.peg
    if pain.baseline is None or pain.latest is None or pain.baseline <= numbers["referral_floor_nrs"]:
        return None
    wait = numbers["referral_days" if case.person.seen_clinician else "referral_unseen_days"]
    if not logs.readings.days or (logs.as_of - logs.readings.days[0]).days < wait:
        return None
    gain = pain.baseline - pain.latest
    mattered = at_least(gain, numbers["pain_change_points"])
    mattered = mattered or at_least(gain, numbers["pain_change_share"] * pain.baseline)
    if mattered or (peg.change is not None and at_least(-peg.change, numbers["peg_possible_points"])):
        return None
    return why("referral_no_better", REFER_RULE, REFER_SOURCE, _quoted(trends), "referral_days")


def _quoted(trends: Trends) -> tuple[Answer, ...]:
    pain = trends.pain
    return (
        told("trends.pain.verdict", pain.verdict),
        told("trends.pain.baseline", pain.baseline),
        told("trends.pain.latest", pain.latest),
    )
