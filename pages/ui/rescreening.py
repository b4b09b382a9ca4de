"""The warning signs asked again: the card that says so, and one list of them on the screen."""

from collections.abc import Mapping

import streamlit as st

from core.content.safety import RescreenGroup
from core.intake.progress import HelpNow
from core.model.reason import Because
from core.model.triage import one_step_lower
from core.model.vocabulary import FlagAnswer
from pages.ui import intake_help, places, state
from pages.ui.buttons import on_primary
from pages.ui.cards import bullets, reasons_with_notes
from pages.ui.following import Asking

ANSWERS: tuple[FlagAnswer, ...] = ("yes", "no", "unsure")
NOT_NOW = "rescreen_not_now"
Answers = dict[str, FlagAnswer]


def card(asking: Asking, because: tuple[Because, ...], place: str = "session") -> None:
    """Why the warning signs are asked again, and the way to them. The weekly one may be put off, in each place once
    a day: who said "not now" on the page of the day is asked again before a session."""
    words, today, later = state.words(), state.today(), f"rescreen_later_{place}"
    waits = asking == "waits"
    if not waits and state.recall(later, None) == today:
        return
    with st.container(border=True):
        st.header(words(f"rescreen.card.title_{asking}"), anchor=False)
        st.markdown(reasons_with_notes(words, because) if because else words("rescreen.unfinished"))
        st.caption(words("rescreen.waits_note" if waits else "rescreen.card.time"))
        with st.container(horizontal=True):
            label = words("rescreen.card.open")
            if st.button(
                on_primary(label) if waits else label, type="primary" if waits else "secondary", key="rescreen"
            ):
                places.go("rescreen")
            if not waits and st.button(words("rescreen.not_now"), key=NOT_NOW, type="tertiary"):
                state.remember(later, today)
                state.flash("rescreen.not_now_note", kind="info")
                st.rerun()


def sentence(flag: str) -> str:
    """What is asked of this flag: about the days since, where it is said otherwise than on the first day."""
    words, own = state.words(), f"rescreen.ask.{flag}"
    return words(own if own in words else f"questionnaire.flags.{flag}.ask")


def group_list(group: RescreenGroup, answers: Mapping[str, FlagAnswer]) -> Answers | None:
    """One list. Returns the answers to keep: all of the group where it is finished, or the marks made so far."""
    words, opened = state.words(), f"rescreen_open_{group.id}"
    st.header(words("rescreen.question"), anchor=False)
    marked = {flag: answers[flag] for flag in group.flags if flag in answers}
    if not marked and not state.recall(opened, False):
        st.markdown(bullets(sentence(flag) for flag in group.flags))
        st.caption(words("intake.list.none_note"))
        with st.container(horizontal=True):
            if st.button(on_primary(words("intake.buttons.none_of_these")), type="primary", key=f"none_{group.id}"):
                return dict.fromkeys(group.flags, "no")
            if st.button(words("rescreen.some"), key=f"some_{group.id}"):
                state.remember(opened, True)
                st.rerun()
        return None
    st.markdown(words("rescreen.mark"))
    told = {flag: answer for flag in group.flags if (answer := _row(group, flag, marked)) is not None}
    if st.button(on_primary(words("intake.buttons.rest_no")), type="primary", key=f"rest_{group.id}"):
        return {**dict.fromkeys(group.flags, "no"), **told}
    return told if told != marked else None


def _row(group: RescreenGroup, flag: str, marked: Mapping[str, FlagAnswer]) -> FlagAnswer | None:
    words, key = state.words(), f"rescreen_{flag}"
    state.set_widget_once(key, marked.get(flag))
    answer: FlagAnswer | None = st.segmented_control(
        sentence(flag), ANSWERS, key=key, format_func=lambda name: words(f"questionnaire.options.{name}")
    )
    level = {entry.id: entry.level for entry in state.journal().content.safety.flags}[flag]
    counts = one_step_lower(level) if answer == "unsure" else level
    if answer in ("yes", "unsure") and (counts == "emergency" or counts == "urgent"):
        st.error(intake_help.at_once(HelpNow(level=counts, flags=(flag,))))
    return answer


def widgets() -> list[str]:
    """The keys of every row, to empty them."""
    return [f"rescreen_{flag}" for flag in state.journal().content.safety.asked_again]


def forget() -> None:
    """Begin anew: no marks, no opened lists."""
    state.clear_widgets(*widgets())
    state.forget(*(f"rescreen_open_{group.id}" for group in state.journal().content.safety.rescreen))
