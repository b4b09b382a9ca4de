"""Ankle-to-wall: sides and difference, their bands, and what counts as a change."""

from datetime import date
from math import sqrt

import pytest

from core.content.evidence import Evidence
from core.model.log import AnkleTest
from core.trends.ankle import AnkleTrend, ankle_trend, reading, sides_differ, typical_cm
from core.trends.compare_ankle import SIDES, Side, ankle_by_day, compare_ankle, noise_cm
from core.trends.comparison import Comparison
from tests.trends.logs import TODAY, ago, ankle


def compared(tests: list[AnkleTest], side: Side, numbers: Evidence) -> Comparison:
    return compare_ankle(side, ankle_by_day(tests, side, TODAY), TODAY, numbers)


def trend(tests: list[AnkleTest], numbers: Evidence, first: date | None = None) -> AnkleTrend:
    values = {side: ankle_by_day(tests, side, TODAY) for side in SIDES}
    found = {side: compare_ankle(side, values[side], TODAY, numbers) for side in SIDES}
    return ankle_trend(values, found, first or ago(100), TODAY, numbers)


def weekly(lefts: list[float], right: float = 10) -> list[AnkleTest]:
    return [ankle(ago(7 * (len(lefts) - 1 - n)), left, right) for n, left in enumerate(lefts)]


def codes(tests: list[AnkleTest], numbers: Evidence) -> dict[str, str]:
    return {str(found.values["side"]): found.code for found in trend(tests, numbers).findings}


def test_a_side_is_the_mean_of_its_trials(numbers: Evidence) -> None:
    (row,) = trend(
        [AnkleTest(day=TODAY, left_cm=(8, 9, 8.5), right_cm=(11, 12))], numbers
    ).tests.to_dict("records")  # fmt: skip
    assert (row["left_cm"], row["right_cm"], row["difference_cm"]) == (8.5, 11.5, 3.0)


def test_a_side_that_was_not_measured_leaves_no_value_and_no_difference(numbers: Evidence) -> None:
    found = trend([ankle(ago(7), 8, None), ankle(TODAY, None, 9)], numbers)
    assert list(found.points["side"]) == ["left", "right"]
    assert list(found.tests["left_cm"].isna()) == [False, True]
    assert found.tests["difference_cm"].isna().all()
    assert [finding.code for finding in found.findings] == ["ankle_one_entry", "ankle_one_entry"]


def test_bands_lie_round_the_first_test_of_all_and_never_below_nought(numbers: Evidence) -> None:
    bands = trend(weekly([8, 9]), numbers, ago(3)).bands.set_index("side")
    assert bands.loc["left"].to_dict() == pytest.approx({"first_cm": 8, "low_cm": 6.1, "high_cm": 9.9})
    noise = sqrt(2) * 1.9
    assert noise_cm("difference", numbers) == pytest.approx(noise)
    assert bands.loc["difference"].to_dict() == pytest.approx({"first_cm": 2, "low_cm": 0, "high_cm": 2 + noise})


@pytest.mark.parametrize(
    ("lefts", "verdict"),
    [
        ([], "too_early"),
        ([8.0], "too_early"),
        ([8.0, 11.0], "too_early"),  # a week apart
        ([8.0, 8.0, 9.9], "no_clear_change"),
        ([8.0, 8.0, 10.0], "possibly_better"),
        ([8.0, 10.0, 10.0], "better"),
        ([8.0, 10.0, 8.0], "no_clear_change"),
        ([10.0, 8.0, 10.0, 8.0], "possibly_worse"),
        ([10.0, 8.0, 7.5], "worse"),
        ([8.0, 6.0, 10.0], "possibly_better"),
        ([8.2, 10.2, 10.2], "better"),
        # A little less, but three weeks in a row.
        ([8.0, 9.5, 9.5, 9.5], "better"),
        ([8.0, 9.5, 9.5, 9.4], "no_clear_change"),
        ([8.0, 9.5, 9.5, 10.0], "better"),
        ([8.0, 8.5, 9.5, 9.5], "no_clear_change"),
        ([10.0, 8.5, 8.5, 8.5], "worse"),
    ],
)
def test_what_may_be_said_of_a_side(lefts: list[float], verdict: str, numbers: Evidence) -> None:
    assert compared(weekly(lefts), "left", numbers).verdict == verdict


