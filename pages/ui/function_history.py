"""What was answered before on the activities page: one line a day, each with a way to take it back."""

from datetime import date
from typing import Final

import streamlit as st

from core.model.log import FunctionScore
from pages.ui import following, saving, state
from pages.ui.agenda import day_in_words
from pages.ui.plain import plain

FOLD: Final = "function_history"
SHOWN: Final = "function_history_shown"
STEP: Final = 26  # a year of answers


def line(entry: FunctionScore) -> str:
    """ "put on my socks 4, sit through a film 6; past week 5.3"."""
    words = state.words()
    parts = [
        ", ".join(
            words("function.history_activity", activity=plain(activity.activity), score=activity.score)
            for activity in entry.activities
        )
    ]
    if entry.peg is not None:
        scores = (entry.peg.pain, entry.peg.enjoyment, entry.peg.general_activity)
        parts.append(words("function.history_peg", mean=f"{sum(scores) / len(scores):.1f}"))
    return "; ".join(part for part in parts if part)


def show() -> None:
    """Drawn when it is opened, newest first, a year at a time."""
    words, today = state.words(), state.today()
    earlier = [entry for entry in state.journal().history(state.owner()).function if entry.day < today]
    if not earlier:
        return
    fold = st.expander(words("function.history"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    shown = state.recall(SHOWN, STEP)
    with fold:
        for entry in earlier[: -shown - 1 : -1]:
            when = day_in_words(words, entry.day, today)
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(words("function.history_line", when=when, what=line(entry)), width="content")
                label = words("function.remove_day", when=when)
                if st.button(label, key=f"function_remove_{entry.day}", type="tertiary"):
                    remove(entry.day)
        if shown < len(earlier) and st.button(words("function.older"), key="function_older"):
            state.remember(SHOWN, shown + STEP)
            st.rerun()


def remove(day: date) -> None:
    """Take the answers of a day back, and say so."""
    journal, owner, words = state.journal(), state.owner(), state.words()
    key, place = state.form_key("function_remove", (day, journal.function_on(owner, day))), st.container()
    if saving.save(lambda: journal.remove_function(owner, day, state.now(), key), place) is None:
        return
    if day == state.today():
        names = ("pain", "enjoyment", "general_activity")
        state.clear_widgets(*(f"function_week_{name}_{day.isoformat()}" for name in names))
        state.clear_widgets(*(f"function_score_{number}_{day.isoformat()}" for number in (1, 2, 3)))
        state.flash("function.removed")
    else:
        state.flash("function.removed_day", when=day_in_words(words, day, state.today()))
    following.renew()
    st.rerun()
