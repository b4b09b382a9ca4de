"""The routine as it is handed out: order, days, limits of the week, notes, stop rules, and the reason of every part."""

from itertools import pairwise
from typing import Any

import pytest

from core.model.routine import Routine
from core.model.vocabulary import FOUNDATIONS, PLANES, WEEKDAYS
from core.recommend.recommend import recommend
from tests.make import ALL_KIT, BUILD, CALM, STRENGTHEN, a_case, aged, content, routine_of

LIBRARY = {exercise.id: exercise for exercise in content().library.exercises}
ROLES = ["relief", "mobility", "control", "strength", "upper", "stretch"]
GYM: dict[str, Any] = STRENGTHEN | {"equipment": ALL_KIT, "preferences.minutes_per_day": 45}

# People as different as the rules treat them; what must hold of every plan is asked of each.
PEOPLE: dict[str, dict[str, Any]] = {
    "quiet": {},
    "calm": CALM,
    "gym": GYM | {"preferences.days_per_week": 7},
    "gym_older": GYM | aged(67) | {"preferences.days_per_week": 4},
    "one_day": {"preferences.days_per_week": 1},
    "five_minutes": {"preferences.minutes_per_day": 5, "preferences.days_per_week": 7},
    "no_floor": {"capacity.cannot": ["floor"], "preferences.days_per_week": 7, "capacity.training": "new"},
    "standing_worse": {"positions.standing": "worse", "positions.walking": "worse", "equipment": ["band"]},
    "desk": {
        "positions.sitting": "worse",
        "positions.bending_forward": "worse",
        "sitting.hours_per_day": 10,
        "lifestyle.desk_job": True,
        "equipment": ["band"],
    },
    "pregnant": {"safety.pregnancy": "yes"},
    "heart": {"safety.heart_or_exercise_limit": "unsure", **STRENGTHEN},
    "falls": {"safety.falls_or_dizzy": "yes", **aged(78)},
    "bad_day": {"pain.now": 9, "pain.trend": "improving"},
    "all_sore": {
        "positions.bending_forward": "worse",
        "positions.leaning_back": "worse",
        "positions.twisting": "worse",
        "positions.side_bending": "worse",
        "positions.lying_on_side": "better",
    },
}
everybody = pytest.mark.parametrize("who", PEOPLE)
_ROUTINES: dict[str, Routine] = {}


def routine(who: str) -> Routine:
    if who not in _ROUTINES:
        _ROUTINES[who] = routine_of(**PEOPLE[who])
    return _ROUTINES[who]


@everybody
def test_items_sessions_and_week_tell_the_same(who: str) -> None:
    found = routine(who)
    ids = [item.exercise for item in found.items]
    assert len(set(ids)) == len(ids) <= 9
    assert list(found.week) == list(WEEKDAYS)
    for item in found.items:
        assert item.days == tuple(day for day in WEEKDAYS if item.exercise in found.week[day])
        assert item.days
    for session in found.sessions:
        assert session.days
        assert all(found.week[day] == session.exercises for day in session.days)
    assert {day for session in found.sessions for day in session.days} == {d for d in WEEKDAYS if found.week[d]}
    assert 1 <= len(found.sessions) <= 2


@everybody
def test_a_session_is_as_long_as_its_items_and_the_way_to_the_floor(who: str) -> None:
    found = routine(who)
    items = {item.exercise: item for item in found.items}
    for session in found.sessions:
        on_floor = False
        hundredths = 0
        for name in session.exercises:
            rung = next(rung for rung in LIBRARY[name].rungs if rung.id == items[name].rung)
            on_floor = on_floor or "floor" in rung.needs
            hundredths += round(items[name].minutes * 100)
        assert session.minutes == pytest.approx((hundredths + 50 * on_floor) / 100)


