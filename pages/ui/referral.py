"""When the notes point to a clinician: a kind card that says what it rests on, and the way to the summary."""

import streamlit as st

from core.model.reason import Because
from pages.ui import places, state
from pages.ui.cards import reasons_with_notes


def card(because: tuple[Because, ...]) -> None:
    """What it rests on, and the summary to take along."""
    words = state.words()
    with st.container(border=True):
        st.header(words("summary.card.title"), anchor=False)
        st.markdown(f"{words('summary.card.what')}\n\n{reasons_with_notes(words, because)}")
        if st.button(words("summary.open"), key="open_summary"):
            places.go("summary")
