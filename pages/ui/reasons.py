"""Reasons as sentences: the core says why in codes and quoted answers, here they become plain words."""

from collections.abc import Mapping
from typing import Any

from core.content.rules import Source
from core.content.words import Words
from core.model.reason import Answer, Because
from pages.ui.logged import is_logged, logged_sentence

AGE = "assessment.age_years"


def value_in_words(words: Words, path: str, value: Any) -> str:
    """One answer's value as a person would say it: `positions.sitting`, `worse` -> "makes it worse"."""
    if value is None:
        return words("answers.value.null")
    if isinstance(value, bool):
        return words(f"answers.value.{str(value).lower()}")
    if isinstance(value, list | tuple):
        return ", ".join(value_in_words(words, path, part) for part in value) or words("answers.value.nothing")
    if isinstance(value, dict):
        return _sport(words, value) if "one_sided" in value else ", ".join(str(part) for part in value.values())
    if isinstance(value, int | float):
        pattern = _first(words, "answers.number", path, path.split(".")[0])
        shown = f"{value:g}"
        return words(pattern, value=shown) if pattern else shown
    key = _first(words, "answers.value", *(f"{part}.{value}" for part in _parts(path)), str(value))
    return words(key) if key else str(value).replace("_", " ")


def answer_sentence(words: Words, answer: Answer) -> str:
    """One quoted answer with its question, "Sitting: makes it worse", or one quoted note with its entry."""
    if is_logged(words, answer):
        return logged_sentence(words, answer)
    key = f"answers.label.{answer.path}"
    label = words(key) if key in words else answer.path.rsplit(".", 1)[-1].replace("_", " ")
    return words("app.reason.answer", label=label, value=value_in_words(words, answer.path, answer.value))


def own_answers(because: Because) -> tuple[Answer, ...]:
    """What the person answered: findings made of it (`assessment.phase`) are left to the sentence, the age is not."""
    own = tuple(a for a in because.answers if a.path == AGE or not a.path.startswith("assessment."))
    return own or because.answers


def answers_in_words(words: Words, because: Because) -> str:
    """All answers a reason quotes: "Sitting: makes it worse; Driving: makes it worse"."""
    return "; ".join(answer_sentence(words, answer) for answer in own_answers(because))


def reason_sentence(words: Words, because: Because) -> str:
    """The sentence of a reason. It may name `{answers}`, `{labels}`, `{values}`, or an answer by its path's end."""
    labels = []
    values: dict[str, object] = {}
    own = own_answers(because)
    for answer in because.answers:
        key = f"answers.label.{answer.path}"
        name = answer.path.rsplit(".", 1)[-1]
        if answer in own:
            labels.append(words(key) if key in words else name.replace("_", " "))
        values[name] = value_in_words(words, answer.path, answer.value)
    said = {
        "answers": answers_in_words(words, because),
        "labels": ", ".join(labels),
        "values": ", ".join(map(str, values.values())),
    }
    return words(f"because.{because.code}", **(values | said))


def sources_in_words(sources: Mapping[str, Source], source: str) -> list[str]:
    """Where a rule rests: articles by author and title; what names no known article stands as it is."""
    named = [part.strip() for whole in source.split(";") for part in whole.split(",")]
    if not any(name in sources for name in named):
        return [source]
    articles = [(name, sources.get(name)) for name in named]
    return [f"{found.author}, “{found.title}”" if found else name for name, found in articles]


def _sport(words: Words, sport: dict[str, Any]) -> str:
    return words("answers.sport.one_sided" if sport["one_sided"] else "answers.sport.even", name=sport["name"])


def _parts(path: str) -> list[str]:
    """The path, its end, its beginning: where a value may have a word of its own."""
    return [path, path.rsplit(".", 1)[-1], path.split(".")[0]]


def _first(words: Words, table: str, *keys: str) -> str | None:
    return next((f"{table}.{key}" for key in keys if f"{table}.{key}" in words), None)
