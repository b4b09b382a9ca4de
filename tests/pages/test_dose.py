"""A dose in words."""

from functools import cache

import pytest

from core.content.files import DATA
from core.content.words import Words, load_words
from core.model.exercise import Rung, RungText
from core.model.routine import Item, ThroughTheDay
from pages.ui.dose import day_dose_sentence, dose_sentence, duration


@cache
def english() -> Words:
    faults: list[str] = []
    words = load_words(DATA / "words", "en", faults)
    assert faults == []
    return words


def an_item(sets: int, reps: int | None, hold_s: int | None, per_side: bool) -> Item:
    return Item(
        exercise="bird_dog",
        rung=None,
        role="control",
        foundation="core",
        planes=("rotation",),
        level=2,
        sets=sets,
        reps=reps,
        hold_s=hold_s,
        per_side=per_side,
        days=("mon",),
        minutes=3.0,
        slot="control",
        adjust=(),
        because=(),
        easier=None,
        harder=None,
    )


@pytest.mark.parametrize(
    ("sets", "reps", "hold_s", "per_side", "said"),
    [
        (2, 10, 3, True, "2 sets of 10 on each side, hold each for 3 seconds"),
        (2, 10, None, False, "2 sets of 10"),
        (1, 10, None, True, "10 times on each side"),
        (1, 8, 2, False, "8 times, hold each for 2 seconds"),
        (1, 1, 60, False, "1 hold of 1 minute"),
        (3, 1, 30, True, "3 holds of 30 seconds on each side"),
        (2, None, 20, False, "2 holds of 20 seconds"),
        (1, 1, None, False, "once"),
        (1, None, None, False, "once"),
    ],
)
def test_sets_repetitions_holds_and_sides(
    sets: int, reps: int | None, hold_s: int | None, per_side: bool, said: str
) -> None:
    assert dose_sentence(english(), an_item(sets, reps, hold_s, per_side)) == said


def test_a_carry_is_counted_in_carries() -> None:
    text = RungText(name="Carry", steps=("Lift the bag.", "Walk."), cues=("Stand tall.",), mistakes=("Leaning.",))
    rung = Rung(level=2, position="standing", tags=("carry",), dose="carry", per_side=True, text={"en": text})
    assert dose_sentence(english(), an_item(1, 1, None, True), rung) == "1 carry on each side"
    assert dose_sentence(english(), an_item(2, 1, None, True), rung) == "2 carries on each side"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (90, "90 seconds"), (120, "2 minutes")],
)
def test_durations(seconds: int, said: str) -> None:
    assert duration(english(), seconds) == said


@pytest.mark.parametrize(
    ("times", "reps", "hold_s", "said"),
    [
        (3, 8, 2, "3 times a day: 8 times, hold each for 2 seconds"),
        (1, 10, None, "once a day: 10 times"),
        (9, None, None, "9 times a day"),
    ],
)
def test_through_the_day(times: int, reps: int | None, hold_s: int | None, said: str) -> None:
    move = ThroughTheDay.model_validate(
        {
            "exercise": None,
            "rung": None,
            "habit": "sitting_break",
            "times_per_day": times,
            "reps": reps,
            "hold_s": hold_s,
            "per_side": False,
            "because": (),
            "side": None,
        }
    )
    assert day_dose_sentence(english(), move) == said
