"""Plans that go on: what the logs made of a plan acts where it should, and nothing else changes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from core.content.cases import parse_case
from core.model.case import Case
from core.model.review import Returned, Standing, Step
from core.model.routine import Routine
from core.recommend import weeks
from core.recommend.going_on import Planner, bare, maker
from core.recommend.recommend import recommend
from core.recommend.select import Selection, select
from core.recommend.weeks import keeps_limits, too_long, worth_of
from tests.make import BUILD, STRENGTHEN, a_case, a_quiet_case, content
from tests.personas.test_personas import PERSONAS, case_of

WITH_ROUTINE = [name for name in PERSONAS if recommend(case_of(name), content()).routine is not None]
each_persona = pytest.mark.parametrize("name", WITH_ROUTINE)


def standing(case: Case, **told: Any) -> Standing:
    """What the logs say nothing new of; `told` says otherwise."""
    phase = recommend(case, content()).assessment.phase
    nothing: dict[str, Any] = {
        "phase": phase,
        "training": case.capacity.training,
        "steps": (),
        "returned": (),
        "resting": (),
        "half_dose": False,
        "relief_only": False,
    }
    return Standing(**(nothing | told))


def routine(case: Case, at: Standing | None = None) -> Routine:
    found = recommend(case, content(), at).routine
    assert found is not None
    return found


def steps_of(plan: Routine, **rungs: str) -> tuple[Step, ...]:
    """Every item where it stands; `rungs` says otherwise."""
    told = {item.exercise: item.rung for item in plan.items} | rungs
    return tuple(Step(exercise=name, rung=rung, dose_step=0) for name, rung in sorted(told.items()))


def names(plan: Routine) -> set[str]:
    return {item.exercise for item in plan.items}


@each_persona
def test_a_standing_that_says_nothing_new_changes_nothing(name: str) -> None:
    case = case_of(name)
    plan = routine(case)
    assert routine(case, standing(case)) == plan
    assert routine(case, standing(case, steps=steps_of(plan))) == plan


@each_persona
def test_the_scale_weighs_as_the_solver_does(name: str) -> None:
    """No single change makes the solver's week better, and what it lost is what the scale says."""
    case = case_of(name)
    planner = Planner(None, maker(case, content()))
    week = planner.week(None)
    weighed = planner.menu().weighed(week.pattern)
    scale, sessions = weighed.scale, weighed.week(week.by_kind)
    candidates = planner.menu().choice(None).candidates
    usual = [c for c in candidates if c.first_choice]
    possible = scale.possible(usual)
    worth = worth_of(scale, sessions, possible)
    assert keeps_limits(scale, sessions)
    assert not too_long(sessions)
    assert worth.lacking == week.lacking
    if all(c.first_choice for here in week.by_kind.values() for c in here):
        assert worth.lost == week.lost
        standing_here = {c.exercise.id for here in week.by_kind.values() for c in here}
        for kind, here in week.by_kind.items():
            others = [{**week.by_kind, kind: tuple(c for c in here if c is not out)} for out in here]
            others += [{**week.by_kind, kind: (*here, c)} for c in usual if c.exercise.id not in standing_here]
            for other in others:
                after = weighed.week(other)
                if keeps_limits(scale, after) and not too_long(after):
                    assert worth_of(scale, after, possible).score <= worth.score


@each_persona
def test_what_is_forgotten_is_weighed_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(name)
    week = Planner(None, maker(case, content())).week(None)
    doing = tuple(sorted({c.exercise.id for here in week.by_kind.values() for c in here}))
    rests = standing(case, resting=doing[:2], doing=doing)
    at_ease = Planner(bare(rests), maker(case, content())).week(rests)
    monkeypatch.setattr(weeks, "MOST_KNOWN", 1)
    pressed = Planner(bare(rests), maker(case, content())).week(rests)
    assert _places(pressed) == _places(at_ease)


def _places(week: Selection) -> dict[str, list[tuple[str, str | None, bool]]]:
    return {kind: [(c.exercise.id, c.rung.id, c.quick) for c in here] for kind, here in week.by_kind.items()}


def test_an_exercise_goes_to_its_rung_and_the_rest_stays() -> None:
    case = a_case()
    plan = routine(case)
    after = routine(case, standing(case, steps=steps_of(plan, pelvic_tilt="standing")))
    assert {(i.exercise, i.rung) for i in after.items} - {(i.exercise, i.rung) for i in plan.items} == {
        ("pelvic_tilt", "standing")
    }
    assert after.week == plan.week


