"""The comfortable direction: what counts, how much, when it is clear, and when the answers disagree."""

from typing import Any

import pytest

from core.assess.assess import assess
from core.model.assessment import Assessment
from core.model.vocabulary import POSITIONS
from tests.make import a_case, a_quiet_case, content

FLEXION = ("sitting", "bending_forward", "driving", "rising_from_chair", "lifting")
EXTENSION = ("standing", "walking", "leaning_back", "lying_on_stomach")
NEITHER = tuple(name for name in POSITIONS if name not in FLEXION + EXTENSION)
PATTERNS = ("known_spinal_stenosis", "known_spondylolisthesis", "walking_leg_symptoms_eased_by_sitting")


def assessed(**changes: Any) -> Assessment:
    return assess(a_quiet_case(**changes), content().evidence)


def positions(answer: str, *names: str) -> dict[str, str]:
    return {f"positions.{name}": answer for name in names}


def read(found: Assessment) -> tuple[int, str, str, bool]:
    return found.direction_score, found.directional_preference, found.direction_strength, found.conflict


@pytest.mark.parametrize("name", POSITIONS)
@pytest.mark.parametrize("answer", ["worse", "better", "no_effect", "unsure"])
def test_what_one_position_counts(name: str, answer: str) -> None:
    side = 1 if name in FLEXION else -1 if name in EXTENSION else 0
    points = side * {"worse": 1, "better": -1}.get(answer, 0)
    found = assessed(**positions(answer, name))
    assert found.direction_score == points
    assert found.direction_strength == ("leaning" if points else "none")
    assert found.directional_preference == {1: "extension", -1: "flexion", 0: "neutral"}[points]
    quoted = [answer.path for because in found.direction_evidence for answer in because.answers]
    assert quoted == ([f"positions.{name}"] if points else [])


@pytest.mark.parametrize("direction", ["extension", "flexion"])
@pytest.mark.parametrize("answer", ["better", "worse", "no_change", "not_tried"])
def test_a_trial_counts_two(direction: str, answer: str) -> None:
    side = 1 if direction == "extension" else -1
    points = side * {"better": 2, "worse": -2}.get(answer, 0)
    found = assessed(**{f"direction_trials.{direction}": answer})
    assert found.direction_score == points
    assert found.direction_strength == ("clear" if points else "none")
    told = [because.code for because in found.direction_evidence]
    assert told == ([f"direction_trial_{direction}_{answer}"] if points else [])


@pytest.mark.parametrize("flag", PATTERNS)
@pytest.mark.parametrize(("answer", "points"), [("yes", -1), ("unsure", 0), ("no", 0)])
def test_a_told_flexion_pattern_counts_one_towards_flexion(flag: str, answer: str, points: int) -> None:
    assert assessed(**{f"safety.{flag}": answer}).direction_score == points


def test_every_pattern_counts() -> None:
    found = assessed(**{f"safety.{flag}": "yes" for flag in PATTERNS})
    assert read(found) == (-3, "flexion", "clear", False)
    assert len(found.direction_evidence) == 3


# score, answers -> preference, strength, conflict
READINGS: list[tuple[dict[str, str], tuple[int, str, str, bool]]] = [
    (positions("worse", "sitting", "driving"), (2, "extension", "clear", False)),
    (positions("better", "standing", "walking"), (2, "extension", "clear", False)),
    (positions("worse", "standing", "walking"), (-2, "flexion", "clear", False)),
    (positions("better", "sitting", "driving"), (-2, "flexion", "clear", False)),
    (positions("worse", "sitting") | positions("better", "driving"), (0, "neutral", "none", False)),
    # Positions of both kinds worse: a conflict. A clear score still counts; a slight one does not.
    (positions("worse", "sitting", "standing"), (0, "neutral", "none", True)),
    (positions("worse", "sitting", "driving", "standing"), (1, "neutral", "none", True)),
    (positions("worse", "sitting", "standing", "walking"), (-1, "neutral", "none", True)),
    (positions("worse", "sitting", "driving", "lifting", "standing"), (2, "extension", "clear", True)),
    (positions("worse", "sitting", "standing", "walking", "leaning_back"), (-2, "flexion", "clear", True)),
    # A worse and a better of opposite kinds are no conflict: they say the same.
    (positions("worse", "sitting") | positions("better", "standing"), (2, "extension", "clear", False)),
    # A trial speaks against the positions.
    (positions("worse", "sitting", "driving") | {"direction_trials.extension": "worse"}, (0, "neutral", "none", False)),
    (positions("worse", "sitting") | {"direction_trials.flexion": "better"}, (-1, "flexion", "leaning", False)),
    ({"direction_trials.extension": "better", "direction_trials.flexion": "worse"}, (4, "extension", "clear", False)),
    ({"direction_trials.extension": "better", "direction_trials.flexion": "better"}, (0, "neutral", "none", False)),
    (positions("worse", *POSITIONS), (1, "neutral", "none", True)),
]


@pytest.mark.parametrize(("answers", "reading"), READINGS)
def test_how_the_answers_are_read(answers: dict[str, str], reading: tuple[int, str, str, bool]) -> None:
    assert read(assessed(**answers)) == reading


def test_the_evidence_of_the_example_names_every_answer_that_counts() -> None:
    found = assess(a_case(), content().evidence)
    assert read(found) == (8, "extension", "clear", False)
    assert {because.code: [answer.path for answer in because.answers] for because in found.direction_evidence} == {
        "direction_flexion_worse": [f"positions.{name}" for name in FLEXION],
        "direction_extension_better": [f"positions.{name}" for name in ("standing", "walking", "lying_on_stomach")],
    }
    assert {because.rule for because in found.direction_evidence} == {"contract.4"}


# Sore directions


def sore(**changes: Any) -> dict[str, bool]:
    return assessed(**changes).sore.model_dump()


NOTHING = {"flexion": False, "extension": False, "side_bending": False, "rotation": False}
SORE: list[tuple[dict[str, str], dict[str, bool]]] = [
    ({}, NOTHING),
    (positions("worse", "bending_forward"), NOTHING | {"flexion": True}),
    (positions("worse", "sitting"), NOTHING),
    (positions("worse", "sitting", "lifting"), NOTHING | {"flexion": True}),
    (positions("worse", "leaning_back"), NOTHING | {"extension": True}),
    (positions("worse", "lying_on_stomach"), NOTHING),
    (positions("worse", "standing", "walking"), NOTHING | {"extension": True}),
    (positions("worse", "side_bending"), NOTHING | {"side_bending": True}),
    (positions("worse", "twisting"), NOTHING | {"rotation": True}),
    (positions("worse", "sitting", "standing"), NOTHING),
    (positions("worse", *NEITHER), NOTHING | {"side_bending": True, "rotation": True}),
    (positions("unsure", *POSITIONS), NOTHING),
    (positions("better", *POSITIONS), NOTHING),
    (positions("worse", *POSITIONS), dict.fromkeys(NOTHING, True)),
]


@pytest.mark.parametrize(("answers", "expected"), SORE)
def test_which_directions_are_sore(answers: dict[str, str], expected: dict[str, bool]) -> None:
    assert sore(**answers) == expected
