"""The library against the table of the sources: every exercise, every rung, and doses within what the sources state."""

import csv
from itertools import pairwise
from typing import Any

import pytest

from core.model.exercise import Exercise, Range, Rung
from core.model.vocabulary import PHASES
from core.recommend.dose import Dosed, dose
from tests.make import FIXTURES, PHASE, a_person, content, every_rung, name_of

with (FIXTURES / "exercises.csv").open(encoding="utf-8", newline="") as table:
    ROWS = {row["id"]: row for row in csv.DictReader(table)}
LIBRARY = {exercise.id: exercise for exercise in content().library.exercises}
each_exercise = pytest.mark.parametrize("name", ROWS)
each_rung = pytest.mark.parametrize("entry", every_rung(), ids=[name_of(*entry) for entry in every_rung()])


def parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def test_the_library_is_the_table() -> None:
    assert set(LIBRARY) == set(ROWS)
    assert len(LIBRARY) == 55
    assert len(every_rung()) == 102
    assert sum(rung.ours for _, rung in every_rung()) == 11


@each_exercise
def test_an_exercise_counts_for_what_the_table_says(name: str) -> None:
    row, exercise = ROWS[name], LIBRARY[name]
    assert exercise.role == row["role"]
    assert exercise.foundation == (row["foundation"] or None)
    assert set(exercise.planes) == set(parts(row["planes"]))
    assert set(exercise.sources) == set(parts(row["sources"]))


@each_exercise
def test_the_rungs_and_levels_of_the_table(name: str) -> None:
    row, exercise = ROWS[name], LIBRARY[name]
    rungs = parts(row["rungs_easier_to_harder"]) or (None,)
    levels = [int(level) for level in parts(row["levels"])] or [1]  # activities have no level of their own
    assert [rung.id for rung in exercise.rungs] == [rung.rstrip("*") if rung else None for rung in rungs]
    assert [rung.ours for rung in exercise.rungs] == [bool(rung and rung.endswith("*")) for rung in rungs]
    assert [rung.level for rung in exercise.rungs] == levels


def test_places_in_a_session_are_those_of_the_order_of_aims_or_relief() -> None:
    slots = {slot.id for slot in content().rules.aims.slots} | {"relief", "upper", "stretch"}
    for exercise in LIBRARY.values():
        assert set(exercise.slots) <= slots, exercise.id
        assert not exercise.slots or exercise.role not in ("activity", "ankle")


@each_rung
def test_a_rung_on_the_floor_needs_the_floor(entry: tuple[Exercise, Rung]) -> None:
    _, rung = entry
    floor = {"supine", "prone", "side_lying", "four_point", "kneeling", "floor_sitting"}
    assert ("floor" in rung.needs) == (rung.position in floor)
    for position in ("supine", "prone"):
        assert (position in rung.needs) == (rung.position == position)
    if rung.position in ("four_point", "kneeling"):
        assert "kneel" in rung.needs
    if rung.position == "hanging":
        assert {"hang", "overhead"} <= set(rung.needs)


@each_rung
def test_what_is_loaded_or_held_also_moves(entry: tuple[Exercise, Rung]) -> None:
    for demands in entry[1].spine.values():
        assert "moves" in demands or demands == ("braces_load",)


@each_rung
def test_what_has_sides_says_what_a_side_is(entry: tuple[Exercise, Rung]) -> None:
    exercise, rung = entry
    if rung.per_side:
        assert exercise.text["en"].side_note


@each_exercise
def test_no_two_rungs_have_the_same_name_or_steps(name: str) -> None:
    texts = [rung.text["en"] for rung in LIBRARY[name].rungs]
    assert len({text.name for text in texts}) == len(texts)
    assert len({text.steps for text in texts}) == len(texts)