@pytest.mark.parametrize(("size", "reps"), [(-1, 5), (0, 10), (1, 12), (2, 14), (3, 15), (9, 15)])
def test_sizes_of_dose(size: int, reps: int) -> None:
    case = a_case()
    plan = routine(case)
    steps = tuple(
        step.model_copy(update={"dose_step": size}) if step.exercise == "bird_dog" else step for step in steps_of(plan)
    )
    after = routine(case, standing(case, steps=steps))
    assert {item.exercise: item.reps for item in after.items}["bird_dog"] == reps


def test_what_rests_is_out_with_a_reason_and_another_takes_over() -> None:
    case = a_case()
    plan = routine(case)
    after = routine(case, standing(case, steps=steps_of(plan), resting=("pelvic_tilt",)))
    assert names(plan) - names(after) == {"pelvic_tilt"}
    assert len(names(after) - names(plan)) == 1
    assert not {row.what for row in after.missing} - {row.what for row in plan.missing}
    (row,) = [row for row in after.left_out if row.exercise == "pelvic_tilt"]
    assert (row.because[0].code, row.change) == ("resting", "rest_over")
    assert row.because[0].answers[0].value == ["pelvic_tilt"]


def test_what_rests_rests_through_the_day_too() -> None:
    case = a_case()
    away = ("prone_press", "standing_extension", "stomach_lying")
    after = routine(case, standing(case, steps=steps_of(routine(case)), resting=away))
    assert not {part.exercise for part in after.through_the_day} & set(away)


