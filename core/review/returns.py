"""Sore directions come back after calm weeks: first gently and without load, later like any other direction."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from core.content.content import Content
from core.model.assessment import Sore
from core.model.case import Case
from core.model.review import Returned
from core.model.vocabulary import Plane
from core.review.easing import Easing
from core.review.logs import Logs
from core.review.stops import planes_of
from core.review.zones import Judged
from core.trends.comparison import DAYS_OF_WEEK
from core.trends.inputs import Numbers

# Moving first (R08), and of the movements those the sources call easiest; turning last (C2).
ORDER: Final[tuple[Plane, ...]] = ("extension", "flexion", "side_bending", "rotation")
GENTLY, FULLY = 1, 2


def calm_days(case: Case, logs: Logs, judged: Sequence[Judged], easing: Easing, numbers: Numbers) -> int:
    """Days of known and low pain up to the day of the logs, in whole weeks, since the intake and since the last red
    session, spread, flare-up or half week. A week between low and lost does not count, and ends nothing: what has come
    back does not come and go with it."""
    days = (logs.as_of - case.as_of).days
    against = [each.day for each in judged if each.zone == "red"]
    against += [*logs.spreads, *(over or logs.as_of for _, over in easing.flares)]
    days = min([days, *((logs.as_of - day).days for day in against)])
    if easing.on(logs.as_of) is not None:
        return 0
    calm = 0
    for week in range(days // DAYS_OF_WEEK):
        mean = logs.readings.mean(logs.as_of - timedelta(days=week * DAYS_OF_WEEK))
        if mean is None or mean > numbers["return_lost_nrs"]:
            break
        calm += mean <= numbers["return_mean_nrs"]
    return calm * DAYS_OF_WEEK


def find_returned(
    case: Case, sore: Sore, days: int, stopped: Iterable[Plane], kept: Iterable[str], content: Content
) -> tuple[Returned, ...]:
    """The sore directions that are back after so many calm days, one after the other.

    Never one whose trial was worse, which is stopped, or which the person wished to keep away (`kept`: exercises).
    """
    number = content.evidence.number
    away = {plane for name in kept for plane in planes_of(content.library.by_id(name))} | set(stopped)
    found = []
    waiting = [plane for plane in ORDER if getattr(sore, plane) and not _tried_worse(case, plane)]
    for place, plane in enumerate(waiting):
        left = days - place * number("return_gap_days")
        if plane in away or left < number("return_days"):
            continue
        found.append(Returned(plane=plane, stage=FULLY if left >= number("return_full_days") else GENTLY))
    return tuple(found)


def _tried_worse(case: Case, plane: Plane) -> bool:
    return getattr(case.direction_trials, plane, None) == "worse"
