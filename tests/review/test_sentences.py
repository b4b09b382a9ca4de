"""Every reason of a review reads as a plain sentence."""

from typing import Any

import pytest

from core.model.review import Review
from pages.ui.reasons import reason_sentence
from tests.make import BUILD, CALM, STRENGTHEN, a_case, content
from tests.review.diary import CASE, amber, flares, history, item, kept, pain, red, reviewed, screened, session
from tests.review.quoted import reasons, wrong_quotes

WORDS = content().words["en"]
TOP = item(rung="opposite arm and leg", sets=1, reps=15)
TILT = item("pelvic_tilt", "lying")
LYING = item("stomach_lying", None, reps=1, hold_s=90)
BRIDGE = item("glute_bridge", "two-leg", reps=15, hold_s=3, sets=1)
HINGE = item("romanian_deadlift", "weighted", reps=10, sets=3)

STORIES: list[tuple[int, tuple[Any, ...], dict[str, Any]]] = [
    (0, (), {}),
    (4, (session(1), session(3)), {}),
    (4, (session(1, TOP), session(3, TOP)), {}),
    (4, (session(1, item(extra_reps=0)), session(3, item(effort=9), TILT)), {}),
    (4, (session(1, TILT, item()), session(3, TILT, item())), {}),
    (4, (session(1), amber(3)), {}),
    (4, (session(1), session(3, pain_next_morning=None)), {}),
    (4, (session(1), session(3), red(4, TILT)), {}),
    (3, (red(1, TOP, BRIDGE),), {}),
    (3, (red(1, item(outcome="hurt"), TILT),), {}),
    (4, (red(1, BRIDGE), red(3, BRIDGE)), {}),
    (14, (red(1, BRIDGE), red(12, BRIDGE)), {}),
    (6, (amber(1), amber(3), amber(5)), {}),
    (2, (session(1, LYING, leg_symptoms="spread"),), {}),
    (
        6,
        (
            session(1, LYING, leg_symptoms="spread"),
            session(5, item("knee_to_chest", "one knee"), leg_symptoms="spread"),
        ),
        {},
    ),
    (3, (session(1),), {"flares": flares(began=2)}),
    (8, (session(1),), {"flares": flares(began=2, over=6)}),
    (5, (session(1), session(3)), {"kept_old": kept(4, "bird_dog", "leg only")}),
    (3, (session(1, item("plank", "knees")),), {"check_ins": pain(2, 2, 6)}),
    (3, (session(1),), {"check_ins": pain(2, 8, 9)}),
    (14, (), {"check_ins": pain(*[3] * 7, *[6] * 7)}),
    (30, (), {"check_ins": pain(*[5] * 30), "case": a_case(**{"person.seen_clinician": False})}),
    (40, (), {"check_ins": pain(*[2] * 40), "case": a_case(**BUILD)}),
    (60, (session(1, TOP),), {}),
    (3, (session(1),), {"rescreens": screened(3, bladder_change="yes")}),
    (4, (session(1, HINGE, pain_peak=3), session(3, HINGE, pain_peak=4)), {"case": a_case(**STRENGTHEN)}),
    (3, (), {"case": a_case(**CALM)}),
    (44, tuple(session(n, TILT) for n in range(1, 44, 2)), {"rescreens": screened(43)}),
]


def found(number: int, sessions: tuple[Any, ...], kinds: dict[str, Any]) -> Review:
    return reviewed(number, *sessions, **kinds)


@pytest.mark.parametrize(("number", "sessions", "kinds"), STORIES)
def test_a_story_says_why(number: int, sessions: tuple[Any, ...], kinds: dict[str, Any]) -> None:
    review = found(number, sessions, kinds)
    case = kinds.get("case", CASE)
    logs = {kind: value for kind, value in kinds.items() if kind != "case"}
    assert wrong_quotes(case, history(*sessions, **logs), review) == []
    for place, because in reasons(review):
        sentence = reason_sentence(WORDS, because)
        assert sentence[0].isupper() or sentence[0] in "“0123456789", sentence
        assert sentence[-1] in ".!?", sentence
        for never in ("{", "None", "True", "False", "_"):
            assert never not in sentence, (place, because.code, sentence)


def test_the_stories_say_most_of_what_a_review_can_say() -> None:
    said = {because.code for story in STORIES for _, because in reasons(found(*story))}
    starts = ("zone_", "on_", "hold_", "back_", "deload_", "flare_", "rescreen_", "referral_", "swap_", "stop_")
    ours = {key.removeprefix("because.") for key in WORDS.sentences if key.startswith("because.")}
    possible = {code for code in ours if code.startswith(starts)}
    assert len(possible - said) < 30, sorted(possible - said)
