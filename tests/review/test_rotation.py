"""Drills take turns, one at a time, and the week stays whole."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from core.model.case import Case
from core.model.log import SessionDone
from core.model.review import Review
from core.model.routine import Missing
from core.model.vocabulary import WEEKDAYS
from core.review.rotation import DRILLS, still_whole
from tests.make import a_case, content
from tests.review.diary import CASE, START, acts, codes, day, decision, item, kept, reviewed, screened, session

PAINLESS = {"pain.now": 1, "pain.average_week": 1, "pain.worst_week": 2}
TILT = item("pelvic_tilt", "standing", extra_reps=0)


def weeks(count: int, *items: Any, every: int = 2, until: int | None = None) -> list[SessionDone]:
    last = until or 7 * count
    return [session(n, *(items or (TILT,))) for n in range(last - 7 * count, last + 1, every)]


def found(count: int, *items: Any, after: int = 1, **kinds: Any) -> Review:
    number = 7 * count + after
    return reviewed(number, *weeks(count, *items), rescreens=screened(number), **kinds)


@pytest.mark.parametrize(("count", "action"), [(5, "hold"), (6, "swap"), (8, "swap")])
def test_a_drill_makes_room_after_six_weeks(count: int, action: str) -> None:
    assert acts(found(count))["pelvic_tilt"] == action


def test_it_rests_three_weeks() -> None:
    resting = ["pelvic_tilt" in found(6, after=n).standing.resting for n in (1, 7, 13, 20, 21, 27)]
    assert resting == [True, True, True, True, False, False]


def test_other_exercises_later_and_only_on_one_rung() -> None:
    bird = item("bird_dog", "opposite arm and leg", reps=15, extra_reps=0)
    assert acts(found(7, bird))["bird_dog"] == "hold"
    assert acts(found(8, bird))["bird_dog"] == "swap"
    moved = [session(n, item(extra_reps=0)) for n in range(1, 30, 2)]
    moved += [session(n, bird) for n in range(31, 50, 2)]
    assert acts(reviewed(51, *moved, rescreens=screened(51)))["bird_dog"] == "hold"


def test_the_week_stays_whole() -> None:
    before, after = reviewed(0), found(6)
    assert before.routine
    assert after.routine
    assert not {row.what for row in after.routine.missing} - {row.what for row in before.routine.missing}
    assert [len(day) for day in after.routine.week.values()] == [len(day) for day in before.routine.week.values()]
    assert [codes(after, "pelvic_tilt")] == [["swap_turns"]]


def test_one_at_a_time() -> None:
    flops = item("pigeon", "lying figure-4", extra_reps=0)
    both = found(6, TILT, flops)
    assert [name for name, action in acts(both).items() if action == "swap"] == ["pelvic_tilt"]


def test_a_pause_ends_the_run() -> None:
    pause = [*weeks(3), *weeks(4, until=21 + 14 + 28)]
    assert acts(reviewed(64, *pause, rescreens=screened(64)))["pelvic_tilt"] == "hold"


def test_not_while_less_is_asked_for() -> None:
    told = weeks(6)
    told[-1] = told[-1].model_copy(update={"pain_peak": 5})
    told[-2] = told[-2].model_copy(update={"pain_peak": 5})
    number = 43
    assert acts(reviewed(number, *told, rescreens=screened(number)))["pelvic_tilt"] != "swap"


def test_a_turn_that_was_put_off_waits_for_two_good_sessions() -> None:
    late = kept(42, "pelvic_tilt", "standing")
    assert acts(found(6, kept_old=late))["pelvic_tilt"] == "hold"
    early = kept(36, "pelvic_tilt", "standing")
    assert acts(found(6, kept_old=early))["pelvic_tilt"] == "swap"


def live(days: int, extra: int, every: int = 1, case: Case = CASE) -> tuple[list[Review], list[SessionDone]]:
    """Somebody who does the routine of each day as it is, always as well as this; a review every so many days."""
    reviews, done = [], []
    routine = reviewed(0, case=case).routine
    for number in range(1, days + 1):
        assert routine
        today = START + timedelta(days=number)
        items = {each.exercise: each for each in routine.items}
        doses = {name: {"sets": each.sets, "reps": each.reps, "hold_s": each.hold_s} for name, each in items.items()}
        told = [
            item(name, items[name].rung, extra_reps=extra, **doses[name])
            for name in routine.week[WEEKDAYS[today.weekday()]]
        ]
        if told:
            done.append(session(number, *told))
        if number % every == 0:
            reviews.append(reviewed(number, *done, rescreens=screened(*range(0, number + 1, 6)), case=case))
            routine = reviews[-1].routine
    return reviews, done


@pytest.fixture(scope="module")
def half_a_year() -> tuple[list[Review], list[SessionDone]]:
    return live(140, 0)


def test_nobody_does_the_same_ten_weeks_running(half_a_year: tuple[list[Review], list[SessionDone]]) -> None:
    reviews, done = half_a_year
    routines = [found.routine for found in reviews if found.routine]
    for first in range(len(routines) - 70):
        assert len({frozenset(each.exercise for each in r.items) for r in routines[first : first + 70]}) > 1
    longest = longest_runs(done)
    assert max(longest.values()) < 10, longest


def longest_runs(done: list[SessionDone]) -> dict[str, int]:
    """Of each drill, the most weeks running in which it was done."""
    roles = {each.id: each.role for each in content().library.exercises}
    found = {}
    for name in {each for entry in done for each in entry.exercises if roles[each] in DRILLS}:
        held = {((entry.day - START).days - 1) // 7 for entry in done if name in entry.exercises}
        run = longest = 0
        for week in range(max(held) + 1):
            run = run + 1 if week in held else 0
            longest = max(longest, run)
        found[name] = longest
    return found


@pytest.mark.parametrize(
    "told",
    [
        # So little time that one exercise less makes another week of it.
        {"preferences.minutes_per_day": 5, "preferences.days_per_week": 2},
        # One movement alone in a position that eases.
        {"preferences.minutes_per_day": 10, "preferences.days_per_week": 3, "positions.standing": "better"},
        {"preferences.minutes_per_day": 8, "preferences.days_per_week": 4, "capacity.training": "new"},
    ],
)
@pytest.mark.parametrize("extra", [0, 3])
def test_what_costs_the_week_more_rests_when_it_is_late(told: dict[str, Any], extra: int) -> None:
    _, done = live(112, extra, every=7, case=a_case(**(PAINLESS | told)))
    longest = longest_runs(done)
    assert max(longest.values()) < 10, longest


@pytest.mark.parametrize(
    ("without", "whole", "whole_when_late"),
    [
        ((), True, True),
        (("core",), True, True),
        (("rotation",), False, True),
        (("core", "rotation"), False, False),
    ],
)
def test_where_a_week_cannot_hold_every_part_the_parts_take_turns(
    without: tuple[str, ...], whole: bool, whole_when_late: bool
) -> None:
    plan = reviewed(0).routine
    assert plan
    because = plan.items[0].because
    before, after = (
        plan.model_copy(update={"missing": tuple(Missing(what=what, because=because) for what in parts)})
        for parts in (("core",), without)
    )
    assert still_whole(before, after) is whole
    assert still_whole(before, after, late=True) is whole_when_late


def test_a_late_drill_rests_and_takes_no_step() -> None:
    late = weeks(10, item("pelvic_tilt", "standing", extra_reps=3))
    found = reviewed(71, *late, rescreens=screened(71))
    assert acts(found)["pelvic_tilt"] == "swap"


def test_a_week_that_needs_a_late_drill_keeps_it() -> None:
    bend = item("standing_side_flexion", None, extra_reps=0)
    others = (
        "side_plank",
        "lateral_trunk_flexion_stretch",
        "bat_hang",
        "farmers_carry",
        "one_arm_carry",
        "childs_pose",
    )
    case = a_case(**{"preferences.excluded_exercises": list(others)})
    found = reviewed(71, *weeks(10, bend), rescreens=screened(71), case=case)
    assert found.routine
    planes = {plane for each in found.routine.items for plane in each.planes}
    assert "side_bending" in planes


def test_one_swap_a_review_or_two_where_it_is_late(half_a_year: tuple[list[Review], list[SessionDone]]) -> None:
    reviews, _ = half_a_year
    begun = []
    for before, after in pairwise(reviews):
        begun.append(len(set(after.standing.resting) - set(before.standing.resting)))
        swapped = {d.exercise for d in after.decisions if d.because[0].code == "swap_turns"}
        assert swapped <= set(after.standing.resting)
    assert max(begun) <= 2
    assert begun.count(2) <= begun.count(1) / 2


def test_a_person_is_told_of_few_changes(half_a_year: tuple[list[Review], list[SessionDone]]) -> None:
    reviews, _ = half_a_year
    weeks_of = [frozenset(each.exercise for each in found.routine.items) for found in reviews if found.routine]
    changes = sum(len(b - a) for a, b in pairwise(weeks_of))
    assert changes <= 1.5 * len(weeks_of) / 7 * 2
    assert decision(reviews[-1], next(iter(weeks_of[-1])))
    assert day(0) == START
