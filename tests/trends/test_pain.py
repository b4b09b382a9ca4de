"""Pain: a median only where there is enough, no line across a gap, and no claim smaller than its noise."""

from datetime import timedelta

import pytest

from core.content.evidence import Evidence
from core.trends.pain import pain_finding, pain_trend
from tests.trends.logs import TODAY, ago, pains


def weeks(*means: int, each: int = 7) -> list[int | None]:
    """Whole weeks of one value each, the first `each` days of every week noted."""
    return [value if n < each else None for value in means for n in range(7)]


def finding_of(values: list[int | None], numbers: Evidence) -> str:
    return pain_finding({entry.day: entry.pain_average for entry in pains(values)}, TODAY, numbers).code


def test_the_median_is_of_the_last_seven_calendar_days(numbers: Evidence) -> None:
    trend = pain_trend(pains([9, 1, 2, 3, 4, 5, 6, 7]), (), ago(7), TODAY, numbers)
    # The third day has three readings (9, 1, 2), the last one seven (1..7): the 9 is a week old and has gone.
    assert list(trend.medians["median"]) == [2.0, 2.5, 3.0, 3.5, 4.0, 4.0]
    assert list(trend.medians["n"]) == [3, 4, 5, 6, 7, 7]


def test_readings_before_the_first_day_count_but_are_not_shown(numbers: Evidence) -> None:
    trend = pain_trend(pains([4] * 9), (), ago(2), TODAY, numbers)
    assert len(trend.days) == 3
    assert list(trend.medians["n"]) == [7, 7, 7]


def test_fewer_than_three_readings_in_seven_days_make_no_median(numbers: Evidence) -> None:
    trend = pain_trend(pains([4, None, None, 4, None, None, None, 4]), (), ago(7), TODAY, numbers)
    assert trend.medians.empty
    assert len(trend.days) == 3


def test_a_day_without_an_entry_ends_the_line(numbers: Evidence) -> None:
    trend = pain_trend(pains([3, 3, 3, 3, None, 5, None, 5, 5]), (), ago(8), TODAY, numbers)
    assert [day.date() for day in trend.medians["day"]] == [ago(6), ago(5), ago(3), ago(1), ago(0)]
    assert list(trend.medians["run"]) == [0, 0, 1, 2, 2]
    assert list(trend.medians["alone"]) == [False, False, True, False, False]


def test_weekly_means_say_how_many_days_they_stand_on(numbers: Evidence) -> None:
    monday = ago(4)
    trend = pain_trend(pains([2, 4, None, 6, 7], monday + timedelta(days=4)), (), monday, TODAY, numbers)
    (week,) = trend.weeks.to_dict("records")
    assert (week["n"], week["mean"], week["median"]) == (4, 4.75, 5.0)
    assert (week["lowest"], week["highest"]) == (2, 7)


def test_a_week_with_too_few_days_has_no_mean_and_breaks_the_line(numbers: Evidence) -> None:
    monday = ago(4 + 21)
    values: list[int | None] = [5] * 7 + [5, 5] + [None] * 5 + [4] * 7 + [4] * 5
    weekly = pain_trend(pains(values), (), monday, TODAY, numbers).weeks
    assert list(weekly["n"]) == [7, 2, 7, 5]
    assert list(weekly["mean"].isna()) == [False, True, False, False]
    assert list(weekly["run"]) == [0, -1, 1, 1]
    assert list(weekly["alone"]) == [True, False, False, False]


def test_only_routines_made_in_the_time_shown_are_marked(numbers: Evidence) -> None:
    made = (ago(40), ago(10), TODAY)
    changes = pain_trend(pains([3]), made, ago(20), TODAY, numbers).changes
    assert [day.date() for day in changes["day"]] == [ago(10), TODAY]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "pain_none"),
        ([5], "pain_too_early"),
        ([5] * 20, "pain_too_early"),
        ([5] * 21, "pain_no_clear_change"),
        (weeks(6, 6, 6, 4, 4), "pain_lower"),
        (weeks(6, 6, 6, 6, 4), "pain_possibly_lower"),
        (weeks(6, 6, 6, 5, 5), "pain_no_clear_change"),
        (weeks(4, 4, 4, 6, 6), "pain_higher"),
        (weeks(4, 4, 4, 4, 6), "pain_possibly_higher"),
        (weeks(4, 5, 5, 5, 5), "pain_no_clear_change"),
        # Beyond the threshold before, but the other way round: one week is not two.
        (weeks(5, 5, 5, 8, 2), "pain_possibly_lower"),
        # From a low start 30 % and more than noise is a change, 2 points cannot be reached.
        (weeks(3, 3, 3, 1, 1), "pain_lower"),
        (weeks(1, 1, 1, 0, 0), "pain_no_clear_change"),
        # Three days a week: the noise of the difference is larger than 1.5 points.
        (weeks(5, 5, 5, 3, 3, each=4), "pain_lower"),
        (weeks(5, 5, 5, 5, 5)[:-7] + [None] * 7, "pain_no_recent"),
        (weeks(5, 5, 5, 5, 5)[:-7] + [None] * 5 + [5, 5], "pain_too_few"),
        ([5, None, None, None] * 6 + [5] * 3, "pain_no_first_week"),
    ],
)
def test_what_may_be_said(values: list[int | None], code: str, numbers: Evidence) -> None:
    assert finding_of(values, numbers) == code


def test_a_change_inside_the_noise_of_few_days_is_not_called_one(numbers: Evidence) -> None:
    # 5.0 to 3.5 is 30 % and 1.5 points; over 7 and 7 days noise is 1.07, over 4 and 3 it is 1.53.
    full: list[int | None] = [5] * 7 + [3, 4, 3, 4, 3, 4, 3] * 2
    assert finding_of(full, numbers) == "pain_lower"
    few: list[int | None] = [5, None, 5, None, 5, None, 5] + [3, None, None, 4, None, None, 4] * 2
    assert finding_of(few, numbers) == "pain_no_clear_change"


def test_the_finding_quotes_the_weeks_it_compares(numbers: Evidence) -> None:
    readings = {entry.day: entry.pain_average for entry in pains(weeks(6, 6, 6, 3, 3))}
    values = pain_finding(readings, TODAY, numbers).values
    assert values == {"first_day": ago(34), "first_mean": 6, "first_n": 7, "latest_mean": 3, "latest_n": 7}
