"""Too much: one rung down, a smaller dose at the bottom, a rest after two, and what spread down a leg stops."""

from typing import Any

import pytest

from core.model.review import Review
from tests.make import CALM, a_case, content
from tests.review.diary import (
    CASE,
    START,
    acts,
    amber,
    codes,
    day,
    decision,
    item,
    kept,
    pain,
    red,
    reviewed,
    screened,
    session,
)

TOP = "opposite arm and leg"
BRIDGE = item("glute_bridge", "two-leg", reps=15, hold_s=3, sets=1)
LYING = item("stomach_lying", None, reps=1, hold_s=90, sets=1)


def dose(found: Review, exercise: str) -> int:
    return next(step.dose_step for step in found.standing.steps if step.exercise == exercise)


def test_a_red_session_takes_what_it_held_one_rung_down() -> None:
    found = reviewed(2, red(1, item(rung=TOP), item("pelvic_tilt", "standing")))
    assert {(each.exercise, each.action, each.to_rung) for each in found.decisions if each.action != "hold"} == {
        ("bird_dog", "regress", "leg only"),
        ("pelvic_tilt", "regress", "kneeling"),
    }


def test_what_is_marked_goes_back_and_the_rest_holds() -> None:
    found = reviewed(2, red(1, item(rung=TOP, outcome="hurt"), item("pelvic_tilt", "standing")))
    assert acts(found)["bird_dog"] == "regress"
    assert acts(found)["pelvic_tilt"] == "hold"


@pytest.mark.parametrize("told", [session, amber])
def test_what_hurt_goes_back_whatever_the_zone(told: Any) -> None:
    found = reviewed(2, told(1, item(rung=TOP, outcome="hurt")))
    assert decision(found).to_rung == "leg only"
    assert codes(found) == ["back_hurt"]


def test_an_amber_session_repeats_the_same() -> None:
    found = decision(reviewed(2, amber(1, item(rung=TOP))))
    assert (found.action, found.to_rung) == ("hold", TOP)


def test_at_the_bottom_the_dose_becomes_smaller() -> None:
    found = reviewed(2, red(1, BRIDGE))
    assert decision(found, "glute_bridge").action == "regress"
    assert decision(found, "glute_bridge").to_rung == "two-leg"
    assert dose(found, "glute_bridge") == -1
    assert found.routine
    (planned,) = [each for each in found.routine.items if each.exercise == "glute_bridge"]
    assert planned.reps == 8
    assert "smaller_dose" in planned.adjust


def test_a_smaller_dose_holds_until_two_good_sessions() -> None:
    eased = item("glute_bridge", "two-leg", reps=8, hold_s=3, sets=1)
    hard = item("glute_bridge", "two-leg", reps=8, hold_s=3, sets=1, extra_reps=0)
    assert dose(reviewed(4, red(1, BRIDGE), session(3, hard)), "glute_bridge") == -1
    assert dose(reviewed(4, red(1, BRIDGE), session(3, eased)), "glute_bridge") == -1
    found = reviewed(6, red(1, BRIDGE), session(3, eased), session(5, eased))
    assert codes(found, "glute_bridge") == ["on_full_dose"]
    assert dose(found, "glute_bridge") == 0
    full = session(7, BRIDGE.model_copy(update={"extra_reps": 0}))
    assert dose(reviewed(8, red(1, BRIDGE), session(3, eased), session(5, eased), full), "glute_bridge") == 0


LIBRARY = {each.id: each for each in content().library.exercises}


def test_one_red_more_never_gives_a_bigger_dose() -> None:
    big = item("glute_bridge", "two-leg", reps=15, hold_s=5, sets=3)
    before = [red(1, BRIDGE), red(2, big), session(4, BRIDGE.model_copy(update={"extra_reps": 0})), session(20, BRIDGE)]
    assert dose(reviewed(30, *before), "glute_bridge") == -1
    assert dose(reviewed(30, *before, red(29, big)), "glute_bridge") == -1


def test_a_red_session_between_two_good_ones_and_the_step_takes_it_back() -> None:
    eased = item("glute_bridge", "two-leg", reps=8, hold_s=3, sets=1)
    good = red(1, BRIDGE), session(3, eased), session(5, eased)
    hurt = red(6, eased, item(outcome="hurt"))
    assert dose(reviewed(7, *good), "glute_bridge") == 0
    assert dose(reviewed(7, *good, hurt), "glute_bridge") == -1


def test_what_was_left_long_ago_begins_no_higher_than_it_was_left() -> None:
    others = [session(n, item("pelvic_tilt", "lying", extra_reps=0)) for n in (20, 40, 60)]
    left = red(1, item(rung=TOP)), session(3, item(rung="leg only", extra_reps=0))
    plan, found = (
        {step.exercise: step.rung for step in reviewed(61, *told, *others).standing.steps} for told in ((), left)
    )
    assert (plan["bird_dog"], found["bird_dog"]) == (TOP, "leg only")


def test_what_was_left_long_ago_above_the_plan_begins_with_the_plan() -> None:
    others = [session(n, item("pelvic_tilt", "lying", extra_reps=0)) for n in (20, 40, 60)]
    found = decision(
        reviewed(61, session(3, item("glute_bridge", "single-leg", extra_reps=0)), *others), "glute_bridge"
    )
    assert (found.action, found.rung, found.to_rung) == ("regress", "single-leg", "two-leg")


