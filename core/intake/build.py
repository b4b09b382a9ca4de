"""All answers -> the case, or for each field what is wrong with it. Nothing is guessed, nothing raises."""

import json
from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue, ValidationError

from core.content.questionnaire import Questionnaire
from core.content.questions import Offer, Page, Question, Trials, paths_of
from core.content.words import Words
from core.intake.checks import contradictions, second_looks
from core.intake.made import made_values
from core.intake.reading import SKIPPED, Answers, is_blank, not_asked, read
from core.intake.showing import is_asked
from core.model.base import Frozen
from core.model.case import Case


class _About(Frozen):
    question: str
    page: str
    code: str
    values: dict[str, str | int | float] = {}


class FieldError(_About):
    """One answer that has to be looked at again. The sentence is `intake.errors.<code>`, filled with `values`."""


class Notice(_About):
    """A gentle question about an answer that is taken all the same: `intake.notices.<code>`."""


def build_case(questionnaire: Questionnaire, answers: Answers, today: date) -> Case | tuple[FieldError, ...]:
    """The case of `answers` (question id -> what was typed or chosen) on `today`, or every error in page order.

    A question that is not asked of this person counts as not asked (null, or what data/questionnaire.toml says).
    Answers to unknown questions are ignored: a draft may be older than the questionnaire.
    """
    values, errors = _understood(questionnaire, answers, today)
    if errors:
        return errors
    try:
        return Case.model_validate_json(_nested(values, today))
    except ValidationError as error:  # belt and braces: the questionnaire lets nothing through that the case refuses
        return _refused(questionnaire, error)


def field_errors(
    questionnaire: Questionnaire, answers: Answers, today: date, page: str | None = None
) -> tuple[FieldError, ...]:
    """Every error, or those of one page."""
    built = build_case(questionnaire, answers, today)
    errors = () if isinstance(built, Case) else built
    return tuple(error for error in errors if page is None or error.page == page)


def notices(questionnaire: Questionnaire, answers: Answers, today: date, page: str | None = None) -> tuple[Notice, ...]:
    """Answers worth a second look, all or of one page."""
    values, _ = _understood(questionnaire, answers, today)
    owner = _owners(questionnaire)
    found = []
    for path, fault in second_looks(questionnaire, values):
        question = owner[path]
        at = questionnaire.page_of(question.id)
        if page in (None, at):
            found.append(Notice(question=question.id, page=at, code=fault.code, values=fault.values))
    return tuple(found)


def sentence(words: Words, found: FieldError | Notice) -> str:
    """The sentence of an error or notice. Units among the values are said in words."""
    values = dict(found.values)
    if "unit" in values:
        values["unit"] = words(f"questionnaire.units.{values['unit']}")
    table = "notices" if isinstance(found, Notice) else "errors"
    own = f"intake.{table}.{found.question}.{found.code}"
    return words(own if own in words else f"intake.{table}.{found.code}", **values)


def _understood(
    questionnaire: Questionnaire, answers: Answers, today: date
) -> tuple[dict[str, JsonValue], tuple[FieldError, ...]]:
    """Path -> value of everything that is understood, and the errors, in page order."""
    values: dict[str, JsonValue] = {}
    errors: dict[str, FieldError] = {}
    for page in questionnaire.pages:
        skipped = _is_skipped(page, answers)
        for question in page.questions:
            if skipped or not is_asked(question, questionnaire, answers, today):
                values.update(not_asked(question))
                continue
            found = read(question, answers, questionnaire, today)
            values.update(found.values)
            if found.fault is not None:
                errors[question.id] = FieldError(
                    question=question.id, page=page.id, code=found.fault.code, values=found.fault.values
                )
        if not skipped and page.kind == "optional" and page.questions[0].id not in errors:
            errors.update(_nothing_tried(page, questionnaire, answers, today))
    owner = _owners(questionnaire)
    for path, fault in contradictions(values, today):
        question = owner[path]
        errors.setdefault(
            question.id,
            FieldError(
                question=question.id, page=questionnaire.page_of(question.id), code=fault.code, values=fault.values
            ),
        )
    order = {question.id: place for place, question in enumerate(questionnaire.questions)}
    if not errors:
        values.update(made_values(questionnaire, answers, today))
    return values, tuple(sorted(errors.values(), key=lambda error: order[error.question]))


def _is_skipped(page: Page, answers: Answers) -> bool:
    return any(isinstance(question, Offer) and answers.get(question.id) == SKIPPED for question in page.questions)


def _nothing_tried(page: Page, questionnaire: Questionnaire, answers: Answers, today: date) -> dict[str, FieldError]:
    """An optional page that was neither skipped nor done: said to be done, but every field is as it was."""
    fields = [q for q in page.questions if not isinstance(q, Offer) and is_asked(q, questionnaire, answers, today)]
    measured = [q for q in fields if isinstance(q, Trials)]
    if not fields or any(not is_blank(answers.get(question.id)) for question in measured or fields):
        return {}
    first = (measured or fields)[0]
    return {first.id: FieldError(question=first.id, page=page.id, code="nothing_done")}


def _owners(questionnaire: Questionnaire) -> dict[str, Question]:
    return {path: question for question in questionnaire.questions for path in paths_of(question)}


def _nested(values: Mapping[str, JsonValue], today: date) -> str:
    """The values by path as the JSON of a case."""
    tree: dict[str, JsonValue] = {"as_of": today.isoformat()}
    for path, value in values.items():
        *above, last = path.split(".")
        branch = tree
        for name in above:
            inner = branch.setdefault(name, {})
            assert isinstance(inner, dict)
            branch = inner
        branch[last] = value
    return json.dumps(tree)


def _refused(questionnaire: Questionnaire, error: ValidationError) -> tuple[FieldError, ...]:
    owner = _owners(questionnaire)
    found = {}
    for fault in error.errors():
        path = ".".join(str(part) for part in fault["loc"])
        question = next((owner[name] for name in owner if path == name or path.startswith(f"{name}.")), None)
        question = question or questionnaire.questions[0]
        at = questionnaire.page_of(question.id)
        found[question.id] = FieldError(question=question.id, page=at, code="not_an_option")
    return tuple(found.values())
