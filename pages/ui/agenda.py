"""What the routine asks for on a day: pure readings of a Routine, shared by the pages."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from babel.dates import format_date, format_time

from core.content.words import Words
from core.model.routine import Routine
from core.model.vocabulary import WEEKDAYS, Weekday
from core.session.session import items_on as items_on
from pages.ui import state

LOCALES: Final = {"en": "en_GB"}


def weekday(day: date) -> Weekday:
    return WEEKDAYS[day.weekday()]


def minutes_on(routine: Routine, day: Weekday) -> int:
    """Whole minutes of the day's session, getting down and up included, rounded up; 0 on a rest day."""
    for kind in routine.sessions:
        if day in kind.days:
            return -int(-kind.minutes // 1)
    return 0


def session_days(routine: Routine) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if routine.week.get(day))


def next_session(routine: Routine, today: date) -> date | None:
    """Today where there is a session today, else the next day with one; None in a week without any."""
    days = (today + timedelta(days=ahead) for ahead in range(len(WEEKDAYS)))
    return next((day for day in days if routine.week.get(weekday(day))), None)


def days_in_words(words: Words, days: Iterable[Weekday]) -> str:
    """ "Monday, Wednesday and Friday"; "every day" for all seven."""
    names = [words(f"app.days.{day}") for day in days]
    if len(names) == len(WEEKDAYS):
        return words("app.list.every_day")
    return and_list(words, names)


def and_list(words: Words, names: list[str]) -> str:
    """ "a, b and c"."""
    return words("app.list.and", first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)


def day_in_words(words: Words, day: date, today: date) -> str:
    """ "today", "yesterday", "Monday 17 November", with the year where it is another."""
    if day == today:
        return words("app.time.today")
    if day == today - timedelta(days=1):
        return words("app.time.yesterday")
    pattern = "EEEE d MMMM" if day.year == today.year else "d MMMM y"
    return str(format_date(day, pattern, locale=LOCALES.get(words.language, words.language)))


def since_in_words(words: Words, day: date, today: date) -> str:
    """ "since today", "since Tuesday 17 November"."""
    return words("app.time.since", day=day_in_words(words, day, today))


def time_in_words(words: Words, moment: datetime) -> str:
    """ "09:12" in the person's zone."""
    local = moment.astimezone(state.zone())
    return str(format_time(local, "HH:mm", locale=LOCALES.get(words.language, words.language)))


def full_day_in_words(words: Words, day: date) -> str:
    """ "Friday 20 November 2026"."""
    return str(format_date(day, "EEEE d MMMM y", locale=LOCALES.get(words.language, words.language)))
