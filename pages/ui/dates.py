"""Days as a person writes them, in their language."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from pages.ui import state


def day_text(day: date, today: date) -> str:
    """`3 September`, and with the year where it is not this year's."""
    return _text(day, "d MMMM" if day.year == today.year else "d MMMM y", state.words().language)


def near_text(day: date, today: date) -> str:
    """`today`, `yesterday` or the day."""
    ago = (today - day).days
    if ago in (0, 1):
        return state.words()("app.time.today" if ago == 0 else "app.time.yesterday")
    return day_text(day, today)


@lru_cache(maxsize=4096)
def _text(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)
