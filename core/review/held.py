"""What a session held: its exercises with all their entries, and which of them hurt."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.model.log import ItemDone, SessionDone


class HeldItem(NamedTuple):
    """One exercise of a session with all its entries: reps that could have followed, effort; unknown where any is."""

    exercise: str
    entries: tuple[ItemDone, ...]
    extra: int | None
    effort: int | None


class Held(NamedTuple):
    """The exercises of a session that were done at least in part, and which of it hurt."""

    items: tuple[HeldItem, ...]
    hurt: frozenset[str]


def held_in(session: SessionDone) -> Held:
    """What was done in a session, each exercise once."""
    by_exercise: dict[str, list[ItemDone]] = {}
    for item in session.items:
        if item.outcome != "skipped":
            by_exercise.setdefault(item.exercise, []).append(item)
    items = tuple(
        HeldItem(
            name,
            tuple(entries),
            _of_all([item.extra_reps for item in entries], min),
            _of_all([item.effort for item in entries], max),
        )
        for name, entries in by_exercise.items()
    )
    return Held(items, frozenset(item.exercise for item in session.items if item.outcome == "hurt"))


def _of_all(values: Sequence[int | None], pick: Callable[[list[int]], int]) -> int | None:
    """One of the values; unknown where any is."""
    known = [value for value in values if value is not None]
    return pick(known) if len(known) == len(values) else None