# What the sources state, read off the table's words: most sets, repetitions a set, seconds a hold.
STATED: dict[str, dict[str, Range]] = {
    "pallof_press": {"sets": Range(low=2, high=2)},
    "plank": {"sets": Range(low=3, high=3)},
    "drawing_in": {"hold_s": Range(low=45, high=60)},
    "bird_dog": {"reps": Range(low=10, high=15)},
    "superman": {"sets": Range(low=3, high=3), "reps": Range(low=10, high=12), "hold_s": Range(low=1, high=1)},
    "glute_bridge": {"reps": Range(low=15, high=15), "hold_s": Range(low=3, high=5)},
    "lat_pulldown": {"sets": Range(low=3, high=4), "reps": Range(low=12, high=15)},
    "pelvic_tilt": {"sets": Range(low=1, high=3), "reps": Range(low=8, high=12)},
    "hip_rotation": {"sets": Range(low=1, high=3), "reps": Range(low=8, high=12)},
    "bat_hang": {"sets": Range(low=2, high=2), "reps": Range(low=3, high=5)},
    "ankle_dorsiflexion_mobilisation": {
        "sets": Range(low=5, high=5),
        "reps": Range(low=30, high=30),
        "hold_s": Range(low=5, high=5),
    },
}


@pytest.mark.parametrize("name", STATED)
def test_the_dose_of_the_source_is_kept_with_the_exercise(name: str) -> None:
    kept = LIBRARY[name].source_dose
    for field, stated in STATED[name].items():
        if field in ("sets", "reps") or name != "drawing_in":
            assert getattr(kept, field) == stated


@each_rung
@pytest.mark.parametrize("phase", PHASES)
def test_no_dose_asks_for_more_than_the_source(entry: tuple[Exercise, Rung], phase: str) -> None:
    exercise, rung = entry
    person = a_person(**PHASE[phase])
    found = dose(person, rung, phase)  # type: ignore[arg-type]
    assert isinstance(found, Dosed)
    stated = exercise.source_dose
    told: dict[str, Any] = {"sets": found.sets, "reps": found.reps, "hold_s": found.hold_s}
    for field, value in told.items():
        limit = getattr(stated, field)
        assert limit is None or value <= limit.high, f"{field}: {value} is more than {limit.high}"


# Full doses that stay below what a source states, each for a reason that is written down elsewhere.
GENTLER_THAN_THE_SOURCE = {
    ("glute_bridge", "single-leg", "reps"): "the source states its number for two legs",
    ("glute_bridge", "figure-4 single-leg", "reps"): "the source states its number for two legs",
    ("drawing_in", None, "hold_s"): "C4 and the evidence: start with 10 s, 5 to 10 times",
    ("ankle_dorsiflexion_mobilisation", None, "reps"): "contract 8 and C5: bouts of 10 to 15, several times a day",
    ("ankle_dorsiflexion_mobilisation", None, "sets"): "the source's sets are bouts spread over the day",
}


@each_rung
def test_the_full_dose_lies_within_the_range_of_the_source(entry: tuple[Exercise, Rung]) -> None:
    exercise, rung = entry
    found = dose(a_person(**PHASE["strengthen"]), rung, "strengthen")
    assert isinstance(found, Dosed)
    for field, value in {"sets": found.sets, "reps": found.reps, "hold_s": found.hold_s}.items():
        stated = getattr(exercise.source_dose, field)
        gentler = (exercise.id, rung.id, field) in GENTLER_THAN_THE_SOURCE
        assert stated is None or (value < stated.low) == gentler, f"{field}: {value}, stated {stated}"


@pytest.mark.parametrize("name", content().rules.doses)
def test_a_kind_of_dose_never_grows_calmer(name: str) -> None:
    kind = content().rules.doses[name]
    for calmer, next_phase in pairwise(PHASES):
        before, after = kind.of(calmer), kind.of(next_phase)
        assert before.sets * before.reps * (1 + before.hold_s) <= after.sets * after.reps * (1 + after.hold_s)


def test_every_kind_of_dose_is_used() -> None:
    assert {rung.dose for _, rung in every_rung()} == set(content().rules.doses)


def test_an_exercise_is_found_by_its_id() -> None:
    assert content().library.by_id("plank").id == "plank"
    with pytest.raises(KeyError):
        content().library.by_id("planks")
