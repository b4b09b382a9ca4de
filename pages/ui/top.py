"""The top of the page: where the next step of a long form begins, though the person was at the end of the last one."""

import time
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import state

A_MOMENT: Final = 0.08  # seconds; the browser draws the empty page in between, and so scrolls up


def begin(place: str, of: str = "step") -> DeltaGenerator:
    """The container to draw the page in. Where `place` is another than in the last run, the page begins at its top.

    `of` keeps the places of nested containers apart: the page, and the step within it.

    Streamlit keeps the place scrolled to when the content changes, and has no call to scroll. A page that is empty
    for a moment has nothing to scroll: the browser goes to the top by itself, and no script of ours is needed.
    """
    kept = f"top_{of}"
    here = state.recall(kept, place) == place
    state.remember(kept, place)
    if here:
        return st.container()
    slot = st.empty()
    time.sleep(A_MOMENT)
    return slot.container()
