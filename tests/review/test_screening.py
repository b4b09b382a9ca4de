"""When the warning signs are asked again, what their answers do, and what points to a clinician."""

from typing import Any

import pytest

from core.model.log import CheckIn, FunctionScore, Peg
from core.model.review import Review
from tests.make import a_case, cleared
from tests.review.diary import acts, day, flares, item, pain, red, reviewed, screened, session


def rescreen(found: Review) -> set[str]:
    assert found.rescreen == bool(found.rescreen_because)
    return {because.code for because in found.rescreen_because}


def referral(found: Review) -> set[str]:
    assert found.referral == bool(found.referral_because)
    return {because.code for because in found.referral_because}


def fall(number: int) -> CheckIn:
    return CheckIn(day=day(number), pain_average=3, fell=True)


@pytest.mark.parametrize(
    ("number", "kinds", "expected"),
    [
        (6, {}, set()),
        (7, {}, {"rescreen_weekly"}),
        (8, {"rescreens": screened(2)}, set()),
        (9, {"rescreens": screened(2)}, {"rescreen_weekly"}),
        (3, {"check_ins": pain(2, 5)}, {"rescreen_jump"}),
        (3, {"check_ins": pain(2, 4)}, set()),
        (4, {"check_ins": pain(2, 5), "rescreens": screened(2)}, set()),
        (4, {"check_ins": pain(2, 5), "rescreens": screened(1)}, {"rescreen_jump"}),
        (6, {"check_ins": (*pain(2), *pain(5, first=5))}, {"rescreen_jump"}),
        (3, {"check_ins": (fall(2),)}, {"rescreen_fall"}),
        (3, {"check_ins": (fall(2),), "rescreens": screened(3)}, set()),
        (3, {"flares": flares(began=2)}, {"rescreen_flare"}),
    ],
)
def test_when_the_signs_are_asked_again(number: int, kinds: dict[str, Any], expected: set[str]) -> None:
    assert rescreen(reviewed(number, **kinds)) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"pain_before": 2, "pain_peak": 5}, {"rescreen_session"}),
        ({"pain_before": 2, "pain_peak": 4}, set()),
        ({"pain_before": 2, "pain_next_morning": 5}, {"rescreen_morning"}),
        ({"pain_before": 2, "pain_next_morning": 4}, set()),
        ({"leg_symptoms": "spread"}, {"rescreen_spread"}),
        ({"leg_symptoms": "same"}, set()),
        ({"pain_before": None, "pain_peak": 9}, set()),
    ],
)
def test_what_a_session_asks_for(told: dict[str, Any], expected: set[str]) -> None:
    assert rescreen(reviewed(2, session(1, **told))) == expected
    assert rescreen(reviewed(3, session(1, **told), rescreens=screened(2))) == set()


def test_what_was_known_only_the_morning_after_is_asked_about_then() -> None:
    told = session(2, pain_next_morning=6)
    assert rescreen(reviewed(3, told, rescreens=screened(2))) == {"rescreen_morning"}


def test_an_old_rescreen_of_before_the_intake_is_none() -> None:
    assert rescreen(reviewed(8, rescreens=screened(-1))) == {"rescreen_weekly"}


# Its answers


@pytest.mark.parametrize(("answer", "level"), [("yes", "emergency"), ("unsure", "urgent"), ("no", "go")])
def test_a_sign_goes_to_triage(answer: str, level: str) -> None:
    found = reviewed(3, session(1), session(2), rescreens=screened(3, bladder_change=answer))
    assert found.triage.level == level
    assert (found.routine is None) == (level != "go")
    if found.routine is None:
        assert "progress" not in acts(found).values()


def test_a_sign_holds_though_a_later_answer_is_no() -> None:
    told = (*screened(2, bladder_change="unsure"), *screened(9))
    assert reviewed(10, rescreens=told).triage.level == "urgent"


def test_a_word_of_a_clinician_runs_out() -> None:
    case = a_case(**{"safety.recent_surgery": "yes", **cleared(80)})
    assert reviewed(4, case=case).routine is not None
    assert reviewed(5, case=case).routine is None


def test_a_fall_bars_what_falls_bar() -> None:
    found = reviewed(3, check_ins=(fall(2),))
    assert found.case_now
    assert found.case_now.safety["falls_or_dizzy"] == "yes"
    assert found.routine
    assert "reverse_lunge" not in {each.exercise for each in found.routine.items if each.rung == "free"}


# A clinician


def bad(*numbers: int) -> list[Any]:
    return [session(n, item(), pain_before=8, pain_peak=8, pain_next_morning=8, kind="relief") for n in numbers]


@pytest.mark.parametrize(
    ("numbers", "asked_on", "expected"),
    [
        ((1, 2), 3, {"referral_severe"}),
        ((1, 3), 4, set()),
        ((1,), 2, set()),
        ((1, 2), 8, {"referral_severe"}),
        ((1, 2), 9, set()),
    ],
)
def test_very_strong_pain_two_days_running(numbers: tuple[int, ...], asked_on: int, expected: set[str]) -> None:
    assert referral(reviewed(asked_on, *bad(*numbers))) == expected


def test_very_strong_days_two_running() -> None:
    assert referral(reviewed(3, check_ins=pain(5, 8, 8))) == {"referral_severe"}


def weeks(*means: int) -> tuple[CheckIn, ...]:
    return pain(*(value for mean in means for value in [mean] * 7), first=0)


@pytest.mark.parametrize(
    ("means", "seen", "expected"),
    [
        ((5, 5, 5, 5, 5), False, {"referral_no_better"}),
        ((5, 5, 5, 5), False, {"referral_no_better"}),
        ((5, 5, 5), False, set()),
        ((5, 5, 5, 5, 5), True, set()),
        ((5, 5, 5, 5, 5, 5, 5), True, {"referral_no_better"}),
        ((5, 5, 5, 5, 5, 4, 4), True, {"referral_no_better"}),
        ((5, 4, 4, 3, 3, 3, 3), True, set()),
        ((3, 3, 3, 3, 3, 3, 3), True, set()),
        ((4, 4, 6, 6), True, {"referral_worse"}),
        ((4, 4, 4, 6), True, set()),
    ],
)
def test_no_better_and_worse(means: tuple[int, ...], seen: bool, expected: set[str]) -> None:
    case = a_case(**{"person.seen_clinician": seen, "pain.weeks_since_onset": 3})
    last = 7 * len(means) + (0 if means[-1] != 6 else -1)
    assert referral(reviewed(last, case=case, check_ins=weeks(*means), rescreens=screened(last))) == expected


def test_function_that_got_better_is_a_change_that_matters() -> None:
    def peg(number: int, points: int) -> FunctionScore:
        told = Peg(pain=points, enjoyment=points, general_activity=points)
        return FunctionScore(day=day(number), activities=(), peg=told)

    calm = weeks(5, 5, 5, 5, 5, 5, 5)
    better = (peg(1, 6), peg(20, 5), peg(40, 4))
    assert referral(reviewed(49, check_ins=calm, rescreens=screened(49), function=better)) == set()


def test_both_directions_that_spread() -> None:
    back = session(1, item("stomach_lying", None), leg_symptoms="spread")
    forward = session(5, item("knee_to_chest", "one knee"), leg_symptoms="spread")
    assert "referral_spreads" in referral(reviewed(6, back, forward))
    assert "referral_spreads" not in referral(reviewed(6, forward))
    assert "referral_spreads" not in referral(reviewed(40, back, forward))


def test_a_red_session_alone_sends_nobody_away() -> None:
    assert referral(reviewed(2, red(1))) == set()
