"""One question of the questionnaire on the screen, filled with what was typed, its error beside it.

Answers are kept as they were typed or clicked; what they mean is decided in core.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

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
    Option,
    Question,
    Scale,
    Text,
    Trials,
    Unit,
    option_key,
    row_key,
)
from pages.ui import state

Answers = Mapping[str, JsonValue]
Note = Callable[[str, str], str | None]
PREFIX = "intake"
UNSEEN: Final = "collapsed"
NARROW: Final = 200  # pixels: as wide as what is typed


def widget(*parts: str | int) -> str:
    return "_".join((PREFIX, *(str(part) for part in parts)))


def ask(question: Question, answers: Answers, wrong: str | None = None, note: Note | None = None) -> JsonValue:
    """Draws the question and returns its answer as it stands now. `wrong`: the sentence of its error.

    `note`: for a row of a grid and its answer, a warning to show at once.
    """
    answer = answers.get(question.id)
    with st.container(key=f"ask_{question.id}", gap="small"):
        if wrong is not None:
            problem(question, wrong)
        if isinstance(question, Grid):
            return grid(question, answer, note)
        if not isinstance(question, Exercises):  # its fold says what it is
            _label_and_help(question)
        return _draw(question, answer)


def problem(question: Question, sentence: str) -> None:
    """The error of a question, above it: a heading, so that the summary's link and a screen reader find it."""
    st.subheader(f":red[{sentence}]", anchor=question.id)


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
    assert isinstance(question, Offer)  # answered by the page's buttons
    return answer


def _label(question: Question) -> str:
    return state.words()(f"questionnaire.questions.{question.id}.label")


def _label_and_help(question: Question) -> None:
    """The question and its help above the field, as text: a tooltip would hide from a finger and from a keyboard.

    The field has the same label, unseen: a narrow field would break a visible one into many short lines.
    """
    words, table = state.words(), f"questionnaire.questions.{question.id}"
    st.markdown(f"**{_label(question)}**")
    if isinstance(question, Scale) and f"{table}.low" in words:
        ends = {"low_value": question.low, "low": words(f"{table}.low")}
        ends |= {"high_value": question.high, "high": words(f"{table}.high")}
        st.caption(words("intake.scale.ends", **ends))
    if f"{table}.help" in words:
        st.caption(words(f"{table}.help"))


def _says(question: Question) -> Callable[[str], str]:
    """What each answer is called."""
    words = state.words()
    return lambda option: words(option_key(words, question, option))


def _choice(question: Choice, answer: JsonValue) -> JsonValue:
    options = [option.id for option in question.options]
    key, default = widget(question.id), _own_system(question.options) or question.default
    state.set_widget_once(key, answer if answer in options else default)
    return st.pills(
        _label(question),
        options,
        format_func=_says(question),
        key=key,
        required=default is not None,
        label_visibility=UNSEEN,
    )


def _own_system(entries: Sequence[Option | Unit]) -> str | None:
    """The first entry of the person's own units; null where no entry has a system."""
    wanted = "imperial" if state.profile().length_unit == "in" else "metric"
    return next((entry.id for entry in entries if entry.system == wanted), None)


