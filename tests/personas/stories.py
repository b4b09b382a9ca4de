"""The stories of twelve weeks by name, and what became of the people in them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from core.content.cases import parse_case
from core.model.case import Case
from tests.make import EXAMPLE, changed, content
from tests.personas.living import Life

WEEKS = Path(__file__).resolve().parent / "weeks"
NAMES = sorted(path.stem for path in WEEKS.glob("*.json"))


def story_of(name: str) -> dict[str, Any]:
    story: dict[str, Any] = json.loads((WEEKS / f"{name}.json").read_text(encoding="utf-8"))
    return story


@cache
def lived(name: str) -> Life:
    """The person of that name after twelve weeks."""
    story = story_of(name)
    case = parse_case(json.dumps(changed(EXAMPLE, story["answers"])), content(), content().words["en"])
    assert isinstance(case, Case), case
    life = Life(case, content())
    life.live(story)
    return life
