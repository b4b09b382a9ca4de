"""Pain: a median only where there is enough, no line across a gap, and no claim smaller than its noise."""

from datetime import date, timedelta

import pytest
from pandas import DataFrame

from core.content.evidence import Evidence
from core.model.log import CheckIn
from core.trends.compare_pain import compare_pain, first_week, noise_points, pain_by_day
from core.trends.comparison import Comparison
from core.trends.inputs import Finding
from core.trends.pain import pain_finding, pain_start, pain_tables
from core.trends.slope import pain_slope
from tests.trends.logs import TODAY, ago, pains, weeks


def tables(
    check_ins: tuple[CheckIn, ...], first: date, numbers: Evidence, changes: tuple[date, ...] = ()
) -> dict[str, DataFrame]:
    return pain_tables(pain_by_day(check_ins, TODAY), changes, first, TODAY, numbers)


def compared(values: list[int | None], numbers: Evidence) -> Comparison:
    return compare_pain(pain_by_day(pains(values), TODAY), TODAY, numbers)


def finding_of(values: list[int | None], numbers: Evidence) -> Finding:
    return pain_finding(compared(values, numbers), pain_by_day(pains(values), TODAY), TODAY, numbers)


# ---- tables -------------------------------------------------------------------------------------------------------


def test_the_median_is_of_the_last_seven_calendar_days(numbers: Evidence) -> None:
    medians = tables(pains([9, 1, 2, 3, 4, 5, 6, 7]), ago(7), numbers)["medians"]
    # The third day has three readings (9, 1, 2), the last one seven (1..7): the 9 is a week old and has gone.
    assert list(medians["median"]) == [2.0, 2.5, 3.0, 3.5, 4.0, 4.0]
    assert list(medians["n"]) == [3, 4, 5, 6, 7, 7]


def test_readings_before_the_first_day_count_but_are_not_shown(numbers: Evidence) -> None:
    found = tables(pains([4] * 9), ago(2), numbers)
    assert len(found["days"]) == 3
    assert list(found["medians"]["n"]) == [7, 7, 7]


def test_fewer_than_three_readings_in_seven_days_make_no_median(numbers: Evidence) -> None:
    found = tables(pains([4, None, None, 4, None, None, None, 4]), ago(7), numbers)
    assert found["medians"].empty
    assert len(found["days"]) == 3


def test_a_day_without_an_entry_ends_the_line(numbers: Evidence) -> None:
    medians = tables(pains([3, 3, 3, 3, None, 5, None, 5, 5]), ago(8), numbers)["medians"]
    assert [day.date() for day in medians["day"]] == [ago(6), ago(5), ago(3), ago(1), ago(0)]
    assert list(medians["run"]) == [0, 0, 1, 2, 2]
    assert list(medians["alone"]) == [False, False, True, False, False]


def test_weekly_means_say_how_many_days_they_stand_on(numbers: Evidence) -> None:
    monday = ago(4)
    found = tables(pains([2, 4, None, 6, 7], monday + timedelta(days=4)), monday, numbers)
    (week,) = found["weeks"].to_dict("records")
    assert (week["n"], week["mean"], week["median"]) == (4, 4.75, 5.0)
    assert (week["lowest"], week["highest"]) == (2, 7)


def test_a_week_with_too_few_days_has_no_mean_and_breaks_the_line(numbers: Evidence) -> None:
    monday = ago(4 + 21)
    values: list[int | None] = [5] * 7 + [5, 5] + [None] * 5 + [4] * 7 + [4] * 5
    weekly = tables(pains(values), monday, numbers)["weeks"]
    assert list(weekly["n"]) == [7, 2, 7, 5]
    assert list(weekly["mean"].isna()) == [False, True, False, False]
    assert list(weekly["run"]) == [0, -1, 1, 1]
    assert list(weekly["alone"]) == [True, False, False, False]


def test_only_routines_made_in_the_time_shown_are_marked(numbers: Evidence) -> None:
    changes = tables(pains([3]), ago(20), numbers, (ago(40), ago(10), TODAY))["changes"]
    assert [day.date() for day in changes["day"]] == [ago(10), TODAY]


def test_over_years_one_new_routine_in_four_weeks_is_marked(numbers: Evidence) -> None:
    monday = ago(7 * 200 + 4)
    made = tuple(monday + timedelta(days=n) for n in (0, 7, 14, 28, 35, 84))
    changes = tables(pains([3]), monday, numbers, made)["changes"]
    assert [(day.date() - monday).days for day in changes["day"]] == [0, 28, 84]


