"""Figures to test with, made of the product's own body and base poses."""

import json
from typing import Any

from core.figures.body import Body
from core.model.figure import Figure
from tests.make import content

BODY: Body = content().body
FIGURES = {
    f"{exercise.id}/{rung.id}": rung.figure
    for exercise in content().library.exercises
    for rung in exercise.rungs
    if rung.figure is not None
}
HOW_TOS = {f"how_to/{name}": figure for name, figure in content().how_tos.items()}


def figure(**given: Any) -> Figure:
    """A figure as a data file would give it; a squat-like bend where nothing else is said."""
    told = {
        "base": "standing",
        "frames": [{"hold_s": 0.5}, {"move_s": 1.5, "at": {"hips": [-12, 30]}, "joints": {"pelvis": 30}}],
        **given,
    }
    return Figure.model_validate_json(json.dumps(told))