@everybody
def test_the_order_of_a_session_is_relief_first_and_standing_last_where_it_is_worse(who: str) -> None:
    found = routine(who)
    items = {item.exercise: item for item in found.items}
    standing_worse = PEOPLE[who].get("positions.standing") == "worse"
    for session in found.sessions:
        ranks = []
        for name in session.exercises:
            rung = next(rung for rung in LIBRARY[name].rungs if rung.id == items[name].rung)
            ranks.append((standing_worse and rung.position == "standing", ROLES.index(items[name].role)))
        assert ranks == sorted(ranks)


@everybody
def test_strength_days_lie_apart_and_carry_the_strength_work(who: str) -> None:
    found = routine(who)
    working = {d for item in found.items if item.role in ("strength", "upper") and item.level >= 2 for d in item.days}
    days = next(session.days for session in found.sessions if session.kind in ("strength", "every"))
    assert working <= set(days)
    if working:
        assert len(days) in (2, 3) or PEOPLE[who].get("preferences.days_per_week") == len(days) == 1
        for today, tomorrow in pairwise([*WEEKDAYS, "mon"]):
            assert not (today in days and tomorrow in days)


@everybody
def test_the_limits_of_the_week_hold(who: str) -> None:
    found = routine(who)
    heavy: set[str] = set()
    for item in found.items:
        rung = next(rung for rung in LIBRARY[item.exercise].rungs if rung.id == item.rung)
        if "deadlift" in rung.tags:
            assert len(item.days) <= 2
        if "carry" in rung.tags or item.role == "strength":
            assert len(item.days) <= 4
        if item.role in ("strength", "upper") and item.level >= 3:
            heavy |= set(item.days)
    assert len(heavy) <= 3


@everybody
def test_every_exercise_is_in_or_out_with_a_reason(who: str) -> None:
    found = routine(who)
    inside = {item.exercise for item in found.items}
    inside |= {part.exercise for part in found.through_the_day if part.exercise}
    inside |= {part.activity for part in found.activity}
    out = {row.exercise for row in found.left_out}
    assert inside | out == set(LIBRARY)
    assert not inside & out
    for row in (*found.items, *found.through_the_day, *found.activity, *found.missing, *found.left_out):
        assert row.because, row
    for row in found.left_out:
        assert row.instead is None or row.instead in {item.exercise for item in found.items}


@everybody
def test_what_is_reached_or_missing_is_everything(who: str) -> None:
    found = routine(who)
    reached = {plane for item in found.items for plane in item.planes}
    reached |= {item.foundation for item in found.items if item.foundation}
    missing = {row.what for row in found.missing}
    assert not reached & missing
    if who != "bad_day":
        assert reached | missing == {*PLANES, *FOUNDATIONS}
    else:
        assert found.missing == ()


@everybody
def test_easier_and_harder_are_the_rungs_beside(who: str) -> None:
    for item in routine(who).items:
        ladder = [None, *(rung.id for rung in LIBRARY[item.exercise].rungs), None]
        at = ladder.index(item.rung, 1)
        assert (item.easier, item.harder) == (ladder[at - 1], ladder[at + 1])


@everybody
def test_the_library_keeps_its_order(who: str) -> None:
    order = list(LIBRARY)
    out = [order.index(row.exercise) for row in routine(who).left_out]
    assert out == sorted(out)


# What single answers do to the plan


def test_standing_work_comes_last_and_in_one_set_where_standing_is_worse() -> None:
    standing = [
        item
        for item in routine("standing_worse").items
        if next(r for r in LIBRARY[item.exercise].rungs if r.id == item.rung).position == "standing"
    ]
    assert standing
    for item in standing:
        assert item.sets == 1
        assert "one_standing_set" not in item.adjust or "adjust_one_standing_set" in {b.code for b in item.because}


def test_a_gym_gets_hinge_squat_and_pull_on_strength_days() -> None:
    found = routine("gym")
    strength = next(session for session in found.sessions if session.kind == "strength")
    slots = {slot for name in strength.exercises for slot in LIBRARY[name].slots}
    assert {"hinge", "squat", "pull", "hip", "control", "mobility"} <= slots


