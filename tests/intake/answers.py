"""Answers as a person would give them: the example case of the contract, and what changes it."""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from core.content.files import DATA
from core.content.questionnaire import Questionnaire, load_questionnaire
from core.content.words import Words, load_words

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
TODAY = date(2026, 11, 20)


@lru_cache(maxsize=1)
def words() -> Words:
    return load_words(DATA / "words", "en", [])


@lru_cache(maxsize=1)
def questionnaire() -> Questionnaire:
    faults: list[str] = []
    loaded = load_questionnaire(DATA, words(), faults)
    assert not faults, faults
    return loaded


def example_case() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / "case_example.json").read_text(encoding="utf-8"))
    return loaded


def example_answers(**changes: JsonValue) -> dict[str, JsonValue]:
    """The answers that make the contract's example case, as a person would click and type them."""
    answers: dict[str, JsonValue] = {
        "flags_nerves": {"rest": "no"},
        "flags_sudden": {"rest": "no"},
        "flags_unwell": {"rest": "no"},
        "flags_told": {"rest": "no"},
        "flags_health": {"rest": "no"},
        "pain_now": 4,
        "pain_average": 5,
        "pain_worst": 7,
        "pain_trend": "same",
        "pain_place": ["low_back_central", "low_back_right"],
        "duration": {"value": 20, "unit": "weeks"},
        "about_pain": ["seen_clinician"],
        "birth_year": 1988,
        "height": {"value": 178, "unit": "cm"},
        "weight": {"value": 86, "unit": "kg"},
        "pattern_features": {"rest": "no"},
        "positions": {
            "sitting": "worse",
            "standing": "better",
            "walking": "better",
            "bending_forward": "worse",
            "rising_from_chair": "worse",
            "lifting": "worse",
            "driving": "worse",
            "side_bending": "unsure",
            "lying_on_stomach": "better",
            "rest": "no_effect",
        },
        "try_directions": "skipped",
        "sitting_hours": 9.5,
        "sitting_longest": 150,
        "work_day": "desk",
        "sleep_hours": 6.5,
        "sleep_quality": 5,
        "stress": 6,
        "about_you": ["worry"],
        "moderate_minutes": 60,
        "vigorous_minutes": 0,
        "strength_days": 0,
        "stretch_days": 0,
        "training": "some",
        "sports": ["tennis"],
        "measure_ankle": "done",
        "ankle_left": [7.5, 8.0, 8.0],
        "ankle_right": [11.0, 11.5, 11.0],
        "cannot": ["can_do_all"],
        "equipment": ["mat", "band", "kettlebell"],
        "activities": ["walking"],
    }
    answers.update(changes)
    return answers
