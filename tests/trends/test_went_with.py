"""What went with better days: enough days only, ranks with honest intervals, the same and the next day alone."""

import random
from datetime import timedelta

import pytest

from core.content.evidence import Evidence
from core.model.log import CheckIn
from core.trends.went_with import WentWith, went_with
from tests.trends.logs import TODAY, ago


def days(pain: list[int], sleep: list[float | None]) -> list[CheckIn]:
    last = len(pain) - 1
    return [
        CheckIn(day=ago(last - n), pain_average=value, sleep_hours=hours)
        for n, (value, hours) in enumerate(zip(pain, sleep, strict=True))
    ]


def row(found: WentWith, factor: str, lag: int) -> dict[str, object]:
    (only,) = [r for r in found.rows.to_dict("records") if (r["factor"], r["lag_days"]) == (factor, lag)]
    return {str(name): value for name, value in only.items()}


def scattered(count: int, seed: int = 1) -> list[int]:
    draw = random.Random(seed)
    return [draw.randint(0, 10) for _ in range(count)]


def test_it_takes_three_weeks_of_days_with_both(numbers: Evidence) -> None:
    found = went_with(days(scattered(30), [*[None] * 10, *[7.0, 8.0] * 10]), (), numbers)
    assert found.rows.empty
    assert found.pairs.empty
    assert (found.finding.code, found.finding.values) == ("went_with_too_few", {"n": 20, "needed": 21})
    assert went_with((), (), numbers).finding.values == {"n": 0, "needed": 21}


def test_what_goes_along_has_a_positive_rank_and_what_goes_against_a_negative_one(numbers: Evidence) -> None:
    pain = scattered(60)
    along = went_with(days(pain, [float(value) for value in pain]), (), numbers)
    against = went_with(days(pain, [10.0 - value for value in pain]), (), numbers)
    for found, r in ((along, 1), (against, -1)):
        same_day = row(found, "sleep", 0)
        assert same_day["rank_r"] == pytest.approx(r)
        assert same_day["clear"]
        assert same_day["low"] <= same_day["rank_r"] <= same_day["high"]  # type: ignore[operator]
        assert not row(found, "sleep", 1)["clear"]
        assert found.finding.code == "went_with_some"


def test_the_unit_of_a_factor_changes_nothing(numbers: Evidence) -> None:
    pain = scattered(40)
    one = went_with(days(pain, [value / 10 for value in pain]), (), numbers)
    other = went_with(days(pain, [value + 5.0 for value in pain]), (), numbers)
    assert one.rows["rank_r"].to_list() == pytest.approx(other.rows["rank_r"].to_list())


def test_the_day_before_is_set_beside_the_day_after(numbers: Evidence) -> None:
    pain = scattered(61)
    nights: list[float | None] = [float(value) for value in [*pain[1:], 5]]  # tonight's sleep is tomorrow's pain
    found = went_with(days(pain, nights), (), numbers)
    assert row(found, "sleep", 1)["rank_r"] == pytest.approx(1)
    assert row(found, "sleep", 1)["n"] == 60
    assert not row(found, "sleep", 0)["clear"]


def test_a_missing_day_is_no_pair_and_never_filled(numbers: Evidence) -> None:
    entries = days(scattered(50), [float(n % 7) for n in range(50)])
    found = went_with([entry for n, entry in enumerate(entries) if n % 10], (), numbers)
    assert row(found, "sleep", 0)["n"] == 45
    assert row(found, "sleep", 1)["n"] == 40


def test_what_never_varies_is_not_compared(numbers: Evidence) -> None:
    assert went_with(days(scattered(40), [7.0] * 40), (), numbers).rows.empty
    assert went_with(days([4] * 40, [float(n % 7) for n in range(40)]), (), numbers).rows.empty


def test_sessions_count_from_the_first_one_on(numbers: Evidence) -> None:
    entries = days(scattered(60), [None] * 60)
    done = {ago(n) for n in range(0, 40, 2)}
    found = went_with(entries, done, numbers)
    assert row(found, "session", 0)["n"] == 39
    assert set(found.pairs["factor"]) == {"session"}
    assert went_with(entries, {TODAY + timedelta(days=3)}, numbers).rows.empty


def test_the_order_of_the_days_changes_nothing(numbers: Evidence) -> None:
    entries = days(scattered(50), [float(n % 5) for n in range(50)])
    mixed = list(entries)
    random.Random(4).shuffle(mixed)
    assert went_with(entries, (), numbers).rows.equals(went_with(mixed, (), numbers).rows)


def test_more_comparisons_make_every_interval_wider(numbers: Evidence) -> None:
    entries = days(scattered(60), [float(n % 5) for n in range(60)])
    alone = row(went_with(entries, (), numbers), "sleep", 0)
    more = row(went_with(entries, {ago(n) for n in range(0, 60, 3)}, numbers), "sleep", 0)
    assert more["rank_r"] == alone["rank_r"]
    assert more["low"] < alone["low"]  # type: ignore[operator]
    assert more["high"] > alone["high"]  # type: ignore[operator]


def wandering(draw: random.Random, count: int, alike: float) -> list[float]:
    """Days that resemble the day before them."""
    found = [draw.gauss(0, 1)]
    for _ in range(count - 1):
        found.append(alike * found[-1] + (1 - alike**2) ** 0.5 * draw.gauss(0, 1))
    return found


@pytest.mark.parametrize("alike", [0.0, 0.5, 0.8])
def test_of_days_without_any_connection_few_intervals_leave_out_nought(alike: float, numbers: Evidence) -> None:
    """At most 5 in 100 people, all their comparisons together; ignoring that days are alike it would be 25 and more."""
    draw, people, claimed = random.Random(5), 150, 0
    for _ in range(people):
        pain = [min(10, max(0, round(5 + 1.8 * value))) for value in wandering(draw, 84, alike)]
        sleep: list[float | None] = [round(14 + 3 * value) / 2 for value in wandering(draw, 84, alike)]
        claimed += went_with(days(pain, sleep), (), numbers).finding.code == "went_with_some"
    assert claimed <= people * 0.05


def test_a_shared_drift_over_the_weeks_is_not_taken_for_a_connection(numbers: Evidence) -> None:
    """Both simply change over twelve weeks; each day is set against the days around it."""
    draw, people, claimed = random.Random(6), 100, 0
    for _ in range(people):
        drift = [n / 28 for n in range(84)]
        pain = [min(10, max(0, round(7 - way + draw.gauss(0, 1.5)))) for way in drift]
        sleep: list[float | None] = [round(13 + way + 2 * draw.gauss(0, 1)) / 2 for way in drift]
        claimed += went_with(days(pain, sleep), (), numbers).finding.code == "went_with_some"
    assert claimed <= people * 0.05


def test_days_noted_together_are_counted(numbers: Evidence) -> None:
    pairs = went_with(days([3, 4] * 15, [7.0, 8.0] * 15), (), numbers).pairs
    same_day = pairs[pairs["lag_days"] == 0].to_dict("records")
    assert [(entry["value"], entry["pain"], entry["n"]) for entry in same_day] == [(7, 3, 15), (8, 4, 15)]
