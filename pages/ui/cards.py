"""Cards that pages share: an exercise with its dose, its steps and its reasons; lists of reasons."""

from collections.abc import Iterable

import streamlit as st

from core.content.words import Words
from core.model.exercise import Exercise, Rung
from core.model.reason import Because
from core.model.routine import Item
from pages.ui import places, state
from pages.ui.dose import dose_sentence
from pages.ui.figure import figure
from pages.ui.logged import rests_on
from pages.ui.reasons import answer_sentence, reason_sentence, sources_in_words

THUMB_PX, PICTURE_PX = 112, 400


def item_rung(exercise: Exercise, rung_id: str | None) -> Rung:
    """The rung of that id; the first one where the exercise has none of that id."""
    return next((rung for rung in exercise.rungs if rung.id == rung_id), exercise.rungs[0])


def item_name(exercise_id: str, rung_id: str | None) -> str:
    """What the rung is called, in the person's language."""
    exercise = state.journal().content.library.by_id(exercise_id)
    return item_rung(exercise, rung_id).text[state.words().language].name


def exercise_name(exercise_id: str) -> str:
    """What the exercise is called, in the person's language."""
    return state.journal().content.library.by_id(exercise_id).text[state.words().language].name


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def numbered(lines: Iterable[str]) -> str:
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def item_dose(item: Item) -> str:
    """The dose of an item in words."""
    exercise = state.journal().content.library.by_id(item.exercise)
    return dose_sentence(state.words(), item, item_rung(exercise, item.rung))


def reasons_in_a_row(words: Words, because: Iterable[Because]) -> str:
    """Every reason once, one after the other."""
    return " ".join(dict.fromkeys(reason_sentence(words, reason) for reason in because))


def reasons_with_notes(words: Words, because: tuple[Because, ...]) -> str:
    """Every reason as one sentence (of a list, where there are several), then which notes they rest on."""
    notes, said = rests_on(words, because), dict.fromkeys(reason_sentence(words, reason) for reason in because)
    return "\n\n".join([bullets(said) if len(said) > 1 else "".join(said), *([f":small[{notes}]"] if notes else [])])


def reason_list(words: Words, because: Iterable[Because]) -> str:
    """Every reason as one sentence of a list, each once."""
    return bullets(dict.fromkeys(reason_sentence(words, reason) for reason in because))


def exercise_card(number: int, item: Item, mark: str | None = None) -> None:
    """One exercise of the session: name and dose at a glance, how and why one tap away. `mark`: what is new of it."""
    words = state.words()
    exercise = state.journal().content.library.by_id(item.exercise)
    rung = item_rung(exercise, item.rung)
    text, how = exercise.text[words.language], rung.text[words.language]
    with st.container(border=True):
        st.subheader(words("routine.exercise.heading", number=number, name=how.name), anchor=False)
        minutes = words("routine.exercise.minutes", minutes=f"{item.minutes:.0f}" if item.minutes >= 1 else "1")
        st.markdown(f"**{dose_sentence(words, item, rung)}** · {minutes}")
        if mark is not None:
            st.markdown(f":green-badge[{mark}]")
        _beside_picture(exercise, rung, text.summary)
        for change in item.adjust:
            st.markdown(f":orange-badge[{words(f'adjust.{change}')}]")
        with st.expander(words("routine.exercise.how")):
            figure(exercise, rung, width=PICTURE_PX)
            _how(words, exercise, item, rung)
            places.link("exercises", words("exercises.card.all_versions"), exercise=exercise.id)
        with st.expander(words("routine.exercise.why")):
            _why(words, item.because, text.purpose)


def easing_card(number: int, item: Item) -> None:
    """One easing move: name, dose and steps, all of it in sight."""
    words = state.words()
    exercise = state.journal().content.library.by_id(item.exercise)
    rung = item_rung(exercise, item.rung)
    how = rung.text[words.language]
    with st.container(border=True):
        st.subheader(words("routine.exercise.heading", number=number, name=how.name), anchor=False)
        st.markdown(f"**{dose_sentence(words, item, rung)}**")
        figure(exercise, rung, width=PICTURE_PX, way="strip")  # calm: nothing moves on a bad day
        st.markdown(numbered(how.steps))


def _beside_picture(exercise: Exercise, rung: Rung, said: str) -> None:
    """A small still picture with the text at its side; the text alone where there is none."""
    with st.container(horizontal=True, wrap=False, gap="small"):
        figure(exercise, rung, width=THUMB_PX, way="thumb")
        st.markdown(said)


def _how(words: Words, exercise: Exercise, item: Item, rung: Rung) -> None:
    text, how = exercise.text[words.language], rung.text[words.language]
    parts = [numbered(how.steps)]
    if item.per_side and text.side_note:
        parts.append(text.side_note)
    for key, lines in (("cues", how.cues), ("mistakes", how.mistakes), ("stop", text.stop)):
        parts.append(f"**{words(f'routine.exercise.{key}')}**\n\n{bullets(lines)}")
    for key, rung_id in (("easier", item.easier), ("harder", item.harder)):
        if rung_id is not None:
            name = item_rung(exercise, rung_id).text[words.language].name
            parts.append(words(f"routine.exercise.{key}", name=name))
    st.markdown("\n\n".join(parts))


def _why(words: Words, because: tuple[Because, ...], purpose: str) -> None:
    reasons = reason_list(words, because)
    st.markdown(f"{purpose}\n\n{reasons}")
    answers = (answer_sentence(words, answer) for reason in because for answer in reason.answers)
    unsaid = [answer for answer in dict.fromkeys(answers) if answer not in reasons]
    rules = dict.fromkeys(reason.rule for reason in because if f"rules.{reason.rule}" in words)
    sources = state.journal().content.rules.sources
    cited = dict.fromkeys(name for reason in because for name in sources_in_words(sources, reason.source))
    lines = [words("app.reason.from_answers", answers="; ".join(unsaid))] if unsaid else []
    lines += [
        words("app.reason.rule", id=rule.removeprefix("contract."), rule=words(f"rules.{rule}")) for rule in rules
    ]
    st.caption("  \n".join([*lines, words("app.reason.rests_on", source="; ".join(cited))]))
