"""Doses: the minutes that follow from them, and how an answer makes them gentler."""

import math
from typing import Any

import pytest

from core.model.vocabulary import PHASES, Phase
from core.recommend.dose import Dosed, dose, length_s
from core.recommend.eligible import Obstacle
from tests.make import PHASE, a_person, content, every_rung, name_of, rung_named


def dosed(name: str, phase: Phase = "build", **changes: Any) -> Dosed:
    found = told(name, phase, **changes)
    assert isinstance(found, Dosed), found
    return found


def told(name: str, phase: Phase = "build", **changes: Any) -> Dosed | Obstacle:
    person = a_person(**PHASE[phase] | changes)
    return dose(person, rung_named(name)[1], person.assessment.phase)


def numbers(found: Dosed) -> tuple[int, int, int, float]:
    return found.sets, found.reps, found.hold_s, found.hundredths / 100


# 20 s to get ready; 3 s a repetition and its hold, on each side; rests between sets; rounded up to 0.1 minutes.
LENGTHS: list[tuple[str, Phase, int, tuple[int, int, int]]] = [
    ("plank/wall", "build", 20 + 2 * 4 * (3 + 12) + 20, (2, 4, 12)),
    ("plank/wall", "strengthen", 20 + 3 * 2 * (3 + 25) + 2 * 20, (3, 2, 25)),
    ("side_plank/wall", "build", 20 + 2 * 4 * (3 + 12), (1, 4, 12)),
    ("stomach_lying", "calm", 20 + (3 + 60), (1, 1, 60)),
    ("stomach_lying", "build", 20 + (3 + 90), (1, 1, 90)),
    ("childs_pose", "build", 20 + 2 * (3 + 30) + 5, (2, 1, 30)),
    ("pigeon/lying figure-4", "build", 20 + 2 * 2 * (3 + 30) + 5, (2, 1, 30)),
    ("standing_extension/free standing", "build", 20 + 2 * 10 * (3 + 2) + 5, (2, 10, 2)),
    ("pallof_press/band", "strengthen", 20 + 2 * 2 * 10 * (3 + 2) + 20, (2, 10, 2)),
    ("bird_dog/leg only", "strengthen", 20 + 2 * 15 * (3 + 2), (1, 15, 2)),
    ("glute_bridge/two-leg", "build", 20 + 15 * (3 + 3), (1, 15, 3)),
    ("squat/full bodyweight", "strengthen", 20 + 3 * 10 * 3 + 2 * 45, (3, 10, 0)),
    ("reverse_lunge/free", "build", 20 + 2 * 2 * 8 * 3 + 45, (2, 8, 0)),
    ("farmers_carry/light", "build", 20 + 40, (1, 1, 0)),
    ("single_arm_farmers_carry/light", "build", 20 + 2 * 40, (1, 1, 0)),
    ("drawing_in", "build", 20 + 6 * (3 + 10), (1, 6, 10)),
]


@pytest.mark.parametrize(("name", "phase", "seconds", "plan"), LENGTHS)
def test_the_length_follows_from_the_dose(name: str, phase: Phase, seconds: int, plan: tuple[int, int, int]) -> None:
    found = dosed(name, phase)
    assert (found.sets, found.reps, found.hold_s) == plan
    assert found.hundredths == math.ceil(seconds * 100 / 60)
    assert found.adjust == ()


@pytest.mark.parametrize("name", [name_of(*entry) for entry in every_rung()])
def test_a_calmer_phase_never_takes_longer(name: str) -> None:
    person = a_person()
    lengths = [found.hundredths for p in PHASES if isinstance(found := dose(person, rung_named(name)[1], p), Dosed)]
    assert len(lengths) == len(PHASES)
    assert lengths == sorted(lengths)


def test_a_second_set_adds_work_and_rest() -> None:
    person = a_person()
    _, rung = rung_named("squat/full bodyweight")
    kind = content().rules.doses[rung.dose]
    assert length_s(person, kind, rung, 2, 10, 0) - length_s(person, kind, rung, 1, 10, 0) == 10 * 3 + 45


# Heart: holds of at most 10 s, a stretch or a rest as 3 x 10 s

HEART = {"safety.heart_or_exercise_limit": "yes"}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize(
    ("name", "phase", "plan"),
    [
        ("childs_pose", "build", (3, 1, 10)),
        ("stomach_lying", "build", (3, 1, 10)),
        ("plank/wall", "build", (2, 4, 10)),
        ("plank/wall", "strengthen", (3, 2, 10)),
        ("squat/held at the bottom", "strengthen", (2, 2, 10)),
    ],
)
def test_a_heart_condition_keeps_holds_short(name: str, phase: Phase, plan: tuple[int, ...], answer: str) -> None:
    found = dosed(name, phase, **{"safety.heart_or_exercise_limit": answer})
    assert (found.sets, found.reps, found.hold_s) == plan
    assert found.adjust == ("short_holds",)


