"""Pictures with help that belongs to no exercise: the ankle test, the pelvis and bracing, the floor."""

from collections.abc import Iterable

import streamlit as st

from core.model.routine import Item, Routine
from pages.ui import state
from pages.ui.cards import item_rung
from pages.ui.figure import how_to, still_toggle


def ankle_test() -> None:
    """The test, and where its number is read."""
    _side_by_side("knee_to_wall", "knee_to_wall_close")
    still_toggle("ankle")


def bracing(routine: Routine) -> None:
    """What the note on bracing means, for a routine that has it."""
    if "brace_first" not in routine.notes:
        return
    words = state.words()
    with st.expander(words("figures.help.bracing")):
        st.markdown(f"**{words('figures.pelvic_positions.name')}**")
        how_to("pelvic_positions", way="strip", width="stretch")
        _side_by_side("pelvic_positions_moving", "brace")
        still_toggle("bracing")


def floor(items: Iterable[Item]) -> None:
    """The way to the floor and back, where one of the exercises is done there."""
    library = state.journal().content.library
    if not any("floor" in item_rung(library.by_id(item.exercise), item.rung).needs for item in items):
        return
    with st.expander(state.words()("figures.help.floor")):
        _side_by_side("floor_down", "floor_up")


def _side_by_side(*names: str) -> None:
    for name, place in zip(names, st.columns(len(names)), strict=True):
        with place:
            how_to(name, width="stretch")
