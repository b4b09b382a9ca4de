"""The top of the page: where the next step of a long form begins, though the person was at the end of the last one."""

import time
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import state

A_MOMENT: Final = 0.08  # seconds; the browser draws the empty page in between, and so scrolls up


def begin(place: str) -> DeltaGenerator:
    """The container to draw the page in. Where `place` is another than in the last run, the page begins at its top.

    Streamlit keeps the place scrolled to when the content changes, and has no call to scroll. A page that is empty
    for a moment has nothing to scroll: the browser goes to the top by itself, and no script of ours is needed.
    """
    if state.recall("top_place", place) == place:
        state.remember("top_place", place)
        return st.container()
    state.remember("top_place", place)
    slot = st.empty()
    time.sleep(A_MOMENT)
    return slot.container()
