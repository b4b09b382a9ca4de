"""What a person sees before any routine is there: what this is, two ways to begin, and the warning signs."""

import streamlit as st

from pages.ui import agenda, care, places, state
from pages.ui.buttons import on_primary
from pages.ui.cards import bullets


def show() -> None:
    """The first screen: start or carry on with the questions, or look round with made-up data."""
    words, journal, owner, today = state.words(), state.journal(), state.owner(), state.today()
    st.title(words("home.first.title"), anchor=False)
    st.markdown(words("home.first.what"))
    draft = journal.draft(owner)
    with st.container(border=True):
        if draft is not None:
            saved = draft.saved_at.astimezone(state.zone())
            when = f"{agenda.day_in_words(words, saved.date(), today)}, {agenda.time_in_words(words, saved)}"
            st.markdown(words("home.first.draft", when=when))
        label = words("home.first.start" if draft is None else "home.first.carry_on")
        if st.button(on_primary(label), type="primary", key="start", width="stretch"):
            places.go("intake")
        st.caption(words("home.first.time"))
        if st.button(words("home.first.demo"), key="demo", width="stretch"):
            journal.load_demo(owner, today, state.now())
            state.flash("app.demo.loaded", kind="info")
            st.rerun()
        st.caption(words("home.first.demo_note"))
    warning_signs()
    st.caption(words("home.first.what_it_is_not"))


def warning_signs() -> None:
    """When to get help right now, with the numbers of the person's country; closed until it is wanted."""
    words = state.words()
    numbers = care.numbers_in_words(words, care.countries().of(state.profile().country).emergency)
    with st.expander(words("home.warning.title")):
        signs = bullets(words(f"home.warning.{sign}") for sign in ("saddle", "bladder", "legs", "chest", "accident"))
        st.markdown(f"{words('home.warning.lead', emergency=numbers)}\n\n{signs}")
