"""The warning signs asked again: three short lists, each saved as it is answered; any yes leads to the care card."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.model.log import Rescreen
from core.model.record import Plan
from core.model.vocabulary import FlagAnswer
from pages.ui import care, following, places, rescreening, saving, state, top
from pages.ui.buttons import on_primary
from pages.ui.cards import reasons_with_notes

words, journal, owner = state.words(), state.journal(), state.owner()
today, groups = state.today(), journal.content.safety.rescreen


def page() -> None:
    noted = journal.rescreen_on(owner, today)
    answers: dict[str, FlagAnswer] = dict(noted.answers) if noted else {}
    open_groups = [group for group in groups if not set(group.flags) <= set(answers)]
    half = bool(open_groups) and bool(set(open_groups[0].flags) & set(answers))
    # In the middle of a list nothing is decided yet: a mark may be a slip of the finger.
    plan = None if half else following.renew()
    plan = plan or journal.plan(owner)
    if plan is None:
        st.title(words("rescreen.title"), anchor=False)
        st.markdown(words("rescreen.no_plan"))
        if st.button(on_primary(words("rescreen.to_questions")), type="primary", key="start"):
            places.go("intake")
        return
    marked = any(answer != "no" for answer in answers.values())
    needs_help = care.needs_help_first(plan.result)
    if needs_help and not half and not (open_groups and state.recall("rescreen_go_on", None) == today):
        found(plan, marked, bool(open_groups))
    elif open_groups:
        ask(groups.index(open_groups[0]), answers)
    else:
        done(marked)


def ask(number: int, answers: dict[str, FlagAnswer]) -> None:
    """One list with how far it is, why it is asked, and what to do at once where an answer calls for it."""
    with top.begin(f"rescreen {number}"):
        group = groups[number]
        st.progress(number / len(groups), text=words("rescreen.step", number=number + 1, count=len(groups)))
        st.title(words(f"questionnaire.pages.{group.id}.title"), anchor=False)
        review = following.review()
        if number == 0 and review is not None and review.rescreen_because:
            st.info(reasons_with_notes(words, review.rescreen_because), title=words("rescreen.why"))
        told = rescreening.group_list(group, answers)
        st.caption(words("rescreen.kept"))
        after = st.container()
    if told is None:
        return
    others = {flag: answer for flag, answer in answers.items() if flag not in group.flags}
    entry = Rescreen(day=today, answers=others | told)
    if set(answers.items()) - set(entry.answers.items()) and not taken_back(after):
        return  # a mark that was changed: what stands for the day is never made milder by adding to it
    key = state.form_key("rescreen", entry)
    if saving.save(lambda: journal.log_rescreen(owner, entry, state.now(), key), after) is not None:
        st.rerun()


def found(plan: Plan, marked: bool, more: bool) -> None:
    """What to do now: the same card as after the first questions, and the way back for a slip of the finger."""
    care.care_card(plan.result)
    if not marked:
        return
    with st.container(border=True):
        st.markdown(words("rescreen.paused"))
        st.caption(words("rescreen.mistake_note"))
        with st.container(horizontal=True):
            if st.button(words("rescreen.mistake"), key="mistake"):
                again()
            if more and st.button(words("rescreen.rest_of_lists"), key="go_on"):
                state.remember("rescreen_go_on", today)
                st.rerun()


def done(marked: bool) -> None:
    st.title(words("rescreen.done_title"), anchor=False)
    st.markdown(words("rescreen.done_care" if marked else "rescreen.done"))
    with st.container(horizontal=True):
        if st.button(on_primary(words("rescreen.to_today")), type="primary", key="to_today"):
            places.go("home")
        if st.button(words("rescreen.again"), key="again", type="tertiary"):
            again()


def again() -> None:
    """Today's answers are taken back, so that every list is asked once more."""
    if taken_back(st.container()):
        rescreening.forget()
        state.forget("rescreen_go_on")
        state.begin_again()
        st.rerun()


def taken_back(place: DeltaGenerator) -> bool:
    key = state.form_key("rescreen_again", journal.rescreen_on(owner, today))
    return saving.save(lambda: journal.remove_rescreen(owner, today, state.now(), key), place) is not None


page()
