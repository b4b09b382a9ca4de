"""The cards of today, in the order that matters: the session and what comes before it, then the small things."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from core.model.log import SessionDone
from core.model.record import Plan
from core.model.routine import Routine
from pages.ui import agenda, alarming, changes, following, places, saving, state
from pages.ui.buttons import on_primary
from pages.ui.cards import bullets, item_dose, item_name

SCALE: Final = tuple(range(11))


# ---- the morning after --------------------------------------------------------------------------------------------


def morning_after() -> None:
    """How the pain was on the morning after the last session: one tap, asked while it can be remembered."""
    session = _session_to_ask_about()
    if session is None:
        return
    words, today = state.words(), state.today()
    fresh = session.day == today - timedelta(days=1)
    noted, open_again = session.pain_next_morning, f"morning_{session.day}"
    if noted is not None and not state.recall(open_again, False):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            st.markdown(words("home.morning.noted", pain=noted))
            if st.button(words("home.morning.change"), key="morning_change", type="tertiary"):
                state.remember(open_again, True)
                st.rerun()
        return
    with st.container(border=True):
        st.header(words("home.morning.title"), anchor=False)
        day = agenda.day_in_words(words, session.day, today)
        key = f"morning_after_{session.day.isoformat()}"
        state.set_widget_once(key, noted)
        st.segmented_control(
            words("home.morning.ask_today" if fresh else "home.morning.ask_earlier", day=day),
            SCALE,
            key=key,
            format_func=str,
            on_change=_save_morning,
            args=(session.day, key),
        )
        st.caption(words("home.morning.ends"))
        if not fresh and st.button(words("home.morning.not_now"), key="morning_not_now", type="tertiary"):
            state.remember("morning_skipped", session.day)
            st.rerun()


def _session_to_ask_about() -> SessionDone | None:
    """The last session before today whose morning after is not noted; yesterday's also when it is, to change it."""
    journal, today = state.journal(), state.today()
    since = today - timedelta(days=int(journal.content.evidence["next_morning_ask_days"]))
    sessions = [entry for entry in journal.history(state.owner(), since).sessions if since <= entry.day < today]
    session = sessions[-1] if sessions else None
    if session is None or session.pain_before is None or state.recall("morning_skipped", None) == session.day:
        return None
    if session.pain_next_morning is not None and session.day != today - timedelta(days=1):
        return None
    return session


def _save_morning(day: date, key: str) -> None:
    journal, owner, pain = state.journal(), state.owner(), state.widget_value(key)
    if pain is None:
        return
    form, session = state.form_key("next_morning", (day, pain)), journal.session_on(owner, day)
    if saving.tap(lambda: journal.log_next_morning(owner, day, pain, state.now(), form)):
        state.forget(f"morning_{day}")
        if session is not None and alarming.morning(session, pain):
            following.ask_anew()
        state.flash("home.morning.saved", pain=pain)


# ---- the session --------------------------------------------------------------------------------------------------


def session(plan: Plan, asking: following.Asking | None, primary: bool) -> None:
    """Today's session, or when the next one is, and what changed in the routine; the way to easing moves on a bad
    day always stands below."""
    words, today, routine = state.words(), state.today(), plan.result.routine
    if routine is None:
        return
    found = changes.unread(plan)
    news = changes.news(found)
    with st.container(border=True):
        coming = agenda.next_session(routine, today)
        if coming is None:
            _say(words("home.today.no_session"), news)
        elif coming != today:
            st.header(words("home.today.next_session"), anchor=False)
            _say(words("home.today.next_session_what", day=agenda.day_in_words(words, coming, today)), news)
        else:
            _session_today(plan, routine, asking, primary, news)
        changes.fold(found, unread_of=plan)
        if st.button(words("home.today.bad_day"), key="bad_day", width="stretch"):
            following.begin_flare()
        st.caption(words("home.today.bad_day_note"))


