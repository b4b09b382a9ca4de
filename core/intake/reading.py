"""One answer as it was typed or chosen -> values at the paths of the case, or what is wrong with it."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.content.questions import (
    OPEN,
    REST,
    Choice,
    Day,
    Exercises,
    Grid,
    Many,
    Number,
    Question,
    Scale,
    Text,
    Trials,
    Unit,
    paths_of,
)
from core.model.base import Frozen

Answers = Mapping[str, JsonValue]
DONE = "done"
SKIPPED = "skipped"
LONGEST_NUMBER = 12  # characters; nothing a person means is longer


class Fault(Frozen):
    """What is wrong with an answer: `code` names the sentence, `values` fill it."""

    code: str
    values: dict[str, str | int | float] = {}


class Read(Frozen):
    """What an answer says: `values` at paths of the case, or why it says nothing."""

    values: dict[str, JsonValue] = {}
    fault: Fault | None = None


def read(question: Question, answers: Answers, questionnaire: Questionnaire, today: date) -> Read:
    """What `answers` say to `question`. Never raises: whatever stands there is a value or a fault."""
    answer = answers.get(question.id)
    if isinstance(question, Choice):
        return _choice(question, answer)
    if isinstance(question, Many):
        return _many(question, answer)
    if isinstance(question, Scale):
        return _scale(question, answer)
    if isinstance(question, Number):
        return _number(question, answer)
    if isinstance(question, Day):
        return _day(question, answer, today)
    if isinstance(question, Text):
        return _text(question, answer)
    if isinstance(question, Grid):
        return _grid(question, answer)
    if isinstance(question, Trials):
        return _trials(question, answer, answers.get(question.unit_from))
    if isinstance(question, Exercises):
        return _exercises(question, answer, questionnaire)
    return Read() if answer in (DONE, SKIPPED) else _fault("missing_offer")


def not_asked(question: Question) -> dict[str, JsonValue]:
    """What stands at the paths of a question that is not asked or is skipped."""
    return dict.fromkeys(paths_of(question), question.hidden)


def is_blank(answer: JsonValue) -> bool:
    """Whether nothing was answered yet."""
    if isinstance(answer, dict):
        return is_blank(answer["value"]) if "value" in answer else not any(answer.values())
    if isinstance(answer, list):
        return all(is_blank(part) for part in answer)
    return answer is None or (isinstance(answer, str) and not answer.strip())


def to_number(answer: JsonValue) -> int | float | None:
    """The number that was typed, whole where it is whole; a comma may stand for the point. None: no number."""
    if isinstance(answer, bool) or answer is None:
        return None
    if isinstance(answer, str):
        # Python would also read 1_000, infinity and digits of other scripts.
        text = answer.strip().replace(",", ".")
        if len(text) > LONGEST_NUMBER or not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text):
            return None
        answer = float(text)
    if not isinstance(answer, (int, float)) or not -1e9 < answer < 1e9:
        return None
    return int(answer) if float(answer).is_integer() else answer


def marked(question: Grid, answer: JsonValue) -> dict[str, str]:
    """Row -> answer, the rest filled in where the person said so. Rows that are not there are not answered."""
    given = answer if isinstance(answer, dict) else {}
    rows: dict[str, str] = {}
    for row in question.rows:
        value = given.get(row)
        if isinstance(value, str) and value in question.options:
            rows[row] = value
        elif given.get(REST) == question.rest and value is None:
            rows[row] = question.rest
    return rows


def chosen(question: Many | Exercises, answer: JsonValue) -> list[str]:
    """The options chosen, each once, in the questionnaire's order where there is one."""
    given = [part for part in answer if isinstance(part, str)] if isinstance(answer, list) else []
    if isinstance(question, Many):
        return [option for option in question.options if option in given]
    return list(dict.fromkeys(given))


def _fault(code: str, **values: str | int | float) -> Read:
    return Read(fault=Fault(code=code, values=values))


def _choice(question: Choice, answer: JsonValue) -> Read:
    if answer is None:
        answer = question.default
    if answer is None:
        return _fault("missing_choice") if question.required else Read(values=not_asked(question))
    for option in question.options:
        if option.id == answer:
            return Read(values={question.path: option.id} if question.path else dict(option.sets))
    return _fault("not_an_option")


def _many(question: Many, answer: JsonValue) -> Read:
    if is_blank(answer) and (question.required or (answer is not None and not isinstance(answer, list))):
        return _fault("missing_many")
    known = isinstance(answer, list) and all(isinstance(part, str) and part in question.options for part in answer)
    if answer is not None and not known:
        return _fault("not_an_option")
    picked = chosen(question, answer)
    if question.none in picked and len(picked) > 1:
        return _fault("none_and_others")
    named: list[JsonValue] = [option for option in picked if option != question.none]
    if question.path:
        return Read(values={question.path: named})
    return Read(values={path: option in picked for option, path in question.ticks.items()})


