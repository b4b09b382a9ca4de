"""A step up: two good sessions with two more in reserve, one exercise a review, in the order of the rules."""

from typing import Any

import pytest

from core.model.review import Review
from tests.make import STRENGTHEN, a_case
from tests.review.diary import acts, amber, codes, day, decision, item, kept, pain, red, reviewed, screened, session


def two(number: int = 4, *, first: dict[str, Any] | None = None, second: dict[str, Any] | None = None) -> Review:
    """Two sessions with bird dogs; what each says of its item."""
    return reviewed(number, session(1, item(**(first or {}))), session(3, item(**(second or {}))))


def test_two_for_two_moves_one_rung() -> None:
    found = decision(two())
    assert (found.action, found.rung, found.to_rung) == ("progress", "leg only", "opposite arm and leg")


@pytest.mark.parametrize(
    ("told", "action", "code"),
    [
        ({"extra_reps": 2}, "progress", "on_rung"),
        ({"extra_reps": 1}, "hold", "hold_extra"),
        ({"extra_reps": None}, "hold", "hold_extra"),
        ({"effort": 6}, "progress", "on_rung"),
        ({"effort": 7}, "hold", "hold_effort"),
        ({"effort": None}, "hold", "hold_effort"),
        ({"outcome": "hurt"}, "regress", "back_hurt"),
        ({"sets": 0}, "hold", "hold_dose"),
        ({"reps": 2, "sets": 1}, "hold", "hold_dose"),
        ({"outcome": "skipped"}, "hold", "hold_few"),
    ],
)
def test_what_the_second_session_says(told: dict[str, Any], action: str, code: str) -> None:
    found = two(second=told)
    assert decision(found).action == action
    assert codes(found) == [code]


def test_effort_may_be_higher_after_the_first_two_weeks() -> None:
    early, late = item(effort=8), item(effort=9)
    assert acts(reviewed(20, session(1), session(16, early), session(18, early)))["bird_dog"] == "progress"
    assert acts(reviewed(20, session(1), session(16, early), session(18, late)))["bird_dog"] == "hold"


@pytest.mark.parametrize(("number", "expected"), [(5, "progress"), (17, "progress"), (18, "hold"), (30, "hold")])
def test_what_went_well_weeks_ago_earns_nothing_today(number: int, expected: str) -> None:
    found = two(number)
    assert decision(found).action == expected
    assert codes(found) == (["on_rung"] if expected == "progress" else ["hold_back_again"])


@pytest.mark.parametrize(
    ("eased", "expected"),
    [
        (session(4, kind="relief"), "progress"),
        (session(4, item(extra_reps=1), kind="relief"), "hold"),
        (session(4, item(extra_reps=None), kind="flare"), "hold"),
        (amber(4, kind="relief"), "hold"),
        (session(2, item(extra_reps=0), kind="relief"), "hold"),
        (session(0, item(extra_reps=0), kind="relief"), "progress"),
        (session(4, item("pelvic_tilt", "lying", extra_reps=0), kind="relief"), "progress"),
    ],
)
def test_easing_moves_that_did_not_go_well_speak_against_a_step(eased: Any, expected: str) -> None:
    assert acts(reviewed(5, session(1), session(3), eased))["bird_dog"] == expected


def test_back_from_a_break_one_session_is_enough() -> None:
    assert acts(reviewed(32, session(1), session(3), session(31)))["bird_dog"] == "progress"


@pytest.mark.parametrize(
    "sessions",
    [
        (session(1),),
        (session(1), amber(3)),
        (amber(1), session(3)),
        (session(1), session(3, pain_next_morning=None)),
        (session(1), session(3, item(rung="opposite arm and leg"))),
        (session(1, kind="relief"), session(3)),
        (session(1), session(3), red(4, item("pelvic_tilt", "lying"))),
    ],
)
def test_anything_less_does_not(sessions: tuple[Any, ...]) -> None:
    assert "progress" not in acts(reviewed(5, *sessions)).values()


def test_a_rung_that_the_log_does_not_name_is_that_of_the_plan() -> None:
    found = decision(
        reviewed(5, session(1, item("glute_bridge", None)), session(3, item("glute_bridge", None))), "glute_bridge"
    )
    assert found.rung == "two-leg"


def test_the_top_of_a_ladder_grows_by_dose_within_its_source() -> None:
    """C10: from 10 to 15 a side."""
    top = "opposite arm and leg"
    reps = []
    for at in (10, 12, 14, 15):
        done = item(rung=top, sets=1, reps=at)
        found = reviewed(5, session(1, done), session(3, done))
        assert found.routine
        (planned,) = [each for each in found.routine.items if each.exercise == "bird_dog"]
        assert (planned.rung, planned.sets) == (top, 1)
        reps.append((at, decision(found).action, planned.reps))
    assert reps == [(10, "progress", 12), (12, "progress", 14), (14, "progress", 15), (15, "hold", 15)]


