"""The fields of the check-in: pain, then quick taps, and more for who likes; filled in only with that very day's."""

from datetime import date
from typing import Any, Final

import streamlit as st

from core.model.log import CheckIn
from pages.ui import saving, state

SCALE: Final = tuple(range(11))
LONGEST_NOTE: Final = 2000
TAPS: Final = ("pain_average", "session_done", "leg_symptoms", "fell")
MORE: Final = ("sitting_hours", "sleep_hours", "stress", "notes")
FIELDS: Final = (*TAPS, *MORE)
LEGS: Final = ("none", "same", "spread")


def labels(day: date) -> dict[str, str]:
    """What each field asks; of today it asks of today."""
    words, today = state.words(), day == state.today()
    return {name: words(f"check_in.field{'_today' if today and name in TAPS else ''}.{name}") for name in FIELDS}


def key(name: str, day: date) -> str:
    """The key of a field's widget: each day has its own."""
    return f"check_in_{name}_{day.isoformat()}"


def show(day: date, noted: CheckIn | None, slots: saving.Slots, session_noted: bool) -> dict[str, Any]:
    """Every field of the form as it stands."""
    words, asked = state.words(), labels(day)

    def choose(name: str, options: tuple[Any, ...], says: Any = str) -> Any:
        _slot(name, slots, noted, day)
        return st.segmented_control(asked[name], options, key=key(name, day), format_func=says)

    def yes_or_no(yes: bool) -> str:
        return words("check_in.yes" if yes else "check_in.no")

    values: dict[str, Any] = {"pain_average": choose("pain_average", SCALE)}
    st.caption(words("check_in.pain_ends"))
    if session_noted:
        st.markdown(words("check_in.session_noted"))
        values["session_done"] = True
    else:
        values["session_done"] = choose("session_done", (True, False), yes_or_no)
    values["leg_symptoms"] = choose("leg_symptoms", LEGS, lambda name: words(f"check_in.legs.{name}"))
    values["fell"] = choose("fell", (True, False), yes_or_no)
    more = noted is not None and any(getattr(noted, name) is not None for name in MORE)
    with st.expander(words("check_in.more"), expanded=more):
        for name in ("sitting_hours", "sleep_hours"):
            _slot(name, slots, noted, day)
            typed = st.number_input(asked[name], value=None, step=0.5, format="%g", key=key(name, day), width=220)
            values[name] = next(iter(saving.any_number([typed])), None)
        values["stress"] = choose("stress", SCALE)
        st.caption(words("check_in.stress_ends"))
        _slot("notes", slots, noted, day)
        notes = st.text_area(asked["notes"], key=key("notes", day), max_chars=LONGEST_NOTE, height=90)
        values["notes"] = notes.strip() or None
    return values


def _slot(name: str, slots: saving.Slots, noted: CheckIn | None, day: date) -> None:
    """Room for the field's error above it, and the value of that day in it."""
    slots[name] = st.empty()
    value = getattr(noted, name) if noted is not None else None
    if name == "notes":
        value = value or ""
    state.set_widget_once(key(name, day), float(value) if name.endswith("hours") and value is not None else value)
