"""What the library shows stands in the address: a link shows the same list or exercise, and the back button works.

The widgets are not bound to the address one by one: going to another view of the same page would then leave the old
address standing, and write one step of the browser's history for each of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.model.exercise import Library
from core.model.vocabulary import PLANES, BodyPosition
from pages.ui import state
from pages.ui.library_search import KINDS, NOTHING, STILL, equipment_of

# Names of widgets, and of their part of the address.
TEXT, PAGE, EXERCISE, RUNG = "search", "page", "exercise", "rung"
FILTERS: Final = ("direction", "moves", "kind", "have", "position", "level")
LEVELS: Final = (1, 2, 3, 4)
MOST_PAGES: Final = 99
MOST_LETTERS: Final = 60

# In the links of this page alone, and gone from the address at once. The browser's address is a moment behind when
# somebody is quick, so a rerun that brings another address than the last one says nothing by itself.
FOLLOWED: Final = "go"

Address = Mapping[str, list[str]]


@dataclass(frozen=True)
class _Shown:
    """What is shown on this visit: the address of the list, the exercise that is open (or was asked for)."""

    visit: str
    of_list: Address
    exercise: str | None
    written: Address | None = None


def options(library: Library) -> dict[str, tuple[Any, ...]]:
    """What can be chosen in each filter."""
    return {
        "direction": PLANES,
        "moves": (*PLANES, STILL),
        "kind": KINDS,
        "have": (NOTHING, *sorted(equipment_of(library))),
        "position": get_args(BodyPosition),
        "level": LEVELS,
    }


def read(library: Library) -> str | None:
    """Before the widgets: they take what the address says where it is news. Returns the exercise asked for."""
    shown = _shown()
    if shown is None or FOLLOWED in st.query_params or _by_the_back_button():
        shown = _taken_from_address(library)
        state.remember("library", shown)
    return shown.exercise


def write(exercise: str | None, rung: int | None = None) -> None:
    """After the widgets: the address says what is shown. `rung`: its place in the ladder, where it is not the usual."""
    shown = _shown()
    of_list = _told() if exercise is None or shown is None else shown.of_list
    told = {**of_list, **_of_exercise(exercise, rung)}
    if shown is None or told != shown.written:
        st.query_params.from_dict(told)
    state.remember("library", _Shown(_visit(), of_list, exercise, told))


def link_to_list() -> dict[str, list[str]]:
    """The way back from an exercise to the list as it was."""
    shown = _shown()
    return {**(shown.of_list if shown else {}), FOLLOWED: ["list"]}


def link_to(exercise: str, rung: int | None = None) -> dict[str, list[str]]:
    """The way to an exercise; the address keeps the list it is opened from."""
    shown = _shown()
    of_list = _told() if shown is None or shown.exercise is None else shown.of_list
    return {**of_list, **_of_exercise(exercise, rung), FOLLOWED: [exercise]}


# ---- the pages of the list ------------------------------------------------------------------------------------------


def pager() -> str:
    """The key of the pagination; another one where the page was turned by something else than it."""
    return f"{PAGE}_{state.recall('library_pager', 0)}"


def page() -> int:
    """Which page of the list is open."""
    number: int = state.widget_value(pager(), state.recall("library_page", 1))
    return number


def opened(number: int) -> None:
    """That page of the list is drawn."""
    state.remember("library_page", number)


def turn_to(number: int) -> None:
    """Open that page of the list."""
    opened(number)
    state.remember("library_pager", state.recall("library_pager", 0) + 1)


# ---- what stands where ----------------------------------------------------------------------------------------------


def _taken_from_address(library: Library) -> _Shown:
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    state.set_widget(TEXT, " ".join(now.get(TEXT, []))[:MOST_LETTERS])
    for name, known in options(library).items():
        state.set_widget(name, [one for one in known if str(one) in now.get(name, ())])
    turn_to(_number(now.get(PAGE, []), MOST_PAGES) or 1)
    exercise = now[EXERCISE][0] if now.get(EXERCISE) else None
    rungs = next((len(entry.rungs) for entry in library.exercises if entry.id == exercise), 0)
    rung = _number(now.get(RUNG, []), rungs)
    if rung is None:
        state.clear_widgets(RUNG)
    else:
        state.set_widget(RUNG, rung - 1)
    return _Shown(_visit(), _told(), exercise)


def _by_the_back_button() -> bool:
    """Streamlit knows, and has no public call for it; a version that forgets it only loses the back button."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


def _visit() -> str:
    return state.form_key("library", "")


def _shown() -> _Shown | None:
    shown: _Shown | None = state.recall("library", None)
    return shown if shown is not None and shown.visit == _visit() else None


def _told() -> dict[str, list[str]]:
    """The widgets of the list as parts of the address; what stands as at first is left out."""
    text = (state.widget_value(TEXT) or "").strip()
    told = {TEXT: [text]} if text else {}
    told |= {name: [str(value) for value in chosen] for name in FILTERS if (chosen := state.widget_value(name))}
    return told | ({PAGE: [str(page())]} if page() > 1 else {})


def _of_exercise(exercise: str | None, rung: int | None) -> dict[str, list[str]]:
    if exercise is None:
        return {}
    return {EXERCISE: [exercise]} if rung is None else {EXERCISE: [exercise], RUNG: [str(rung + 1)]}


def _number(values: list[str], most: int) -> int | None:
    """The number from 1 to `most` that stands there; None for anything else."""
    if len(values) == 1 and values[0].isascii() and values[0].isdigit() and len(values[0]) <= len(str(most)):
        number = int(values[0])
        return number if 1 <= number <= most else None
    return None
