"""What was made of a log is remembered for that log alone."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from core.model import memory
from core.model.log import CheckIn
from core.model.record import History
from core.trends.remembered import MOST, InOrder, Remembered, in_order
from core.trends.verdicts import measured_until

TODAY = date(2026, 11, 20)


def noted(*back: int) -> tuple[CheckIn, ...]:
    return tuple(CheckIn(day=TODAY - timedelta(days=n), pain_average=n % 11) for n in back)


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, entries: Iterable[CheckIn], last: date) -> int:
        self.asked += 1
        return sum(entry.pain_average for entry in entries if entry.day <= last)


def test_the_same_entries_are_walked_over_once_a_day() -> None:
    make = Counting()
    total, entries = Remembered(make), noted(3, 2, 1)
    assert [total(entries, TODAY) for _ in range(3)] == [6, 6, 6]
    assert make.asked == 1
    assert total(entries, TODAY - timedelta(days=2)) == 5
    assert make.asked == 2


def test_other_entries_are_never_taken_for_those() -> None:
    make = Counting()
    total = Remembered(make)
    for n in range(5 * MOST):
        # Thrown away at once, so that the next one may lie in the same place of memory.
        assert total(noted(n % 11), TODAY) == n % 11
    assert make.asked == 5 * MOST


def test_what_may_change_is_not_remembered() -> None:
    make = Counting()
    total, entries = Remembered(make), list(noted(3))
    assert total(entries, TODAY) == 3
    entries.append(noted(2)[0])
    assert total(entries, TODAY) == 5


def test_all_of_it_can_be_forgotten() -> None:
    make = Counting()
    total, entries = Remembered(make), noted(3)
    total(entries, TODAY)
    memory.forget()
    total(entries, TODAY)
    assert make.asked == 2


def test_measures_follow_the_log() -> None:
    before = measured_until(History(check_ins=noted(2, 1), sessions=(), ankle_tests=()), TODAY)
    after = measured_until(History(check_ins=(*noted(2, 1), *noted(0)), sessions=(), ankle_tests=()), TODAY)
    assert (len(before.pain), len(after.pain)) == (2, 3)


def test_entries_in_order_are_those_of_the_days() -> None:
    rng = Random(3)
    for _ in range(50):
        entries = noted(*(rng.randrange(-2, 9) for _ in range(rng.randrange(7))))
        found: InOrder[CheckIn] = in_order(entries, TODAY)
        assert list(found.entries) == sorted((e for e in entries if e.day <= TODAY), key=lambda entry: entry.day)
        first, last = sorted(TODAY - timedelta(days=rng.randrange(9)) for _ in range(2))
        assert list(found.between(first, last)) == [e for e in found.entries if first <= e.day <= last]
        assert found.earliest(first) == min((e.day for e in found.entries if e.day >= first), default=None)
        assert found.latest == max((e.day for e in found.entries), default=None)
