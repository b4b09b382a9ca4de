"""The answers said back to the person before anything is made of them: one row a question that was asked."""

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.content.questions import (
    Choice,
    Exercises,
    Grid,
    Many,
    Number,
    Offer,
    Question,
    Scale,
    Trials,
    option_key,
    options_of,
    row_key,
)
from core.content.words import Words
from core.intake.reading import SKIPPED, Answers, chosen, is_blank, marked, to_number
from core.intake.showing import asked_pages
from core.model.base import Frozen


class SummaryRow(Frozen):
    """One row: what was asked (short) and what was answered, as it was typed.

    `lines`: one answer, or for a grid a line for each answer given.
    """

    page: str
    question: str
    label: str
    lines: tuple[str, ...]


def summary(
    questionnaire: Questionnaire, answers: Answers, today: date, words: Words, exercise_names: Mapping[str, str]
) -> tuple[SummaryRow, ...]:
    """Every question asked of this person with the answer in words, in page order."""
    rows = []
    for page in asked_pages(questionnaire, answers, today):
        offers = [question for question in page.questions if isinstance(question, Offer)]
        if any(answers.get(offer.id) == SKIPPED for offer in offers):
            label, text = words("intake.summary.step"), words("intake.summary.skipped")
            rows.append(SummaryRow(page=page.id, question=offers[0].id, label=label, lines=(text,)))
            continue
        for question in page.questions:
            if not isinstance(question, Offer):
                rows.append(
                    SummaryRow(
                        page=page.id,
                        question=question.id,
                        label=words(f"questionnaire.questions.{question.id}.short"),
                        lines=_lines(question, answers, words, exercise_names),
                    )
                )
    return tuple(rows)


def _lines(question: Question, answers: Answers, words: Words, exercise_names: Mapping[str, str]) -> tuple[str, ...]:
    answer = answers.get(question.id)
    if isinstance(question, Grid):
        return _grid_lines(question, answer, words)
    if isinstance(question, (Choice, Scale)) and answer is None:
        answer = None if question.default is None else question.default
    if is_blank(answer):
        return (_blank(question, words),)
    if isinstance(question, (Choice, Many)):
        told = answer if isinstance(answer, list) else [answer]
        picked = [option for option in options_of(question) if option in told]
        said = "; ".join(words(option_key(words, question, option)) for option in picked)
        return (said or words("intake.summary.not_answered"),)
    if isinstance(question, Exercises):
        return ("; ".join(exercise_names.get(name, name) for name in chosen(question, answer)),)
    if isinstance(question, Number):
        return (_number_line(question, answer, words),)
    if isinstance(question, Trials):
        return (_trials_line(question, answer, answers, words),)
    if isinstance(question, Scale) and question.high == 10:
        return (words("intake.summary.out_of", value=answer, high=question.high),)
    return (str(answer),)


def _grid_lines(question: Grid, answer: JsonValue, words: Words) -> tuple[str, ...]:
    """One line for each answer given, the rest in one word; flags: what was yes, what unsure."""
    rows = marked(question, answer)
    lines = []
    for option in question.options:
        said = [row for row in question.rows if rows.get(row) == option]
        if not said or (option == question.rest and (question.gate or len(said) == len(question.rows))):
            continue
        names = "; ".join(words(row_key(question, row, "short")) for row in said)
        if option == question.rest:
            names = words("intake.summary.others")
        lines.append(words("intake.summary.rows", answer=words(option_key(words, question, option)), rows=names))
    if lines or len(rows) < len(question.rows):
        return tuple(lines) or (words("intake.summary.not_answered"),)
    key = "intake.summary.no_change" if question.rest != "no" else "intake.summary.none"
    return (words(key),)


def _blank(question: Question, words: Words) -> str:
    own = f"questionnaire.questions.{question.id}.none"
    if question.required:
        return words("intake.summary.not_answered")
    if own in words:
        return words(own)
    return words("intake.summary.not_measured" if isinstance(question, Trials) else "intake.summary.left_empty")


def _number_line(question: Number, answer: JsonValue, words: Words) -> str:
    unit, typed = question.unit, answer
    if isinstance(answer, dict):
        typed, unit = answer.get("value"), str(answer.get("unit") or question.unit)
    number = to_number(typed)
    text = str(typed) if number is None else f"{number:.10g}"
    if question.unit == "year":
        return text
    return _amount(text, unit, words)


def _trials_line(question: Trials, answer: JsonValue, answers: Answers, words: Words) -> str:
    unit = str(answers.get(question.unit_from) or question.units[0].id)
    typed = [to_number(part) for part in (answer if isinstance(answer, list) else [answer]) if not is_blank(part)]
    text = ", ".join("?" if number is None else f"{number:.10g}" for number in typed)
    return _amount(text, unit, words)


def _amount(text: str, unit: str, words: Words) -> str:
    """A unit that is none is left out here and told as an error."""
    key = f"questionnaire.units.{unit}"
    return words("intake.summary.amount", value=text, unit=words(key)) if key in words else text