@pytest.mark.parametrize("name", ["plank/wall", "drawing_in", "glute_bridge/two-leg", "dead_bug/feet down arms only"])
def test_short_holds_stay_as_they_are(name: str) -> None:
    phase: Phase = "calm"
    assert dosed(name, phase, **HEART) == dosed(name, phase)


@pytest.mark.parametrize("phase", PHASES)
def test_no_hold_is_longer_than_ten_seconds_with_a_heart_condition(phase: Phase) -> None:
    person = a_person(**PHASE[phase] | HEART)
    for _, rung in every_rung():
        found = dose(person, rung, phase)
        assert isinstance(found, Dosed)
        assert found.hold_s <= 10


# Pregnancy: nothing held on the back, three minutes at most there


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_nothing_is_held_on_the_back_in_pregnancy(answer: str) -> None:
    found = dosed("glute_bridge/two-leg", safety__pregnancy=answer)
    assert numbers(found) == (1, 15, 0, 1.09)
    assert found.adjust == ("no_hold_on_back",)
    beside = dosed("childs_pose", safety__pregnancy=answer)
    assert beside == dosed("childs_pose")


def test_more_than_three_minutes_on_the_back_are_too_long_in_pregnancy() -> None:
    long, short = "hip_thrust/barbell", "glute_bridge/two-leg"
    assert dosed(long, "strengthen").hundredths > 300
    found = told(long, "strengthen", safety__pregnancy="yes")
    assert isinstance(found, Obstacle)
    assert (found.because.code, found.change) == ("supine_too_long", "after_pregnancy")
    assert isinstance(told(short, "strengthen", safety__pregnancy="yes"), Dosed)


# Standing


def test_where_standing_is_worse_it_is_one_set() -> None:
    found = dosed("reverse_lunge/free", positions__standing="worse")
    assert found.sets == 1
    assert found.adjust == ("one_standing_set",)
    assert dosed("reverse_lunge/free", positions__standing="unsure").sets == 2
    assert dosed("side_plank/wall", positions__standing="worse").adjust == ()
    assert dosed("pallof_press/band", positions__standing="worse").sets == 1
    assert dosed("row/band", positions__standing="worse").sets == 2


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_with_falls_a_hand_stays_on_support_while_standing(answer: str) -> None:
    assert dosed("standing_side_flexion", safety__falls_or_dizzy=answer).adjust == ("hand_on_support",)
    assert dosed("row/band", safety__falls_or_dizzy=answer).adjust == ()


# Who cannot stand five minutes stands at most a minute in one set, both sides of it.
SHORT: list[tuple[str, Phase, int | None, tuple[str, ...]]] = [
    ("squat/sit to stand from a chair", "strengthen", 10, ()),
    ("standing_extension/free standing", "build", 10, ()),
    ("reverse_lunge/free", "build", 8, ()),
    ("pallof_press/band", "build", 6, ("short_standing_set",)),
    ("side_plank/wall", "build", 2, ("short_standing_set",)),
    ("plank/wall", "build", 4, ()),
    ("plank/wall", "strengthen", 2, ()),
    ("farmers_carry/light", "build", 1, ()),
    ("single_arm_farmers_carry/light", "build", None, ()),
    ("lateral_trunk_flexion_stretch/hands high", "build", None, ()),
    ("row/band", "strengthen", 10, ()),
]


@pytest.mark.parametrize(("name", "phase", "reps", "adjust"), SHORT)
def test_a_standing_set_of_a_minute_at_most(name: str, phase: Phase, reps: int | None, adjust: tuple[str, ...]) -> None:
    found = told(name, phase, capacity__cannot=["stand_5_min"])
    if reps is None:
        assert isinstance(found, Obstacle)
        assert (found.because.code, found.change) == ("standing_set_too_long", "capacity_returns")
    else:
        assert isinstance(found, Dosed)
        assert (found.reps, found.adjust) == (reps, adjust)


@pytest.mark.parametrize("phase", PHASES)
def test_no_standing_set_takes_more_than_a_minute_then(phase: Phase) -> None:
    person = a_person(**PHASE[phase] | {"capacity.cannot": ["stand_5_min"]})
    for _, rung in every_rung():
        found = dose(person, rung, phase)
        if rung.position == "standing" and isinstance(found, Dosed):
            kind = content().rules.doses[rung.dose]
            work_s = 40 if kind.carry else found.reps * (3 + found.hold_s)
            assert work_s * (2 if rung.per_side else 1) <= 60


def test_changes_of_a_dose_add_up() -> None:
    found = dosed(
        "pallof_press/band",
        positions__standing="worse",
        safety__falls_or_dizzy="unsure",
        capacity__cannot=["stand_5_min"],
    )
    assert found.sets == 1
    assert found.adjust == ("one_standing_set", "hand_on_support", "short_standing_set")
