"""One question of the questionnaire on the screen, filled with what was typed, its error beside it.

Answers are kept as they were typed or clicked; what they mean is decided in core.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st
from pydantic import JsonValue

from core.content.questions import (
    Choice,
    Day,
    Exercises,
    Grid,
    Many,
    Number,
    Offer,
    Question,
    Scale,
    Text,
    Trials,
    option_key,
    row_key,
)
from pages.ui import state

Answers = Mapping[str, JsonValue]
PREFIX = "intake"


def widget(*parts: str | int) -> str:
    return "_".join((PREFIX, *(str(part) for part in parts)))


def ask(question: Question, answers: Answers, problem: str | None = None) -> JsonValue:
    """Draws the question and returns its answer as it stands now. `problem`: the sentence of its error."""
    answer = answers.get(question.id)
    with st.container(key=f"ask_{question.id}", gap="small"):
        if problem is not None:
            st.error(problem)
        return _draw(question, answer)


def _draw(question: Question, answer: JsonValue) -> JsonValue:
    if isinstance(question, Choice):
        return _choice(question, answer)
    if isinstance(question, Scale):
        return _scale(question, answer)
    if isinstance(question, Many):
        return _many(question, answer)
    if isinstance(question, Number):
        return _number(question, answer)
    if isinstance(question, Day):
        return _day(question, answer)
    if isinstance(question, Text):
        return _text(question, answer)
    if isinstance(question, Exercises):
        return _exercises(question, answer)
    if isinstance(question, Trials):
        return _trials(question, answer)
    if isinstance(question, Grid):
        return grid(question, answer)
    assert isinstance(question, Offer)  # answered by the page's buttons
    return answer


def _label(question: Question) -> str:
    return state.words()(f"questionnaire.questions.{question.id}.label")


def _help(question: Question) -> None:
    """The help as text under the question: a tooltip would hide it from a finger and from a keyboard."""
    words, key = state.words(), f"questionnaire.questions.{question.id}.help"
    if key in words:
        st.caption(words(key))


def _says(question: Question) -> Callable[[str], str]:
    """What each answer is called."""
    words = state.words()
    return lambda option: words(option_key(words, question, option))


def _choice(question: Choice, answer: JsonValue) -> JsonValue:
    options = [option.id for option in question.options]
    key = widget(question.id)
    state.set_widget_once(key, answer if answer in options else question.default)
    _help(question)
    return st.pills(_label(question), options, format_func=_says(question), key=key)


def _scale(question: Scale, answer: JsonValue) -> JsonValue:
    words, key = state.words(), widget(question.id)
    state.set_widget_once(key, answer if answer in question.buttons else question.default)
    _help(question)
    chosen: int | None = st.segmented_control(_label(question), question.buttons, key=key, format_func=str)
    table = f"questionnaire.questions.{question.id}"
    if f"{table}.low" in words:
        ends = {"low_value": question.low, "low": words(f"{table}.low")}
        ends |= {"high_value": question.high, "high": words(f"{table}.high")}
        st.caption(words("intake.scale.ends", **ends))
    return chosen


def _many(question: Many, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    chosen = [option for option in question.options if isinstance(answer, list) and option in answer]
    state.set_widget_once(key, chosen)
    _help(question)
    picked = st.pills(_label(question), question.options, selection_mode="multi", format_func=_says(question), key=key)
    return list[JsonValue](picked)


def _number(question: Number, answer: JsonValue) -> JsonValue:
    words = state.words()
    typed, unit = (answer.get("value"), answer.get("unit")) if isinstance(answer, dict) else (answer, None)
    key = widget(question.id)
    state.set_widget_once(key, float(typed) if isinstance(typed, (int, float)) else None)
    _help(question)
    if not question.units:
        label = f"{_label(question)}"
        return _plain(st.number_input(label, value=None, step=float(question.step), format="%g", key=key, width=220))
    units = [entry.id for entry in question.units]
    wanted = "imperial" if state.profile().length_unit == "in" else "metric"
    first = next((entry.id for entry in question.units if entry.system == wanted), units[0])
    unit_key = widget(question.id, "unit")
    state.set_widget_once(unit_key, unit if unit in units else first)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        value = st.number_input(
            _label(question), value=None, step=float(question.step), format="%g", key=key, width=220
        )
        chosen = st.segmented_control(
            words("intake.units.label"),
            units,
            key=unit_key,
            required=True,
            format_func=lambda name: words(f"questionnaire.units.{name}"),
            label_visibility="collapsed",
        )
    return {"value": _plain(value), "unit": chosen}


def _plain(value: float | None) -> JsonValue:
    """As it was typed: a whole number without a point."""
    return int(value) if value is not None and value.is_integer() else value


def _day(question: Day, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    try:
        day = date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        day = None
    state.set_widget_once(key, day)
    _help(question)
    # No upper limit: a date in the future is kept as it was chosen, and told.
    chosen = st.date_input(
        _label(question), value=None, min_value=date(1900, 1, 1), max_value=date(2200, 1, 1), key=key, width=220
    )
    return chosen.isoformat() if isinstance(chosen, date) else None


def _text(question: Text, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    state.set_widget_once(key, answer if isinstance(answer, str) else "")
    _help(question)
    return st.text_input(_label(question), key=key)


def _exercises(question: Exercises, answer: JsonValue) -> JsonValue:
    names = exercise_names()
    key = widget(question.id)
    state.set_widget_once(key, [name for name in names if isinstance(answer, list) and name in answer])
    _help(question)
    options = sorted(names, key=lambda name: names[name].casefold())
    picked: Sequence[str] = st.multiselect(_label(question), options, format_func=lambda name: names[name], key=key)
    return list[JsonValue](picked)


def exercise_names() -> dict[str, str]:
    """Id -> name of every exercise of the library."""
    language = state.words().language
    return {exercise.id: exercise.text[language].name for exercise in state.journal().content.library.exercises}


def _trials(question: Trials, answer: JsonValue) -> JsonValue:
    words = state.words()
    given = answer if isinstance(answer, list) else []
    st.markdown(f"**{_label(question)}**")
    short = words(f"questionnaire.questions.{question.id}.short")
    typed: list[JsonValue] = []
    for number, column in enumerate(st.columns(question.count), 1):
        key = widget(question.id, number)
        value = given[number - 1] if number <= len(given) else None
        state.set_widget_once(key, float(value) if isinstance(value, (int, float)) else None)
        label = words("intake.ankle.trial", side=short, number=number)
        typed.append(_plain(column.number_input(label, value=None, step=0.5, format="%g", key=key)))
    return typed


def grid(question: Grid, answer: JsonValue) -> JsonValue:
    """Every row with its answers as buttons; rows that have none stay without."""
    words = state.words()
    given = answer if isinstance(answer, dict) else {}
    told: dict[str, JsonValue] = {}
    with st.grid(columns="auto", min_column_width=300, gap="medium"):
        for row in question.rows:
            key = widget(question.id, row)
            state.set_widget_once(key, given.get(row) if given.get(row) in question.options else None)
            told[row] = st.segmented_control(
                words(row_key(question, row, "ask")), question.options, key=key, format_func=_says(question)
            )
    return {row: option for row, option in told.items() if option is not None}
