"""What a reason quotes from the notes, in words: "Session of 17 November: pain before 3, pain at its worst 4"."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from core.content.words import Words
from core.model.reason import Answer, Because
from pages.ui import state
from pages.ui.dates import day_text

OF_EXERCISES: Final = ("items", "kept")


def is_logged(words: Words, answer: Answer) -> bool:
    """Whether this quotes an entry of the notes (`sessions.2026-11-17.pain_peak`), not an answer of the questions."""
    return _entry(words, answer) is not None


def logged_sentence(words: Words, answer: Answer) -> str:
    """One quoted note with its entry in front."""
    return logged_lines(words, [answer])[0]


def logged_lines(words: Words, answers: Iterable[Answer]) -> list[str]:
    """A line for each entry that is quoted, with everything that is quoted of it, by day."""
    entries: dict[tuple[date, str], list[str]] = {}
    for answer in answers:
        found = _entry(words, answer)
        if found is not None:
            noted = entries.setdefault(found, [])
            noted += [said] if (said := _noted(words, answer)) not in noted else []
    today = state.today()
    return [
        words(
            "logged.line",
            entry=words(f"logged.entry.{kind}", day=day_text(day, today)),
            noted=", ".join(noted),
        )
        for (day, kind), noted in sorted(entries.items())
    ]


def rests_on(words: Words, because: Iterable[Because]) -> str | None:
    """Which notes these reasons rest on, as one line; None where they quote none."""
    lines = logged_lines(words, [answer for reason in because for answer in reason.answers])
    return words("changes.rests_on", answers="; ".join(lines)) if lines else None


def _entry(words: Words, answer: Answer) -> tuple[date, str] | None:
    kind, _, rest = answer.path.partition(".")
    if f"logged.entry.{kind}" not in words:
        return None
    try:
        return date.fromisoformat(rest.partition(".")[0]), kind
    except ValueError:
        return None


def _noted(words: Words, answer: Answer) -> str:
    kind, _, *parts = answer.path.split(".")
    name, value = parts[-1] if parts else kind, _value(words, answer.value)
    if len(parts) > 1 and parts[0] in OF_EXERCISES and f"logged.item.{name}" in words:
        return words(f"logged.item.{name}", exercise=_exercise(parts[1]), value=value)
    if f"logged.field.{name}" in words:
        return words(f"logged.field.{name}", value=value)
    label = f"answers.label.safety.{name}"
    return words("logged.other", label=words(label) if label in words else name.replace("_", " "), value=value)


def _exercise(name: str) -> str:
    library = state.journal().content.library
    known = {exercise.id for exercise in library.exercises}
    return library.by_id(name).text[state.words().language].name if name in known else name.replace("_", " ")


def _value(words: Words, value: Any) -> str:
    if value is None:
        return words("logged.not_noted")
    if isinstance(value, dict):
        return " ".join(_value(words, part) for part in value.values())
    if isinstance(value, list | tuple):
        return ", ".join(_value(words, part) for part in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}"
    key = f"logged.value.{str(value).lower()}"
    return words(key) if key in words else str(value)
