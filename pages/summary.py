"""A plain summary of one's own notes to take along to a clinician: short lines that print well."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import streamlit as st

from core.model.record import History, Plan
from core.model.review import Review
from pages.ui import following, places, state
from pages.ui.agenda import and_list
from pages.ui.cards import bullets, exercise_name, reasons_with_notes
from pages.ui.dates import day_text
from pages.ui.function_history import line as function_line
from pages.ui.reasons import value_in_words

words, journal, owner, today = state.words(), state.journal(), state.owner(), state.today()
WINDOW: Final = "12w"
FEW: Final = 3


def page(plan: Plan | None) -> None:
    st.title(words("summary.title"), anchor=False)
    history = journal.history(owner)
    logged = sorted({entry.day for log in (history.check_ins, history.sessions, history.function) for entry in log})
    if not logged:
        st.info(words("summary.none"))
        places.link("check_in", words("home.small.check_in_open"))
        return
    st.caption(words("summary.lead"))
    st.markdown(words("summary.made", first=said(logged[0]), last=said(logged[-1])))
    review = following.review()
    if review is not None and review.referral_because:
        part("summary.why", reasons_with_notes(words, review.referral_because))
    if plan is not None:
        part("summary.answers", beginning(plan))
    part("summary.pain", bullets([*start_and_now(review), *pain()]))
    part("summary.sessions", bullets(sessions(history)))
    done = Counter(name for session in history.sessions for name in session.exercises)
    if done:
        tried = (
            words("summary.tried_line" if n > 1 else "summary.tried_one", name=exercise_name(name), times=n)
            for name, n in done.most_common()
        )
        part("summary.tried", bullets(tried))
    if history.function:
        entries = (history.function[0], *history.function[1:][-FEW:])
        part(
            "summary.function",
            bullets(words("summary.function_line", day=said(e.day), what=function_line(e)) for e in entries),
        )
    marked = list(days_marked(history))
    if marked:
        st.markdown(bullets(marked))


def part(title: str, body: str) -> None:
    st.header(words(title), anchor=False)
    st.markdown(body)


def said(day: date) -> str:
    return day_text(day, today)


def beginning(plan: Plan) -> str:
    pain = plan.case.pain
    where = value_in_words(words, "pain.location", pain.location)
    return words("summary.since", weeks=f"{pain.weeks_since_onset:g}", location=where)


def start_and_now(review: Review | None) -> Iterable[str]:
    """The first week and the latest, where there is enough to compare."""
    found = review.trends.pain if review is not None else None
    if found is not None and found.baseline is not None and found.latest is not None:
        yield words("summary.baseline", baseline=f"{found.baseline:.1f}", latest=f"{found.latest:.1f}")


def pain() -> Iterable[str]:
    """The mean of every week with its range and number of days, the first one first."""
    weeks = journal.progress(owner, today, WINDOW).pain.weeks
    for row in weeks.itertuples():
        when = said(row.week.date())
        if row.mean != row.mean:
            yield words("summary.week_few", week=when, n=row.n)
        else:
            low, high = int(row.lowest), int(row.highest)
            yield words("summary.week", week=when, mean=f"{row.mean:.1f}", lowest=low, highest=high, n=row.n)


def sessions(history: History) -> Iterable[str]:
    if not history.sessions:
        yield words("summary.sessions_none")
        return
    first = history.sessions[0].day
    yield words("summary.sessions_done", done=len(history.sessions), since=said(first))
    peaks = [(entry.pain_peak, entry.day) for entry in history.sessions if entry.pain_peak is not None]
    if peaks:
        worst, day = max(peaks)
        yield words("summary.sessions_worst", pain=worst, day=said(day))


def days_marked(history: History) -> Iterable[str]:
    """Days of flare-ups, falls, and pain further down a leg."""
    flares = [entry.day for entry in history.flares if entry.state == "began"]
    falls = [entry.day for entry in history.check_ins if entry.fell]
    spread = {
        entry.day for log in (history.check_ins, history.sessions) for entry in log if entry.leg_symptoms == "spread"
    }
    for name, days in (("flares", flares), ("falls", falls), ("leg", sorted(spread))):
        if days:
            yield words(f"summary.{name}", days=and_list(words, [said(day) for day in days]))


st.set_page_config(initial_sidebar_state="collapsed")  # what is printed is the summary alone
page(journal.plan(owner))
