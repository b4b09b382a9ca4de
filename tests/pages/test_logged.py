"""Quoted notes in words: every field of every entry has its words, and what is unknown is said so."""

import pytest

from core.model.log import CheckIn, ItemDone, SessionDone
from core.model.reason import Answer
from pages.ui import state
from pages.ui.logged import logged_lines, logged_sentence
from pages.ui.reasons import answer_sentence
from tests.pages.reviews import reason

pytestmark = pytest.mark.usefixtures("database")
NOT_QUOTED = {"day", "notes", "routine_version", "items", "exercise"}


def quoted(path: str, value: object) -> str:
    return logged_sentence(state.words(), Answer(path=path, value=value))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("sessions.2026-11-17.pain_peak", 4, "Session of 17 November: pain at its worst 4"),
        ("sessions.2026-11-17.pain_next_morning", None, "Session of 17 November: pain the next morning not noted"),
        ("sessions.2025-11-17.leg_symptoms", "spread", "Session of 17 November 2025: legs: further down the leg"),
        ("sessions.2026-11-17.items.plank.extra_reps", 3, "Session of 17 November: Plank, 3 more were possible"),
        ("sessions.2026-11-17.items.plank.outcome", "hurt", "Session of 17 November: Plank, stopped because it hurt"),
        ("check_ins.2026-11-17.pain_average", 6, "Check-in of 17 November: pain 6 out of 10"),
        ("check_ins.2026-11-17.fell", True, "Check-in of 17 November: a fall: yes"),
        ("ankle.2026-11-17.left_cm", [8, 8.5], "Ankle test of 17 November: left 8, 8.5 cm"),
        ("rescreens.2026-11-13.day", "2026-11-13", "Warning signs of 13 November: asked"),
        ("kept_old.2026-11-13.kept.plank.rung", "knees", "Kept as it was, 13 November: Plank, as knees"),
        ("flares.2026-11-17.state", "began", "Flare-up, 17 November: began"),
        ("function.2026-11-17.activities", [{"activity": "socks", "score": 4}], "Activities of 17 November: socks 4"),
    ],
)
def test_a_note_reads_as_a_sentence(path: str, value: object, said: str) -> None:
    assert quoted(path, value) == said


def test_a_flag_is_named_as_in_the_questions() -> None:
    assert "Fever" in quoted("rescreens.2026-11-17.fever_unwell", "yes")


def test_notes_of_one_entry_stand_in_one_line_by_day() -> None:
    answers = [
        Answer(path="sessions.2026-11-18.pain_peak", value=4),
        Answer(path="sessions.2026-11-16.pain_peak", value=3),
        Answer(path="sessions.2026-11-18.pain_before", value=3),
        Answer(path="sessions.2026-11-18.pain_before", value=3),
        Answer(path="positions.sitting", value="worse"),
    ]
    assert logged_lines(state.words(), answers) == [
        "Session of 16 November: pain at its worst 3",
        "Session of 18 November: pain at its worst 4, pain before 3",
    ]


def test_answers_of_the_questions_are_said_as_before() -> None:
    assert answer_sentence(state.words(), Answer(path="positions.sitting", value="worse")).startswith("Sitting")


def test_every_field_that_can_be_quoted_has_its_words() -> None:
    words = state.words()
    for model, table in ((CheckIn, "field"), (SessionDone, "field"), (ItemDone, "item")):
        for name in set(model.model_fields) - NOT_QUOTED:
            assert f"logged.{table}.{name}" in words, name


def test_a_path_that_is_no_note_is_left_alone() -> None:
    assert logged_lines(state.words(), reason("trend_too_early", **{"trends.pain.baseline": 5}).answers) == []
    assert logged_lines(state.words(), [Answer(path="sessions.someday.pain_peak", value=1)]) == []
