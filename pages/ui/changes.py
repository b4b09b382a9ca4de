"""What a review changed, on the screen: what, why and on which notes, and the way to keep the old one."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from core.model.log import KeptOld, KeptRung
from core.model.record import Plan
from pages.ui import following, saving, state
from pages.ui.cards import bullets
from pages.ui.differences import Change, differences
from pages.ui.logged import logged_lines
from pages.ui.reasons import reason_sentence

READ: Final = "changes_read_version"
AT_A_GLANCE: Final = 2
MOST_VERSIONS: Final = 12  # older news is no news


def before(plan: Plan) -> Plan | None:
    """The version before this one, where a review made this one of it."""
    return None if plan.review is None else state.journal().plan_before(state.owner(), plan)


def unread(plan: Plan) -> tuple[Change, ...]:
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


def news(found: tuple[Change, ...]) -> str:
    """The changes at a glance, two at most, for the page of the day; empty where nothing changed."""
    words = state.words()
    if not found:
        return ""
    few = found if len(found) <= AT_A_GLANCE else found[:AT_A_GLANCE]
    lines, left = [change.said for change in few], len(found) - len(few)
    if left:
        lines.append(words("changes.more" if left > 1 else "changes.more_one", count=left))
    title = f"**{words('changes.title')}**"
    return f"{title}\n{bullets(lines)}" if len(lines) > 1 else f"{title} {lines[0]}"


def fold(found: tuple[Change, ...], unread_of: Plan | None = None) -> None:
    """Each change with its reasons, drawn once it is opened. `unread_of`: the plan whose news can be put away here."""
    if not found:
        return
    words = state.words()
    folded = st.expander(words("changes.see_changes"), key="changes_fold", on_change="rerun")
    if not folded.open:
        return
    with folded:
        _show(found)
        if unread_of is not None and st.button(words("changes.got_it"), key="changes_read"):
            state.clear_widgets("changes_fold")
            _note(unread_of, ())


def _show(found: Iterable[Change]) -> None:
    """Each change with its reasons and what they rest on; where it may be undone, the way to keep the old one."""
    words = state.words()
    for change in found:
        with st.container(gap="small"):
            reasons = dict.fromkeys(reason_sentence(words, because) for because in change.because)
            st.markdown(" ".join([change.said, *reasons]))
            notes = logged_lines(words, [answer for because in change.because for answer in because.answers])
            if notes:
                st.caption(f"{words('changes.rests_on_title')}\n{bullets(notes)}")
            if change.keep is not None and st.button(change.wish, key=f"keep_{change.keep.exercise}"):
                _keep(change.keep)


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
