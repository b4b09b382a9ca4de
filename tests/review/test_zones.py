"""The zone of a session: the table of clinical.md section 6, at its edges."""

from typing import Any

import pytest

from core.review.zones import judge
from tests.make import content
from tests.review.diary import reviewed, session

# before, peak, next morning -> zone
TABLE = [
    (5, 8, 5, "red"),
    (5, 7, 5, "red"),
    (5, 6, 5, "amber"),
    (2, 4, 2, "amber"),
    (2, 3, 2, "green"),
    (2, 2, 2, "green"),
    (4, 5, 4, "green"),
    (4, 6, 4, "red"),
    (3, 5, 3, "amber"),
    (0, 3, 0, "red"),
    (0, 2, 0, "amber"),
    (2, 2, 3, "amber"),
    (2, 2, 4, "red"),
    (2, 2, 1, "green"),
    (7, 7, 7, "amber"),
    (7, 5, 7, "green"),
    (6, 6, 6, "amber"),
    (10, 10, 10, "amber"),
    (2, 4, 4, "red"),
    (2, 4, 3, "amber"),
    (0, 0, 0, "green"),
    # What is not known is never green, and never hides what is.
    (2, 2, None, "amber"),
    (None, 2, 2, "amber"),
    (2, None, 2, "amber"),
    (2, 5, None, "red"),
    (2, None, 4, "red"),
    (None, None, None, "amber"),
]


def zone(**told: Any) -> str:
    return judge(session(1, **told), (), content().evidence).zone


@pytest.mark.parametrize(("before", "peak", "morning", "expected"), TABLE)
def test_the_table(before: int | None, peak: int | None, morning: int | None, expected: str) -> None:
    assert zone(pain_before=before, pain_peak=peak, pain_next_morning=morning) == expected


@pytest.mark.parametrize(
    ("leg", "expected"), [("none", "green"), ("same", "green"), ("spread", "red"), (None, "amber")]
)
def test_leg_symptoms(leg: str | None, expected: str) -> None:
    found = reviewed(2, session(1, leg_symptoms=leg))
    assert [row.zone for row in found.zones] == [expected]


def test_red_is_tested_first() -> None:
    found = reviewed(2, session(1, pain_before=None, pain_peak=None, pain_next_morning=None, leg_symptoms="spread"))
    assert found.zones[0].zone == "red"


@pytest.mark.parametrize("kind", ["relief", "flare"])
def test_easing_sessions_have_a_zone_too(kind: str) -> None:
    assert reviewed(2, session(1, pain_peak=6, kind=kind)).zones[0].zone == "red"


def test_a_session_of_a_day_to_come_is_not_there_yet() -> None:
    assert reviewed(2, session(3)).zones == ()


def test_every_zone_says_what_it_rests_on() -> None:
    for before, peak, morning, _ in TABLE:
        found = reviewed(2, session(1, pain_before=before, pain_peak=peak, pain_next_morning=morning))
        (because,) = found.zones[0].because
        assert because.answers
        assert f"because.{because.code}" in content().words["en"]