def test_half_a_week_is_the_same_week() -> None:
    case = a_case()
    plan = routine(case)
    after = routine(case, standing(case, steps=steps_of(plan), half_dose=True))
    assert after.week == plan.week
    before = {item.exercise: item for item in plan.items}
    for item in after.items:
        assert item.sets <= max(1, before[item.exercise].sets // 2)
        assert item.minutes <= before[item.exercise].minutes
    assert "half_dose" in after.notes


@each_persona
def test_easing_moves_alone(name: str) -> None:
    case = case_of(name)
    after = routine(case, standing(case, phase="calm", relief_only=True))
    assert len(after.items) <= 3
    assert {item.role for item in after.items} <= {"relief", "mobility", "control"}
    assert all(session.minutes <= 5 for session in after.sessions)
    assert after.missing == ()
    assert len(after.sessions) <= 1


def test_a_phase_of_the_logs_stands_in_the_assessment() -> None:
    case = a_case()
    found = recommend(case, content(), standing(case, phase="calm"))
    assert found.assessment.phase == "calm"
    assert [because.code for because in found.assessment.phase_because] == ["phase_by_logs"]
    assert found.assessment.level_cap == 1
    assert found.routine
    assert all(item.level == 1 for item in found.routine.items)


@pytest.mark.parametrize(("phase", "highest"), [("calm", 1), ("build", 2), ("strengthen", 4)])
def test_steps_are_clamped_to_what_the_phase_allows(phase: str, highest: int) -> None:
    case = a_quiet_case(**STRENGTHEN, equipment=["kettlebell"])
    ladders = {"squat": "weighted", "jefferson_curl": "loaded gradually", "plank": "elbows on floor"}
    after = routine(case, standing(case, phase=phase, steps=steps_of(routine(case), **ladders)))
    assert max(item.level for item in after.items) <= highest


def test_level_four_comes_by_progression_alone() -> None:
    case = a_quiet_case(**STRENGTHEN, preferences__minutes_per_day=60, preferences__days_per_week=7)
    assert all(item.level < 4 for item in routine(case).items)
    planner = Planner(None, maker(a_quiet_case(**STRENGTHEN), content()))
    step = Step(exercise="jefferson_curl", rung="bodyweight", dose_step=0)
    at = standing(a_quiet_case(**STRENGTHEN), steps=(step,))
    (found,) = [c for c in planner_for(at).menu(at).choice(at).candidates if c.exercise.id == "jefferson_curl"][:1]
    assert found.rung.level == 4
    assert not [c for c in planner.menu().choice(None).candidates if c.exercise.id == "jefferson_curl"]


def planner_for(at: Standing) -> Planner:
    return Planner(bare(at), maker(a_quiet_case(**STRENGTHEN), content()))


SORE = {"positions.twisting": "worse"}


def test_a_direction_comes_back_gently_then_fully() -> None:
    case = a_quiet_case(**BUILD, **SORE)
    before = routine(case)
    assert not moved(before, "rotation")
    gently = routine(case, standing(case, returned=(Returned(plane="rotation", stage=1),)))
    assert moved(gently, "rotation") == {"seated_twist"} or moved(gently, "rotation") == {"knee_flops"}
    (item,) = [item for item in gently.items if item.exercise in moved(gently, "rotation")]
    assert item.level == 1
    assert "in_returned_rotation" in {because.code for because in item.because}
    fully = recommend(case, content(), standing(case, returned=(Returned(plane="rotation", stage=2),)))
    assert fully.assessment.sore.rotation is False


def moved(plan: Routine, plane: str) -> set[str]:
    """Exercises that move the spine in that direction, the knee flops of the comfortable range left out."""
    found = set()
    for item in plan.items:
        exercise = content().library.by_id(item.exercise)
        rung = next(rung for rung in exercise.rungs if rung.id == item.rung)
        if "moves" in rung.spine.get(plane, ()) and "comfortable_range" not in rung.tags:  # type: ignore[call-overload]
            found.add(item.exercise)
    return found


def test_a_trial_that_was_worse_stays_barred_and_so_does_what_a_flag_bars() -> None:
    back = (Returned(plane="flexion", stage=2),)
    worse = a_quiet_case(**BUILD, positions__bending_forward="worse", direction_trials__flexion="worse")
    assert not moved(routine(worse, standing(worse, returned=back)), "flexion")
    bones = a_quiet_case(**BUILD, positions__bending_forward="worse", safety__osteoporosis="yes")
    for name in moved(routine(bones, standing(bones, returned=back)), "flexion"):
        assert name in ("seated_forward_reach",), "neither loaded, repeated nor far"


def test_where_everything_rests_nothing_is_planned() -> None:
    case = a_case()
    at = standing(case, steps=steps_of(routine(case)), resting=tuple(sorted(e.id for e in content().library.exercises)))
    assert routine(case, at).items == ()


@each_persona
def test_what_the_person_does_stays(name: str) -> None:
    """When a rest is over, hardly anything changes but for what was missing."""
    case = case_of(name)
    plan = routine(case)
    for item in plan.items:
        at = standing(case, steps=steps_of(plan), resting=(item.exercise,), doing=tuple(sorted(names(plan))))
        while_it_rests = routine(case, at)
        at = standing(case, steps=steps_of(while_it_rests), doing=tuple(sorted(names(while_it_rests))))
        after = routine(case, at)
        gone = names(while_it_rests) - names(after)
        lost = {row.what for row in while_it_rests.missing} - {row.what for row in after.missing}
        assert len(gone) <= 3 or lost, (item.exercise, gone)


@each_persona
def test_while_one_exercise_rests_the_week_stays_what_it_was(name: str) -> None:
    """All that a week must have is there as in the best of weeks, and few others make room for what comes instead."""
    case = case_of(name)
    plan = routine(case)
    for item in plan.items:
        at = standing(case, steps=steps_of(plan), resting=(item.exercise,), doing=tuple(sorted(names(plan))))
        after = routine(case, at)
        assert len(names(plan) - names(after)) <= 3, (item.exercise, names(plan) - names(after))
        planner = Planner(bare(at), maker(case, content()))
        menu = planner.menu(at)
        best = select(menu.person.at(at), menu.frame, menu.choice(at).candidates)
        assert {row.what for row in after.missing}.isdisjoint(best.reached), item.exercise


def test_the_same_standing_gives_the_same_bytes() -> None:
    case = a_case()
    at = standing(case, steps=steps_of(routine(case), pelvic_tilt="standing"), resting=("row",))
    first = recommend(case, content(), at).model_dump_json()
    again = parse_case(json.dumps(case.model_dump(mode="json")), content(), content().words["en"])
    assert isinstance(again, Case)
    assert recommend(again, content(), at).model_dump_json() == first


@each_persona
def test_weeks_that_were_planned_before_change_nothing(name: str) -> None:
    case = case_of(name)
    plan = routine(case)
    steps = steps_of(plan)
    less, more = (tuple(step.model_copy(update={"dose_step": size}) for step in steps) for size in (-1, 1))
    doing = tuple(sorted(names(plan)))
    everything = tuple(sorted(e.id for e in content().library.exercises))
    told: list[dict[str, Any]] = [
        {"steps": steps},
        {"steps": steps, "half_dose": True},
        {"steps": less, "doing": doing},
        {"steps": less, "doing": doing, "half_dose": True},
        {"steps": more, "doing": doing},
        *({"steps": steps, "doing": doing, "resting": (each,)} for each in doing[:2]),
        {"steps": steps, "resting": everything},
        {"steps": steps, "resting": everything[::-1]},
        {"steps": steps},
    ]
    planner = Planner(bare(standing(case)), maker(case, content()))
    for row in told:
        at = standing(case, **row)
        assert planner.routine(at) == routine(case, at), row


def test_weeks_are_values() -> None:
    week = Planner(None, maker(a_case(), content())).week(None)
    assert replace(week) == week
