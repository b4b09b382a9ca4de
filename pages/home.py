"""Today: what is due, in the order that matters. On a first visit: what this is, and two ways to begin."""

import streamlit as st

from core.model.record import Plan
from pages.ui import agenda, care, first_visit, following, places, referral, rescreening, state, ticks, today
from pages.ui.buttons import on_primary

words, journal, owner = state.words(), state.journal(), state.owner()


def show(plan: Plan) -> None:
    st.title(words("home.today.title"), anchor=False)
    st.caption(agenda.full_day_in_words(words, state.today()))
    if care.needs_help_first(plan.result) or plan.result.routine is None:
        st.error(words("home.help.title"))
        if st.button(on_primary(words("home.help.open")), type="primary", key="open_help"):
            places.go("routine")
        today.small_things()
        first_visit.warning_signs()
        return
    review = following.review()
    asking = following.asking(review)
    if review is not None and asking is not None:
        rescreening.card(asking, review.rescreen_because, "home")
    if review is not None and review.referral:
        referral.card(review.referral_because)
    today.morning_after()
    flare = following.flare_on()
    if flare is not None:
        today.flare(flare.day, primary=asking != "waits")
    else:
        today.session(plan, asking, primary=asking != "waits")
    today.small_things()
    ticks.show(plan.result.routine)
    first_visit.warning_signs()


plan = following.renew() or journal.plan(owner)
if plan is None:
    first_visit.show()
else:
    show(plan)
