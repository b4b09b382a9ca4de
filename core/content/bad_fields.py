"""JSON that does not fit a model: one line for each bad field, `path: what is allowed`, in words."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from core.content.words import Words

MISSING: Final = "missing"
UNKNOWN: Final = "extra_forbidden"
OUT_OF_RANGE: Final = ("greater_than_equal", "less_than_equal")

Schema = dict[str, Any]


@dataclass(frozen=True)
class FieldFault:
    """One bad field and the sentence that says what is allowed there."""

    path: str
    allowed: str

    def __str__(self) -> str:
        # A field's name may hold anything; one fault stays one line.
        return f"{self.path.encode('unicode_escape').decode('ascii')}: {self.allowed}"


def read_loosely(text: str | bytes) -> Schema:
    """What of a faulty text can be read at all, so that one answer names every fault."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def one_of(choices: tuple[Any, ...] | list[Any], words: Words) -> str:
    """The sentence that lists what may be chosen."""
    return words("errors.one_of", choices=", ".join(str(choice) for choice in choices))


class BadFields:
    """Says what a model allows where an error lies. `whole`: what the text as a whole is called in a path."""

    def __init__(self, model: type[BaseModel], whole: str, words: Words) -> None:
        self._schema, self._whole, self._words = _schema(model), whole, words

    def no_json(self) -> FieldFault:
        """The text is no JSON object at all."""
        return FieldFault(self._whole, self._words("errors.json"))

    def explain(self, errors: list[ErrorDetails]) -> tuple[FieldFault, ...]:
        """One line a field: the alternatives of a union are one field."""
        found: dict[str, FieldFault] = {}
        for error in errors:
            path, schema = self._walk(error["loc"])
            if error["type"] == UNKNOWN:
                allowed = self._words("errors.unknown")
            elif error["type"] in ("json_invalid", "json_type"):
                path, allowed = self._whole, self._words("errors.json")
            elif error["type"] == "birth_year_after_as_of":
                path = "person.birth_year" if path == self._whole else f"{path}.person.birth_year"
                allowed = self._words("errors.birth_year")
            elif error["type"] in OUT_OF_RANGE and schema.get("format") == "date":
                allowed = self._words("errors.day", low=schema["minimum"], high=schema["maximum"])
            else:
                told = self.describe(schema)
                allowed = self._words("errors.missing", allowed=told) if error["type"] == MISSING else told
            found.setdefault(path, FieldFault(path, allowed))
        # Where an entry of a list is wrong, the list itself need not be named again.
        return tuple(e for path, e in found.items() if not any(other.startswith(f"{path}.") for other in found))

    def _resolve(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        if reference is None:
            return schema
        resolved: Schema = self._schema["$defs"][reference.rsplit("/", 1)[-1]]
        return resolved

    def _walk(self, location: tuple[int | str, ...]) -> tuple[str, Schema]:
        """The path of the field, without the names pydantic gives to alternatives, and the schema that stands there."""
        schema = self._resolve(self._schema)
        path: list[str] = []
        for part in location:
            options = [self._resolve(option) for option in schema.get("anyOf", [])] or [schema]
            following = None
            for option in options:
                if isinstance(part, int):
                    following = option.get("items")
                else:
                    more = option.get("additionalProperties")
                    following = option.get("properties", {}).get(part) or (more if isinstance(more, dict) else None)
                if following:
                    break
            if following is None:
                # The name of an alternative ("constrained-int") is no part of the path; an unknown field is its end.
                if isinstance(part, str) and not schema.get("properties"):
                    continue
                path.append(str(part))
                return ".".join(path), {}
            path.append(str(part))
            schema = self._resolve(following)
        return ".".join(path) or self._whole, schema

    def describe(self, schema: Schema) -> str:
        """What is allowed by a JSON schema, in words."""
        words, schema = self._words, self._resolve(schema)
        if "enum" in schema:
            return one_of(schema["enum"], words)
        if "anyOf" in schema:
            told = [self.describe(option) for option in schema["anyOf"]]
            # A whole number or a decimal one in the same range is, to a reader, a number in that range.
            if len(told) > 1 and all(option.get("type") in ("integer", "number") for option in schema["anyOf"][:2]):
                told = told[1:]
            return words("errors.or").join(dict.fromkeys(told))
        kind = schema.get("type")
        if kind in ("integer", "number"):
            return words(f"errors.{kind}", low=schema.get("minimum"), high=schema.get("maximum"))
        if kind == "array":
            low, high = schema.get("minItems", 0), schema.get("maxItems")
            item = self.describe(schema.get("items", {}))
            if high is None:
                return words("errors.list", item=item)
            return words("errors.list_of", low=low, high=high, item=item)
        if kind == "string" and schema.get("format") == "date":
            return words("errors.date")
        if kind == "string":
            return words("errors.text", high=schema.get("maxLength", ""))
        return words(f"errors.{kind}") if kind in ("boolean", "null", "object") else words("errors.unknown")


@lru_cache(maxsize=4)
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()
