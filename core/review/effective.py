"""The answers as the logs have moved them on: pain, weeks, ankles, warning signs. Nothing gets better by silence."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from core.model.case import Case
from core.model.log import Rescreen
from core.model.review import TrendVerdict
from core.model.vocabulary import FlagAnswer, Training, Trend
from core.review.logs import Logs
from core.review.zones import PAINS
from core.trends.comparison import DAYS_OF_WEEK
from core.trends.inputs import Numbers

_ORDER: Final[tuple[FlagAnswer, ...]] = ("no", "unsure", "yes")
FALL: Final = "falls_or_dizzy"
MOST_WEEKS: Final = 6240


def effective_case(case: Case, logs: Logs, pain: TrendVerdict, training: Training, numbers: Numbers) -> Case:
    """`case` as it stands on the day of the logs."""
    as_of = max(case.as_of, logs.as_of)
    weeks = min(case.pain.weeks_since_onset + (as_of - case.as_of).days // DAYS_OF_WEEK, MOST_WEEKS)
    told: dict[str, Any] = {
        "trend": _trend(case, logs, pain),
        "weeks_since_onset": weeks,
        **_pains(case, logs, numbers),
    }
    return case.model_copy(
        update={
            "as_of": as_of,
            "safety": safety_since(case, logs.rescreens, logs.falls),
            "pain": case.pain.model_copy(update=told),
            "ankle": case.ankle.model_copy(update={f"{side}_cm": trials for side, trials in logs.ankles.items()}),
            "capacity": case.capacity.model_copy(update={"training": training}),
        }
    )


def safety_since(case: Case, rescreens: Iterable[Rescreen], falls: Iterable[date]) -> dict[str, FlagAnswer]:
    """Each warning sign with its worst answer since the intake; a fall that was logged is an answer too."""
    worst = dict(case.safety)
    for entry in rescreens:
        if entry.day >= case.as_of:
            for flag, answer in entry.answers.items():
                # Hardly any answer is another one than no, and no makes nothing worse.
                if answer != _ORDER[0] and flag in worst:
                    worst[flag] = max(worst[flag], answer, key=_ORDER.index)
    if FALL in worst and any(day >= case.as_of for day in falls):
        worst[FALL] = "yes"
    return worst


def _pains(case: Case, logs: Logs, numbers: Numbers) -> dict[str, int]:
    """Pain now, on average and at worst from the last 7 days. With few readings, or answers as fresh as they are,
    what was answered stays, unless the logs say worse."""
    said, as_of = case.pain, logs.as_of
    values = logs.readings.week_values(as_of)
    latest = logs.readings.latest(as_of, DAYS_OF_WEEK)
    now = None if latest is None else logs.readings.on(latest)
    worst = max([*values, *_session_pains(logs)], default=0)
    mean = logs.readings.mean(as_of)
    fresh = (as_of - case.as_of).days < DAYS_OF_WEEK
    if now is None or mean is None or fresh:
        few = round_half_up(sum(values) / len(values)) if values else 0
        return {
            "now": max(said.now, now or 0) if latest is None or latest >= case.as_of else said.now,
            "average_week": max(said.average_week, few),
            "worst_week": max(said.worst_week, worst),
        }
    return {"now": now, "average_week": round_half_up(mean), "worst_week": worst}


def _session_pains(logs: Logs) -> list[int]:
    recent = [session for session in logs.sessions if (logs.as_of - session.day).days < DAYS_OF_WEEK]
    return [value for session in recent for field in PAINS if (value := getattr(session, field)) is not None]


def round_half_up(value: float) -> int:
    """A mean as the whole number a person would say; a half counts up, the more cautious way."""
    return int(value + 1 / 2)


def _trend(case: Case, logs: Logs, pain: TrendVerdict) -> Trend:
    """What is clear enough to say; an improvement does not outlive a day that is as bad as the start."""
    if pain.verdict == "worse":
        return "worsening"
    if pain.verdict == "too_early":
        return case.pain.trend
    latest = logs.readings.latest(logs.as_of, DAYS_OF_WEEK)
    now = None if latest is None else logs.readings.on(latest)
    if pain.verdict == "better" and pain.baseline is not None and now is not None and now < pain.baseline:
        return "improving"
    return "same"
