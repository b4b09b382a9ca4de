"""What a person sees when the app cannot do its work: what happened, that nothing is lost, and a way out."""

from pathlib import Path
from typing import Final

import streamlit as st

from core.content.files import DATA, ContentError
from core.content.words import Words, load_words
from core.storage.problem import StorageProblem
from pages.ui import state
from pages.ui.buttons import on_primary

Problem = StorageProblem | ContentError

# Where beginning with an empty file, and keeping the old one, is a way out.
MAY_BEGIN_EMPTY: Final = ("missing", "empty", "damaged")

# The words themselves may be what is damaged: these sentences do not come from data/.
LAST_RESORT: Final = Path(__file__).with_name("last_resort.md")


def problem() -> Problem | None:
    """Why no page can run now, or None. Asked at the start, by the health route and before every page."""
    try:
        state.journal()
    except (StorageProblem, ContentError) as found:
        return found
    return None


def show(found: Problem) -> None:
    """The problem instead of a page."""
    words = _words()
    if isinstance(found, ContentError) or words is None:
        st.error(LAST_RESORT.read_text(encoding="utf-8"))
        faults = found.faults if isinstance(found, ContentError) else ()
        if faults:
            st.code("\n".join(faults), language=None, wrap_lines=True)
        return
    key = f"storage.{found.code}"
    st.title(words("app.problem.title"), anchor=False)
    with st.container(border=True):
        st.header(words(f"{key}.title"), anchor=False)
        st.markdown(words(f"{key}.what", **found.values))
        st.markdown(words("app.problem.way_out"))
        st.markdown(words(f"{key}.way_out", **found.values))
    if st.button(on_primary(words("app.problem.try_again")), type="primary"):
        state.reopen()
        st.rerun()
    if found.code in MAY_BEGIN_EMPTY:
        _begin_empty(words)


def _begin_empty(words: Words) -> None:
    """The last way out, in two steps: nothing is deleted, and nothing happens by a slip."""
    with st.expander(words("app.problem.empty_title")):
        st.markdown(words("app.problem.empty_what"))
        sure = st.checkbox(words("app.problem.empty_sure"))
        if st.button(words("app.problem.empty_do"), disabled=not sure):
            state.begin_empty()
            st.rerun()


def show_fault(number: str) -> None:
    """A fault of ours in the middle of a page: a sentence, the number under which the log has it, and a way on."""
    words = _words()
    if words is None:
        st.error(LAST_RESORT.read_text(encoding="utf-8"))
        return
    st.error(words("app.fault.what", number=number), title=words("app.fault.title"))
    st.markdown(words("app.fault.way_out"))


def _words() -> Words | None:
    """The sentences without the journal; None where they cannot be read either."""
    faults: list[str] = []
    words = load_words(DATA / "words", "en", faults)
    return words if "app.problem.title" in words and "app.fault.title" in words else None
