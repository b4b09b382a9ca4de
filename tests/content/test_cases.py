"""Cases that are not valid: every bad field in one go, `path: what is allowed`, and never a traceback."""

import json
from typing import Any

import pytest

from core.content.cases import CaseError, parse_case
from core.model.case import Case
from tests.make import EXAMPLE, changed, content

WORDS = content().words["en"]


def faults(**changes: Any) -> dict[str, str]:
    return told(json.dumps(changed(EXAMPLE, changes)))


def told(text: str | bytes) -> dict[str, str]:
    found = parse_case(text, content(), WORDS)
    assert not isinstance(found, Case), "the case is valid"
    assert all(str(error) == f"{error.path}: {error.allowed}" for error in found)
    return {error.path: error.allowed for error in found}


def test_the_example_is_valid() -> None:
    assert isinstance(parse_case(json.dumps(EXAMPLE), content(), WORDS), Case)
    assert isinstance(parse_case(json.dumps(EXAMPLE).encode(), content(), WORDS), Case)


WRONG: list[tuple[str, Any, str]] = [
    ("pain.now", 11, "a whole number from 0 to 10"),
    ("pain.now", -1, "a whole number from 0 to 10"),
    ("pain.now", 4.5, "a whole number from 0 to 10"),
    ("pain.now", True, "a whole number from 0 to 10"),
    ("pain.now", "4", "a whole number from 0 to 10"),
    ("pain.now", None, "a whole number from 0 to 10"),
    ("pain.trend", "better", "one of improving, same, worsening"),
    ("pain.first_episode", "no", "true or false"),
    ("pain.first_episode", 0, "true or false"),
    ("positions.sitting", "yes", "one of worse, better, no_effect, unsure"),
    ("safety.fever_unwell", "maybe", "one of yes, no, unsure"),
    ("safety.fever_unwell", False, "one of yes, no, unsure"),
    ("direction_trials.flexion", "unsure", "one of not_tried, better, no_change, worse"),
    ("sitting.hours_per_day", 25, "a number from 0 to 24"),
    ("sitting.hours_per_day", True, "a number from 0 to 24"),
    ("ankle.left_cm", [], ""),
    ("ankle.left_cm", [9, 9, 9, 9, 9, 9, 9], ""),
    ("ankle.left_cm", "9", ""),
    ("as_of", "20.11.2026", ""),
    ("as_of", 20261120, ""),
    ("person.birth_year", 1850, ""),
    ("person.height_cm", "tall", ""),
    ("person.cleared_by_clinician_on", "yesterday", ""),
    ("preferences.minutes_per_day", 4, "a whole number from 5 to 60"),
    ("preferences.minutes_per_day", 61, "a whole number from 5 to 60"),
    ("preferences.days_per_week", 0, "a whole number from 1 to 7"),
    ("preferences.days_per_week", 8, "a whole number from 1 to 7"),
    ("preferences", [], ""),
    ("lifestyle.sports", "tennis", ""),
    ("equipment", None, ""),
]


@pytest.mark.parametrize(("path", "value", "allowed"), WRONG, ids=[f"{row[0]}={row[1]}" for row in WRONG])
def test_a_wrong_value_says_what_is_allowed(path: str, value: Any, allowed: str) -> None:
    found = faults(**{path: value})
    assert path in found
    assert allowed in found[path]
    assert len(found[path]) > 5


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("ankle.left_cm", [9, "x"], "ankle.left_cm.1"),
        ("ankle.left_cm", [9, 26], "ankle.left_cm.1"),
        ("pain.location", ["low_back_left", "elbow"], "pain.location.1"),
        ("equipment", ["band", "trampoline"], "equipment.1"),
        ("lifestyle.sports", [{"name": "golf"}], "lifestyle.sports.0.one_sided"),
        ("lifestyle.sports", [{"name": "", "one_sided": True}], "lifestyle.sports.0.name"),
        ("lifestyle.sports", [{"name": "golf", "one_sided": True, "club": 7}], "lifestyle.sports.0.club"),
        ("preferences.excluded_exercises", ["plank", "burpee"], "preferences.excluded_exercises.1"),
        ("preferences.activities", ["skiing"], "preferences.activities.0"),
    ],
)
def test_a_wrong_entry_of_a_list_is_named_alone(path: str, value: Any, fault: str) -> None:
    assert set(faults(**{path: value})) == {fault}


@pytest.mark.parametrize("path", ["pain", "pain.now", "positions.driving", "ankle.left_cm", "as_of", "equipment"])
def test_a_missing_field_is_named(path: str) -> None:
    data = changed(EXAMPLE, {})
    *parents, last = path.split(".")
    node = data
    for part in parents:
        node = node[part]
    del node[last]
    assert path in told(json.dumps(data))


def test_a_flag_not_answered_is_an_error_and_never_a_no() -> None:
    data = changed(EXAMPLE, {})
    del data["safety"]["chest_pain"], data["safety"]["osteoporosis"]
    found = told(json.dumps(data))
    assert set(found) == {"safety.chest_pain", "safety.osteoporosis"}
    assert all("yes, no, unsure" in allowed for allowed in found.values())


@pytest.mark.parametrize("path", ["nonsense", "pain.colour", "safety.sore_toe", "person.name"])
def test_an_unknown_field_is_refused(path: str) -> None:
    data = changed(EXAMPLE, {})
    *parents, last = path.split(".")
    node = data
    for part in parents:
        node = node[part]
    node[last] = "no"
    assert told(json.dumps(data)) == {path: WORDS("errors.unknown")}


def test_all_faults_come_at_once_whoever_finds_them() -> None:
    data = changed(EXAMPLE, {"pain.now": 12, "preferences.excluded_exercises": ["burpee"], "person.birth_year": "old"})
    del data["safety"]["chest_pain"]
    data["extra"] = 1
    assert set(told(json.dumps(data))) == {
        "pain.now",
        "preferences.excluded_exercises.0",
        "person.birth_year",
        "safety.chest_pain",
        "extra",
    }


def test_nobody_is_born_after_today() -> None:
    assert set(faults(person__birth_year=2027)) == {"person.birth_year"}
    assert isinstance(parse_case(json.dumps(changed(EXAMPLE, {"person__birth_year": 2026})), content(), WORDS), Case)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{",
        "nonsense",
        "null",
        "[]",
        "42",
        '"case"',
        b"\xff\xfe",
        b"\x00",
        "[" * 100_000,
        "{}x",
        '{"as_of": NaN',
        "\ud800",
        b"\xed\xa0\x80",
        "9" * 5000,
        '{"a":' * 50_000,
    ],
    ids=range(17),
)
def test_what_is_no_case_at_all_is_one_fault(text: str | bytes) -> None:
    assert set(told(text)) == {"case"}


def test_an_empty_case_names_every_part() -> None:
    assert set(told("{}")) == set(EXAMPLE)


def test_numbers_that_are_none_are_refused() -> None:
    for number in ("NaN", "Infinity", "-Infinity", "1e999"):
        text = json.dumps(EXAMPLE).replace("9.5", number, 1)
        assert told(text), number


def test_safety_that_is_no_table_is_one_fault() -> None:
    assert "safety" in faults(safety=["no"])
    assert "safety" in faults(safety=None)


def test_a_case_error_reads_as_one_line() -> None:
    assert str(CaseError("pain.now", "a whole number")) == "pain.now: a whole number"
