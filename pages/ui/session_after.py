"""After a guided session: how it went, a plain goodbye, and what to do with one that was left open."""

from typing import Any, Final

import streamlit as st

from core.model.log import LegSymptoms, SessionDone
from core.model.session import Guided
from core.session.gate import aftermath
from pages.ui import agenda, alarming, care, following, places, saving, state
from pages.ui.buttons import on_primary

SCALE: Final = tuple(range(11))
LEGS: Final[tuple[LegSymptoms, ...]] = ("none", "same", "spread")
CLOSED: Final = "session_closed"


def finished(guided: Guided, peak: int | None, legs: LegSymptoms | None) -> SessionDone:
    """The log entry of a guided session. What was not reached is not in it."""
    return SessionDone(
        day=guided.day,
        routine_version=guided.routine_version,
        items=guided.items,
        pain_before=guided.pain_before,
        pain_peak=peak,
        leg_symptoms=legs,
        kind=guided.kind,
    )


# ---- how it went --------------------------------------------------------------------------------------------------


def ask(guided: Guided, carried_on: Guided | None) -> None:
    """Pain at its worst, and the legs; both can be left open, but not by oversight. `carried_on`: the way back."""
    words = state.words()
    st.title(words("session.after.title"), anchor=False)
    if guided.items:
        _questions(guided)
    else:
        st.markdown(words("session.after.nothing_done"))
        if st.button(on_primary(words("session.none.to_today")), type="primary", key="drop", width="stretch"):
            _drop(None)
    if carried_on is not None and st.button(words("session.after.carry_on"), key="carry_on", type="tertiary"):
        state.journal().save_guided(state.owner(), carried_on, state.now())
        st.rerun()


def _questions(guided: Guided) -> None:
    words = state.words()
    labels = {"peak": words("session.after.peak"), "legs": words("session.after.legs")}
    slots: saving.Slots = {}
    with st.form("session_after", border=True):
        summary = st.empty()
        slots["peak"] = st.empty()
        peak = st.segmented_control(labels["peak"], SCALE, key="session_peak", format_func=str)
        st.caption(words("session.before.ends"))
        slots["legs"] = st.empty()
        legs = st.segmented_control(
            labels["legs"], LEGS, key="session_legs", format_func=lambda name: words(f"session.after.legs_{name}")
        )
        pressed = st.form_submit_button(on_primary(words("session.after.finish")), type="primary", width="stretch")
        place = st.container()
    if pressed:
        answers = {"peak": peak, "legs": legs}
        problems = {name: words(f"session.after.problem.{name}") for name, answer in answers.items() if answer is None}
        if problems:
            saving.tell(problems, labels, slots, summary)
        else:
            _finish(guided, peak, legs, place)
    if st.button(words("session.after.finish_open"), key="finish_open", type="tertiary"):
        _finish(guided, None, None, place)
    st.caption(words("session.after.finish_open_note"))


def _finish(guided: Guided, peak: int | None, legs: LegSymptoms | None, place: Any) -> None:
    journal, owner, done = state.journal(), state.owner(), finished(guided, peak, legs)
    # The session's own key: three quick clicks, or a second device, make one entry.
    if saving.save(lambda: journal.finish_guided(owner, done, state.now(), guided.key), place) is None:
        return
    state.forget(CLOSED)
    if alarming.session(done):
        following.ask_anew()
    if following.after_save() == "help":
        following.go_where_needed("help", "session.after.saved")
    if guided.day != state.today():
        state.flash("session.after.saved")
        places.go("home")
    st.rerun()


def _drop(said: str | None) -> None:
    state.journal().drop_guided(state.owner())
    state.forget(CLOSED)
    if said:
        state.flash(said, kind="info")
    places.go("home")


# ---- left open ----------------------------------------------------------------------------------------------------


def unfinished(guided: Guided) -> None:
    """A session of another day, or of a routine that has changed since: keep what was done, or leave it out."""
    words = state.words()
    st.title(words("session.unfinished.title"), anchor=False)
    count = sum(item.outcome != "skipped" for item in guided.items)
    key = "what" if count > 1 else "what_one" if count else "what_none"
    when = agenda.day_in_words(words, guided.day, state.today())
    st.markdown(words(f"session.unfinished.{key}", when=when, count=count))
    with st.container(horizontal=True):
        if count and st.button(on_primary(words("session.unfinished.save")), type="primary", key="close"):
            state.remember(CLOSED, guided.key)
            st.rerun()
        if st.button(words("session.unfinished.leave_out"), key="leave_out"):
            _drop("session.unfinished.left_out")


# ---- goodbye ------------------------------------------------------------------------------------------------------


def done(session: SessionDone) -> None:
    """What was done today and what it means for the rest of the day, from the log entry alone."""
    words, evidence = state.words(), state.journal().content.evidence
    st.title(words("session.done.title"), anchor=False)
    st.success(_praise(session))
    came = aftermath(session, evidence)
    country = care.countries().of(state.profile().country)
    if came == "legs":
        numbers = care.numbers_in_words(words, country.emergency)
        said = f"{words('session.done.legs')}\n\n{words('session.done.emergency', emergency=numbers)}"
        st.error(said, title=words("session.done.legs_title"))
    elif came == "rise":
        st.warning(words("session.done.rise"), title=words("session.done.rise_title"))
    if came in ("legs", "rise"):
        if st.button(on_primary(words("session.done.signs_now")), type="primary", key="signs", width="stretch"):
            places.go("rescreen")
    else:
        st.markdown(words(f"session.done.{came}"))
    if any(item.outcome == "hurt" for item in session.items):
        st.markdown(words("session.done.hurt"))
    if session.pain_before is not None:
        st.markdown(words("session.done.tomorrow"))
    if state.journal().check_in_on(state.owner(), session.day) is None:
        places.link("check_in", words("session.done.check_in"))
    places.link("home", words("session.none.to_today"))
    if session.kind != "full" and st.button(words("session.done.again"), key="again"):
        state.begin_again("session_pain", "session_peak", "session_legs")
        state.remember("session_again", True)
        st.rerun()


def _praise(session: SessionDone) -> str:
    words = state.words()
    count = sum(item.outcome == "done" for item in session.items)
    if count == 0:
        return words("session.done.short")
    if session.kind != "full":
        return words("session.done.gentle")
    return words("session.done.full", count=count) if count > 1 else words("session.done.full_one")