def test_two_reds_at_the_bottom_make_it_rest_and_another_takes_over() -> None:
    reds = red(1, BRIDGE), red(12, BRIDGE)
    found = reviewed(13, *reds)
    assert acts(found)["glute_bridge"] == "swap"
    assert "glute_bridge" in found.standing.resting
    assert found.routine
    names = {each.exercise for each in found.routine.items}
    assert "glute_bridge" not in names
    assert any("hip" in each.slots for each in content().library.exercises if each.id in names)
    rests = {each.exercise: each.because[0].code for each in found.routine.left_out}
    assert rests["glute_bridge"] == "resting"
    back = reviewed(12 + int(content().evidence["swap_rest_days"]), *reds)
    assert "glute_bridge" not in back.standing.resting


ARCH = "standing_extension"


@pytest.mark.parametrize("kind", ["full", "relief", "flare"])
def test_easing_moves_that_were_too_much_go_a_rung_back_as_well(kind: str) -> None:
    free, leaning = (item(ARCH, rung.id) for rung in LIBRARY[ARCH].rungs[::-1])
    well = session(1, free, item())
    found = reviewed(4, well, red(3, free, kind=kind))
    assert (decision(found, ARCH).action, decision(found, ARCH).to_rung) == ("regress", leaning.rung)
    later = reviewed(6, well, red(3, free, kind=kind), session(5, leaning, kind="relief"))
    assert decision(later, ARCH).to_rung == leaning.rung, "until a session of the routine says otherwise"


def test_easing_moves_that_were_too_much_lead_no_higher_than_the_plan() -> None:
    tilt = LIBRARY["pelvic_tilt"].rungs
    found = reviewed(3, red(1, item("pelvic_tilt", tilt[-1].id), kind="relief"))
    assert decision(found, "pelvic_tilt").to_rung == decision(reviewed(3), "pelvic_tilt").to_rung == tilt[0].id


def test_easing_moves_that_went_well_are_no_step_of_a_ladder() -> None:
    free, leaning = (item(ARCH, rung.id) for rung in LIBRARY[ARCH].rungs[::-1])
    eased = [session(n, free, kind="relief") for n in (3, 5)]
    found = decision(reviewed(6, session(1, leaning), *eased), ARCH)
    assert (found.action, found.rung) == ("hold", leaning.rung)


def test_relief_at_its_easiest_is_no_load_to_take_back() -> None:
    assert acts(reviewed(2, red(1, LYING)))["stomach_lying"] == "hold"


def test_relief_above_its_easiest_goes_back_even_where_its_direction_is_sore_by_now() -> None:
    sore = a_case(**CALM, **{"positions.leaning_back": "worse", "positions.standing": "worse"})
    found = decision(reviewed(2, red(1, item(ARCH, LIBRARY[ARCH].rungs[-1].id)), case=sore), ARCH)
    assert found.action in ("regress", "swap")


def test_a_later_good_session_ends_it() -> None:
    found = decision(reviewed(4, red(1, item(rung=TOP)), session(3, item(rung="leg only"))))
    assert (found.action, found.rung, found.to_rung) == ("hold", "leg only", "leg only")


def test_what_a_person_keeps_cannot_be_what_was_too_much() -> None:
    found = reviewed(3, red(1, item(rung=TOP)), kept_old=kept(2, "bird_dog", TOP))
    assert decision(found).to_rung == "leg only"


# Leg symptoms


def spread(number: int, *items: Any, **kinds: Any) -> Review:
    told = session(1, *items, leg_symptoms="spread")
    return reviewed(number, told, **kinds)


def test_what_spread_down_a_leg_stops_with_its_direction() -> None:
    found = spread(2, LYING, item(rung=TOP))
    assert acts(found)["stomach_lying"] == "stop"
    assert acts(found)["bird_dog"] == "regress"
    assert found.rescreen
    assert {"stomach_lying", "prone_press", "standing_extension"} <= set(found.standing.resting)
    assert found.routine
    names = {each.exercise for each in found.routine.items} | {part.exercise for part in found.routine.through_the_day}
    assert not names & {"stomach_lying", "prone_press", "standing_extension"}


def test_nothing_steps_up_while_it_is_open() -> None:
    well = [session(n, item("pelvic_tilt", "lying")) for n in (3, 5)]
    found = reviewed(6, session(1, LYING, leg_symptoms="spread"), *well)
    assert "progress" not in acts(found).values()


@pytest.mark.parametrize(
    ("asked", "number", "stopped"),
    [((), 30, True), ((2,), 7, True), ((2,), 8, False), ((1,), 8, False), ((9,), 8, True)],
)
def test_it_stops_until_the_signs_are_clear_and_the_days_calm(
    asked: tuple[int, ...], number: int, stopped: bool
) -> None:
    found = spread(number, LYING, rescreens=screened(*asked))
    assert ("stomach_lying" in found.standing.resting) is stopped


def test_a_sign_keeps_it_stopped() -> None:
    found = spread(20, LYING, rescreens=screened(2, inflammatory_pattern="unsure"))
    assert "stomach_lying" in found.standing.resting


def test_a_very_painful_day_is_no_calm_day() -> None:
    found = spread(10, LYING, rescreens=screened(2), check_ins=pain(2, 2, 2, 6, 2))
    assert "stomach_lying" in found.standing.resting


def test_a_check_in_that_says_so_stops_the_day_before_too() -> None:
    told = pain(2, first=2)[0].model_copy(update={"leg_symptoms": "spread"})
    found = reviewed(3, session(1, LYING), check_ins=(told,))
    assert acts(found)["stomach_lying"] == "stop"


def test_without_a_movement_the_comfortable_direction_is_meant() -> None:
    found = spread(2, item(rung=TOP))
    assert "standing_extension" in found.standing.resting


def test_a_new_intake_asked_all_signs_anew() -> None:
    later = a_case(as_of=day(5))
    found = reviewed(9, session(1, LYING, leg_symptoms="spread"), case=later)
    assert "stomach_lying" not in found.standing.resting
    assert CASE.as_of == START
