"""A few recent results, kept while nothing of that person changed: a rerun without a write costs almost nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar

Value = TypeVar("Value")


class Kept:
    """Results by (owner, stamp, what), of a few people. A write gives the person a new stamp, so an old result is
    never found again."""

    def __init__(self, most: int = 8) -> None:
        self._most: Final = most
        self._of: OrderedDict[str, tuple[str, dict[Hashable, object]]] = OrderedDict()
        self._turn: Final = threading.Lock()

    def get(self, owner: str, stamp: str | None, what: Hashable, make: Callable[[], Value]) -> Value:
        """What was kept under these, or what `make` makes. Without a stamp (nothing written yet) nothing is kept."""
        if stamp is None:
            return make()
        with self._turn:
            values = self._values(owner, stamp)
            if what in values:
                found: Value = values[what]  # type: ignore[assignment]  # `what` names the kind of value
                return found
        made = make()
        with self._turn:
            self._values(owner, stamp)[what] = made
        return made

    def knows(self, owner: str, stamp: str | None, what: Hashable) -> bool:
        """Whether `get` would find it."""
        with self._turn:
            return stamp is not None and what in self._values(owner, stamp)

    def forget(self, owner: str) -> None:
        """Let go of everything of this person."""
        with self._turn:
            self._of.pop(owner, None)

    def _values(self, owner: str, stamp: str) -> dict[Hashable, object]:
        """What is kept of this person as of that stamp; nobody asks for what was before the last write."""
        if owner not in self._of or self._of[owner][0] != stamp:
            self._of[owner] = (stamp, {})
        self._of.move_to_end(owner)
        while len(self._of) > self._most:
            self._of.popitem(last=False)
        return self._of[owner][1]
