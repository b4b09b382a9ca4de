"""A history from JSON: the contract's example, what may be left out, and one line for each field that is not valid."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.content.histories import Told, parse_history
from tests.make import EXAMPLE, content

WORDS = content().words["en"]
HISTORY: dict[str, Any] = {
    "as_of": "2026-11-20",
    "case": EXAMPLE,
    "sessions": [
        {
            "date": "2026-11-17",
            "pain_before": 4,
            "pain_peak": 5,
            "pain_next_morning": 4,
            "leg_symptoms": "none",
            "items": [
                {
                    "exercise": "bird_dog",
                    "rung": None,
                    "sets": 2,
                    "reps": 10,
                    "hold_s": None,
                    "extra_reps": 2,
                    "effort": 4,
                },
                {
                    "exercise": "plank",
                    "rung": "knees",
                    "sets": 3,
                    "reps": None,
                    "hold_s": 20,
                    "extra_reps": 0,
                    "effort": 6,
                },
            ],
        }
    ],
    "check_ins": [{"date": "2026-11-17", "pain_average": 4, "sitting_hours": 8.0, "sleep_hours": 7.0, "stress": 5}],
    "ankle": [{"date": "2026-11-15", "left_cm": [8.0, 8.0, 8.5], "right_cm": [11.0, 11.0, 11.5]}],
}
MORE: dict[str, Any] = {
    "function": [{"date": "2026-11-16", "activities": [{"activity": "walk to work", "score": 4}], "peg": None}],
    "rescreens": [{"date": "2026-11-16", "answers": {"bladder_change": "no"}}],
    "flares": [{"date": "2026-11-16", "state": "began"}],
    "day_ticks": [{"date": "2026-11-16", "ticks": [{"what": "sitting_break", "times": 3}]}],
    "kept_old": [{"date": "2026-11-16", "kept": [{"exercise": "plank", "rung": "knees"}]}],
    "plan_dates": ["2026-11-15"],
}


def parse(told: Any) -> Told | list[str]:
    found = parse_history(json.dumps(told), content(), WORDS)
    return found if isinstance(found, Told) else [str(fault) for fault in found]


def told_with(path: str, value: Any) -> dict[str, Any]:
    """The example with one value put in; `...` takes it out."""
    data = deepcopy(HISTORY | MORE)
    node: Any = data
    *parents, last = path.split(".")
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    if value is ...:
        del node[last]
    elif isinstance(node, list):
        node[int(last)] = value
    else:
        node[last] = value
    return data


def test_the_example_of_the_contract() -> None:
    found = parse(HISTORY)
    assert isinstance(found, Told)
    assert found.as_of == date(2026, 11, 20)
    (session,) = found.history.sessions
    assert (session.day, session.pain_peak, session.kind) == (date(2026, 11, 17), 5, "full")
    assert [(item.exercise, item.rung, item.outcome) for item in session.items] == [
        ("bird_dog", None, "done"),
        ("plank", "knees", "done"),
    ]
    assert found.history.check_ins[0].sitting_hours == 8.0
    assert found.history.ankle_tests[0].left_cm == (8.0, 8.0, 8.5)


def test_every_kind_of_entry() -> None:
    found = parse(HISTORY | MORE)
    assert isinstance(found, Told)
    history = found.history
    assert history.function[0].activities[0].score == 4
    assert history.rescreens[0].answers == {"bladder_change": "no"}
    assert history.flares[0].state == "began"
    assert history.day_ticks[0].ticks[0].times == 3
    assert history.kept_old[0].kept[0].rung == "knees"
    assert history.plan_dates == (date(2026, 11, 15),)


def test_entries_stand_by_day_whatever_order_they_came_in() -> None:
    told = deepcopy(HISTORY)
    told["check_ins"] = [{"date": f"2026-11-{day}", "pain_average": 3} for day in (18, 12, 15)]
    found = parse(told)
    assert isinstance(found, Told)
    assert [entry.day.day for entry in found.history.check_ins] == [12, 15, 18]


@pytest.mark.parametrize(
    "path",
    ["sessions.0.pain_next_morning", "sessions.0.pain_before", "sessions.0.items.1.effort", "check_ins.0.stress"],
)
def test_what_may_be_null(path: str) -> None:
    assert isinstance(parse(told_with(path, None)), Told)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("as_of", "2026-13-01", "as_of: a date as YYYY-MM-DD"),
        ("as_of", ..., "as_of: is missing; a date as YYYY-MM-DD"),
        ("as_of", "0001-01-01", "as_of: a date from 1900-01-01 to 2200-12-31"),
        ("as_of", "2026-11-19", "as_of: a date not before the as_of of the case"),
        ("bogus", 1, "bogus: is not a field that is known"),
        ("sessions.0.day", "2026-11-17", "sessions.0.day: is not a field that is known"),
        ("sessions.0.date", ..., "sessions.0.date: is missing; a date as YYYY-MM-DD"),
        ("sessions.0.date", "9999-12-31", "sessions.0.date: a date from 1900-01-01 to 2200-12-31"),
        ("sessions.0.pain_peak", 11, "sessions.0.pain_peak: a whole number from 0 to 10, or null"),
        ("sessions.0.pain_peak", True, "sessions.0.pain_peak: a whole number from 0 to 10, or null"),
        ("sessions.0.pain_peak", 4.5, "sessions.0.pain_peak: a whole number from 0 to 10, or null"),
        ("sessions.0.leg_symptoms", "worse", "sessions.0.leg_symptoms: one of none, same, spread, or null"),
        ("sessions.0.items.0.exercise", "frog", "sessions.0.items.0.exercise: the id of an exercise of the library"),
        (
            "sessions.0.items.1.rung",
            "moon",
            "sessions.0.items.1.rung: one of its rungs (wall, table, knees, elbows on floor), or null",
        ),
        ("check_ins.0.pain_average", None, "check_ins.0.pain_average: a whole number from 0 to 10"),
        ("check_ins.0.sitting_hours", 25, "check_ins.0.sitting_hours: a number from 0 to 24, or null"),
        ("ankle.0.left_cm", [30], "ankle.0.left_cm.0: a number from 0 to 25"),
        ("case.pain.now", 12, "case.pain.now: a whole number from 0 to 10"),
        ("case.safety.chest_pain", ..., "case.safety.chest_pain: is missing; one of yes, no, unsure"),
        ("case.person.birth_year", 2030, "case.person.birth_year: a year not after the year of as_of"),
        (
            "case.preferences.excluded_exercises",
            ["x"],
            "case.preferences.excluded_exercises.0: the id of an exercise of the library",
        ),
        ("rescreens.0.answers", {"no_sign": "yes"}, "rescreens.0.answers.no_sign: is not one of the warning signs"),
        ("kept_old.0.kept.0.exercise", "frog", "kept_old.0.kept.0.exercise: the id of an exercise of the library"),
        ("flares.0.state", "maybe", "flares.0.state: one of began, over"),
        ("sessions", {}, "sessions: a list; each entry an object with its fields"),
    ],
)
def test_one_line_for_a_bad_field(path: str, value: Any, line: str) -> None:
    assert parse(told_with(path, value)) == [line]


def test_every_bad_field_at_once() -> None:
    told = told_with("sessions.0.pain_peak", 11)
    told["check_ins"][0]["stress"] = "much"
    told["case"]["safety"]["chest_pain"] = "perhaps"
    found = parse(told)
    assert isinstance(found, list)
    assert [line.split(":")[0] for line in found] == [
        "case.safety.chest_pain",
        "sessions.0.pain_peak",
        "check_ins.0.stress",
    ]


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"x"', b"\xff\xfe", "[" * 100_000])
def test_what_is_no_history_is_one_line(text: str | bytes) -> None:
    found = parse_history(text, content(), WORDS)
    assert not isinstance(found, Told)
    assert found
    assert all("\n" not in str(fault) for fault in found)


PATHS = [
    "as_of",
    "case",
    "sessions",
    "sessions.0",
    "sessions.0.items",
    "sessions.0.items.0",
    "sessions.0.items.0.rung",
    "check_ins.0.pain_average",
    "rescreens.0.answers",
    "kept_old.0.kept",
    "plan_dates.0",
]
junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PATHS), junk)
def test_junk_never_raises(path: str, value: Any) -> None:
    found = parse_history(json.dumps(told_with(path, value)), content(), WORDS)
    if not isinstance(found, Told):
        assert all(str(fault).count("\n") == 0 and ": " in str(fault) for fault in found)
