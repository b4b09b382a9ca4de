"""What was made of late: a few results by what they were made of, safe from many threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

Made = TypeVar("Made")

_ALL: Final[list["Memory[object]"]] = []


class Memory(Generic[Made]):
    """The `most` results that were asked for last. The same key always means the same thing, whoever asks; what is
    kept is not to be changed, and is never None."""

    def __init__(self, most: int) -> None:
        self._most: Final = most
        self._lock: Final = Lock()
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        _ALL.append(self)  # type: ignore[arg-type]

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key; made now where it is not there."""
        with self._lock:
            known = self._made.get(key)
            if known is not None:
                self._made.move_to_end(key)
                return known
        # Made outside the lock: nobody waits for what somebody else asks for.
        made = make()
        with self._lock:
            made = self._made.setdefault(key, made)
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._made.clear()


def forget() -> None:
    """Let go of everything that any memory holds of anybody."""
    for each in _ALL:
        each.forget()
