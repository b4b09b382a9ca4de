"""A day in a sentence or a table, and the choice of the day an entry is for."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import streamlit as st
from babel.dates import format_date

from pages.ui import state
from pages.ui.agenda import LOCALES

DAYS: Final = ("today", "yesterday", "other")
EARLIEST: Final = date(1900, 1, 1)
MONTH_FIRST: Final = ("US",)


def day_text(day: date, today: date) -> str:
    """`3 September`, and with the year where it is not this year's."""
    language = state.words().language
    return _text(day, "d MMMM" if day.year == today.year else "d MMMM y", LOCALES.get(language, language))


@lru_cache(maxsize=4096)
def _text(day: date, pattern: str, locale: str) -> str:
    return str(format_date(day, pattern, locale=locale))


def choose_day(form: str, question: str) -> date | None:
    """Today, yesterday or a day from the calendar, never one to come; None until a day is picked there.

    Stands before the form: what was noted on the chosen day is filled in.
    """
    words, today = state.words(), state.today()
    chosen = st.segmented_control(
        question,
        DAYS,
        default=DAYS[0],
        required=True,
        format_func=lambda name: words(f"check_in.day.{name}"),
        key=f"{form}_day",
    )
    if chosen != "other":
        return today - timedelta(days=1 if chosen == "yesterday" else 0)
    picked = st.date_input(
        words("check_in.day.pick"),
        value=None,
        min_value=EARLIEST,
        max_value=today,
        format="MM/DD/YYYY" if state.profile().country in MONTH_FIRST else "DD/MM/YYYY",
        key=f"{form}_date",
        width=220,
    )
    return picked if isinstance(picked, date) else None
