"""Rules, sources, aims and numbers of the data files: each known, cited, said in words, and at work somewhere."""

import re
from typing import get_args

import pytest

from core.model.reason import Because
from core.model.vocabulary import PHASES, Status
from tests.make import content
from tests.source.sources import ANY, ROOT, as_pattern, modules, short, strings

WORDS = content().words["en"]
RULES = content().rules.rules
NUMBERS = content().evidence.numbers
PYTHON = modules("core", "pages")
STRINGS = {text for path in PYTHON for text in strings(path)}
DATA = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*(ROOT / "data/rules").glob("*.toml"), ROOT / "data/safety.toml", ROOT / "data/questionnaire.toml"]
)

EVERY_RULE = {f"R{number:02}" for number in range(1, 33)} | {f"contract.{number}" for number in range(1, 10)}
# Rules that no reason of an exercise or finding names, and the words at which each is at work.
SAID = {
    "R05": "notes.soreness",
    "contract.3": "because.flag_unsure",
}


def test_every_rule_of_the_sources_and_of_the_product_is_data_with_words() -> None:
    assert set(RULES) == EVERY_RULE
    assert {key.removeprefix("rules.") for key in WORDS.sentences if key.startswith("rules.")} == EVERY_RULE


@pytest.mark.parametrize("rule", sorted(EVERY_RULE))
def test_every_rule_is_at_work(rule: str) -> None:
    exercises = {named for exercise in content().library.exercises for named in exercise.rules}
    needs = {need.rule for need in content().rules.aims.needs}
    at_work = rule in exercises | needs or rule in STRINGS
    assert at_work != (rule in SAID), "either a reason names it, or the table says where it is said"
    if rule in SAID:
        assert SAID[rule] in WORDS


def test_a_rule_named_in_the_sources_is_a_rule() -> None:
    named = {text for text in STRINGS if re.fullmatch(r"R\d\d|contract\.\d+", text)}
    assert len(named) > 10
    assert named <= EVERY_RULE


def test_every_article_is_cited_by_author_and_title() -> None:
    sources = content().rules.sources
    assert set(sources) == {"moen", "harwood_nash", "clinic", "fioranelli", "hershfield_corbett", "product"}
    cited = {source for rule in RULES.values() for source in rule.sources}
    assert cited == set(sources)
    for source in sources.values():
        assert len(source.author) > 3
        assert len(source.title) > 3


# Numbers


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_has_unit_source_and_status(name: str) -> None:
    number = NUMBERS[name]
    assert number.status in get_args(Status)
    assert number.unit.strip()
    assert len(number.source) > 5


# Numbers that nobody reads yet, and why they stand there all the same.
WAITING = {
    "ankle_bouts_source": "the dose that ankle bouts build to",
}
PUT_TOGETHER = {text for text in STRINGS if ANY in text and re.fullmatch(r"[a-z]+(_[a-z*]+)+", text)}


def is_used(name: str) -> bool:
    if name in STRINGS or f'"{name}"' in DATA:
        return True
    # `level_{phase}` and `activity_minutes_{phase}`: the phase is the only thing that is put in.
    return any(as_pattern(text).fullmatch(name) and name.endswith(PHASES) for text in PUT_TOGETHER)


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_every_number_is_used(name: str) -> None:
    assert is_used(name) != (name in WAITING)


def test_every_number_asked_for_exists() -> None:
    asked = {
        name
        for path in PYTHON
        for name in re.findall(r'(?:number|numbers|evidence)[\[(]\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 60
    assert asked <= set(NUMBERS)


def test_every_number_that_backs_a_reason_exists() -> None:
    assert "evidence" in Because.model_fields
    backing = {
        name for path in PYTHON for name in re.findall(r'evidence(?:_id)?="(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert backing
    assert backing <= set(NUMBERS)


# Aims


def test_every_aim_is_weighed_and_every_weight_is_an_aim() -> None:
    select = "".join((ROOT / f"core/recommend/{name}.py").read_text(encoding="utf-8") for name in ("solver", "worth"))
    weighed = {name for inside in re.findall(r"aims\[([^\]]+)\]", select) for name in re.findall(r'"(\w+)"', inside)}
    weighed |= set(re.findall(r'_aim\(\s*"(\w+)"', select))
    assert weighed == set(content().rules.aims.aims)


def test_a_higher_aim_is_never_given_up_for_those_below_it() -> None:
    """The order of the file is the order of the weights, and safety does not stand in it: bars come first of all."""
    weights = [abs(weight) for weight in content().rules.aims.aims.values()]
    assert weights == sorted(weights, reverse=True)


def test_every_need_answers_a_finding_that_there_is() -> None:
    findings = {key.split(".")[1] for key in WORDS.sentences if key.startswith("findings.")}
    for need in content().rules.aims.needs:
        assert need.finding in findings
        assert need.rule in RULES
        assert need.exercises


# Ladders


def test_every_exercise_of_the_library_says_what_rules_it_serves() -> None:
    for exercise in content().library.exercises:
        assert exercise.rules, exercise.id


def test_the_sources_are_where_the_test_looks() -> None:
    assert "core/recommend/select.py" in {short(path) for path in PYTHON}
