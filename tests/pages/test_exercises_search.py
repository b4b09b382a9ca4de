"""Finding exercises: names, slips of the finger, other names, words in the text; filters that one rung meets."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.vocabulary import PLANES, BodyPosition, Equipment, Role
from pages.ui import library_address
from pages.ui.library_search import (
    KINDS,
    NOTHING,
    Index,
    Wanted,
    can_be_done_with,
    equipment_of,
    kinds_of,
    moves_of,
)
from pages.ui.library_search import (
    plain as plain_words,
)
from tests.make import content

LIBRARY = content().library
WORDS = content().words["en"]
INDEX = Index(LIBRARY, WORDS)
NAMES = {exercise.id: exercise.text["en"].name for exercise in LIBRARY.exercises}


def found(text: str = "", **filters: frozenset) -> list[str]:  # type: ignore[type-arg]
    return [row.exercise.id for row in INDEX.search(Wanted(text=text, **filters)).found]


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("plank", "plank"),
        ("PLANK", "plank"),
        ("Plánk", "plank"),
        ("planks", "plank"),
        ("the plank exercise", "plank"),
        ("birddog", "bird_dog"),
        ("bird  dog", "bird_dog"),
        ("child’s pose", "childs_pose"),
        ("childs pose", "childs_pose"),
        ("dead lift", "kettlebell_deadlift"),
        ("sit-up", "sit_up"),
        ("situp", "sit_up"),
        ("squats", "squat"),
        ("lunges", "reverse_lunge"),
        ("90/90", "hip_90_90"),
        ("kettleb", "kettlebell_deadlift"),
        ("McKenzie", "prone_press"),
        ("dead hang", "bar_hang"),
        ("piriformis stretch", "pigeon"),
    ],
)
def test_what_is_typed_finds_its_exercise_first(typed: str, first: str) -> None:
    answer = INDEX.search(Wanted(text=typed))
    assert answer.found[0].exercise.id == first
    assert not answer.near


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("plnak", "plank"),
        ("planck", "plank"),
        ("squatt", "squat"),
        ("kettelbell", "kettlebell_deadlift"),
        ("romainan", "romanian_deadlift"),
        ("brigde", "glute_bridge"),
        ("walkking", "walking"),
        ("pijeon", "pigeon"),
    ],
)
def test_slips_of_the_finger_are_forgiven_and_told(typed: str, first: str) -> None:
    answer = INDEX.search(Wanted(text=typed))
    assert answer.found[0].exercise.id == first
    assert answer.near


@pytest.mark.parametrize("typed", ["zumba", "xyz", "€", "qqqqqqqq"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    expected = 0 if plain_words(typed) else len(LIBRARY.exercises)
    assert len(found(typed)) == expected


def test_words_of_the_text_come_after_names() -> None:
    rows = found("wall")
    assert rows.index("plank") < rows.index("bulgarian_split_squat")


def test_the_rung_that_fits_the_words_is_the_one_shown() -> None:
    row = next(row for row in INDEX.search(Wanted(text="plank table")).found if row.exercise.id == "plank")
    assert row.rung.id == "table"


@pytest.mark.parametrize("exercise_id", NAMES)
def test_every_exercise_is_found_by_its_name(exercise_id: str) -> None:
    assert found(NAMES[exercise_id])[0] == exercise_id


@pytest.mark.parametrize("exercise_id", NAMES)
def test_a_swap_of_two_letters_in_the_longest_word_still_finds_it(exercise_id: str) -> None:
    word = max(plain_words(NAMES[exercise_id]), key=len)
    if len(word) >= 5 and word[2] != word[3]:
        assert exercise_id in found(word[:2] + word[3] + word[2] + word[4:])


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    rows = found(text)
    assert len(rows) == len(set(rows)) <= len(LIBRARY.exercises)


def test_other_names_belong_to_exercises() -> None:
    told = {key.split(".")[2] for key in WORDS.sentences if key.startswith("exercises.also.")}
    assert told <= set(NAMES)


# ---- filters --------------------------------------------------------------------------------------------------------

known = library_address.options(LIBRARY)
wishes = st.builds(
    Wanted,
    moves=st.frozensets(st.sampled_from(known["moves"]), max_size=2),
    planes=st.frozensets(st.sampled_from(PLANES), max_size=2),
    positions=st.frozensets(st.sampled_from(get_args(BodyPosition)), max_size=2),
    have=st.frozensets(st.sampled_from(known["have"]), max_size=3),
    levels=st.frozensets(st.sampled_from(known["level"]), max_size=2),
    kinds=st.frozensets(st.sampled_from(KINDS), max_size=2),
)


@given(wishes)
def test_one_rung_meets_all_that_is_chosen(wanted: Wanted) -> None:
    rows = {row.exercise.id: row for row in INDEX.search(wanted).found}
    for exercise in LIBRARY.exercises:
        meets = [
            rung
            for rung in exercise.rungs
            if (not wanted.positions or rung.position in wanted.positions)
            and (not wanted.levels or rung.level in wanted.levels)
            and (not wanted.moves or wanted.moves & set(moves_of(exercise, rung)))
            and (not wanted.have or can_be_done_with(rung, wanted.have - {NOTHING}))
        ]
        of_it = (not wanted.planes or wanted.planes & set(exercise.planes)) and (
            not wanted.kinds or wanted.kinds & set(kinds_of(exercise))
        )
        assert (exercise.id in rows) == bool(meets and of_it)
        if exercise.id in rows:
            assert rows[exercise.id].rung is meets[0]  # the easiest of those that fit


@given(wishes)
def test_a_filter_more_never_finds_more(wanted: Wanted) -> None:
    everything = Wanted(text=wanted.text)
    assert {row.exercise.id for row in INDEX.search(wanted).found} <= {
        row.exercise.id for row in INDEX.search(everything).found
    }


def test_everything_by_name_where_nothing_is_asked() -> None:
    rows = found()
    assert sorted(rows) == sorted(NAMES)
    assert [plain_words(NAMES[name]) for name in rows] == sorted(plain_words(name) for name in NAMES.values())


def test_with_nothing_there_is_what_needs_nothing() -> None:
    rows = found(have=frozenset({NOTHING}))
    assert "plank" in rows
    assert "kettlebell_deadlift" not in rows
    more = found(have=frozenset({"kettlebell"}))
    assert set(rows) < set(more)
    assert "kettlebell_deadlift" in more
    assert "hip_thrust" not in found(have=frozenset({"barbell"}))  # a barbell without its bench


def test_where_the_back_moves_is_not_where_it_is_held() -> None:
    turning = found(planes=frozenset({"rotation"}))
    assert {"pallof_press", "bird_dog", "seated_twist"} <= set(turning)
    turned = found(moves=frozenset({"rotation"}))
    assert "seated_twist" in turned
    assert not {"pallof_press", "bird_dog"} & set(turned)
    little = found(moves=frozenset({"still"}))
    assert {"pallof_press", "bird_dog", "plank"} <= set(little)
    assert not {"seated_twist", "childs_pose", "yoga", "swimming"} & set(little), "an activity is not told to be still"


def test_every_choice_has_its_word_and_finds_something() -> None:
    said = "questionnaire.questions.equipment.options"
    for name in known["have"]:
        assert name == NOTHING or f"{said}.{name}" in WORDS
    assert set(known["have"]) - {NOTHING} == equipment_of(LIBRARY) <= set(get_args(Equipment))
    for position in known["position"]:
        assert f"exercises.position.{position}" in WORDS
        assert found(positions=frozenset({position}))
    for kind in KINDS:
        assert f"exercises.kind.{kind}" in WORDS
        assert found(kinds=frozenset({kind}))
    assert {kind for exercise in LIBRARY.exercises for kind in kinds_of(exercise)} == set(KINDS) >= set(get_args(Role))
    for level in known["level"]:
        assert f"exercises.level.{level}" in WORDS
        assert found(levels=frozenset({level}))
    assert {rung.level for exercise in LIBRARY.exercises for rung in exercise.rungs} == set(known["level"])
    for plane in PLANES:
        assert found(planes=frozenset({plane}))
    for way in known["moves"]:
        assert f"exercises.moves.{way}" in WORDS
        assert found(moves=frozenset({way}))
