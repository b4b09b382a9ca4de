"""A result as a page of Markdown that can be read like a handout: for the golden files, not for the app."""

from collections import defaultdict
from collections.abc import Iterable

from core.content.content import Content
from core.model.exercise import Exercise
from core.model.reason import Because
from core.model.routine import Item, Result, Routine, ThroughTheDay

LANGUAGE = "en"


def told(result: Result, content: Content) -> str:
    """Triage, assessment and routine: sessions in order with dose and minutes, the week, the day, what is left out."""
    lines = [f"Level: **{result.triage.level}**"]
    for finding in result.triage.findings:
        marks = [word for word, said in (("cleared", finding.cleared), ("prompt", finding.prompt)) if said]
        lines.append(f"- {finding.flag}: {finding.level}{_in_brackets(marks)}")
    found = result.assessment
    sore = [name for name, is_sore in found.sore if is_sore]
    conflict = ", answers disagree" if found.conflict else ""
    lines += [
        "",
        f"Direction: {found.directional_preference}, {found.direction_strength} ({found.direction_score:+}{conflict})",
        f"Phase: {found.phase}, start level {found.start_level} of {found.level_cap}",
        f"Sore: {', '.join(sore) or 'nothing'}",
        f"Findings: {', '.join(finding.id for finding in found.findings)}",
    ]
    if result.routine is None:
        return "\n".join([*lines, "", "No routine."]) + "\n"
    return "\n".join([*lines, *_routine(result.routine, content)]) + "\n"


def _routine(routine: Routine, content: Content) -> Iterable[str]:
    library = {exercise.id: exercise for exercise in content.library.exercises}
    items = {item.exercise: item for item in routine.items}
    for session in routine.sessions:
        yield from ("", f"## {session.kind} days: {', '.join(session.days)} ({session.minutes:g} min)", "")
        for place, name in enumerate(session.exercises, start=1):
            yield f"{place}. {_item(items[name], library[name])}"
    yield from ("", "## Through the day", "")
    for part in routine.through_the_day:
        yield f"- {_through_the_day(part, library)}"
    for activity in routine.activity:
        yield f"- {activity.activity}, {activity.minutes} min: {', '.join(activity.days)} [{_codes(activity.because)}]"
    yield from ("", "## Missing", "")
    yield from (f"- {row.what} [{_codes(row.because)}]" for row in routine.missing)
    yield from ("", f"Notes: {', '.join(routine.notes)}", f"Stop: {', '.join(rule.id for rule in routine.stop_rules)}")
    yield from ("", "## Left out", "")
    groups: dict[str, list[str]] = defaultdict(list)
    for out in routine.left_out:
        instead = f" -> {out.instead}" if out.instead else ""
        groups[out.change].append(f"{out.exercise} [{_codes(out.because)}{instead}]")
    yield from (f"- **{change}**: {'; '.join(rows)}" for change, rows in sorted(groups.items()))


def _item(item: Item, exercise: Exercise) -> str:
    rung = next(rung for rung in exercise.rungs if rung.id == item.rung)
    changed = f" ({', '.join(item.adjust)})" if item.adjust else ""
    dose = _dose(item.sets, item.reps, item.hold_s, item.per_side)
    return f"{rung.text[LANGUAGE].name}: {dose}{changed}, {item.minutes:g} min [{_codes(item.because)}]"


def _dose(sets: int | None, reps: int | None, hold_s: int | None, per_side: bool) -> str:
    times = f"{sets} x {reps}" if sets else f"{reps}"
    hold = f" x {hold_s} s" if hold_s else ""
    return f"{times}{hold}{' a side' if per_side else ''}"


def _through_the_day(part: ThroughTheDay, library: dict[str, Exercise]) -> str:
    often = f"{part.times_per_day} times a day"
    if part.exercise is None:
        return f"{part.habit}, {often} [{_codes(part.because)}]"
    rung = next(rung for rung in library[part.exercise].rungs if rung.id == part.rung)
    side = f", {part.side}" if part.side else ""
    dose = _dose(None, part.reps, part.hold_s, part.per_side)
    return f"{rung.text[LANGUAGE].name}: {dose}{side}, {often} [{_codes(part.because)}]"


def _codes(because: Iterable[Because]) -> str:
    return ", ".join(dict.fromkeys(reason.code for reason in because))


def _in_brackets(words: list[str]) -> str:
    return f" ({', '.join(words)})" if words else ""
