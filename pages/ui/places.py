"""The pages of the product, once: name, file, address. `go` and `link` lead from one to another."""

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Final, NoReturn

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui import state

PAGES: Final = Path(__file__).resolve().parents[1]

# name -> (file, address), in the order of the navigation. The title is `app.pages.<name>` in data/words.
PLACES: Final[dict[str, tuple[str, str]]] = {
    "home": ("home.py", ""),
    "intake": ("intake.py", "intake"),
    "routine": ("routine.py", "routine"),
    "exercises": ("exercises.py", "exercises"),
    "check_in": ("check_in.py", "check-in"),
    "function": ("function.py", "activities"),
    "ankle": ("ankle.py", "ankle"),
    "progress": ("progress.py", "progress"),
    "my_data": ("my_data.py", "my-data"),
    "session": ("session.py", "session"),
    "rescreen": ("rescreen.py", "warning-signs"),
    "flare": ("flare.py", "bad-day"),
    "summary": ("summary.py", "summary"),
}
# Not in the navigation: the page of the day leads there when it is time.
BY_THE_WAY: Final = frozenset({"session", "rescreen", "flare", "summary"})

# By name and title: a run asks for each page at least once, and making one looks its file up on the disk.
_made: Final[dict[tuple[str, str], Page]] = {}


def page(name: str) -> Page:
    """The page of that name, this run's own. Raises KeyError where there is none."""
    title = state.words()(f"app.pages.{name}")
    made = _made.get((name, title)) or _make(name, title)
    if get_script_run_ctx() is not None:  # outside of a run Streamlit makes but half a page
        _made[name, title] = made
    return copy(made)


def _make(name: str, title: str) -> Page:
    file, address = PLACES[name]
    # The default page's address is the root: Streamlit wants no url_path beside default=True.
    return st.Page(
        PAGES / file,
        title=title,
        url_path=address or None,
        default=not address,
        visibility="hidden" if name in BY_THE_WAY else "visible",
    )


def go(name: str, **query: str) -> NoReturn:
    """Leave for another page now; `query` becomes the address's query."""
    st.switch_page(page(name), query_params=query or None)


def link(name: str, label: str, **query: str | Sequence[str]) -> None:
    """A link to another page with a label from data/words (already filled)."""
    # The icon comes from a font of the app's own server; on st.Page it would be fetched from elsewhere.
    st.page_link(page(name), label=label, icon=":material/arrow_forward:", query_params=query or None)
