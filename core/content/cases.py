"""JSON -> Case, with one line for each field that is not valid: `path: what is allowed`."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError

from core.content.bad_fields import BadFields, FieldFault, one_of, read_loosely
from core.content.content import Content
from core.content.words import Words
from core.model.case import Case
from core.model.vocabulary import FlagAnswer

CaseError = FieldFault


def parse_case(text: str | bytes, content: Content, words: Words) -> Case | tuple[CaseError, ...]:
    """`text` as a complete Case, or every fault of it in the order of the fields. Never raises for bad input."""
    bad = BadFields(Case, "case", words)
    try:
        case = Case.model_validate_json(text)
    except ValidationError as error:
        faults = (*bad.explain(error.errors(include_url=False)), *against_content(read_loosely(text), content, words))
        return tuple({fault.path: fault for fault in faults}.values())
    except (UnicodeDecodeError, RecursionError, OverflowError):
        return (bad.no_json(),)
    against = against_content({"safety": case.safety, "preferences": case.preferences.model_dump()}, content, words)
    return tuple(against) if against else case


def against_content(data: Mapping[str, Any], content: Content, words: Words) -> list[CaseError]:
    """What only the data files can tell: the flags that must be answered, the exercises that exist."""
    faults: list[CaseError] = []
    safety, preferences = data.get("safety"), data.get("preferences")
    if isinstance(safety, dict):
        flags = content.safety.flag_ids
        told = words("errors.missing", allowed=one_of(get_args(FlagAnswer), words))
        faults += [CaseError(f"safety.{flag}", told) for flag in sorted(flags - set(safety))]
        faults += [CaseError(f"safety.{flag}", words("errors.unknown")) for flag in sorted(set(safety) - flags)]
    excluded = preferences.get("excluded_exercises") if isinstance(preferences, dict) else None
    known = {exercise.id for exercise in content.library.exercises}
    for index, name in enumerate(excluded if isinstance(excluded, list | tuple) else ()):
        if isinstance(name, str) and name not in known:
            faults.append(CaseError(f"preferences.excluded_exercises.{index}", words("errors.exercise")))
    return faults
