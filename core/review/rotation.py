"""Drills take turns: what stood for many weeks without a break rests for some, where the week stays whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from core.content.content import Content
from core.model.reason import Because
from core.model.routine import Routine
from core.review.ladder import Done, done_at
from core.review.why import of_item, why

RULE: Final = "R27"
SOURCE: Final = "fioranelli"
DRILLS: Final = ("relief", "mobility", "stretch")


@dataclass(frozen=True)
class Due:
    """An exercise that may make room now: its run of weeks, and why. `late`: a drill that has to by now."""

    exercise: str
    drill: bool
    late: bool
    first: date
    last: date
    because: Because


def find_due(
    done: Mapping[str, tuple[Done, ...]], as_of: date, exempt: Iterable[str], content: Content
) -> tuple[Due, ...]:
    """Exercises that stood long enough, the one that made room longest ago first. Drills at any rung; other
    exercises, later, where they stood on one rung."""
    number = content.evidence.number
    library = {exercise.id: exercise for exercise in content.library.exercises}
    found = []
    for name, rows in done.items():
        if name in exempt or (as_of - rows[0].day).days >= number("rotate_rest_days"):
            continue
        drill = library[name].role in DRILLS
        same = rows if drill else done_at(rows, rows[0].index)
        first = _run_began(same, int(number("run_gap_days")))
        wait = "rotate_days" if drill else "rotate_other_days"
        run = (rows[0].day - first.day).days
        if run >= number(wait):
            answers = [of_item(each.day, name, "rung", each.item.rung) for each in (first, rows[0])]
            because = why("swap_turns", RULE, SOURCE, answers, wait)
            late = drill and run >= number("rotate_late_days")
            found.append(Due(name, drill, late, first.day, rows[0].day, because))
    return tuple(sorted(found, key=lambda due: (due.last, due.first, not due.drill, due.exercise)))


def _run_began(done: tuple[Done, ...], gap_days: int) -> Done:
    """The first session of the unbroken run that leads to the newest."""
    for later, earlier in pairwise(done):
        if (later.day - earlier.day).days > gap_days:
            return later
    return done[-1]


def is_whole(routine: Routine, days_per_week: int) -> bool:
    """Whether a week reaches and holds all that can be asked of any."""
    waits = any(note.startswith("direction_waits") for note in routine.notes)
    return not routine.missing and not waits and _days(routine) == days_per_week


def still_whole(before: Routine, after: Routine, *, late: bool = False) -> bool:
    """Whether a week without an exercise reaches and holds all that the week with it does; without a drill that has to
    rest by now, as much: where a week cannot hold every part, the parts take turns too."""
    missing = {row.what for row in before.missing}
    if len(after.missing) > len(missing) or (not late and any(row.what not in missing for row in after.missing)):
        return False
    if any(note.startswith("direction_waits") and note not in before.notes for note in after.notes):
        return False
    return len(after.through_the_day) >= len(before.through_the_day) and _days(after) == _days(before)


def _days(routine: Routine) -> int:
    return sum(bool(exercises) for exercises in routine.week.values())