def test_the_bands_are_those_of_single_days_and_of_weekly_means(numbers: Evidence) -> None:
    start = pain_start(pain_by_day(pains([5] * 7), TODAY), numbers)
    assert start is not None
    assert (start.day, start.n, start.mean) == (ago(6), 7, 5.0)
    assert (start.day_low, start.day_high) == pytest.approx((2.17, 7.83), abs=0.01)  # 2.8 either side
    assert (start.week_low, start.week_high) == pytest.approx((3.93, 6.07), abs=0.01)  # 1.1 either side
    four = pain_start(pain_by_day(pains([1, 1, 1, 1]), TODAY), numbers)
    assert four is not None
    assert (four.day_low, four.week_high) == pytest.approx((0, 2.41), abs=0.01)  # 1.4, and never below nought
    assert pain_start(pain_by_day(pains([1, 1, 1]), TODAY), numbers) is None


def test_noise_shrinks_with_the_readings(numbers: Evidence) -> None:
    assert noise_points(1, 1, numbers) == pytest.approx(2.83, abs=0.005)
    assert noise_points(7, 7, numbers) == pytest.approx(1.07, abs=0.005)
    assert noise_points(4, 4, numbers) == pytest.approx(1.41, abs=0.005)


# ---- the comparison -----------------------------------------------------------------------------------------------


def test_the_first_week_is_the_first_seven_days_with_enough_readings(numbers: Evidence) -> None:
    sparse: list[int | None] = [5, None, None, 5, None, None, 5, None, 4, 4, 4]
    days = first_week(pain_by_day(pains(sparse), TODAY), numbers)
    # The first seven days have three readings, so the week begins with the second one noted.
    assert days == (ago(7), ago(4), ago(2), ago(1))


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([], "too_early"),
        ([5], "too_early"),
        ([5] * 20, "too_early"),
        ([5] * 21, "no_clear_change"),
        (weeks(6, 6, 6, 4, 4), "better"),
        (weeks(6, 6, 6, 6, 4), "possibly_better"),
        (weeks(6, 6, 6, 5, 5), "no_clear_change"),
        (weeks(4, 4, 4, 6, 6), "worse"),
        (weeks(4, 4, 4, 4, 6), "possibly_worse"),
        (weeks(4, 5, 5, 5, 5), "no_clear_change"),
        # Better for a week, then not: nothing has held.
        (weeks(6, 6, 6, 3, 6), "no_clear_change"),
        # Beyond the threshold before, but the other way round: one week is not two.
        (weeks(5, 5, 5, 8, 2), "possibly_better"),
        # From a low start 30 % and more than noise is a change, 2 points cannot be reached.
        (weeks(3, 3, 3, 1, 1), "better"),
        (weeks(1, 1, 1, 0, 0), "no_clear_change"),
        (weeks(0, 0, 0, 2, 2), "worse"),
        # Three days a week: the noise of the difference is larger than 1.5 points.
        (weeks(5, 5, 5, 3, 3, each=4), "better"),
        # The week before had too few readings: one week cannot be two.
        (weeks(6, 6, 6) + [3, 3] + [None] * 5 + [3] * 7, "possibly_better"),
        # Silence ends what is kinder, not a worsening; that stands for four weeks.
        (weeks(5, 5, 5, 2, 2)[:-7] + [None] * 7, "too_early"),
        (weeks(5, 5, 5, 5, 5) + [None] * 5 + [5, 5], "too_early"),
        (weeks(4, 4, 6, 6) + [None] * 7, "worse"),
        (weeks(4, 4, 4, 6) + [None] * 5 + [3, 3], "possibly_worse"),
        (weeks(4, 4, 6, 6) + [None] * 28, "worse"),
        (weeks(4, 4, 6, 6) + [None] * 35, "too_early"),
        # Two noted weeks bear each other out across silence, as long as the first still stands; a kinder one between
        # them, or too long a silence, leaves one week alone. A change for the better needs the very week before.
        (weeks(5, 5, 10, 10) + [None] * 7 + [10] * 7, "worse"),
        (weeks(5, 10, 10) + [None] * 5 + [10, 10] + [10] * 7 + [None] * 7, "worse"),
        (weeks(4, 4, 6) + [None] * 7 + [6] * 7, "worse"),
        (weeks(4, 4, 6) + [None] * 21 + [6] * 7, "worse"),
        (weeks(4, 4, 6) + [None] * 28 + [6] * 7, "possibly_worse"),
        (weeks(4, 4, 6, 4, 6), "possibly_worse"),
        (weeks(6, 6, 3, 3) + [None] * 7 + [3] * 7, "possibly_better"),
        ([5, None, None, None] * 6 + [5] * 3, "too_early"),
        # A start and one week, however long ago the start was, are two means.
        ([7] * 4 + [None] * 16 + [4] * 7, "too_early"),
    ],
)
def test_what_may_be_said(values: list[int | None], verdict: str, numbers: Evidence) -> None:
    assert compared(values, numbers).verdict == verdict


