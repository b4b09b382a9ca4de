"""From stored texts to entries, many at once; what was read before is not read again after every save."""

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from core.model.record import Log
from core.storage.problem import StorageProblem

Entry = TypeVar("Entry", bound=Log)

MOST: Final = 16_384  # two people with ten years of days; a session with six exercises takes some kilobytes


class Entries(Generic[Entry]):
    """The entries of one model by the text they are stored as. Frozen, so that whoever asks may have the same one."""

    def __init__(self, model: type[Entry], most: int = MOST) -> None:
        self._many: Final[TypeAdapter[tuple[Entry, ...]]] = TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]
        self._most: Final = most
        self._read: dict[str, Entry] = {}
        self._turn: Final = threading.Lock()

    def read(self, bodies: Sequence[str]) -> tuple[Entry, ...]:
        """The entries of these texts, in order. Raises StorageProblem `damaged` where one cannot be read."""
        known = self._read
        new = [body for body in dict.fromkeys(bodies) if body not in known]
        try:
            with _no_collecting():  # all at once: ten years of days cost milliseconds
                read = dict(zip(new, self._many.validate_json(f"[{','.join(new)}]"), strict=True))
        except ValidationError as error:
            raise StorageProblem("damaged", detail="an entry cannot be read") from error
        found = tuple([read.get(body) or known[body] for body in bodies])
        if read:
            self._keep(read)
        return found

    def forget(self) -> None:
        """Let go of all of them."""
        with self._turn:
            self._read = {}

    def _keep(self, read: dict[str, Entry]) -> None:
        # A new dictionary takes the place of the old one: another thread may be reading that.
        with self._turn:
            kept = self._read | read
            for body in list(kept)[: max(0, len(kept) - self._most)]:
                del kept[body]
            self._read = kept


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without the garbage collector, which would walk ten thousands of new values again and again (half of the time)
    and find nothing: frozen values have no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