def test_of_rungs_of_one_level_the_new_take_the_first_and_the_regular_the_last() -> None:
    new = routine_of(**BUILD | {"capacity.training": "new", "preferences.days_per_week": 7})
    regular = routine_of(**BUILD | {"capacity.training": "regular", "preferences.days_per_week": 7})
    for found, first in ((new, True), (regular, False)):
        for item in found.items:
            level = [rung.id for rung in LIBRARY[item.exercise].rungs if rung.level == item.level]
            kitless = [r.id for r in LIBRARY[item.exercise].rungs if r.level == item.level and not r.equipment]
            if len(kitless) == len(level) and item.exercise not in ("pelvic_tilt", "hip_rotation", "dead_bug"):
                assert item.rung == (level[0] if first else level[-1]), item.exercise


def test_an_exercise_not_wanted_is_nowhere() -> None:
    unwanted = ["plank", "glute_bridge", "walking", "standing_extension", "pelvic_tilt"]
    found = routine_of(**PEOPLE["desk"] | {"preferences.excluded_exercises": unwanted})
    rows = {row.exercise: row for row in found.left_out}
    for name in unwanted:
        assert "excluded" in {because.code for because in rows[name].because}
        assert rows[name].change == "allow_again"


# Exercises that fill no place of a session, without those that come by progression alone.
PLACELESS = sorted(e.id for e in LIBRARY.values() if e.role in ROLES and not e.slots and e.rungs[0].level < 4)


@pytest.mark.parametrize("name", PLACELESS)
def test_an_exercise_that_fills_no_place_can_still_be_the_one_that_is_left(name: str) -> None:
    rest = [exercise.id for exercise in LIBRARY.values() if exercise.role in ROLES and exercise.id != name]
    found = routine_of(**GYM | {"preferences.excluded_exercises": rest})
    assert [item.exercise for item in found.items] == [name]


# The reasons of what is in


def reason(found: Routine, code: str) -> dict[str, Any]:
    """What the first reason of that code quotes."""
    because = next(b for item in found.items for b in item.because if b.code == code)
    return {answer.path: answer.value for answer in because.answers}


@pytest.mark.parametrize(
    ("preference", "changes", "quoted", "beside"),
    [
        (
            "extension",
            {"positions.sitting": "worse", "positions.standing": "better"},
            {"positions.sitting": "worse", "positions.standing": "better"},
            {"positions.lying_on_side": "worse"},
        ),
        (
            "flexion",
            {"positions.walking": "worse", "positions.sitting": "better"},
            {"positions.walking": "worse", "positions.sitting": "better"},
            {"positions.lying_on_back": "better"},
        ),
        ("extension", {}, {"direction_trials.extension": "better", "direction_trials.flexion": "worse"}, {}),
        ("flexion", {}, {"direction_trials.flexion": "better", "direction_trials.extension": "worse"}, {}),
    ],
)
def test_the_direction_rests_on_the_answers_that_speak_for_it(
    preference: str, changes: dict[str, str], quoted: dict[str, str], beside: dict[str, str]
) -> None:
    told = reason(routine_of(**changes | quoted | beside), f"in_direction_{preference}")
    told.pop("assessment.directional_preference", None)
    assert told == quoted


def test_an_item_that_answers_a_finding_quotes_the_answer_of_that_finding() -> None:
    found = routine("desk")
    assert reason(found, "in_need_sitting_long") == {"sitting.hours_per_day": 10}
    assert reason(found, "in_need_desk_job") == {"lifestyle.desk_job": True}


def test_what_is_not_held_has_no_hold() -> None:
    items = [item for who in PEOPLE for item in routine(who).items]
    assert any(item.hold_s is None for item in items)
    assert all(item.hold_s is None or item.hold_s > 0 for item in items)


# Left out: code and what would change it