def _scale(question: Scale, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    state.set_widget_once(key, answer if answer in question.buttons else question.default)
    return st.segmented_control(
        _label(question),
        question.buttons,
        key=key,
        format_func=str,
        required=question.default is not None,
        label_visibility=UNSEEN,
    )


def _many(question: Many, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    state.set_widget_once(key, [option for option in question.options if isinstance(answer, list) and option in answer])
    picked = st.pills(
        _label(question),
        question.options,
        selection_mode="multi",
        format_func=_says(question),
        key=key,
        label_visibility=UNSEEN,
    )
    return list[JsonValue](picked)


def _number(question: Number, answer: JsonValue) -> JsonValue:
    typed, unit = (answer.get("value"), answer.get("unit")) if isinstance(answer, dict) else (answer, None)
    if not question.units:
        return _typed_number(question, typed)
    words, units = state.words(), [entry.id for entry in question.units]
    key = widget(question.id, "unit")
    state.set_widget_once(key, unit if unit in units else _own_system(question.units) or units[0])
    with st.container(horizontal=True, vertical_alignment="center"):
        value = _typed_number(question, typed)
        chosen = st.segmented_control(
            words("intake.units.label", question=_label(question)),
            units,
            key=key,
            required=True,
            format_func=lambda name: words(f"questionnaire.units.{name}"),
            label_visibility=UNSEEN,
        )
    return {"value": value, "unit": chosen}


def _typed_number(question: Number, typed: JsonValue) -> JsonValue:
    key = widget(question.id)
    state.set_widget_once(key, float(typed) if isinstance(typed, (int, float)) else None)
    # No limits here: a number out of range is kept as it was typed, and told.
    step = float(question.step)
    return _plain(
        st.number_input(
            _label(question), value=None, step=step, format="%g", key=key, width=NARROW, label_visibility=UNSEEN
        )
    )


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
    # No upper limit either: a date in the future is kept as it was chosen, and told.
    chosen = st.date_input(
        _label(question),
        value=None,
        min_value=date(1900, 1, 1),
        max_value=date(2200, 1, 1),
        key=key,
        format="MM/DD/YYYY" if state.profile().country == "US" else "DD/MM/YYYY",
        width=NARROW,
        label_visibility=UNSEEN,
    )
    return chosen.isoformat() if isinstance(chosen, date) else None


def _text(question: Text, answer: JsonValue) -> JsonValue:
    key = widget(question.id)
    state.set_widget_once(key, answer if isinstance(answer, str) else "")
    return st.text_input(_label(question), key=key, label_visibility=UNSEEN)


def _exercises(question: Exercises, answer: JsonValue) -> JsonValue:
    names = exercise_names()
    key = widget(question.id)
    state.set_widget_once(key, [name for name in names if isinstance(answer, list) and name in answer])
    options = sorted(names, key=lambda name: names[name].casefold())
    # Pills in a card, not a multiselect: its chips have white text on the theme's primary colour, unreadable by night.
    with st.expander(_label(question)):
        picked: Sequence[str] = st.pills(
            _label(question),
            options,
            selection_mode="multi",
            format_func=lambda name: names[name],
            key=key,
            label_visibility=UNSEEN,
        )
    return list[JsonValue](picked)


def exercise_names() -> dict[str, str]:
    """Id -> name of every exercise of the library."""
    language = state.words().language
    return {exercise.id: exercise.text[language].name for exercise in state.journal().content.library.exercises}


def _trials(question: Trials, answer: JsonValue) -> JsonValue:
    words = state.words()
    given = answer if isinstance(answer, list) else []
    side = words(f"questionnaire.questions.{question.id}.side")
    typed: list[JsonValue] = []
    with st.container(horizontal=True, gap="small"):
        for number in range(1, question.count + 1):
            key = widget(question.id, number)
            value = given[number - 1] if number <= len(given) else None
            state.set_widget_once(key, float(value) if isinstance(value, (int, float)) else None)
            label = words("intake.ankle.trial", side=side, number=number)
            # Narrow enough for three in a row on a phone; Streamlit then leaves out the + and - buttons.
            typed.append(_plain(st.number_input(label, value=None, step=0.5, format="%g", key=key, width=105)))
    return typed


def grid(question: Grid, answer: JsonValue, note: Note | None = None) -> JsonValue:
    """Every row with its answers as buttons; rows that have none stay without. `note`: a warning under a row."""
    words = state.words()
    given = answer if isinstance(answer, dict) else {}
    told: dict[str, JsonValue] = {}
    with st.grid(columns="auto", min_column_width=300, gap="small"):
        for row in question.rows:
            key = widget(question.id, row)
            state.set_widget_once(key, given.get(row) if given.get(row) in question.options else None)
            with st.container(gap="small"):
                option = st.segmented_control(
                    words(row_key(question, row, "ask")), question.options, key=key, format_func=_says(question)
                )
                warning = note(row, option) if note and option else None
                if warning:
                    st.error(warning)
                more = row_key(question, row, "more")
                if more in words:
                    st.caption(words(more))
            if option is not None:
                told[row] = option
    return told
