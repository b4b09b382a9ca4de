"""Stories: whole people, and what they are handed, kept as pages to read.

When a change is meant, write the pages anew and read what changed: `PERSONAS=write pytest tests/personas`.
"""

import json
from pathlib import Path

import pytest

from core.content.cases import parse_case
from core.model.case import Case
from core.model.routine import Result
from core.recommend.recommend import recommend
from tests.make import EXAMPLE, changed, content
from tests.personas.kept import changes
from tests.personas.telling import told

HERE = Path(__file__).resolve().parent
PERSONAS = sorted(path.stem for path in HERE.glob("*.json"))
each_persona = pytest.mark.parametrize("name", PERSONAS)


def case_of(name: str) -> Case:
    """The persona's case: the contract's example with the answers that make this person."""
    story = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    text = json.dumps(changed(EXAMPLE, story["answers"]))
    case = parse_case(text, content(), content().words["en"])
    assert isinstance(case, Case), case
    return case


def result_of(name: str) -> Result:
    return recommend(case_of(name), content())


@each_persona
def test_a_persona_is_handed_what_the_page_says(name: str) -> None:
    story = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    page = f"# {story['who']}\n\n{story['story']}\n\n{told(result_of(name), content())}"
    kept = HERE / f"{name}.md"
    difference = changes(kept, page)
    assert not difference, difference


@each_persona
def test_every_page_has_its_person(name: str) -> None:
    assert {path.stem for path in HERE.glob("*.md")} == set(PERSONAS)
    assert set(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))) == {"who", "story", "answers"}
