"""What the library shows stands in the address: a link shows the same list or exercise, and the back button works.

The widgets are not bound to the address one by one: going to another view of the same page would then leave the old
address standing, and write one step of the browser's history for each of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

import streamlit as st

from core.model.exercise import Library
from core.model.vocabulary import PLANES, BodyPosition
from pages.ui import state
from pages.ui.library_search import KINDS, NOTHING, equipment_of

# Names of widgets, and of their part of the address.
TEXT, PAGE, EXERCISE, RUNG = "search", "page", "exercise", "rung"
FILTERS: Final = ("direction", "kind", "have", "position", "level")
LIST: Final = (TEXT, *FILTERS, PAGE)
LEVELS: Final = (1, 2, 3, 4)
MOST_PAGES: Final = 99
MOST_LETTERS: Final = 60

Address = Mapping[str, list[str]]


@dataclass(frozen=True)
class _Kept:
    """What this page wrote last, on which visit, and what the widgets said then."""

    visit: str
    address: Address
    values: Mapping[str, Any]


def options(library: Library) -> dict[str, tuple[Any, ...]]:
    """What can be chosen in each filter."""
    return {
        "direction": PLANES,
        "kind": KINDS,
        "have": (NOTHING, *sorted(equipment_of(library))),
        "position": get_args(BodyPosition),
        "level": LEVELS,
    }


def read(library: Library, rungs: int) -> None:
    """Before the widgets: where the address is news (a link, the back button), they take what it says.

    `rungs`: how many there are of the exercise that is shown; 0 where none is.
    """
    kept = _kept()
    if kept is not None and (_values(kept.values) != kept.values or _now() == kept.address):
        return  # the person just used a widget, or nothing happened; the browser's address may be a moment behind
    now = _now()
    for name, value in _list_values(now, options(library)).items():
        if name == PAGE:
            turn_to(value)
        else:
            state.set_widget(name, value)
    number = _number(now.get(RUNG, []), rungs)
    if number is not None:
        state.set_widget(RUNG, number - 1)
    else:
        state.clear_widgets(RUNG)


def write(exercise: str | None, rung: int | None = None) -> None:
    """After the widgets: the address says what is shown. `rung`: its place in the ladder, where it is not the usual."""
    if exercise is None:
        told = _told()
    else:
        told = {name: values for name, values in _now().items() if name in LIST}
        told[EXERCISE] = [exercise]
        if rung is not None:
            told[RUNG] = [str(rung + 1)]
    kept = _kept()
    if kept is None or told != kept.address or told != _now():
        st.query_params.from_dict(told)
    # Only of the widgets that were drawn: the others' values are gone when the next run begins.
    drawn = LIST if exercise is None else (RUNG,)
    state.remember("library_address", _Kept(_visit(), told, _values(drawn)))


def of_list() -> dict[str, list[str]]:
    """The address of the list: as it is drawn, or as the address of an exercise kept it."""
    return {name: values for name, values in _now().items() if name in LIST}


def of(exercise: str, rung: int | None = None) -> dict[str, list[str]]:
    """The address of an exercise that is opened from the list."""
    more = {} if rung is None else {RUNG: [str(rung + 1)]}
    return {**_told(), EXERCISE: [exercise], **more}


def pager() -> str:
    """The key of the pagination; another one where the page was turned by something else than it."""
    return f"{PAGE}_{state.recall('library_pager', 0)}"


def page() -> int:
    """Which page of the list is open."""
    number: int = state.widget_value(pager(), state.recall("library_page", 1))
    return number


def opened(number: int) -> None:
    """That page of the list is drawn; it is open again after a look at an exercise."""
    state.remember("library_page", number)


def turn_to(number: int) -> None:
    """Open that page of the list."""
    opened(number)
    state.remember("library_pager", state.recall("library_pager", 0) + 1)


def exercise_asked_for() -> str | None:
    return st.query_params.get(EXERCISE)


def _now() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _values(names: Iterable[str]) -> dict[str, Any]:
    return {name: page() if name == PAGE else state.widget_value(name) for name in names}


def _visit() -> str:
    return state.form_key("library_address", "")


def _kept() -> _Kept | None:
    kept: _Kept | None = state.recall("library_address", None)
    return kept if kept is not None and kept.visit == _visit() else None


def _told() -> dict[str, list[str]]:
    """The widgets of the list as parts of the address; what stands as at first is left out."""
    text = (state.widget_value(TEXT) or "").strip()
    told = {TEXT: [text]} if text else {}
    told |= {name: [str(value) for value in chosen] for name in FILTERS if (chosen := state.widget_value(name))}
    return told | ({PAGE: [str(page())]} if page() > 1 else {})


def _list_values(address: Address, known: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """What the widgets of the list should say; what no widget knows is left out."""
    chosen = {name: [one for one in known[name] if str(one) in address.get(name, ())] for name in FILTERS}
    return {
        TEXT: " ".join(address.get(TEXT, []))[:MOST_LETTERS],
        **chosen,
        PAGE: _number(address.get(PAGE, []), MOST_PAGES) or 1,
    }


def _number(values: list[str], most: int) -> int | None:
    if len(values) == 1 and values[0].isascii() and values[0].isdigit() and len(values[0]) < len("1000"):
        number = int(values[0])
        return number if 1 <= number <= most else None
    return None
