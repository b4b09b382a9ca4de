"""The frame of the week: minutes, number of items, places, and what limits a week."""

from typing import Any

import pytest

from core.recommend.frame import OTHER, STRENGTH, Frame, days_of, limit_days, make_frame, serves_direction
from core.recommend.menu import Menu
from tests.make import ALL_KIT, PHASE, a_person, content


def frame(phase: str, minutes: int, **changes: Any) -> Frame:
    return make_frame(a_person(**PHASE[phase] | {"preferences.minutes_per_day": minutes} | changes))


# phase, minutes a day -> minutes of a session, fewest and most items
SIZES = [
    ("calm", 5, 5, 3, 4),
    ("calm", 9, 9, 3, 4),
    ("calm", 10, 10, 4, 6),
    ("calm", 60, 10, 4, 6),
    ("build", 5, 5, 3, 4),
    ("build", 9, 9, 3, 4),
    ("build", 10, 10, 4, 6),
    ("build", 40, 40, 4, 6),
    ("strengthen", 9, 9, 3, 4),
    ("strengthen", 10, 10, 4, 6),
    ("strengthen", 39, 39, 4, 6),
    ("strengthen", 40, 40, 4, 7),
    ("strengthen", 60, 60, 4, 7),
]


@pytest.mark.parametrize(("phase", "minutes", "length", "low", "high"), SIZES)
def test_how_long_and_how_many(phase: str, minutes: int, length: int, low: int, high: int) -> None:
    found = frame(phase, minutes)
    assert (found.hundredths, found.items_low, found.items_high) == (length * 100, low, high)
    assert found.items_enough == (4 if phase == "calm" else high)
    assert found.coverage
    assert found.distinct == 9
    assert found.floor_hundredths == 50


@pytest.mark.parametrize("minutes", [5, 15, 60])
def test_very_severe_pain_leaves_two_to_four_items_and_asks_for_no_planes(minutes: int) -> None:
    found = frame("calm", minutes, pain__now=8)
    assert (found.items_low, found.items_high) == (2, 4)
    assert not found.coverage
    assert frame("calm", minutes, pain__now=7).coverage


def test_the_places_of_a_session() -> None:
    daily = ("mobility", "control", "hip")
    for phase in ("calm", "build"):
        assert frame(phase, 15).slots == {STRENGTH: daily, OTHER: daily}
    assert frame("strengthen", 15).slots == {STRENGTH: (*daily, "hinge", "squat", "pull"), OTHER: daily}


def test_every_place_can_be_filled() -> None:
    fillable = {slot for exercise in content().library.exercises for slot in exercise.slots}
    assert {slot.id for slot in content().rules.aims.slots} <= fillable


def test_findings_become_needs() -> None:
    assert frame("build", 15).needs == ()
    needs = frame("build", 15, sitting__hours_per_day=8, lifestyle__desk_job=True).needs
    assert [need.finding for need in needs] == ["sitting_long", "sitting_long", "desk_job"]


@pytest.mark.parametrize(("answer", "items"), [("yes", 1), ("unsure", 1), ("no", None)])
def test_one_item_on_the_back_in_pregnancy(answer: str, items: int | None) -> None:
    assert frame("build", 15, safety__pregnancy=answer).supine_items == items


def test_the_limits_of_a_week() -> None:
    person = a_person(**PHASE["strengthen"] | {"equipment": ALL_KIT})
    found = make_frame(person)
    limits = {
        candidate.exercise.id: limit_days(found, candidate)
        for candidate in Menu(person).choice(None).candidates
        if not candidate.quick
    }
    assert limits["kettlebell_deadlift"] == 2
    assert limits["farmers_carry"] == limits["single_arm_farmers_carry"] == 4
    assert limits["squat"] == limits["hip_thrust"] == 4
    assert limits["plank"] is None
    assert limits["bird_dog"] is None
    assert limits["row"] is None


@pytest.mark.parametrize("days", range(1, 8))
def test_patterns_have_the_days_asked_for_and_strength_days_apart(days: int) -> None:
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    patterns = content().rules.patterns_for(days)
    assert patterns
    for pattern in patterns:
        total = days_of(pattern, (STRENGTH, OTHER))
        assert total == days if pattern is patterns[0] else total <= days
        assert days_of(pattern, (STRENGTH,)) == len(pattern.strength)
        assert days_of(pattern, (OTHER,)) == len(pattern.other)
        assert not set(pattern.strength) & set(pattern.other)
        assert len(pattern.strength) == (1 if days == 1 else len(pattern.strength))
        assert 2 <= len(pattern.strength) <= 3 or days == 1
        for day in pattern.strength:
            assert week[(week.index(day) + 1) % 7] not in pattern.strength


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"positions.lying_on_stomach": "better"}, {"stomach_lying", "prone_press", "standing_extension"}),
        (
            {"direction_trials.flexion": "better"},
            {"knee_to_chest", "seated_forward_reach", "bat_hang"},
        ),
        # Without a direction, relief in a position that eases.
        ({"positions.lying_on_back": "better"}, {"knee_to_chest", "bat_hang"}),
    ],
)
def test_what_serves_the_comfortable_direction(changes: dict[str, str], expected: set[str]) -> None:
    person = a_person(**changes)
    found = Menu(person).choice(None).candidates
    assert {c.exercise.id for c in found if serves_direction(person, c)} == expected
