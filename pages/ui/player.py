"""The player of a guided session: a component that ticks in the browser; what goes to it, and what it reports.

Its script is served as a file by the app itself (pages/ui/player): one given inline would be loaded from a blob
address, which the Content-Security-Policy does not allow.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st
from pydantic import Field, ValidationError
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from core.content.words import Words
from core.model.base import Frozen
from core.model.log import ItemDone
from core.model.session import Guided
from core.session.timeline import Move, rung_of
from core.version import VERSION
from pages.ui import state
from pages.ui.dose import dose_sentence
from pages.ui.figure import in_step, markup

FILES: Final = Path(__file__).parent / "player"
HTML: Final = (FILES / "player.html").read_text(encoding="utf-8")
CSS: Final = (FILES / "player.css").read_text(encoding="utf-8")
PACKAGE, NAME = "lower_back", "player"
KEY: Final = "player"
WORDS: Final = "session.player"
# The numbers that the player reads, all of data/evidence/session.toml.
NUMBERS: Final = (
    "countdown_beeps",
    "long_hold_s",
    "away_s",
    "back_restarts_s",
    "hurts_suggest_end",
    "save_again_s",
)
STORE: Final = "lower-back:session"


class Report(Frozen):
    """What the browser says was done so far. It may say anything: `believed` takes only what can be true."""

    key: str
    items: tuple[ItemDone, ...] = Field(max_length=100)
    next_item: int = Field(ge=0)


def play(guided: Guided, moves: Sequence[Move], lead: str, on_report: Callable[[], None]) -> None:
    """The player, where this session is. It calls `on_report` after each exercise; `reported` says what was told."""
    component = _component()
    component(key=KEY, data=payload(guided, moves, lead), on_report_change=on_report)


def reported(guided: Guided, moves: Sequence[Move]) -> Guided | None:
    """For `on_report`: the session as the browser now tells it, or null where that cannot be."""
    value = state.widget_value(KEY, {})
    return believed(value.get("report"), guided, moves)


def believed(told: object, guided: Guided, moves: Sequence[Move]) -> Guided | None:
    """`guided` brought up to what was `told`; null for another session, exercises that are not in it, or nonsense."""
    try:
        report = Report.model_validate_json(json.dumps(told))
    except (ValidationError, TypeError, ValueError):
        return None
    asked = {(move.exercise, move.rung) for move in moves}
    asked |= {(move.easier.exercise, move.easier.rung) for move in moves if move.easier}
    if report.key != guided.key or report.next_item > len(moves):
        return None
    if any((item.exercise, item.rung) not in asked for item in report.items):
        return None
    return guided.model_copy(update={"items": report.items, "next_item": report.next_item})


def payload(guided: Guided, moves: Sequence[Move], lead: str) -> dict[str, Any]:
    """All that the player knows: plain values, its sentences and numbers among them."""
    words, numbers = state.words(), state.journal().content.evidence
    owner = hashlib.sha256(state.owner().encode()).hexdigest()[:12]
    prefix = f"{STORE}:{owner}:"
    prefixed = f"{WORDS}."
    return {
        "key": guided.key,
        "language": words.language,
        "store_prefix": prefix,
        "store_key": f"{prefix}{guided.day.isoformat()}:{guided.routine_version}:{guided.key}",
        "lead": lead,
        "moves": [_told(words, move) for move in moves],
        "done": [item.model_dump(mode="json") for item in guided.items],
        "next_item": guided.next_item,
        "numbers": {name: numbers[name] for name in NUMBERS},
        "words": {
            key.removeprefix(prefixed): text for key, text in words.sentences.items() if key.startswith(prefixed)
        },
    }


def _told(words: Words, move: Move) -> dict[str, Any]:
    """One exercise in words and in time."""
    exercise = state.journal().content.library.by_id(move.exercise)
    rung = rung_of(exercise, move.rung)
    text, how = exercise.text[words.language], rung.text[words.language]
    picture = markup(exercise, rung)
    return {
        **move.model_dump(mode="json", exclude={"easier", "adjust"}),
        "name": how.name,
        "dose": dose_sentence(words, move, rung),
        "cues": list(how.cues),
        "steps": list(how.steps),
        "stops": list(text.stop),
        "side_note": text.side_note if move.per_side else None,
        "adjust": [words(f"adjust.{change}") for change in move.adjust],
        "figure": {"svg": picture[0], "alt": picture[1], **in_step(rung)} if picture else None,
        "easier": _told(words, move.easier) if move.easier else None,
    }


def _component() -> Any:
    """The component, registered with this server once. Its script is a file of ours, so 'self' is all it needs."""
    manager, name = get_bidi_component_manager(), f"{PACKAGE}.{NAME}"
    if manager.get_component_asset_root(name) is None:
        config = ComponentConfig(name=NAME, asset_dir=FILES.name)
        manager.register_from_manifest(ComponentManifest(PACKAGE, VERSION, [config]), FILES.parent)
    return st.components.v2.component(name, html=HTML, css=CSS, js="player.js")
