"""Findings: sitting, ankles by side and age, and the lifestyle audit at each limit."""

from typing import Any

import pytest

from core.assess.assess import assess
from core.assess.findings import ankle_differs, ankle_mean_cm, bmi_kg_m2, sides_needing_ankle_work
from core.model.assessment import Finding
from tests.make import a_case, a_quiet_case, aged, content

ALWAYS = {"ankle_left_typical", "ankle_right_typical", "ankle_sides_alike"}


def findings(**changes: Any) -> dict[str, Finding]:
    return {finding.id: finding for finding in assess(a_quiet_case(**changes), content().evidence).findings}


def beyond_ankles(**changes: Any) -> set[str]:
    return {name for name in findings(**changes) if not name.startswith("ankle_")}


def test_a_quiet_life_has_no_finding_but_the_ankles() -> None:
    assert set(findings()) == ALWAYS


# finding, the answer just short of it, the answer that makes it
LIMITS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("sitting_long", {"sitting.hours_per_day": 5.9}, {"sitting.hours_per_day": 6}),
    ("sitting_unbroken", {"sitting.longest_unbroken_minutes": 59}, {"sitting.longest_unbroken_minutes": 60}),
    ("activity_low", {"lifestyle.moderate_minutes_per_week": 150}, {"lifestyle.moderate_minutes_per_week": 149}),
    (
        "activity_low",
        {"lifestyle.moderate_minutes_per_week": 0, "lifestyle.vigorous_minutes_per_week": 75},
        {"lifestyle.moderate_minutes_per_week": 0, "lifestyle.vigorous_minutes_per_week": 74.5},
    ),
    ("strength_low", {"lifestyle.strength_days_per_week": 2}, {"lifestyle.strength_days_per_week": 1}),
    ("stretch_low", {"lifestyle.stretch_days_per_week": 2}, {"lifestyle.stretch_days_per_week": 1}),
    (
        "one_sided_sport",
        {"lifestyle.sports": [{"name": "rowing", "one_sided": False}]},
        {"lifestyle.sports": [{"name": "rowing", "one_sided": False}, {"name": "golf", "one_sided": True}]},
    ),
    ("sleep_short", {"lifestyle.sleep_hours": 7}, {"lifestyle.sleep_hours": 6.9}),
    ("sleep_poor", {"lifestyle.sleep_quality": 4.5}, {"lifestyle.sleep_quality": 4}),
    ("desk_job", {"lifestyle.desk_job": False}, {"lifestyle.desk_job": True}),
    ("heavy_work", {"lifestyle.work": "mixed"}, {"lifestyle.work": "heavy"}),
    ("heavy_work", {"lifestyle.work": "sedentary"}, {"lifestyle.work": "heavy"}),
    ("stress_high", {"lifestyle.stress": 6.5}, {"lifestyle.stress": 7}),
    ("smoker", {"lifestyle.smoker": False}, {"lifestyle.smoker": True}),
    ("worry_about_movement", {"lifestyle.believes_movement_harms": False}, {"lifestyle.believes_movement_harms": True}),
    # 100 kg at 200 cm is a body mass index of exactly 25.
    ("weight", {"person.height_cm": 200, "person.weight_kg": 99.9}, {"person.height_cm": 200, "person.weight_kg": 100}),
]


@pytest.mark.parametrize(("name", "short", "enough"), LIMITS, ids=[row[0] for row in LIMITS])
def test_each_finding_begins_at_its_limit(name: str, short: dict[str, Any], enough: dict[str, Any]) -> None:
    assert beyond_ankles(**short) == set()
    assert beyond_ankles(**enough) == {name}
    finding = findings(**enough)[name]
    assert finding.next_step == name
    told = {answer.path: answer.value for because in finding.because for answer in because.answers}
    assert told
    for path, value in enough.items():
        assert told[path] == value


@pytest.mark.parametrize("missing", [{"person.height_cm": None, "person.weight_kg": 150}, {"person.weight_kg": None}])
def test_weight_is_optional(missing: dict[str, Any]) -> None:
    assert bmi_kg_m2(a_quiet_case(**missing), content().evidence) is None
    assert "weight" not in findings(**missing)


