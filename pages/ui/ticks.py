"""Small moves through the day, to tick if one likes: gentle prompts, no target to miss."""

import streamlit as st

from core.model.log import DayTicks, Tick
from core.model.routine import Routine, ThroughTheDay
from pages.ui import saving, state
from pages.ui.cards import item_name
from pages.ui.dose import day_dose_sentence


def show(routine: Routine) -> None:
    """Every movement and habit of the day with how often it was ticked, and a tap for once more."""
    if not routine.through_the_day:
        return
    words = state.words()
    noted = state.journal().day_ticks_on(state.owner(), state.today())
    times = {tick.what: tick.times for tick in noted.ticks} if noted else {}
    with st.container(border=True):
        st.header(words("home.day.title"), anchor=False)
        st.caption(words("home.day.lead"))
        for move in routine.through_the_day:
            _row(move, times.get(_what(move), 0))


def _what(move: ThroughTheDay) -> str:
    return move.exercise or move.habit or ""


def _row(move: ThroughTheDay, times: int) -> None:
    words, what = state.words(), _what(move)
    name = item_name(move.exercise, move.rung) if move.exercise else words(f"habits.{move.habit}")
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(words("home.today.line", name=name, dose=day_dose_sentence(words, move)))
            if times:
                key = "plenty" if times >= move.times_per_day else "count" if times > 1 else "count_one"
                st.caption(words(f"home.day.{key}", times=times))
            if times:
                label = words("home.day.take_back")
                st.button(label, key=f"untick_{what}", type="tertiary", on_click=_note, args=(what, times - 1))
        # The number to reach goes with the button as it was drawn: a second click of the same press adds nothing.
        st.button(words("home.day.did_it"), key=f"tick_{what}", on_click=_note, args=(what, times + 1))


def _note(what: str, times: int) -> None:
    journal, owner, today = state.journal(), state.owner(), state.today()
    noted = journal.day_ticks_on(owner, today)
    others = [tick for tick in noted.ticks if tick.what != what] if noted else []
    ticks = sorted([*others, *([Tick(what=what, times=times)] if times > 0 else [])], key=lambda tick: tick.what)
    entry = DayTicks(day=today, ticks=tuple(ticks))
    saving.tap(lambda: journal.log_day_ticks(owner, entry, state.now(), state.form_key("ticks", entry)))
