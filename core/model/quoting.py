"""Reading an answer by its path, so that a reason quotes exactly what stands in the case."""

from datetime import date
from typing import Any

from pydantic import BaseModel, JsonValue

from core.model.case import Case
from core.model.reason import Answer


def as_json(value: Any) -> JsonValue:
    """A value of a model as it stands in JSON."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, BaseModel):
        value = vars(value)
    return {name: as_json(each) for name, each in value.items()}


class Quotes:
    """The answers of one case by path: `quotes("positions.sitting")` -> Answer. Raises KeyError for no such path."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._read: dict[str, Answer] = {}

    def value(self, path: str) -> Any:
        node: Any = self._case
        for part in path.split("."):
            node = (node if isinstance(node, dict) else vars(node))[part]
        return as_json(node)

    def __call__(self, path: str) -> Answer:
        found = self._read.get(path)
        if found is None:
            found = self._read[path] = Answer(path=path, value=self.value(path))
        return found

    def all(self, *paths: str) -> tuple[Answer, ...]:
        return tuple([self(path) for path in paths])
