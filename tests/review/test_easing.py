"""Half the sets for a week, a flare-up, and the way back: when they begin, when they end, what they hold back."""

from typing import Any

import pytest

from core.model.review import Review
from tests.make import content
from tests.review.diary import acts, amber, codes, flares, item, pain, red, reviewed, screened, session

OTHER = item("pelvic_tilt", "lying")


def half(found: Review) -> bool:
    return found.standing.half_dose


@pytest.mark.parametrize(
    ("sessions", "number", "expected"),
    [
        # Two reds within seven days.
        ((red(1), red(7)), 8, True),
        ((red(1), red(8)), 9, False),
        ((red(1), red(2)), 8, True),
        ((red(1), red(2)), 9, False),
        ((red(1), session(2), red(3)), 4, True),
        ((red(1), red(3, kind="relief")), 4, True),
        ((red(1),), 2, False),
        # Three in a row that are not green.
        ((amber(1), amber(3), amber(5)), 6, True),
        ((amber(1), amber(3)), 6, False),
        ((amber(1), session(2), amber(3), amber(5)), 6, False),
        ((amber(1), amber(3), amber(5)), 11, True),
        ((amber(1), amber(3), amber(5)), 12, False),
        ((red(1), amber(10), amber(12)), 13, True),
        # The morning after today's session has not come yet.
        ((amber(1), amber(3), session(5, pain_next_morning=None)), 5, False),
        ((amber(1), amber(3), session(5, pain_next_morning=None)), 6, True),
        ((amber(1), amber(3), amber(5, pain_next_morning=None)), 5, True),
        # Told already, it counts today as it will tomorrow.
        ((amber(1), amber(3), session(5, pain_before=6, pain_peak=6, pain_next_morning=6)), 5, True),
    ],
)
def test_when_the_sets_are_halved(sessions: tuple[Any, ...], number: int, expected: bool) -> None:
    assert half(reviewed(number, *sessions)) is expected


def test_who_never_answers_the_next_morning_is_not_at_half_the_sets_for_ever() -> None:
    silent = [session(n, pain_next_morning=None) for n in range(1, 60, 2)]
    weeks = [half(reviewed(n, *silent)) for n in range(6, 60)]
    assert 0 < sum(weeks) <= content().evidence["deload_days"]


def test_who_is_provoked_every_time_stays_at_half_the_sets() -> None:
    assert half(reviewed(40, *[amber(n) for n in range(1, 40, 2)]))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([3] * 7 + [5] * 7, True),
        ([3] * 7 + [5] * 6 + [4], False),
        ([3] * 7 + [4] * 7, False),
        ([3] * 2 + [6] * 7, False),
        ([5] * 14, False),
    ],
)
def test_a_week_that_is_clearly_worse_halves_the_sets(readings: list[int], expected: bool) -> None:
    found = reviewed(len(readings), check_ins=pain(*readings), rescreens=screened(len(readings)))
    assert half(found) is expected


def test_half_the_sets_with_the_same_movements() -> None:
    standing = item("pelvic_tilt", "standing")
    full, eased = reviewed(0), reviewed(8, red(6, standing), red(7, standing))
    assert full.routine
    assert eased.routine
    before = {each.exercise: each for each in full.routine.items}
    for each in eased.routine.items:
        was = before[each.exercise]
        assert each.sets * (each.reps or 1) <= was.sets * (was.reps or 1)
        assert "half_dose" in each.adjust
        if was.sets > 1:
            assert each.sets == was.sets // 2
    assert set(before) == {each.exercise for each in eased.routine.items}


def test_everything_in_the_plan_is_halved_but_what_goes_back_goes_back() -> None:
    found = reviewed(8, red(6), red(7))
    assert acts(found).pop("bird_dog") in ("regress", "swap")
    assert {action for name, action in acts(found).items() if name != "bird_dog"} == {"deload"}
    assert codes(found, "pelvic_tilt") == ["deload_reds"]


def test_nothing_steps_up_at_half_the_sets_and_the_count_begins_anew() -> None:
    ambers = [amber(n, OTHER) for n in (1, 3, 5)]
    well = [session(n, OTHER) for n in (7, 9)]
    assert "progress" not in acts(reviewed(10, *ambers, *well)).values()
    later = [session(n, OTHER) for n in (13, 15)]
    assert codes(reviewed(16, *ambers, *well, *later[:1]), "pelvic_tilt") == ["hold_dose"]
    assert acts(reviewed(16, *ambers, *well, *later))["pelvic_tilt"] == "progress"


# Flare-ups


def test_a_flare_up_leaves_three_easing_moves_of_five_minutes() -> None:
    found = reviewed(3, flares=flares(began=3))
    assert found.standing.relief_only
    assert found.standing.phase == "calm"
    assert found.routine
    assert 1 <= len(found.routine.items) <= 3
    for each in found.routine.items:
        assert each.role == "relief" or each.exercise in ("pelvic_tilt", "drawing_in")
    assert all(kind.minutes <= content().evidence["flare_minutes"] for kind in found.routine.sessions)
    assert "flare" in found.routine.notes
    assert [each.activity for each in found.routine.activity] == ["walking"]
    assert {because.code for because in found.rescreen_because} == {"rescreen_flare"}, "the warning signs come first"


@pytest.mark.parametrize(
    ("states", "number", "expected"),
    [
        ({"began": 3}, 3, "relief"),
        ({"began": 3}, 30, "relief"),
        ({"began": 3}, 2, "none"),
        ({"began": 3, "over": 6}, 5, "relief"),
        ({"began": 3, "over": 6}, 6, "half"),
        ({"began": 3, "over": 6}, 12, "half"),
        ({"began": 3, "over": 6}, 13, "none"),
        ({"began": 3, "over": 13}, 22, "half"),
        ({"began": 3, "over": 13}, 23, "none"),
        ({"began": 3, "over": 33}, 46, "half"),
        ({"began": 3, "over": 33}, 47, "none"),
        ({"over": 6}, 7, "none"),
    ],
)
def test_a_flare_up_and_the_way_back(states: dict[str, int], number: int, expected: str) -> None:
    standing = reviewed(number, flares=flares(**states)).standing
    found = "relief" if standing.relief_only else "half" if standing.half_dose else "none"
    assert found == expected


def test_where_a_day_says_both_it_began() -> None:
    both = (*flares(began=3), *flares(over=3))
    for told in (both, both[::-1]):
        assert reviewed(4, flares=told).standing.relief_only


def test_a_flare_up_never_steps_up() -> None:
    well = [session(n, OTHER) for n in (1, 3)]
    assert acts(reviewed(4, *well))["pelvic_tilt"] == "progress"
    assert set(acts(reviewed(4, *well, flares=flares(began=4))).values()) == {"deload"}
    assert set(acts(reviewed(5, *well, flares=flares(began=4, over=5))).values()) == {"deload"}


def test_after_a_flare_up_the_exercises_stand_where_they_stood() -> None:
    climbed = [session(n, item("pelvic_tilt", "kneeling")) for n in (1, 2)]
    found = reviewed(8, *climbed, flares=flares(began=4, over=6))
    assert ("pelvic_tilt", "kneeling") in {(step.exercise, step.rung) for step in found.standing.steps}