OUT: list[tuple[dict[str, Any], str, str, str]] = [
    ({}, "superman", "level_above_start", "progress"),
    ({"capacity.training": "new"}, "bear_crawl", "level_above_start", "progress"),
    ({}, "lat_pulldown", "no_lat_pulldown", "equipment"),
    ({}, "yoga", "out_activity_not_named", "name_activity"),
    ({"preferences.activities": ["running"]}, "running", "out_running", "progress"),
    (STRENGTHEN, "running", "out_activity_not_named", "name_activity"),
    ({"preferences.excluded_exercises": ["swimming"]}, "swimming", "excluded", "allow_again"),
    ({"pain.now": 8}, "swimming", "bad_day", "pain_settles"),
    ({"pain.now": 8}, "plank", "bad_day", "pain_settles"),
    ({}, "ankle_dorsiflexion_mobilisation", "ankle_not_needed", "measure_ankles"),
    (
        {"ankle.left_cm": [5], "preferences.excluded_exercises": ["ankle_dorsiflexion_mobilisation"]},
        "ankle_dorsiflexion_mobilisation",
        "excluded",
        "allow_again",
    ),
    ({"capacity.cannot": ["stand_5_min"]}, "single_arm_farmers_carry", "standing_set_too_long", "capacity_returns"),
    ({"safety.pregnancy": "yes"} | STRENGTHEN, "knee_to_chest", "bar_pregnancy_supine_hold", "after_pregnancy"),
]


@pytest.mark.parametrize(("changes", "exercise", "code", "change"), OUT)
def test_why_an_exercise_is_left_out(changes: dict[str, Any], exercise: str, code: str, change: str) -> None:
    row = next(row for row in routine_of(**changes).left_out if row.exercise == exercise)
    assert code in {because.code for because in row.because}
    assert row.change == change


def test_what_would_be_allowed_is_out_because_something_fills_its_place_or_few_are_enough() -> None:
    rows = [row for row in routine_of().left_out if row.change == "swap_or_more_minutes"]
    assert rows
    for row in rows:
        assert row.because[-1].code == ("out_place_taken" if row.instead else "out_few_are_enough")


def test_an_exercise_in_a_worse_position_says_so_when_another_is_chosen() -> None:
    found = routine_of(positions__sitting="worse", equipment=["band"])
    told = {row.exercise: row for row in found.left_out if row.because[0].code == "out_position_worse"}
    assert told
    for row in told.values():
        assert row.change == "position_settles"
        assert {answer.path for answer in row.because[0].answers} == {"positions.sitting"}


# Missing


def test_what_no_exercise_can_reach_is_missing_with_all_that_bars_it() -> None:
    side = [e.id for e in LIBRARY.values() if "side_bending" in e.planes]
    found = routine_of(preferences__excluded_exercises=side)
    assert [row.what for row in found.missing] == ["side_bending"]
    assert {because.code for because in found.missing[0].because} >= {"excluded"}


def test_what_the_minutes_do_not_hold_is_missing_for_want_of_time() -> None:
    short = {"preferences.minutes_per_day": 5, "preferences.days_per_week": 1, "capacity.cannot": ["floor"]}
    found = routine_of(**CALM | short)
    assert [(row.what, [because.code for because in row.because]) for row in found.missing] == [
        ("stretch", ["missing_no_time"])
    ]
    assert routine_of(**CALM | short | {"preferences.days_per_week": 3}).missing == ()


def test_a_calm_week_takes_a_fifth_item_where_coverage_needs_it() -> None:
    found = routine_of(**CALM | {"preferences.days_per_week": 1, "capacity.cannot": ["floor"]})
    assert len(found.sessions[0].exercises) == 5
    assert found.missing == ()
    enough = routine_of(**CALM | {"preferences.days_per_week": 6})
    assert [len(session.exercises) for session in enough.sessions] == [4, 4]


def test_other_days_are_tried_where_the_usual_ones_cannot_reach_everything() -> None:
    """Seven days have three strength days; a deadlift, all that is left for the buttocks, may stand on two."""
    glutes = [e.id for e in LIBRARY.values() if e.foundation == "glutes" and e.id != "kettlebell_deadlift"]
    week = STRENGTHEN | {"preferences.days_per_week": 7, "equipment": ["kettlebell"]}
    assert len(routine_of(**week).sessions[0].days) == 3
    found = routine_of(**week | {"preferences.excluded_exercises": glutes})
    assert found.missing == ()
    assert found.sessions[0].days == ("mon", "thu")
    assert next(item.days for item in found.items if item.exercise == "kettlebell_deadlift") == ("mon", "thu")


