"""Reading an answer by its path, so that a reason quotes exactly what stands in the case."""

from typing import Any

from core.model.case import Case
from core.model.reason import Answer


class Quotes:
    """The answers of one case by path: `quotes("positions.sitting")` -> Answer. Raises KeyError for no such path."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._parts: dict[str, Any] = {}
        self._read: dict[str, Answer] = {}

    def value(self, path: str) -> Any:
        first, *rest = path.split(".")
        node = self._part(first)
        for part in rest:
            node = node[part]
        return node

    def _part(self, name: str) -> Any:
        """One part of the case as it stands in JSON; parts that nobody asks for are not read."""
        if name not in self._parts:
            self._parts[name] = self._case.model_dump(mode="json", include={name})[name]
        return self._parts[name]

    def __call__(self, path: str) -> Answer:
        found = self._read.get(path)
        if found is None:
            found = self._read[path] = Answer(path=path, value=self.value(path))
        return found

    def all(self, *paths: str) -> tuple[Answer, ...]:
        return tuple(self(path) for path in paths)
