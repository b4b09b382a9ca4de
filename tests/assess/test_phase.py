"""Phase, highest level and start level, at each side of each limit."""

from typing import Any

import pytest

from core.assess.assess import assess
from core.model.assessment import Assessment
from tests.make import PHASE, STRENGTHEN, a_quiet_case, aged, cleared, content


def assessed(**changes: Any) -> Assessment:
    return assess(a_quiet_case(**changes), content().evidence)


def paths(found: Assessment) -> set[str]:
    return {answer.path for because in found.phase_because for answer in because.answers}


def test_the_same_person_without_anything_against_it_strengthens() -> None:
    found = assessed(**STRENGTHEN)
    assert found.phase == "strengthen"
    assert paths(found) == {
        "pain.now",
        "pain.average_week",
        "pain.worst_week",
        "pain.weeks_since_onset",
        "capacity.training",
    }


# One answer of somebody who would strengthen; the phase it makes, and whether that answer is told as the reason.
PHASES = [
    ("pain.now", 2, "strengthen"),
    ("pain.now", 3, "build"),
    ("pain.now", 5, "build"),
    ("pain.now", 6, "calm"),
    ("pain.now", 10, "calm"),
    ("pain.average_week", 3, "strengthen"),
    ("pain.average_week", 4, "build"),
    ("pain.average_week", 5, "build"),
    ("pain.average_week", 6, "calm"),
    ("pain.worst_week", 6, "strengthen"),
    ("pain.worst_week", 7, "build"),
    ("pain.worst_week", 10, "build"),
    ("pain.weeks_since_onset", 2, "strengthen"),
    ("pain.weeks_since_onset", 1.9, "build"),
    ("pain.weeks_since_onset", 0, "build"),
    ("capacity.training", "regular", "strengthen"),
    ("capacity.training", "some", "strengthen"),
    ("capacity.training", "new", "build"),
]


@pytest.mark.parametrize(("path", "value", "phase"), PHASES)
def test_each_limit_of_the_phases(path: str, value: Any, phase: str) -> None:
    found = assessed(**{**STRENGTHEN, path: value})
    assert found.phase == phase
    assert found.phase_because[0].code == f"phase_{phase}"
    if phase != "strengthen":
        assert paths(found) == {path}


def test_calm_names_both_pains_where_both_are_high() -> None:
    assert paths(assessed(**STRENGTHEN | {"pain.now": 6, "pain.average_week": 7})) == {
        "pain.now",
        "pain.average_week",
    }


CAPPING = ("known_spinal_fracture", "recent_surgery", "pregnancy_complication")
LOWERING = ("falls_or_dizzy", "pregnancy")
LEVELS: list[tuple[str, dict[str, Any], int, int]] = [
    ("calm", {}, 1, 1),
    ("build", {}, 2, 2),
    ("strengthen", {}, 3, 3),
    ("build", {"capacity.training": "new"}, 2, 1),
    ("calm", {"capacity.training": "new"}, 1, 1),
    ("build", aged(64), 2, 2),
    ("build", aged(65), 2, 1),
    ("strengthen", aged(64), 3, 3),
    ("strengthen", aged(65), 3, 2),
    ("calm", aged(65), 1, 1),
    *[("build", {f"safety.{flag}": answer}, 2, 1) for flag in LOWERING for answer in ("yes", "unsure")],
    *[("strengthen", {f"safety.{flag}": answer}, 3, 2) for flag in LOWERING for answer in ("yes", "unsure")],
    # Several reasons lower the start once.
    ("strengthen", aged(80) | {"safety.falls_or_dizzy": "yes", "safety.pregnancy": "unsure"}, 3, 2),
    # Cleared or not, unsure or yes: these keep everything at the gentlest level.
    *[
        ("strengthen", {f"safety.{flag}": answer, **cleared(days)}, 1, 1)
        for flag in CAPPING
        for answer in ("yes", "unsure")
        for days in (3, 200)
    ],
]


@pytest.mark.parametrize(("phase", "changes", "cap", "start"), LEVELS)
def test_highest_level_and_start(phase: str, changes: dict[str, Any], cap: int, start: int) -> None:
    found = assessed(**PHASE[phase] | changes)
    assert found.phase == phase
    assert (found.level_cap, found.start_level) == (cap, start)
    told = {answer.path for because in found.level_because for answer in because.answers}
    asked = {path for path in changes if path != "person.cleared_by_clinician_on"}
    if "person.birth_year" in asked:
        asked = asked - {"person.birth_year"} | {"assessment.age_years"}
    if start < {"calm": 1, "build": 2, "strengthen": 3}[phase]:
        assert asked <= told
    for because in found.level_because:
        assert because.code in ("level_capped", "level_lowered")
        assert because.answers


def test_nothing_lowered_gives_no_reason() -> None:
    assert assessed(**STRENGTHEN).level_because == ()
