"""data/questionnaire.toml -> the questions of the intake: what is asked, in which order, what can be answered.

Sentences stand in data/words/<language>/questionnaire.toml; what the questionnaire needs there is checked here.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, Field

from core.content.evidence import load_evidence
from core.content.files import parse, read_toml
from core.content.questions import (
    OPEN,
    REST,
    Computed,
    Grid,
    Many,
    Number,
    Offer,
    Page,
    Question,
    Trials,
    option_key,
    options_of,
    paths_of,
    row_key,
)
from core.content.safety import Flag, load_safety
from core.content.words import Words
from core.model.base import Frozen
from core.model.case import Case

NUMBERS: Final = (
    "adult_age_years",
    "inflammatory_began_before_years",
    "inflammatory_features",
    "inflammatory_lasting_weeks",
)
FLAGS: Final = "safety."


class OneSided(Frozen):
    """Sports that use one side more: `named` options, and what stands in the text question `typed`."""

    named: tuple[str, ...]
    typed: str


class _File(Frozen):
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    computed: tuple[Computed, ...]
    one_sided_sports: OneSided


class Questionnaire(Frozen):
    """Every page in order, with what the questions lean on: the flags, the library's ids, a few numbers."""

    pages: tuple[Page, ...]
    computed: tuple[Computed, ...]
    one_sided_sports: OneSided
    flags: tuple[Flag, ...]
    exercises: tuple[str, ...]
    numbers: dict[str, float]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Question, str]]:
        return {question.id: (question, page.id) for page in self.pages for question in page.questions}

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError where there is none."""
        return self._by_id[question_id][0]

    def page(self, page_id: str) -> Page:
        """The page of that id. Raises KeyError where there is none."""
        for page in self.pages:
            if page.id == page_id:
                return page
        raise KeyError(page_id)

    def page_of(self, question_id: str) -> str:
        """The page a question stands on. Raises KeyError where there is none."""
        return self._by_id[question_id][1]


def load_questionnaire(data_dir: Path, words: Words, faults: list[str]) -> Questionnaire:
    """The questionnaire of `data_dir`, checked against the case, the flags, the numbers and the words.

    Where the file cannot be read at all the faults say so and the questionnaire is empty.
    """
    path = data_dir / "questionnaire.toml"
    file = parse(_File, read_toml(path, faults), path.name, faults)
    # The faults of these files are told by their own loaders.
    evidence = load_evidence(data_dir / "evidence", [])
    safety = load_safety(data_dir / "safety.toml", evidence, [])
    questionnaire = Questionnaire(
        pages=file.pages if file else (),
        computed=file.computed if file else (),
        one_sided_sports=file.one_sided_sports if file else OneSided(named=(), typed=""),
        flags=safety.flags if safety else (),
        exercises=tuple(sorted(entry.stem for entry in (data_dir / "exercises").glob("*.toml"))),
        numbers={key: float(number.value) for key, number in evidence.numbers.items()},
    )
    if file:
        for fault in (*_order_faults(questionnaire), *_path_faults(questionnaire), *_word_faults(questionnaire, words)):
            faults.append(f"{path.name}: {fault}")
    return questionnaire


def case_paths(model: type[BaseModel] = Case, prefix: str = "") -> Iterator[str]:
    """Every path of the case that an answer fills; `safety.` stands for all flags. `as_of` is no answer."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from case_paths(inner, f"{path}.")
        elif path == "safety":
            yield FLAGS
        elif path != "as_of":
            yield path


def _order_faults(questionnaire: Questionnaire) -> Iterator[str]:
    """Ids stand once; what a question leans on is known, and asked before it."""
    for ids in ([page.id for page in questionnaire.pages], [question.id for question in questionnaire.questions]):
        yield from (f"{name}: this id stands {count} times" for name, count in Counter(ids).items() if count > 1)
    needed = {*NUMBERS}
    seen: set[str] = set()
    flags = {flag.id for flag in questionnaire.flags}
    for question in questionnaire.questions:
        for condition in question.show_when:
            if condition.question is not None and condition.question not in seen:
                yield f"{question.id}: show_when names {condition.question}, which is not asked before it"
            if condition.below is not None:
                needed.add(condition.below)
            yield from (f"{question.id}: {name} is no flag" for name in sorted(set(condition.no_flags) - flags))
        if isinstance(question, Trials):
            needed |= {question.usual_low, question.usual_high}
            if question.unit_from not in seen:
                yield f"{question.id}: unit_from names {question.unit_from}, which is not asked before it"
        if isinstance(question, Many):
            inside = set(question.ticks) | ({question.none} if question.none else set())
            yield from (f"{question.id}: {name} is no option" for name in sorted(inside - set(question.options)))
        if isinstance(question, Grid):
            if question.rest not in question.options:
                yield f"{question.id}: rest is no option"
            yield from (f"{question.id}: a row cannot be named {name}" for name in {REST, OPEN} & set(question.rows))
        seen.add(question.id)
    for computed in questionnaire.computed:
        yield from (f"{computed.path}: {name} is no question" for name in computed.made_from if name not in seen)
    yield from (f"{name} is no number of data/evidence" for name in sorted(needed - set(questionnaire.numbers)))


def _path_faults(questionnaire: Questionnaire) -> Iterator[str]:
    """Every path of the case is filled once, and nothing else is."""
    wanted = [path for path in case_paths() if path != FLAGS]
    wanted += [FLAGS + flag.id for flag in questionnaire.flags]
    filled = Counter(path for question in questionnaire.questions for path in paths_of(question))
    filled.update(computed.path for computed in questionnaire.computed)
    yield from (f"{path}: no question fills this path of the case" for path in wanted if not filled[path])
    yield from (f"{path}: {count} questions fill this path of the case" for path, count in filled.items() if count > 1)
    yield from (f"{path}: the case has no such path" for path in filled if path not in wanted)


def _word_faults(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    """Every page, question, answer, row and unit has its words."""
    keys = [f"questionnaire.pages.{page.id}.title" for page in questionnaire.pages]
    for question in questionnaire.questions:
        if not isinstance(question, Offer):
            keys += [f"questionnaire.questions.{question.id}.{part}" for part in ("label", "short")]
        keys += [option_key(words, question, option) for option in options_of(question)]
        if isinstance(question, Grid):
            keys += [row_key(question, row, part) for row in question.rows for part in ("ask", "short")]
        if isinstance(question, Number):
            keys.append(f"questionnaire.units.{question.unit}")
        if isinstance(question, (Number, Trials)):
            keys += [f"questionnaire.units.{unit.id}" for unit in question.units]
    yield from (f"words: {key} is missing" for key in dict.fromkeys(keys) if key not in words)
