"""A few recent results, kept while nothing of that person changed: a rerun without a write costs almost nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, TypeVar

Value = TypeVar("Value")


class Kept:
    """Results by (owner, stamp, what). A write gives the person a new stamp, so an old result is never found again."""

    def __init__(self, most: int = 16) -> None:
        self._most: Final = most
        self._values: OrderedDict[tuple[str, str, Hashable], object] = OrderedDict()
        self._turn: Final = threading.Lock()

    def get(self, owner: str, stamp: str | None, what: Hashable, make: Callable[[], Value]) -> Value:
        """What was kept under these, or what `make` makes. Without a stamp (nothing written yet) nothing is kept."""
        if stamp is None:
            return make()
        key = (owner, stamp, what)
        with self._turn:
            if key in self._values:
                self._values.move_to_end(key)
                found: Value = self._values[key]  # type: ignore[assignment]  # `what` names the kind of value
                return found
        made = make()
        with self._turn:
            for old in [old for old in self._values if old[0] == owner and old[1] != stamp]:
                del self._values[old]  # nobody asks for what was before the last write
            self._values[key] = made
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made

    def forget(self, owner: str) -> None:
        """Let go of everything of this person."""
        with self._turn:
            for key in [key for key in self._values if key[0] == owner]:
                del self._values[key]
