"""Outside the session: directional movement, ankle bouts, sitting breaks, and the activity of choice."""

from typing import Any

import pytest

from core.model.routine import RoutineActivity, ThroughTheDay
from core.model.vocabulary import WEEKDAYS
from core.recommend.eligible import Eligibility
from core.recommend.through_the_day import activities, through_the_day
from tests.make import CALM, PHASE, a_person, aged

EXTENSION = {"positions.sitting": "worse", "positions.driving": "worse"}
FLEXION = {"positions.standing": "worse", "positions.walking": "worse"}
# The direction is as clear, but the position in which it is easiest at hand is worse too.
MORE_EXTENSION = EXTENSION | {"positions.lifting": "worse", "positions.standing": "worse"}
MORE_FLEXION = FLEXION | {"positions.lying_on_stomach": "worse", "positions.sitting": "worse"}


def parts(**changes: Any) -> dict[str, ThroughTheDay]:
    person = a_person(**changes)
    return {part.exercise or part.habit or "": part for part in through_the_day(person, Eligibility(person))}


def active(**changes: Any) -> tuple[RoutineActivity, ...]:
    return activities(a_person(**changes))


def test_a_quiet_case_needs_nothing_through_the_day() -> None:
    assert parts() == {}


# Directional movement

DIRECTIONS: list[tuple[dict[str, Any], str, str | None]] = [
    # At a desk or in a kitchen where that is possible.
    (EXTENSION, "standing_extension", "leaning into a wall"),
    (FLEXION, "seated_forward_reach", "supported on a counter or ball"),
    # Elsewhere where that position is worse; there all the same where nothing else is left.
    (MORE_EXTENSION, "prone_press", "on elbows"),
    (MORE_EXTENSION | {"capacity.cannot": ["prone"]}, "standing_extension", "leaning into a wall"),
    (MORE_FLEXION, "bat_hang", None),
    (MORE_FLEXION | {"capacity.cannot": ["supine"]}, "seated_forward_reach", "supported on a counter or ball"),
    (EXTENSION | {"preferences.excluded_exercises": ["standing_extension"]}, "prone_press", "on elbows"),
]


@pytest.mark.parametrize(("changes", "exercise", "rung"), DIRECTIONS)
def test_the_comfortable_direction_comes_back_through_the_day(
    changes: dict[str, Any], exercise: str, rung: str | None
) -> None:
    found = parts(**changes)
    assert exercise in found
    if rung is not None:
        assert found[exercise].rung == rung
    assert found[exercise].because[0].code.startswith("day_direction_")


@pytest.mark.parametrize(("phase", "times"), [("calm", 5), ("build", 3), ("strengthen", 3)])
def test_how_often_the_direction_comes_back(phase: str, times: int) -> None:
    found = parts(**PHASE[phase] | EXTENSION)["standing_extension"]
    assert found.times_per_day == times
    # The gentle dose each time, whatever the phase.
    assert (found.reps, found.hold_s, found.per_side, found.side) == (8, 2, False, None)


def test_no_direction_no_movement() -> None:
    assert parts(positions__sitting="worse", positions__standing="worse") == {}


def test_a_direction_that_is_barred_does_not_come_back() -> None:
    # Leaning to extension by the easing positions, but the trial was worse: two points off.
    barred = {"positions.standing": "better", "positions.walking": "better", "positions.lying_on_stomach": "better"}
    assert parts(**barred)
    assert parts(**barred | {"direction_trials.extension": "worse"}) == {}


# Ankles

STIFF_LEFT = {"ankle.left_cm": [8], "ankle.right_cm": [11]}
ANKLE = "ankle_dorsiflexion_mobilisation"


@pytest.mark.parametrize(
    ("changes", "side"),
    [
        ({}, None),
        (STIFF_LEFT, "left"),
        ({"ankle.left_cm": [11], "ankle.right_cm": [8]}, "right"),
        ({"ankle.left_cm": [8], "ankle.right_cm": [8]}, "both"),
        ({"ankle.left_cm": [12], "ankle.right_cm": [10]}, "right"),
        ({"ankle.left_cm": [9], "ankle.right_cm": [9], **aged(60)}, None),
        ({"ankle.left_cm": None, "ankle.right_cm": None}, None),
        (STIFF_LEFT | {"pain.now": 8}, "left"),
        (STIFF_LEFT | {"preferences.excluded_exercises": [ANKLE]}, None),
    ],
)
def test_ankle_bouts_only_where_the_test_asks_for_them(changes: dict[str, Any], side: str | None) -> None:
    part = parts(**changes).get(ANKLE)
    assert (part.side if part else None) == side