def test_the_body_mass_index_is_weight_by_height_squared() -> None:
    case = a_quiet_case(**{"person.height_cm": 160, "person.weight_kg": 64})
    assert bmi_kg_m2(case, content().evidence) == pytest.approx(25.0)


# Ankles. Left trials, right trials, age -> findings, sides that get ankle work.
BELOW, TYPICAL, UNMEASURED = "below_typical", "typical", "not_measured"
ANKLES: list[tuple[Any, Any, int, str, str, bool | None, tuple[str, ...]]] = [
    ([10], [10], 40, TYPICAL, TYPICAL, False, ()),
    ([9.9], [10], 40, BELOW, TYPICAL, False, ("left",)),
    ([9.9], [9.9], 40, BELOW, BELOW, False, ("left", "right")),
    ([8], [8], 59, BELOW, BELOW, False, ("left", "right")),
    ([8], [8], 60, TYPICAL, TYPICAL, False, ()),
    ([7.9], [8], 60, BELOW, TYPICAL, False, ("left",)),
    ([10], [12], 40, TYPICAL, TYPICAL, True, ("left",)),
    ([12], [10], 40, TYPICAL, TYPICAL, True, ("right",)),
    ([10], [11.9], 40, TYPICAL, TYPICAL, False, ()),
    ([9], [11], 40, BELOW, TYPICAL, True, ("left",)),
    ([5], [8], 40, BELOW, BELOW, True, ("left", "right")),
    (None, [11], 40, UNMEASURED, TYPICAL, None, ()),
    (None, [9], 40, UNMEASURED, BELOW, None, ("right",)),
    ([9], None, 40, BELOW, UNMEASURED, None, ("left",)),
    (None, None, 40, UNMEASURED, UNMEASURED, None, ()),
    # Means, not single trials: 9.5, 10, 10.5 is 10.
    ([9.5, 10, 10.5], [10, 10, 10], 40, TYPICAL, TYPICAL, False, ()),
    # Means that binary fractions would put on the wrong side of a limit.
    ([10.1, 9.9, 10.0], [12.1, 11.9, 12.0], 40, TYPICAL, TYPICAL, True, ("left",)),
    ([8.1, 8.2, 8.3], [10.1, 10.2, 10.3], 60, TYPICAL, TYPICAL, True, ("left",)),
    ([0], [25], 40, BELOW, TYPICAL, True, ("left",)),
]


@pytest.mark.parametrize(("left", "right", "age", "left_is", "right_is", "differs", "work"), ANKLES)
def test_ankles_by_side_age_and_difference(
    left: Any, right: Any, age: int, left_is: str, right_is: str, differs: bool | None, work: tuple[str, ...]
) -> None:
    changes = {"ankle.left_cm": left, "ankle.right_cm": right, **aged(age)}
    found = findings(**changes)
    expected = {f"ankle_left_{left_is}", f"ankle_right_{right_is}"}
    if differs is not None:
        expected.add("ankle_difference" if differs else "ankle_sides_alike")
    assert {name for name in found if name.startswith("ankle_")} == expected
    case = a_quiet_case(**changes)
    assert ankle_differs(case, content().evidence) == bool(differs)
    assert sides_needing_ankle_work(case, content().evidence) == work


def test_the_mean_of_a_side_is_told_with_it() -> None:
    case = a_case()
    assert ankle_mean_cm(case, "left") == pytest.approx(23.5 / 3)
    found = {finding.id: finding for finding in assess(case, content().evidence).findings}
    assert found["ankle_left_below_typical"].values == {"mean_cm": 7.83}
    assert found["ankle_right_typical"].values == {"mean_cm": 11.17}
    assert found["ankle_difference"].values == {"difference_cm": 3.33}


def test_the_example_gets_the_findings_of_a_desk_worker() -> None:
    found = [finding.id for finding in assess(a_case(), content().evidence).findings]
    assert found == [
        "sitting_long",
        "sitting_unbroken",
        "ankle_left_below_typical",
        "ankle_right_typical",
        "ankle_difference",
        "activity_low",
        "strength_low",
        "stretch_low",
        "one_sided_sport",
        "sleep_short",
        "desk_job",
        "worry_about_movement",
        "weight",
    ]
