"""A bad day: three easing moves with their steps, what helps meanwhile, when to get help, and the way back."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.model.log import Flare
from core.model.record import Plan
from pages.ui import agenda, care, following, places, rescreening, saving, state
from pages.ui.buttons import on_primary
from pages.ui.cards import bullets, easing_card

words, journal, owner, today = state.words(), state.journal(), state.owner(), state.today()
PACE = ("walk", "bed", "load", "split", "heat")


def page() -> None:
    plan = following.renew() or journal.plan(owner)
    if plan is not None and care.needs_help_first(plan.result):
        care.care_card(plan.result)
        return
    flare = following.flare_on()
    st.title(words("flare.title"), anchor=False)
    if plan is None:
        st.markdown(words("flare.no_plan"))
        places.link("intake", words("rescreen.to_questions"))
    elif flare is None:
        st.markdown(words("flare.off_lead"))
        if st.button(on_primary(words("flare.begin")), type="primary", key="begin", width="stretch"):
            following.begin_flare()
    else:
        st.markdown(words("flare.lead"))
        if flare.day == today and st.button(words("flare.slip"), key="slip"):
            take_back(st.container())
        review = following.review()
        asking = following.asking(review)
        if review is not None and asking == "waits":
            rescreening.card(asking, review.rescreen_because)
        else:
            st.markdown(words("flare.signs"))
            places.link("rescreen", words("flare.signs_open"))
        moves(plan, asking != "waits")
    pacing()
    when_to_get_help()
    if plan is not None and flare is not None:
        over(flare)


def moves(plan: Plan, may_start: bool) -> None:
    """The easing moves of the routine, each with its steps; minutes of one round. Step by step once nothing waits."""
    routine = plan.result.routine
    day = agenda.next_session(routine, today) if routine is not None else None
    items = agenda.items_on(routine, agenda.weekday(day)) if routine is not None and day is not None else ()
    st.header(words("flare.moves.title"), anchor=False)
    if routine is None or day is None or not items:
        st.markdown(words("flare.moves.none"))
        return
    st.markdown(words("flare.moves.lead_minutes", minutes=agenda.minutes_on(routine, agenda.weekday(day))))
    if may_start and st.button(
        on_primary(words("flare.moves.start")), type="primary", key="start_moves", width="stretch"
    ):
        places.go("session")
    for number, item in enumerate(items, 1):
        easing_card(number, item)
    st.caption(words("flare.moves.stop"))


def pacing() -> None:
    with st.container(border=True):
        st.header(words("flare.pace.title"), anchor=False)
        st.markdown(bullets(words(f"flare.pace.{name}") for name in PACE))


def when_to_get_help() -> None:
    numbers = care.numbers_in_words(words, care.countries().of(state.profile().country).emergency)
    with st.container(border=True):
        st.header(words("flare.help.title"), anchor=False)
        st.markdown(bullets([words("flare.help.at_once", emergency=numbers), words("flare.help.soon")]))


def over(flare: Flare) -> None:
    """Out of it again; where it goes on for long, the advice to see a clinician."""
    with st.container(border=True):
        st.header(words("flare.over.title"), anchor=False)
        days = (today - flare.day).days
        if days >= journal.content.evidence["flare_ask_days"]:
            st.warning(words("flare.over.ask", days=days))
        else:
            st.caption(words("flare.since", day=agenda.day_in_words(words, flare.day, today)))
        if days:
            st.markdown(words("flare.over.note"))
        if st.button(words("flare.over.press"), key="settled"):
            following.end_flare()


def take_back(place: DeltaGenerator) -> None:
    """A slip of the finger: as if nothing had been."""
    key = state.form_key("flare_slip", today)
    if saving.save(lambda: journal.remove_flare(owner, today, state.now(), key), place) is not None:
        following.renew()
        state.flash("flare.slip_done", kind="info")
        places.go("home")


page()
