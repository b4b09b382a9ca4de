"""Reading an answer by its path, so that a reason quotes exactly what stands in the case."""

from typing import Any

from core.model.case import Case
from core.model.reason import Answer


class Quotes:
    """The answers of one case by path: `quotes("positions.sitting")` -> Answer. Raises KeyError for no such path."""

    def __init__(self, case: Case) -> None:
        self._data: dict[str, Any] = case.model_dump(mode="json")
        self._read: dict[str, Answer] = {}

    def value(self, path: str) -> Any:
        node: Any = self._data
        for part in path.split("."):
            node = node[part]
        return node

    def __call__(self, path: str) -> Answer:
        found = self._read.get(path)
        if found is None:
            found = self._read[path] = Answer(path=path, value=self.value(path))
        return found

    def all(self, *paths: str) -> tuple[Answer, ...]:
        return tuple(self(path) for path in paths)
