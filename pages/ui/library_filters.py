"""Search and filters of the library. Their values stand in the address, so that a link shows the same list."""

from collections.abc import Callable, Iterable
from typing import Final, get_args

import streamlit as st

from core.content.words import Words
from core.model.vocabulary import PLANES, BodyPosition
from pages.ui import state
from pages.ui.library_search import KINDS, NOTHING, Wanted, equipment_of

# The names of the widgets are the names in the address.
TEXT: Final = "search"
PAGE: Final = "page"
FILTERS: Final = ("direction", "kind", "have", "position", "level")
LEVELS: Final = (1, 2, 3, 4)


def wanted() -> Wanted:
    """Draws search and filters; returns what the person looks for."""
    words = state.words()
    st.text_input(
        words("exercises.search.label"),
        key=TEXT,
        type="search",
        placeholder=words("exercises.search.placeholder"),
        live="300ms",
        on_change=_to_first_page,
        bind="query-params",
    )
    with st.expander(words("exercises.search.filters"), key="library_filters"):
        _pills(words, "direction", PLANES)
        _pills(words, "kind", KINDS)
        _have(words)
        _pills(words, "position", get_args(BodyPosition))
        _pills(words, "level", LEVELS)
    found = Wanted(
        text=(state.widget_value(TEXT) or "").strip(),
        planes=_chosen("direction"),
        positions=_chosen("position"),
        have=_chosen("have"),
        levels=_chosen("level"),
        kinds=_chosen("kind"),
    )
    if found != Wanted():
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            if found.filters:
                st.caption(words("exercises.search.on", filters=chosen_in_words()), width="content")
            st.button(words("exercises.search.reset"), key="library_reset", on_click=reset)
    return found


def chosen_in_words() -> str:
    """What is chosen in the filters: "Turning, Level 1 (gentlest)"."""
    words = state.words()
    return ", ".join(TOLD[name](words, option) for name in FILTERS for option in state.widget_value(name) or ())


def reset() -> None:
    """A callback: everything is shown again."""
    state.set_widget(TEXT, "")
    for name in FILTERS:
        state.set_widget(name, [])
    _to_first_page()


def _to_first_page() -> None:
    state.set_widget(PAGE, 1)


def _chosen(name: str) -> frozenset:  # type: ignore[type-arg]
    return frozenset(state.widget_value(name) or ())


def _pills(words: Words, name: str, options: Iterable[object]) -> None:
    helping = f"exercises.search.{name}_help"
    st.pills(
        words(f"exercises.search.{name}"),
        list(options),
        selection_mode="multi",
        format_func=lambda option: TOLD[name](words, option),
        key=name,
        help=words(helping) if helping in words else None,
        on_change=_to_first_page,
        bind="query-params",
    )


def _thing(words: Words, name: object) -> str:
    said = "questionnaire.questions.equipment.options"
    return words("exercises.search.have_nothing" if name == NOTHING else f"{said}.{name}")


TOLD: Final[dict[str, Callable[[Words, object], str]]] = {
    "direction": lambda words, plane: words(f"routine.plane.{plane}"),
    "kind": lambda words, kind: words(f"exercises.kind.{kind}"),
    "have": _thing,
    "position": lambda words, position: words(f"exercises.position.{position}"),
    "level": lambda words, level: words(f"exercises.level.{level}"),
}


def _have(words: Words) -> None:
    """Things to choose, and one press to choose what the person told in the questions."""
    known = equipment_of(state.journal().content.library)
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
