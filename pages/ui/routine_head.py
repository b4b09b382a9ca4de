"""The head of the routine page: which version it is, what changed in it, and what is special about it for now."""

import streamlit as st

from core.model.record import Plan
from pages.ui import agenda, care, changes, following, places, state
from pages.ui.differences import Change


def show(plan: Plan, found: tuple[Change, ...]) -> None:
    """Version and changes, then warning signs or care, then what holds for now."""
    words, today = state.words(), state.today()
    if plan.review is None:
        when = agenda.full_day_in_words(words, plan.made_on)
        st.caption(words("changes.since_first", version=plan.routine_version, when=when))
    else:
        when = agenda.since_in_words(words, plan.made_on, today)
        st.caption(words("changes.since_version", version=plan.routine_version, when=when))
        changes.fold(found)
    if plan.result.triage.level == "caution":
        care.caution_card(plan.result)
    else:
        st.markdown(f"**{words('routine.page.no_warning_signs')}** {words('routine.page.no_warning_signs_note')}")
    _for_now(plan)


def _for_now(plan: Plan) -> None:
    """A flare-up, or half the sets for a while."""
    words = state.words()
    flare = following.flare_on()
    if flare is not None:
        st.info(words("routine.page.flare"))
        places.link("flare", words("home.flare.open"))
    elif plan.review is not None and plan.review.standing.half_dose:
        st.info(words("routine.page.half_dose"))