@pytest.mark.parametrize(
    ("lefts", "verdict"),
    [
        ([7, 9.6, 9.6], "no_clear_change"),
        ([7, 10, 10], "better"),
        ([10, 7, 7], "worse"),
        ([7, 7, 10], "possibly_better"),
        ([7, 9, 9, 9], "no_clear_change"),  # 2.0, and it takes 1.5 * sqrt(2) three times
        ([7, 9.2, 9.2, 9.2], "better"),
    ],
)
def test_the_difference_needs_more_than_a_side_to_count_as_changed(
    lefts: list[float], verdict: str, numbers: Evidence
) -> None:
    assert compared(weekly(lefts), "difference", numbers).verdict == verdict


def test_the_tests_of_one_week_are_one_point(numbers: Evidence) -> None:
    days = [ankle(ago(30), 8, None), ankle(ago(2), 10, None), ankle(ago(1), 10, None), ankle(TODAY, 10, None)]
    found = compared(days, "left", numbers)
    assert (found.verdict, found.weeks, found.latest) == ("possibly_better", 2, 10)


def test_of_two_tests_of_one_day_the_shorter_length_and_the_larger_difference_count(numbers: Evidence) -> None:
    tests = [ankle(TODAY, 8, 9), ankle(TODAY, 10, 7)]
    for entries in (tests, tests[::-1]):
        found = {side: ankle_by_day(entries, side, TODAY)[TODAY] for side in SIDES}
        assert found == {"left": 8, "right": 7, "difference": 3}


def test_the_finding_of_a_side_names_its_first_and_its_latest_test(numbers: Evidence) -> None:
    found = trend(weekly([8.0, 10.0, 10.5]), numbers)
    assert found.findings[0].code == "ankle_better"
    assert found.findings[0].values["first_day"] == ago(14)
    assert found.findings[0].values["latest_cm"] == 10.5
    assert codes(weekly([8.0, 9.0]), numbers)["difference"] == "ankle_difference_few_days"


def test_a_long_pause_between_tests_breaks_the_line(numbers: Evidence) -> None:
    days = (50, 43, 29, 14, 0)  # 7, 14, 15 and 14 days apart
    points = trend([ankle(ago(day), 8, None) for day in days], numbers).points
    assert list(points["run"]) == [0, 0, 0, 1, 1]
    assert not points["alone"].any()


def test_a_long_story_is_told_in_weeks(numbers: Evidence) -> None:
    found = trend([ankle(ago(400), 8, 8), ankle(ago(399), 10, 8), ankle(TODAY, 9, 9)], numbers, ago(400))
    assert list(found.tests["left_cm"]) == [9, 9]
    assert [day.weekday() for day in found.tests["day"]] == [0, 0]


def test_nothing_measured_says_so(numbers: Evidence) -> None:
    found = trend([], numbers)
    assert [finding.code for finding in found.findings] == ["ankle_nothing"]
    assert found.points.empty
    assert found.bands.empty
    assert found.tests.empty


@pytest.mark.parametrize(
    ("cm", "age", "said"),
    [
        (10, 59, "typical"),
        (9.9, 59, "below_typical"),
        (8, 60, "typical"),
        (7.9, 60, "below_typical"),
        (9.9, None, "below_typical"),
        (sum((9.9, 10.0, 10.1)) / 3, 30, "typical"),
    ],
)
def test_what_a_length_is_called(cm: float, age: int | None, said: str, numbers: Evidence) -> None:
    assert reading(cm, age, numbers) == said


def test_sides_that_differ(numbers: Evidence) -> None:
    assert typical_cm(None, numbers) == 10
    assert [sides_differ(cm, numbers) for cm in (1.9, 10.1 - 8.1, 2.5)] == [False, True, True]
