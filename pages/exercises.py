"""The exercise library: every exercise to search, filter and open, and why it is or is not in the own routine."""

import streamlit as st

from core.model.record import Plan
from pages.ui import care, following, library_detail, library_list, library_mine, places, state, top
from pages.ui import library_address as address

words, journal = state.words(), state.journal()


def before_all(plan: Plan | None, invite: bool = True) -> None:
    """What comes before any exercise: help, warning signs to answer, or the questions."""
    if plan is None:
        if not invite:
            return  # the page of one exercise says so where it speaks of the routine
        with st.container(border=True):
            st.markdown(words("exercises.first.invite"))
            places.link("intake", words("exercises.first.invite_open"))
    elif care.needs_help_first(plan.result):
        st.error(words("exercises.first.help"))
        places.link("routine", words("exercises.first.help_open"))
    elif following.asking(following.review()) == "waits":
        st.warning(words("exercises.first.waits"))
        places.link("rescreen", words("exercises.first.waits_open"))


def page() -> None:
    library = journal.content.library
    plan = following.renew() or journal.plan(state.owner())
    asked = address.read(library)
    exercise = next((entry for entry in library.exercises if entry.id == asked), None)
    with top.begin(f"exercise {exercise.id if exercise else ''}"):
        if exercise is not None:
            library_detail.head(exercise, plan)
            before_all(plan, invite=False)
            address.write(exercise.id, library_detail.show(exercise, plan))
            return
        st.title(words("exercises.page.title"), anchor=False)
        rungs = sum(len(entry.rungs) for entry in library.exercises)
        st.markdown(words("exercises.page.lead", exercises=len(library.exercises), rungs=rungs))
        if asked is not None:
            st.warning(words("exercises.page.unknown"))
        before_all(plan)
        library_list.show(library_mine.exercises_of(plan))
        address.write(None)


page()
