"""What a review changed, on the screen: what, why and on which notes, and the way to keep the old one."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from core.model.log import KeptOld, KeptRung
from core.model.record import Plan
from pages.ui import following, saving, state
from pages.ui.differences import Change, differences
from pages.ui.logged import rests_on
from pages.ui.reasons import reason_sentence

READ: Final = "changes_read_version"
MOST_VERSIONS: Final = 12  # older news is no news


def before(plan: Plan) -> Plan | None:
    """The version before this one, where a review made this one of it."""
    return None if plan.review is None else state.journal().plan_before(state.owner(), plan)


def card(plan: Plan) -> None:
    """On the page of the day, until the person has read it."""
    words, found = state.words(), _unread(plan)
    if not found:
        return
    with st.container(border=True):
        st.header(words("changes.title"), anchor=False)
        show(found)
        if st.button(words("changes.got_it"), key="changes_read"):
            _note(plan, ())


def show(found: Iterable[Change]) -> None:
    """Each change with its reasons and what they rest on; where it may be undone, the way to keep the old one."""
    words = state.words()
    for change in found:
        with st.container(gap="small"):
            reasons = dict.fromkeys(reason_sentence(words, because) for because in change.because)
            st.markdown(" ".join([change.said, *reasons]))
            notes = rests_on(words, change.because)
            if notes:
                st.caption(notes)
            if change.keep is not None:
                label = words("changes.keep_of", name=change.name)
                if st.button(label, key=f"keep_{change.keep.exercise}"):
                    _keep(change.keep)


def _unread(plan: Plan) -> tuple[Change, ...]:
    """What is otherwise than in the version that was read last. In a flare-up its own card says all."""
    if plan.review is None or plan.review.standing.relief_only:
        return ()
    seen = _seen(plan)
    later = [plan]
    for _ in range(MOST_VERSIONS):
        was = before(later[0])
        if was is None or later[0].routine_version <= seen:
            break
        later.insert(0, was)
    return differences(*later) if len(later) > 1 else ()


def _seen(plan: Plan) -> int:
    """The version whose changes were read last. Of a made-up routine all but the newest counts as read."""
    if plan.demo:
        return int(state.recall(READ, plan.routine_version - 1))
    last = state.journal().last_kept_old(state.owner())
    seen = last.seen_version if last is not None and last.seen_version is not None else 0
    return seen if seen <= plan.routine_version else 0  # a number of made-up versions, gone since


def _keep(kept: KeptRung) -> None:
    plan = state.journal().plan(state.owner())
    if plan is not None:
        _note(plan, (kept,))


def _note(plan: Plan, kept: tuple[KeptRung, ...]) -> None:
    """Note what was read, and what is to stay as it was; then the routine is made anew with it."""
    state.remember(READ, plan.routine_version)
    if kept or not plan.demo:
        saved = _log(plan, kept)
        if saved and kept:
            state.flash("changes.kept", kind="info")
            renewed = following.renew()
            if renewed is not None:  # the person's own doing is no news to read
                state.remember(READ, renewed.routine_version)
                _log(renewed, ())
    st.rerun()


def _log(plan: Plan, kept: tuple[KeptRung, ...]) -> bool:
    journal, owner = state.journal(), state.owner()
    seen = None if plan.demo else plan.routine_version
    entry = KeptOld(day=state.today(), kept=kept, seen_version=seen)
    return saving.tap(lambda: journal.log_kept_old(owner, entry, state.now(), state.form_key("kept_old", entry)))
