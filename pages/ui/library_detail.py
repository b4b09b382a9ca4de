"""One exercise of the library: its ladder, each version with picture and steps, what it is for, the own routine."""

from collections.abc import Iterable

import streamlit as st

from core.content.words import Words
from core.model.exercise import Exercise, Rung
from core.model.record import Plan
from pages.ui import library_address as address
from pages.ui import library_mine, places, state
from pages.ui.agenda import and_list
from pages.ui.cards import bullets, numbered
from pages.ui.figure import figure, still_toggle
from pages.ui.library_address import RUNG
from pages.ui.library_search import kinds_of
from pages.ui.reasons import sources_in_words

FIGURE_PX = 440


def head(exercise: Exercise, plan: Plan | None) -> None:
    """The way back, the name, in or not in the routine."""
    words = state.words()
    st.page_link(
        places.page("exercises"),
        label=words("exercises.detail.back"),
        icon=":material/arrow_back:",
        query_params=address.link_to_list(),
    )
    st.title(exercise.text[words.language].name, anchor=False)
    badge = library_mine.badge(plan, exercise.id)
    if badge:
        st.markdown(badge)


def show(exercise: Exercise, plan: Plan | None) -> int | None:
    """The ladder with one version opened, when to stop, the own routine, what it is for.

    Returns the place in the ladder of the version that is opened; None where that is the one that opens by itself.
    """
    words = state.words()
    text = exercise.text[words.language]
    st.markdown(text.summary)
    own = library_mine.rung_of(plan, exercise.id)
    usual = next((number for number, rung in enumerate(exercise.rungs) if rung.id == own), 0)
    opened = usual
    picture = st.container()
    if len(exercise.rungs) > 1:
        ladder, picture = st.columns([2, 3], gap="medium")
        with ladder:
            opened = _ladder(words, exercise, own, usual)
    rung = exercise.rungs[opened]
    with picture:
        _picture(exercise, rung)
    _rung(words, exercise, rung)
    st.warning(bullets(text.stop), title=words("routine.exercise.stop"))
    library_mine.show(plan, exercise.id)
    _about(words, exercise)
    return opened if opened != usual else None


def _picture(exercise: Exercise, rung: Rung) -> None:
    """Moving, or still where the person wants it so."""
    if figure(exercise, rung, width=FIGURE_PX):
        still_toggle("library")


def _ladder(words: Words, exercise: Exercise, own: str | None, usual: int) -> int:
    """The versions from easier to harder, to choose from; the person's own is marked and opens by itself."""
    captions = [
        words("exercises.detail.rung_mine" if rung.id == own else "exercises.detail.rung", level=rung.level)
        for rung in exercise.rungs
    ]
    state.set_widget_once(RUNG, usual)
    chosen: int = st.radio(
        words("exercises.detail.ladder"),
        range(len(exercise.rungs)),
        format_func=lambda number: exercise.rungs[number].text[words.language].name,
        captions=captions,
        key=RUNG,
    )
    return chosen


def _rung(words: Words, exercise: Exercise, rung: Rung) -> None:
    how = rung.text[words.language]
    with st.container(border=True):
        st.header(how.name, anchor=False)
        st.caption(_needs(words, exercise, rung))
        note = exercise.text[words.language].side_note
        parts = [numbered(how.steps), *([note] if rung.per_side and note else [])]
        for key, lines in (("cues", how.cues), ("mistakes", how.mistakes)):
            parts.append(f"**{words(f'routine.exercise.{key}')}**\n\n{bullets(lines)}")
        st.markdown("\n\n".join(parts))


def _needs(words: Words, exercise: Exercise, rung: Rung) -> str:
    """ "Level 2 · On your back · Needs: bench and barbell"."""
    said = "questionnaire.questions.equipment.options"
    kits = [and_list(words, [words(f"{said}.{thing}").lower() for thing in kit]) for kit in rung.equipment]
    needs = kits[0] if kits else ""
    for kit in kits[1:]:
        needs = words("exercises.detail.or", first=needs, second=kit)
    parts = [words("exercises.detail.rung", level=rung.level)]
    if exercise.role != "activity":
        parts.append(words(f"exercises.position.{rung.position}"))
        parts.append(words("exercises.detail.needs", what=needs) if needs else words("exercises.detail.needs_nothing"))
    return " · ".join(parts)


def _about(words: Words, exercise: Exercise) -> None:
    """What it trains, why it is in the library, and the articles that name it."""
    moves = {plane for rung in exercise.rungs for plane in rung.spine}
    lines = [words("exercises.detail.trains", what=_in_a_row(words(f"exercises.kind.{k}") for k in kinds_of(exercise)))]
    if exercise.planes:
        names = {plane: words(f"routine.plane.{plane}") for plane in exercise.planes}
        said = (names[p] if p in moves else words("exercises.detail.held", plane=names[p]) for p in names)
        lines.append(words("exercises.detail.direction", what=_in_a_row(said)))
    sources = state.journal().content.rules.sources
    cited = [name[0].upper() + name[1:] for source in exercise.sources for name in sources_in_words(sources, source)]
    rules = [words("app.reason.rule", id=rule, rule=words(f"rules.{rule}")) for rule in exercise.rules]
    with st.container(border=True):
        st.header(words("exercises.detail.about"), anchor=False)
        told = "  \n".join(lines)
        st.markdown(
            f"{exercise.text[words.language].purpose}\n\n{told}\n\n"
            f"{words('exercises.detail.sources')}\n\n{bullets(cited)}"
        )
        with st.expander(words("exercises.detail.rules")):
            st.markdown(bullets(rules))


def _in_a_row(names: Iterable[str]) -> str:
    """ "Strength, buttock muscles"."""
    first, *others = names
    return ", ".join([first, *(name[0].lower() + name[1:] for name in others)])