def test_one_step_a_review_and_the_longest_waiting_first() -> None:
    tilt, stretch = item("pelvic_tilt", "lying"), item("lateral_trunk_flexion_stretch", "hands high", reps=1, hold_s=30)
    both = [session(n, tilt, stretch) for n in (3, 5)]
    found = reviewed(6, session(1, stretch), *both)
    assert [name for name, action in acts(found).items() if action == "progress"] == ["lateral_trunk_flexion_stretch"]
    assert codes(found, "pelvic_tilt") == ["hold_next"]
    # When the first has taken its step, the next one takes its own.
    lower = item("lateral_trunk_flexion_stretch", "hands walked lower", reps=1, hold_s=30)
    found = reviewed(8, session(1, stretch), *both, session(7, tilt, lower))
    assert [name for name, action in acts(found).items() if action == "progress"] == ["pelvic_tilt"]


def test_what_was_decided_stands_in_the_routine() -> None:
    found = two()
    assert found.routine
    assert ("bird_dog", "opposite arm and leg") in {(each.exercise, each.rung) for each in found.routine.items}
    assert found == two(), "the same history gives the same review"


def test_a_step_that_was_undone_waits_for_two_good_sessions_more() -> None:
    first, more = (session(1), session(3)), (session(6), session(8))
    wish = kept(4, "bird_dog", "leg only")
    assert codes(reviewed(5, *first, kept_old=wish)) == ["hold_kept"]
    assert codes(reviewed(7, *first, more[0], kept_old=wish)) == ["hold_kept"]
    assert codes(reviewed(9, *first, *more, kept_old=wish)) == ["on_rung"]


COMFORTABLE = {
    f"positions.{name}": "no_effect"
    for name in ("bending_forward", "sitting", "driving", "rising_from_chair", "lifting")
}


def strengthening(*sessions: Any, number: int, **changes: Any) -> Review:
    case = a_case(**{**STRENGTHEN, **COMFORTABLE, "equipment": ["mat"], "preferences.minutes_per_day": 40, **changes})
    calm = pain(*([1] * number))
    return reviewed(number, *sessions, case=case, check_ins=calm, rescreens=screened(number))


def test_a_loaded_squat_comes_after_four_good_sessions_and_bracing() -> None:
    below = item("squat", "bottom with knee drop and hip rotation", reps=12, sets=3)
    brace = item("bird_dog", "opposite arm and leg", reps=15)

    # Two exercises of the heavy level do not fit the days that such work may have.
    alone = {"preferences.excluded_exercises": ["romanian_deadlift"]}

    def found(*numbers: int) -> list[str]:
        done = [session(n, below, brace) for n in numbers]
        return codes(strengthening(*done, number=numbers[-1] + 1, **alone), "squat")

    assert found(1, 3) == ["hold_squat"]
    assert found(1, 3, 5) == ["hold_squat"]
    assert found(1, 3, 5, 7) in (["on_rung"], ["hold_next"])


def test_loaded_hip_work_stays_free_of_pain() -> None:
    hinge = item("romanian_deadlift", "weighted", reps=10, sets=3)
    rising = {"pain_before": 1, "pain_peak": 2, "pain_next_morning": 1}
    found = strengthening(session(1, hinge, **rising), session(3, hinge, **rising), number=4)
    assert codes(found, "romanian_deadlift") == ["hold_pain_free"]
    edge = {"pain_before": 1, "pain_peak": 3, "pain_next_morning": 1}
    found = strengthening(session(1, hinge), session(3, hinge, **edge), number=4)
    assert decision(found, "romanian_deadlift").action == "regress"


def test_the_work_of_a_week_grows_by_a_fifth_at_most() -> None:
    light = item("bird_dog", "leg only", sets=1, reps=6)
    then = [session(n, light) for n in (1, 3)]
    much = [session(n, item("bird_dog", "leg only", sets=3, reps=20)) for n in (12, 14)]
    assert codes(reviewed(15, *then, *much)) == ["hold_week"]


def test_a_long_pause_begins_again() -> None:
    top = item(rung="opposite arm and leg", sets=1, reps=15)
    found = reviewed(80, session(1, top), session(3, top), session(78, item("pelvic_tilt", "lying")))
    assert found.routine
    assert all(step.dose_step == 0 for step in found.standing.steps if step.exercise == "bird_dog")


def test_days_of_the_diary_are_days_after_the_intake() -> None:
    assert (day(1) - day(0)).days == 1
