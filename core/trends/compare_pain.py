"""Daily pain, 0-10: the last seven days against the first week that has enough of them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from math import sqrt
from operator import itemgetter

from core.model.log import CheckIn
from core.trends.comparison import (
    DAYS_OF_WEEK,
    Comparison,
    Direction,
    as_verdict,
    at_least,
    mean,
    too_early,
    weeks_back,
)
from core.trends.inputs import Numbers


def pain_by_day(check_ins: Iterable[CheckIn], as_of: date) -> dict[date, int]:
    """Pain of each day up to `as_of`, in order of the days. Where one day stands twice, the higher pain counts."""
    by_day = [(entry.day, entry.pain_average) for entry in check_ins if entry.day <= as_of]
    if len(dict(by_day)) < len(by_day):
        return dict(sorted(by_day))  # of one day the highest comes last, and stands
    return dict(sorted(by_day, key=itemgetter(0)))


def first_week(readings: Mapping[date, int], numbers: Numbers) -> tuple[date, ...]:
    """The noted days of the first 7 days in a row with enough readings; none where there are no such days."""
    days, least = sorted(readings), int(numbers["pain_first_week_least_readings"])
    for n in range(len(days) - least + 1):
        last = days[n] + timedelta(days=DAYS_OF_WEEK - 1)
        if days[n + least - 1] <= last:
            return tuple(day for day in days[n : n + DAYS_OF_WEEK] if day <= last)
    return ()


def noise_points(first_n: int, latest_n: int, numbers: Numbers) -> float:
    """The largest difference of two means that may be chance, points: 1.96 * SEM * sqrt(1/n1 + 1/n2).

    With one reading each 2.8, with a week of 7 each 1.1, of 4 each 1.4. The best case, as the days of one person
    resemble their neighbors. (clinical.md section 3.)
    """
    single = numbers["pain_confidence_factor"] * numbers["pain_single_reading_error_points"]
    return float(single) * sqrt(1 / first_n + 1 / latest_n)


def compare_pain(readings: Mapping[date, int], as_of: date, numbers: Numbers) -> Comparison:
    """`readings` up to `as_of`, as `pain_by_day` gives them. Lower is better.

    Weeks are blocks of 7 days counted back from `as_of`, none of which touches the first week. Better needs the same
    of the week before; one week alone is possible. A worsening stands for some weeks without enough readings, until a
    week says otherwise: so the last week known by then bears a worse one out, and nothing but a worsening may rest on
    days before the last 7.
    """
    if not readings:
        return too_early("nothing", 0)
    first = first_week(readings, numbers)
    if not first:
        return too_early("no_first_week", 0)
    after = first[0] + timedelta(days=DAYS_OF_WEEK - 1)
    least = int(numbers["pain_week_least_readings"])
    complete = (as_of - after).days // DAYS_OF_WEEK
    blocks = weeks_back([day for day in readings if day > after], as_of)
    weeks = {block: days for block, days in blocks.items() if block < complete and len(days) >= least}
    known = 1 + len(weeks)
    if known < numbers["trend_least_weekly_means"]:
        return too_early("few_weeks", known)
    newest = min(weeks)
    direction, evidence = _direction(readings, first, weeks[newest], numbers)
    stands = int(numbers["pain_worse_stands_weeks"])
    reach = stands if direction == "worse" else 1
    before = next((days for block, days in weeks.items() if newest < block <= newest + reach), [])
    held = bool(before) and _direction(readings, first, before, numbers)[0] == direction
    if newest and (direction != "worse" or newest > stands):
        return too_early("few_recent" if 0 in blocks else "no_recent", known)
    return Comparison(
        verdict=as_verdict(direction, held),
        weeks=known,
        baseline=mean([readings[day] for day in first]),
        latest=mean([readings[day] for day in weeks[newest]]),
        first_days=first,
        latest_days=tuple(weeks[newest]),
        held_days=tuple(before) if held else (),
        evidence=evidence,
        late=newest > 0,
    )


def _direction(
    readings: Mapping[date, int], first: Iterable[date], week: Iterable[date], numbers: Numbers
) -> tuple[Direction, str]:
    """Beyond noise, and big enough to matter; with the number that decided.

    Worse: by 2 points. Better: by 2 points, or by 30 % and one point at the least; from a low start, where 2 points
    say little, by 30 % alone. (clinical.md sections 3 and 11.)
    """
    baseline, latest = [readings[day] for day in first], [readings[day] for day in week]
    change = mean(latest) - mean(baseline)
    if abs(change) <= noise_points(len(baseline), len(latest), numbers):
        return "none", "pain_confidence_factor"
    points = numbers["pain_change_points"]
    if at_least(change, points):
        return "worse", "pain_change_points"
    if at_least(-change, points) and mean(baseline) > numbers["pain_low_start"]:
        return "better", "pain_change_points"
    by_share = at_least(-change, numbers["pain_change_share"] * mean(baseline))
    if by_share and at_least(-change, numbers["pain_change_least_points"]):
        return "better", "pain_change_share"
    return "none", "pain_change_points"
