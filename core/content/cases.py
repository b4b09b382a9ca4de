"""JSON -> Case, with one line for each field that is not valid: `path: what is allowed`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.content.content import Content
from core.content.words import Words
from core.model.case import Case
from core.model.vocabulary import FlagAnswer

MISSING: Final = "missing"
UNKNOWN: Final = "extra_forbidden"


@dataclass(frozen=True)
class CaseError:
    """One bad field and the sentence that says what is allowed there."""

    path: str
    allowed: str

    def __str__(self) -> str:
        # A field's name may hold anything; one fault stays one line.
        return f"{self.path.encode('unicode_escape').decode('ascii')}: {self.allowed}"


def parse_case(text: str | bytes, content: Content, words: Words) -> Case | tuple[CaseError, ...]:
    """`text` as a complete Case, or every fault of it in the order of the fields. Never raises for bad input."""
    try:
        case = Case.model_validate_json(text)
    except ValidationError as error:
        faults = (*_explain(error.errors(include_url=False), words), *_against_content(_loose(text), content, words))
        return tuple({fault.path: fault for fault in faults}.values())
    except (UnicodeDecodeError, RecursionError, OverflowError):
        return (CaseError("case", words("errors.json")),)
    against = _against_content({"safety": case.safety, "preferences": case.preferences.model_dump()}, content, words)
    return tuple(against) if against else case


def _loose(text: str | bytes) -> dict[str, Any]:
    """What of a faulty case can be read at all, so that one answer names every fault."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _against_content(data: dict[str, Any], content: Content, words: Words) -> list[CaseError]:
    """What only the data files can tell: the flags that must be answered, the exercises that exist."""
    faults: list[CaseError] = []
    safety, preferences = data.get("safety"), data.get("preferences")
    if isinstance(safety, dict):
        flags = content.safety.flag_ids
        told = words("errors.missing", allowed=_listed(get_args(FlagAnswer), words))
        faults += [CaseError(f"safety.{flag}", told) for flag in sorted(flags - set(safety))]
        faults += [CaseError(f"safety.{flag}", words("errors.unknown")) for flag in sorted(set(safety) - flags)]
    excluded = preferences.get("excluded_exercises") if isinstance(preferences, dict) else None
    known = {exercise.id for exercise in content.library.exercises}
    for index, name in enumerate(excluded if isinstance(excluded, list | tuple) else ()):
        if isinstance(name, str) and name not in known:
            faults.append(CaseError(f"preferences.excluded_exercises.{index}", words("errors.exercise")))
    return faults


def _explain(errors: list[ErrorDetails], words: Words) -> tuple[CaseError, ...]:
    """One line a field: the alternatives of a union are one field."""
    found: dict[str, CaseError] = {}
    for error in errors:
        path, schema = _walk(error["loc"])
        if error["type"] == UNKNOWN:
            allowed = words("errors.unknown")
        elif error["type"] in ("json_invalid", "json_type"):
            path, allowed = "case", words("errors.json")
        elif error["type"] == "birth_year_after_as_of":
            path, allowed = "person.birth_year", words("errors.birth_year")
        else:
            told = describe(schema, words)
            allowed = words("errors.missing", allowed=told) if error["type"] == MISSING else told
        found.setdefault(path, CaseError(path, allowed))
    # Where an entry of a list is wrong, the list itself need not be named again.
    return tuple(e for path, e in found.items() if not any(other.startswith(f"{path}.") for other in found))


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    return Case.model_json_schema()


def _resolve(schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    resolved: dict[str, Any] = _schema()["$defs"][reference.rsplit("/", 1)[-1]]
    return resolved


def _walk(location: tuple[int | str, ...]) -> tuple[str, dict[str, Any]]:
    """The path of the field, without the names pydantic gives to alternatives, and the schema that stands there."""
    schema = _resolve(_schema())
    path: list[str] = []
    for part in location:
        options = [_resolve(option) for option in schema.get("anyOf", [])] or [schema]
        following = None
        for option in options:
            if isinstance(part, int):
                following = option.get("items")
            else:
                following = option.get("properties", {}).get(part) or (
                    option.get("additionalProperties") if isinstance(option.get("additionalProperties"), dict) else None
                )
            if following:
                break
        if following is None:
            # The name of an alternative ("constrained-int") is no part of the path; an unknown field is its end.
            if isinstance(part, str) and not schema.get("properties"):
                continue
            path.append(str(part))
            return ".".join(path), {}
        path.append(str(part))
        schema = _resolve(following)
    return ".".join(path) or "case", schema


def _listed(choices: tuple[Any, ...] | list[Any], words: Words) -> str:
    return words("errors.one_of", choices=", ".join(str(choice) for choice in choices))


def describe(schema: dict[str, Any], words: Words) -> str:
    """What is allowed by a JSON schema, in words."""
    schema = _resolve(schema)
    if "enum" in schema:
        return _listed(schema["enum"], words)
    if "anyOf" in schema:
        told = [describe(option, words) for option in schema["anyOf"]]
        # A whole number or a decimal one in the same range is, to a reader, a number in that range.
        if len(told) > 1 and all(option.get("type") in ("integer", "number") for option in schema["anyOf"][:2]):
            told = told[1:]
        return words("errors.or").join(dict.fromkeys(told))
    kind = schema.get("type")
    if kind in ("integer", "number"):
        low, high = schema.get("minimum"), schema.get("maximum")
        return words(f"errors.{kind}", low=low, high=high)
    if kind == "array":
        low, high = schema.get("minItems", 0), schema.get("maxItems")
        item = describe(schema.get("items", {}), words)
        if high is None:
            return words("errors.list", item=item)
        return words("errors.list_of", low=low, high=high, item=item)
    if kind == "string" and schema.get("format") == "date":
        return words("errors.date")
    if kind == "string":
        return words("errors.text", high=schema.get("maxLength", ""))
    return words(f"errors.{kind}") if kind in ("boolean", "null", "object") else words("errors.unknown")