# Notes and stop rules

BASIC = {"soreness", "brace_first"}


def test_a_plan_of_half_the_minutes_says_that_it_is_short_on_purpose() -> None:
    for minutes in range(10, 60, 5):
        found = routine_of(preferences__minutes_per_day=minutes)
        longest = max(session.minutes for session in found.sessions)
        assert ("short_on_purpose" in found.notes) == (2 * longest <= minutes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, BASIC),
        ({"preferences.minutes_per_day": 60}, BASIC | {"short_on_purpose"}),
        ({"pain.now": 8}, BASIC | {"bad_day"}),
        ({"safety.pregnancy": "yes"}, BASIC | {"pregnancy"}),
        ({"safety.pregnancy": "unsure"}, BASIC | {"pregnancy"}),
        ({"safety.falls_or_dizzy": "yes"}, BASIC | {"hand_on_support"}),
        ({"safety.falls_or_dizzy": "unsure"}, BASIC | {"hand_on_support"}),
    ],
)
def test_what_is_said_beside_the_plan(changes: dict[str, Any], expected: set[str]) -> None:
    notes = set(routine_of(**changes).notes)
    assert notes - ({"short_on_purpose"} - expected) == expected


def test_knee_flops_with_sore_turning_say_which_side_to_go_to() -> None:
    sore = routine_of(positions__twisting="worse", positions__lying_on_back="better")
    assert ("knee_flops" in {item.exercise for item in sore.items}) == ("comfortable_side" in sore.notes)
    calm = routine_of(positions__lying_on_back="better")
    assert "comfortable_side" not in calm.notes


def test_two_kinds_of_session_with_the_same_exercises_are_one() -> None:
    found = routine("bad_day")
    assert len(found.sessions) == 1
    assert found.sessions[0].days == ("mon", "tue", "wed", "thu", "fri", "sat")
    assert len(routine("desk").sessions) == 2


def test_a_direction_that_something_speaks_against_waits_and_says_so() -> None:
    towards = {"positions.sitting": "better", "positions.driving": "better", "positions.walking": "worse"}
    assert "direction_waits_flexion" not in routine_of(**towards).notes
    barred = towards | {"positions.lifting": "better", "direction_trials.flexion": "worse"}
    assert "direction_waits_flexion" in routine_of(**barred).notes
    towards = {"positions.standing": "better", "positions.walking": "better", "positions.sitting": "worse"}
    barred = towards | {"positions.driving": "worse", "direction_trials.extension": "worse"}
    assert "direction_waits_extension" in routine_of(**barred).notes


def test_where_nothing_fits_it_is_said_and_nothing_else_is() -> None:
    found = routine_of(preferences__excluded_exercises=[e.id for e in LIBRARY.values() if e.role in ROLES])
    assert found.items == ()
    assert found.sessions == ()
    assert found.notes == ("nothing_fits",)
    assert {row.what for row in found.missing} == {*PLANES, *FOUNDATIONS}


def test_what_ends_a_session_at_once() -> None:
    told = [rule.id for rule in routine_of().stop_rules]
    assert told == ["pain_rises", "pain_spreads", "new_numbness", "chest_or_faint", "bladder_or_bowel"]
    assert [rule.id for rule in routine_of(safety__pregnancy="unsure").stop_rules] == [*told, "pregnancy_signs"]


def test_the_example_of_the_contract_gets_a_desk_workers_week() -> None:
    result = recommend(a_case(), content())
    assert result.triage.level == "go"
    assert result.routine is not None
    assert result.routine.missing == ()
    assert "ankle_dorsiflexion_mobilisation" in {part.exercise for part in result.routine.through_the_day}
    assert recommend(a_case(), content()).model_dump_json() == result.model_dump_json()
