"""What a page may know of the person and the moment: the journal, the words, the clock, and small memories.

The only file that touches `st.session_state`. The database is the only truth: what is kept here may be lost at
any time (a reload, a lost connection), so nothing here is worth keeping for longer than one visit.
"""

import hashlib
import json
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Final, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from core.content.words import Words
from core.journal.journal import Journal
from core.journal.opening import open_journal, start_afresh
from core.model.record import Profile
from core.settings import read_settings

LOCAL_OWNER: Final = "local"
TODAY_SETTING: Final = "LBP_TODAY"  # a date, for tests: the day this copy of the app believes it is

FIRST_LANGUAGE: Final = "en"
_LANGUAGE: Final = "_language"
_STILL: Final = "_still"

Kept = TypeVar("Kept")


# ---- the journal and its words ------------------------------------------------------------------------------------


_OPENING: Final = threading.Lock()
_opened: Journal | None = None


def journal() -> Journal:
    """The pages' only door: one journal (engine and frozen content) for every visitor of this process; it holds
    nobody's data. Raises StorageProblem or ContentError; the shell has asked before any page runs."""
    global _opened  # a page asks a hundred times a run: Streamlit's own cache would cost it milliseconds
    if _opened is None:
        with _OPENING:
            _opened = found = _opened or open_journal(read_settings())
        return found
    return _opened


def reopen() -> None:
    """Open everything anew on the next call, as after the person put a file back."""
    global _opened
    _opened = None


def begin_empty() -> None:
    """Move the database file aside (it is kept) and open an empty one. Raises StorageProblem where it cannot."""
    start_afresh(read_settings(), now())
    reopen()


def owner() -> str:
    """Whose data this is. On one's own machine there is one person."""
    return LOCAL_OWNER


def profile() -> Profile:
    """How the app speaks to this person: country, language, unit of length."""
    return journal().profile(owner())


def words() -> Words:
    """The sentences of the person's language (asked once a run, by the shell)."""
    sentences = journal().content.words
    if len(sentences) == 1:  # nothing to choose: asked a hundred times a run, the session state costs milliseconds
        return sentences[FIRST_LANGUAGE]
    return sentences.get(st.session_state.get(_LANGUAGE, FIRST_LANGUAGE), sentences[FIRST_LANGUAGE])


def keeps_still() -> bool:
    """Whether the person wants no picture to move (asked once a run, by the shell)."""
    return bool(st.session_state.get(_STILL, False))


def keep_still(still: bool) -> None:
    """Keep that wish for every page and every later visit."""
    journal().keep_pictures_still(owner(), still)
    st.session_state[_STILL] = still


# ---- the moment ---------------------------------------------------------------------------------------------------


def zone() -> tzinfo:
    """The browser's time zone; the machine's own where the browser did not say or said something unknown."""
    name = st.context.timezone
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # a browser may name a zone this machine does not know
    local = datetime.now().astimezone().tzinfo
    assert local is not None  # astimezone always sets one
    return local


def now() -> datetime:
    """This moment in the person's zone, aware."""
    moment = datetime.now(zone())
    believed = os.environ.get(TODAY_SETTING)
    if believed:
        moment = datetime.combine(date.fromisoformat(believed), moment.timetz())
    return moment


def today() -> date:
    """The person's local day."""
    return now().date()


# ---- forms: one rendering, one key --------------------------------------------------------------------------------

_VISIT: Final = "_visit"
_PLACE: Final = "_place"


def entered(place: str) -> None:
    """The shell tells which page runs; entering another one begins a new visit, and with it new form keys."""
    chosen = profile()
    st.session_state[_LANGUAGE], st.session_state[_STILL] = chosen.language, chosen.still_pictures
    if st.session_state.get(_PLACE) != place or _VISIT not in st.session_state:
        st.session_state[_PLACE] = place
        st.session_state[_VISIT] = uuid4().hex
        st.session_state[_FLASHES] = [entry for entry in st.session_state.get(_FLASHES, []) if entry[1] is None]


def form_key(name: str, values: object) -> str:
    """The idempotency key of one form as filled in.

    The same values saved again on the same visit (three quick clicks, a second press) have the same key and make
    one row; other values, or the same on a later visit, have another. Pydantic values, dates and plain ones do.
    """
    visit = st.session_state.setdefault(_VISIT, uuid4().hex)
    text = json.dumps(values, sort_keys=True, default=_plain)
    return hashlib.sha256(f"{visit}\n{name}\n{text}".encode()).hexdigest()


def begin_again(*widgets: str) -> None:
    """Start a fresh form on the same page ("record another"): new keys, and these widgets emptied."""
    st.session_state[_VISIT] = uuid4().hex
    for key in widgets:
        st.session_state.pop(key, None)


def _plain(value: object) -> object:
    dump = getattr(value, "model_dump", None)
    return dump(mode="json") if dump else str(value)


# ---- messages that outlive a rerun --------------------------------------------------------------------------------

_FLASHES: Final = "_flashes"
FLASH_S: Final = 2.0


@dataclass(frozen=True)
class Flash:
    """A sentence to show at the top of the next run: `key` in data/words, `kind` success, info, warning or error."""

    key: str
    kind: str = "success"
    values: Mapping[str, object] = field(default_factory=dict)


def flash(key: str, kind: str = "success", **values: object) -> None:
    """Say this at the top of the next run, as after a save and a rerun. Say "saved" only after the commit."""
    st.session_state.setdefault(_FLASHES, []).append((Flash(key, kind, values), None))


def take_flashes() -> list[Flash]:
    """The messages to show in this run. Each stays for a moment, so that a second click does not wipe it unread."""
    moment = time.monotonic()
    kept = [
        (message, moment if shown is None else shown)
        for message, shown in st.session_state.get(_FLASHES, [])
        if shown is None or moment - shown < FLASH_S
    ]
    st.session_state[_FLASHES] = kept
    return [message for message, _ in kept]


# ---- small memories of one visit ----------------------------------------------------------------------------------


def recall(name: str, default: Kept) -> Kept:
    """What `remember` kept under this name, or `default`."""
    kept: Kept = st.session_state.get(f"kept.{name}", default)
    return kept


def remember(name: str, value: object) -> None:
    """Keep a small value for this visit (a step, an opened card). Never a person's only copy of anything."""
    st.session_state[f"kept.{name}"] = value


def forget(*names: str) -> None:
    """Drop what `remember` kept; unknown names are fine."""
    for name in names:
        st.session_state.pop(f"kept.{name}", None)


def widget_value(key: str, default: Any = None) -> Any:
    """What stands in the widget of this key now; `default` before it was drawn. For callbacks."""
    return st.session_state.get(key, default)


def set_widget(key: str, value: object) -> None:
    """Fill the widget of this key before it is drawn in this run."""
    st.session_state[key] = value


def set_widget_once(key: str, value: object) -> None:
    """Fill the widget of this key where nothing stands in it yet (as after coming back to a page)."""
    if key not in st.session_state:
        st.session_state[key] = value


def clear_widgets(*keys: str) -> None:
    """Empty the widgets of these keys; they come back with their defaults."""
    for key in keys:
        st.session_state.pop(key, None)