def _say(*parts: str) -> None:
    """Paragraphs, without the empty ones."""
    said = "\n\n".join(part for part in parts if part)
    if said:
        st.markdown(said)


def _session_today(plan: Plan, routine: Routine, asking: following.Asking | None, primary: bool, news: str) -> None:
    words, today, journal, owner = state.words(), state.today(), state.journal(), state.owner()
    st.header(words("home.today.session"), anchor=False)
    done = journal.session_on(owner, today)
    guided = journal.guided(owner)
    if done is not None and guided is None:
        st.success(words("home.today.done"))
        _say(news)
        places.link("routine", words("home.today.open"))
        return
    items = agenda.items_on(routine, agenda.weekday(today))
    minutes = agenda.minutes_on(routine, agenda.weekday(today))
    key = "home.today.summary" if len(items) > 1 else "home.today.summary_one"
    said = [words(key, count=len(items), minutes=minutes)]
    if plan.review is not None and plan.review.standing.half_dose:
        said.append(words("home.today.half_dose"))
    _say(" ".join(said), news)
    if asking is not None:
        st.info(words("home.today.waits" if asking == "waits" else "home.today.asked_first"))
    if asking != "waits":
        if guided is not None:
            st.caption(words("home.today.carry_on_note"))
        label = words("home.today.start" if guided is None else "home.today.carry_on")
        kind = "primary" if primary else "secondary"
        if st.button(on_primary(label) if primary else label, type=kind, key="start_session", width="stretch"):
            places.go("session")
    with st.expander(words("home.today.exercises")):
        names = [(item_name(item.exercise, item.rung), item_dose(item)) for item in items]
        st.markdown(bullets(words("home.today.line", name=name, dose=dose) for name, dose in names))
        places.link("routine", words("home.today.open"))


def flare(began: date, primary: bool) -> None:
    """Instead of the session, while a flare-up is on."""
    words, kind = state.words(), "primary" if primary else "secondary"
    label = words("home.flare.open")
    with st.container(border=True):
        st.header(words("home.flare.title"), anchor=False)
        st.markdown(words("home.flare.what", when=agenda.day_in_words(words, began, state.today())))
        if st.button(on_primary(label) if primary else label, type=kind, key="open_flare", width="stretch"):
            places.go("flare")
        if st.button(words("flare.over.press"), key="settled", width="stretch"):
            following.end_flare()


# ---- small things -------------------------------------------------------------------------------------------------


def small_things() -> None:
    """The check-in, and what is due by the calendar: the ankle test weekly, the activities every two weeks."""
    words, journal, owner, today = state.words(), state.journal(), state.owner(), state.today()
    evidence = journal.content.evidence
    with st.container(border=True):
        st.header(words("home.small.title"), anchor=False)
        of_today, last = journal.check_in_on(owner, today), journal.last_check_in(owner)
        if of_today is not None:
            said, label = words("home.small.check_in_done", pain=of_today.pain_average), "home.small.check_in_change"
        elif last is not None:
            when = agenda.day_in_words(words, last.day, today)
            said = words("home.small.check_in_last", when=when, pain=last.pain_average)
            label = "home.small.check_in_open"
        else:
            said, label = words("home.small.check_in"), "home.small.check_in_open"
        _row("check_in", said, words(label))
        for name, entry in (("ankle", journal.last_ankle(owner)), ("function", journal.last_function(owner))):
            days = (today - entry.day).days if entry is not None else None
            if days is None:
                _row(name, words(f"home.small.{name}_never"), words(f"home.small.{name}_open"))
            elif days >= evidence["ankle_retest_days" if name == "ankle" else "function_every_days"]:
                _row(name, words(f"home.small.{name}_due", days=days), words(f"home.small.{name}_open"))
        if last is not None:
            places.link("progress", words("home.small.progress"))


def _row(place: str, said: str, label: str) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        with st.container():  # as wide as there is room, so that the buttons stand under each other
            st.markdown(said)
        if st.button(label, key=f"open_{place}"):
            places.go(place)
