"""Search and filters of the library."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

from core.content.words import Words
from pages.ui import state
from pages.ui.library_address import FILTERS, MOST_LETTERS, TEXT, options, turn_to
from pages.ui.library_search import NOTHING, Wanted


def wanted() -> Wanted:
    """Draws search and filters; returns what the person looks for."""
    words = state.words()
    st.text_input(
        words("exercises.search.label"),
        key=TEXT,
        type="search",
        max_chars=MOST_LETTERS,
        placeholder=words("exercises.search.placeholder"),
        live="300ms",
        on_change=_to_first_page,
    )
    with st.expander(words("exercises.search.filters"), key="library_filters"):
        known = options(state.journal().content.library)
        for name in FILTERS:
            if name == "have":
                _have(words, known[name])
            else:
                _pills(words, name, known[name])
    found = Wanted(
        text=(state.widget_value(TEXT) or "").strip(),
        planes=_chosen("direction"),
        moves=_chosen("moves"),
        positions=_chosen("position"),
        have=_chosen("have"),
        levels=_chosen("level"),
        kinds=_chosen("kind"),
    )
    # Its place is kept when it is empty: what comes below stays the same element, or a screen reader would not say it.
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        if found.filters:
            st.caption(words("exercises.search.on", filters=chosen_in_words()), width="content")
        if found != Wanted():
            st.button(words("exercises.search.reset"), key="library_reset", on_click=reset)
    return found


def chosen_in_words() -> str:
    """What is chosen in the filters: "Turning · Level 1, gentlest"."""
    words = state.words()
    return " · ".join(TOLD[name](words, option) for name in FILTERS for option in state.widget_value(name) or ())


def reset() -> None:
    """A callback: everything is shown again."""
    state.set_widget(TEXT, "")
    for name in FILTERS:
        state.set_widget(name, [])
    _to_first_page()


def _to_first_page() -> None:
    turn_to(1)


def _chosen(name: str) -> frozenset:  # type: ignore[type-arg]
    return frozenset(state.widget_value(name) or ())


def _pills(words: Words, name: str, choices: Sequence[Any]) -> None:
    helping = f"exercises.search.{name}_help"
    st.pills(
        words(f"exercises.search.{name}"),
        choices,
        selection_mode="multi",
        format_func=lambda option: TOLD[name](words, option),
        key=name,
        help=words(helping) if helping in words else None,
        on_change=_to_first_page,
    )


def _thing(words: Words, name: object) -> str:
    said = "questionnaire.questions.equipment.options"
    return words("exercises.search.have_nothing" if name == NOTHING else f"{said}.{name}")


TOLD: Final[dict[str, Callable[[Words, object], str]]] = {
    "direction": lambda words, plane: words(f"routine.plane.{plane}"),
    "moves": lambda words, way: words(f"exercises.moves.{way}"),
    "kind": lambda words, kind: words(f"exercises.kind.{kind}"),
    "have": _thing,
    "position": lambda words, position: words(f"exercises.position.{position}"),
    "level": lambda words, level: words(f"exercises.level.{level}"),
}


def _have(words: Words, known: Sequence[str]) -> None:
    """Things to choose, and one press to choose what the person told in the questions."""
    things = [name for name in _in_order(words) if name in known]
    _pills(words, "have", [NOTHING, *things])
    plan = state.journal().plan(state.owner())
    if plan is not None:
        mine = [name for name in things if name in plan.case.equipment] or [NOTHING]
        if set(mine) != set(state.widget_value("have") or ()):
            st.button(words("exercises.search.have_mine"), key="have_mine", on_click=_fill_in, args=(mine,))


def _fill_in(mine: list[str]) -> None:
    state.set_widget("have", mine)
    _to_first_page()


def _in_order(words: Words) -> list[str]:
    """The things as the questions name them, the common ones first."""
    prefix = "questionnaire.questions.equipment.options."
    return [key.removeprefix(prefix) for key in words.sentences if key.startswith(prefix)]