@pytest.mark.parametrize(
    ("phase", "cannot", "bouts", "reps", "hold_s"),
    [
        ("calm", [], 2, 10, 5),
        ("build", [], 3, 12, 5),
        ("strengthen", [], 3, 15, 5),
        ("build", ["stand_5_min"], 3, 10, None),
    ],
)
def test_ankle_bouts_start_below_the_dose_of_the_source(
    phase: str, cannot: list[str], bouts: int, reps: int, hold_s: int | None
) -> None:
    part = parts(**PHASE[phase] | STIFF_LEFT | {"capacity.cannot": cannot})[ANKLE]
    assert (part.times_per_day, part.reps, part.hold_s, part.per_side) == (bouts, reps, hold_s, True)
    if cannot:
        assert part.reps is not None
        assert 2 * part.reps * 3 <= 60  # both sides together stand no longer than a minute


def test_the_cut_off_of_the_age_is_the_evidence() -> None:
    assert parts(**STIFF_LEFT)[ANKLE].because[0].evidence == "ankle_typical_cm"
    for age, number in ((59, "ankle_typical_cm"), (60, "ankle_typical_from_60_cm")):
        stiff = parts(**{"ankle.left_cm": [7], "ankle.right_cm": [7], **aged(age)})[ANKLE]
        assert stiff.because[0].evidence == number


# Sitting


@pytest.mark.parametrize(
    ("hours", "unbroken", "times"),
    [
        (5.5, 59, None),
        (6, 30, 8),  # every 45 minutes
        (9, 30, 12),
        (16, 30, 12),  # and no more than that
        (2, 90, 3),
        (0.5, 60, 1),
        (0, 60, 1),
    ],
)
def test_breaks_from_sitting(hours: float, unbroken: int, times: int | None) -> None:
    part = parts(sitting__hours_per_day=hours, sitting__longest_unbroken_minutes=unbroken).get("sitting_break")
    assert (part.times_per_day if part else None) == times
    if part:
        assert (part.exercise, part.rung, part.reps, part.hold_s, part.side) == (None, None, None, None, None)


# Activities


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, ["walking"]),
        ({"positions.walking": "worse"}, ["cycling"]),
        ({"preferences.activities": ["swimming"]}, ["swimming"]),
        ({"preferences.activities": ["yoga", "cycling"]}, ["yoga", "cycling"]),
        ({"preferences.activities": ["yoga", "yoga"]}, ["yoga"]),
        # Running waits for the strengthen phase; without anything else a walk stands in.
        ({"preferences.activities": ["running"]}, ["walking"]),
        ({"preferences.activities": ["running", "cycling"]}, ["cycling"]),
        (PHASE["strengthen"] | {"preferences.activities": ["running"]}, ["running"]),
        # What is not wanted is not suggested.
        ({"preferences.activities": ["cycling"], "preferences.excluded_exercises": ["cycling"]}, ["walking"]),
        ({"preferences.excluded_exercises": ["walking"]}, ["cycling"]),
        ({"preferences.excluded_exercises": ["walking"], "positions.walking": "worse"}, ["cycling"]),
        ({"preferences.excluded_exercises": ["cycling"], "positions.walking": "worse"}, ["walking"]),
        ({"preferences.excluded_exercises": ["walking", "cycling"]}, []),
        # A short walk alone while pain is very severe.
        ({"pain.now": 8, "preferences.activities": ["swimming"]}, ["walking"]),
        ({"pain.now": 8, "preferences.excluded_exercises": ["walking"]}, []),
    ],
)
def test_the_activity_is_the_persons_own(changes: dict[str, Any], names: list[str]) -> None:
    assert [part.activity for part in active(**changes)] == names


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [(CALM, 10), (PHASE["build"], 20), (PHASE["strengthen"], 30), ({"pain.now": 8}, 5), ({"pain.now": 7}, 10)],
)
def test_minutes_of_activity_by_phase(changes: dict[str, Any], minutes: int) -> None:
    assert [part.minutes for part in active(**changes)] == [minutes]


def test_activities_share_the_days_of_the_week() -> None:
    names = ["walking", "swimming", "yoga"]
    calm = active(**CALM | {"preferences.activities": names})
    assert [part.days for part in calm] == [("mon", "thu", "sun"), ("tue", "fri"), ("wed", "sat")]
    # Beyond calm five days, those without strength work first.
    build = active(preferences__activities=names)
    assert [part.days for part in build] == [("tue", "sat"), ("wed", "sun"), ("fri",)]


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        (CALM, WEEKDAYS),
        ({"preferences.days_per_week": 1}, ("tue", "wed", "thu", "fri", "sat")),
        ({"preferences.days_per_week": 6}, ("tue", "wed", "fri", "sat", "sun")),
        ({"preferences.days_per_week": 7}, ("mon", "tue", "thu", "sat", "sun")),
    ],
)
def test_on_how_many_days_one_activity_stands(changes: dict[str, Any], days: tuple[str, ...]) -> None:
    assert [part.days for part in active(**changes)] == [days]


def test_every_activity_named_gets_a_day() -> None:
    names = ["walking", "swimming", "running", "cycling", "yoga"]
    found = active(**PHASE["strengthen"] | {"preferences.activities": names})
    assert [part.activity for part in found] == names
    assert all(part.days for part in found)