def test_a_change_inside_the_noise_of_few_days_is_not_called_one(numbers: Evidence) -> None:
    # 5.0 to 3.5 is 30 % and 1.5 points; over 7 and 7 days noise is 1.07, over 4 and 3 it is 1.53.
    full: list[int | None] = [5] * 7 + [3, 4, 3, 4, 3, 4, 3] * 2
    assert compared(full, numbers).verdict == "better"
    few: list[int | None] = [5, None, 5, None, 5, None, 5] + [3, None, None, 4, None, None, 4] * 2
    assert compared(few, numbers).verdict == "no_clear_change"
    # 4.4 to 3.0 over 5 and 3 days: the few days of the start count in the noise (1.46) like those of now.
    start: list[int | None] = [3, None, 5, 6, 6, 2, None]
    assert compared([*start, *weeks(4), 6, None, 1, None, None, 2, None], numbers).verdict == "no_clear_change"


def test_no_week_touches_the_first_one(numbers: Evidence) -> None:
    # 27 days: the first 7 are the start, then 6 days of another value belong to no week, then two weeks.
    values: list[int | None] = [6] * 7 + [0] * 6 + [6] * 14
    found = compared(values, numbers)
    assert (found.verdict, found.weeks, found.baseline, found.latest) == ("no_clear_change", 3, 6, 6)


def test_the_number_that_decided_is_named(numbers: Evidence) -> None:
    decided = {
        "pain_confidence_factor": weeks(5, 5, 5),
        "pain_change_points": weeks(6, 4, 4),
        "pain_change_share": weeks(3, 1, 1),
    }
    for number, values in decided.items():
        assert compared(values, numbers).evidence == number


# ---- the sentence -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "pain_nothing"),
        ([5] * 20, "pain_few_weeks"),
        (weeks(5, 5) + weeks(5, each=2), "pain_thin"),
        ([5] * 7 + [None] * 30 + [5] * 3, "pain_thin"),
        ([5, None, None] * 9, "pain_no_first_week"),
        (weeks(5, 5, 5, 5, 5)[:-7] + [None] * 7, "pain_no_recent"),
        (weeks(5, 5, 5, 5, 5)[:-7] + [None] * 5 + [5, 5], "pain_few_recent"),
        (weeks(4, 4, 6, 6) + [None] * 7, "pain_worse_stands"),
        (weeks(4, 4, 6, 6), "pain_worse"),
        (weeks(6, 6, 6, 6, 4), "pain_possibly_better"),
    ],
)
def test_what_is_said(values: list[int | None], code: str, numbers: Evidence) -> None:
    assert finding_of(values, numbers).code == code


def test_it_says_how_many_days_are_wanting(numbers: Evidence) -> None:
    assert finding_of([5] * 5, numbers).values == {"n": 5, "days_left": 16}


def test_the_finding_quotes_the_weeks_it_compares(numbers: Evidence) -> None:
    assert finding_of(weeks(6, 6, 6, 3, 3), numbers).values == {
        "first_day": ago(34),
        "first_mean": 6,
        "first_n": 7,
        "latest_day": TODAY,
        "latest_mean": 3,
        "latest_n": 7,
    }


# ---- the slope ----------------------------------------------------------------------------------------------------


def slope_of(values: list[int], numbers: Evidence) -> list[str]:
    days: list[int | None] = [value for value in values for _ in range(7)]
    monday = ago(4 + 7 * (len(values) - 1))
    weekly = tables(pains(days, monday + timedelta(days=len(days) - 1)), monday, numbers)["weeks"]
    return [found.code for found in pain_slope(weekly, numbers)]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ([6, 6, 5, 5, 4, 4, 3, 3], ["pain_slope_down"]),
        ([2, 3, 3, 4, 5, 5, 6, 7], ["pain_slope_up"]),
        # Too few weeks, too small in all, up and down, no slope at all.
        ([6, 5, 4, 3, 2], []),
        ([5, 5, 5, 5, 4, 4, 4, 4], []),
        ([3, 7, 4, 8, 2, 6, 3, 7], []),
        ([5] * 8, []),
    ],
)
def test_a_slope_is_told_only_where_it_is_clear_and_matters(
    values: list[int], codes: list[str], numbers: Evidence
) -> None:
    assert slope_of(values, numbers) == codes


def test_a_slope_is_told_in_points_of_four_weeks(numbers: Evidence) -> None:
    monday = ago(4 + 49)
    days: list[int | None] = [value for value in (7, 6, 6, 5, 5, 4, 4, 3) for _ in range(7)]
    weekly = tables(pains(days, monday + timedelta(days=55)), monday, numbers)["weeks"]
    (found,) = pain_slope(weekly, numbers)
    assert found.values == {"weeks": 8, "per_four_weeks": 2.0}
