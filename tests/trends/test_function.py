"""Function: activities named both times, PEG's mean, and what counts as a change."""

from datetime import timedelta

import pytest

from core.content.evidence import Evidence
from core.model.log import FunctionScore
from core.trends.compare_function import activities_by_day, compare_activities, compare_peg, peg_by_day
from core.trends.comparison import Comparison
from core.trends.function import FunctionTrend, function_trend, own_words
from tests.trends.logs import TODAY, ago, scored


def activities(entries: list[FunctionScore], numbers: Evidence) -> Comparison:
    return compare_activities(activities_by_day(entries, TODAY), numbers)


def peg(entries: list[FunctionScore], numbers: Evidence) -> Comparison:
    return compare_peg(peg_by_day(entries, TODAY), numbers)


def walks(*scores: int) -> list[FunctionScore]:
    return [scored(ago(14 * (len(scores) - 1 - n)), {"Walk": score}) for n, score in enumerate(scores)]


def pegs(*scores: tuple[int, int, int]) -> list[FunctionScore]:
    return [scored(ago(14 * (len(scores) - 1 - n)), {}, score) for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ((), "too_early"),
        ((3,), "too_early"),
        ((3, 4), "no_clear_change"),
        ((3, 5), "possibly_better"),
        ((3, 9), "possibly_better"),  # once, however much
        ((3, 5, 6), "better"),
        ((3, 3, 6), "possibly_better"),
        ((3, 5, 5), "possibly_better"),  # held, but a small change
        ((7, 5, 4), "worse"),
        ((7, 7, 5), "possibly_worse"),
    ],
)
def test_what_may_be_said_of_activities(scores: tuple[int, ...], verdict: str, numbers: Evidence) -> None:
    assert activities(walks(*scores), numbers).verdict == verdict


def test_only_activities_named_both_times_are_compared_however_they_are_typed(numbers: Evidence) -> None:
    entries = [
        scored(ago(28), {"Walk to the  shop": 2, "Garden": 9}),
        scored(ago(14), {"walk to the shop": 5, "Swim": 0}),
        scored(TODAY, {" WALK TO THE SHOP ": 6, "Swim": 1}),
    ]
    found = activities(entries, numbers)
    assert (found.verdict, found.baseline, found.latest, found.weeks) == ("better", 2, 6, 3)


def test_the_start_is_the_first_day_that_names_an_activity_of_the_latest(numbers: Evidence) -> None:
    entries = [scored(ago(42), {"Garden": 1}), scored(ago(28), {"Swim": 3}), scored(TODAY, {"swim": 5})]
    found = activities(entries, numbers)
    assert (found.verdict, found.first_days) == ("possibly_better", (ago(28),))


def test_less_than_two_weeks_apart_is_too_early(numbers: Evidence) -> None:
    assert activities([scored(ago(13), {"Walk": 1}), scored(TODAY, {"Walk": 9})], numbers).missing == "few_days"
    assert activities([scored(TODAY, {"Walk": 9})], numbers).missing == "one_entry"


def test_of_an_activity_named_twice_the_lower_score_counts(numbers: Evidence) -> None:
    entries = [scored(TODAY, {"Walk": 4, "walk": 7}), scored(TODAY, {"WALK": 6})]
    for order in (entries, entries[::-1]):
        assert activities_by_day(order, TODAY) == {TODAY: {"walk": 4}}


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        (((6, 6, 6),), "too_early"),
        (((6, 6, 6), (6, 6, 5)), "no_clear_change"),
        (((6, 6, 6), (5, 5, 5)), "possibly_better"),
        (((6, 6, 6), (5, 5, 5), (4, 4, 4)), "better"),
        (((6, 6, 6), (5, 5, 5), (5, 5, 5)), "possibly_better"),
        (((3, 3, 3), (2, 2, 2), (2, 2, 2)), "better"),  # a third less
        (((3, 3, 3), (4, 4, 4), (4, 4, 4)), "possibly_worse"),  # no share counts upwards
        (((3, 3, 3), (4, 4, 4), (5, 5, 5)), "worse"),
    ],
)
def test_what_may_be_said_of_peg(scores: tuple[tuple[int, int, int], ...], verdict: str, numbers: Evidence) -> None:
    assert peg(pegs(*scores), numbers).verdict == verdict


def shown(entries: list[FunctionScore], numbers: Evidence, days_ago: int = 20) -> FunctionTrend:
    compared = (activities(entries, numbers), peg(entries, numbers))
    by_day = (activities_by_day(entries, TODAY), peg_by_day(entries, TODAY))
    return function_trend(*by_day, own_words(entries), compared, (ago(days_ago), TODAY), numbers)


def test_charts_take_the_time_shown_and_the_words_as_written_last(numbers: Evidence) -> None:
    entries = [
        scored(ago(28), {"walk": 2}, (6, 6, 6)),
        scored(ago(14), {"walk": 4}, (5, 5, 6)),
        scored(TODAY, {"Walk to work": 1, "Walk": 5}),
    ]
    found = shown(entries, numbers)
    rows = [(row.day.date(), row.activity, row.score) for row in found.activities.itertuples()]
    assert rows == [(ago(14), "Walk", 4), (TODAY, "Walk to work", 1), (TODAY, "Walk", 5)]
    assert [round(value, 2) for value in found.peg["peg"]] == [5.33]
    assert found.peg_band.to_dict("records") == [{"low": 5, "high": 7, "first": 6}]
    assert [finding.code for finding in found.findings] == ["activities_better", "peg_no_clear_change"]


def test_a_very_long_story_is_told_in_steps_of_four_weeks(numbers: Evidence) -> None:
    first = ago(7 * 200 + 4)  # a Monday
    entries = [
        scored(first + timedelta(days=n), {"Walk": score}, (score, 5, 5)) for n, score in ((0, 2), (14, 5), (28, 6))
    ]
    found = shown(entries, numbers, 7 * 200 + 4)
    assert list(found.activities["score"]) == [3.5, 6]
    assert [day.date() for day in found.peg["day"]] == [first, first + timedelta(days=28)]


def test_nothing_scored_says_so(numbers: Evidence) -> None:
    found = shown([], numbers)
    assert found.activities.empty
    assert found.peg.empty
    assert found.peg_band.empty
    assert [finding.code for finding in found.findings] == ["activities_nothing", "peg_nothing"]