def _scale(question: Scale, answer: JsonValue) -> Read:
    number = to_number(question.default if answer is None else answer)
    if answer is None and number is None:
        return _fault("missing_scale", low=question.low, high=question.high)
    if not isinstance(number, int) or not question.low <= number <= question.high:
        return _fault("not_on_scale", low=question.low, high=question.high)
    return Read(values={question.path: number})


def _number(question: Number, answer: JsonValue) -> Read:
    unit = Unit(id=question.unit, factor=1)
    typed = answer
    if isinstance(answer, dict):
        typed, named = answer.get("value"), answer.get("unit")
        if question.units:
            found = [entry for entry in question.units if entry.id == named]
            if not found and not is_blank(typed):
                return _fault("missing_unit")
            unit = found[0] if found else unit
    elif question.units:
        unit = question.units[0]
    if is_blank(typed):
        return _fault("missing_number") if question.required else Read(values=not_asked(question))
    number = to_number(typed)
    if number is None:
        return _fault("not_a_number")
    if question.whole and not isinstance(number, int):
        return _fault("not_whole")
    value = _converted(number, unit.factor, question.decimals)
    if not question.low <= value <= question.high:
        return _fault("out_of_range", **_limits(question.low, question.high, unit))
    return Read(values={question.path: value})


def _converted(number: int | float, factor: float, decimals: int) -> int | float:
    """In the question's unit; what needs no conversion stays as it was typed."""
    value = number if factor == 1 else round(number * factor, decimals)
    return int(value) if float(value).is_integer() else value


def _limits(low: float, high: float, unit: Unit) -> dict[str, str | int | float]:
    """The limits in the unit that was typed, rounded inwards to what can be said."""
    places = 10 if unit.factor != 1 and high / unit.factor < 100 else 1
    inside = (math.ceil(low / unit.factor * places) / places, math.floor(high / unit.factor * places) / places)
    return {"low": f"{inside[0]:g}", "high": f"{inside[1]:g}", "unit": unit.id}


def _day(question: Day, answer: JsonValue, today: date) -> Read:
    if is_blank(answer):
        return _fault("missing_day")
    try:
        day = date.fromisoformat(answer.strip() if isinstance(answer, str) else "")
    except ValueError:
        return _fault("not_a_day")
    if day > today:
        return _fault("future_day")
    return Read(values={question.path: day.isoformat()})


def _text(question: Text, answer: JsonValue) -> Read:
    if is_blank(answer):
        return _fault("missing_text")
    if not isinstance(answer, str) or not names_in(answer):
        return _fault("not_a_text")
    if len(answer) > question.max_length:
        return _fault("text_too_long", high=question.max_length)
    return Read()


def names_in(answer: JsonValue) -> list[str]:
    """The names in a typed list, without what no screen can show."""
    if not isinstance(answer, str):
        return []
    clean = "".join(letter if letter.isprintable() else " " for letter in answer)
    return [" ".join(part.split()) for part in re.split(r"[,;]", clean) if part.strip()]


def _grid(question: Grid, answer: JsonValue) -> Read:
    given = answer if isinstance(answer, dict) else {}
    told = {key: value for key, value in given.items() if key not in (REST, OPEN) and value is not None}
    if any(row not in question.rows or value not in question.options for row, value in told.items()):
        return _fault("not_an_option")
    rows = marked(question, answer)
    if not rows:
        return _fault("missing_list" if question.gate and not given.get(OPEN) else "missing_grid")
    if len(rows) < len(question.rows):
        return _fault("missing_rows", count=len(question.rows) - len(rows))
    return Read(values={f"{question.path}.{row}": value for row, value in rows.items()} if question.path else {})


def _trials(question: Trials, answer: JsonValue, unit_answer: JsonValue) -> Read:
    unit = next((entry for entry in question.units if entry.id == unit_answer), question.units[0])
    typed: Sequence[JsonValue] = answer if isinstance(answer, list) else [answer]
    given = [part for part in typed if not is_blank(part)]
    if len(given) > question.count:
        return _fault("too_many_trials", high=question.count)
    lengths: list[JsonValue] = []
    for part in given:
        number = to_number(part)
        if number is None:
            return _fault("not_a_number")
        length = _converted(number, unit.factor, question.decimals)
        if not question.low <= length <= question.high:
            return _fault("out_of_range", **_limits(question.low, question.high, unit))
        lengths.append(length)
    return Read(values={question.path: lengths or None})


def _exercises(question: Exercises, answer: JsonValue, questionnaire: Questionnaire) -> Read:
    picked = chosen(question, answer)
    if answer is not None and (not isinstance(answer, list) or len(picked) < len(answer)):
        return _fault("not_an_option")
    if set(picked) - set(questionnaire.exercises):
        return _fault("not_an_option")
    return Read(values={question.path: list[JsonValue](picked)})
