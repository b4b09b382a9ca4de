"""Where each exercise stands on its ladder: the rung of the latest session that holds it, and its dose there."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from core.content.content import Content, once_a_content
from core.content.rules import Dose
from core.model.exercise import Exercise, Rung
from core.model.log import ItemDone
from core.model.review import Step
from core.model.vocabulary import Phase
from core.recommend.candidates import SESSION_ROLES
from core.recommend.dose import grown
from core.review.easing import Easing
from core.review.logs import Logs
from core.review.zones import Judged
from core.trends.inputs import Numbers

EASED: Final = -1


@dataclass(frozen=True)
class Done:
    """An exercise in one session. `index`: place of its rung; `eased`: less was asked for on that day.

    Where a session holds two rungs, the lower one; `named`: the log says which rung of the ladder it was.
    `extra`, `effort`: the worse of all of them, null where unknown.
    `spared`: it was red, and other exercises were marked as what hurt.
    """

    day: date
    judged: Judged
    item: ItemDone
    index: int
    named: bool
    extra: int | None
    effort: int | None
    hurt: bool
    eased: bool
    spared: bool

    @property
    def full(self) -> bool:
        """Whether it was a session of the routine, and not of easing moves."""
        return self.judged.session.kind == "full"

    @property
    def too_much(self) -> bool:
        """It hurt, or its session was red and nothing else is known to be the reason."""
        return self.hurt or (self.judged.zone == "red" and not self.spared)


@dataclass(frozen=True)
class Stand:
    """An exercise as the logs show it. `done`: newest first; empty where it was never done.

    `step`: sizes of dose above what the phase plans; -1: about half of it, after it was too much at its easiest.
    """

    exercise: Exercise
    index: int
    step: int
    done: tuple[Done, ...]

    @property
    def rung(self) -> Rung:
        return self.exercise.rungs[self.index]

    @cached_property
    def here(self) -> tuple[Done, ...]:
        """The latest sessions at this rung, newest first."""
        return done_at(self.done, self.index)


@lru_cache(maxsize=1024)
def step_at(exercise: str, rung: str | None, size: int) -> Step:
    """That step: there are not many, and every review tells some."""
    return Step(exercise=exercise, rung=rung, dose_step=size)


def done_at(done: tuple[Done, ...], index: int) -> tuple[Done, ...]:
    """The latest of `done` as long as they are at that rung."""
    for n, each in enumerate(done):
        if each.index != index:
            return done[:n]
    return done


def find_done(
    logs: Logs, judged: Sequence[Judged], easing: Easing, planned: Mapping[str, str | None], days: int, content: Content
) -> dict[str, tuple[Done, ...]]:
    """What was done in full sessions of the last `days`, by exercise, newest first; and easing moves of a painful day
    that were too much: they are a step back, and no other step of a ladder.

    A rung that the log leaves open is the one known before, else the one `planned`, else the first.
    """
    first, places = logs.as_of - timedelta(days=days), places_of(content)
    known: dict[str, int] = {}
    found: dict[str, list[Done]] = {}

    def stood(name: str) -> int:
        place = known.get(name)
        return places[name].get(planned.get(name), 0) if place is None else place

    for judge in judged:
        if judge.day < first:
            continue
        eased = easing.before(judge.day) is not None
        rows = done_alike(judge, eased, content)
        if rows is None:
            rows = tuple(row for row in _done_in(judge, eased, places, stood) if row.full or row.too_much)
        for done in rows:
            name = done.item.exercise
            known[name] = done.index
            if name in found:
                found[name].append(done)
            else:
                found[name] = [done]
    return {name: tuple(reversed(rows)) for name, rows in found.items()}


@once_a_content
def places_of(content: Content) -> Mapping[str, Mapping[str | None, int]]:
    """Of each exercise of the sessions the places of its rungs on the ladder."""
    library = content.library.exercises
    return {
        each.id: {rung.id: n for n, rung in enumerate(each.rungs)} for each in library if each.role in SESSION_ROLES
    }


@lru_cache(maxsize=8192)
def done_alike(judged: Judged, eased: bool, content: Content) -> tuple[Done, ...] | None:
    """What comes of a full session that names every rung: always the same. Null where it depends on what was before."""
    places = places_of(content)
    known = [row for row in judged.held.items if row.exercise in places]
    named = all(entry.rung in places[row.exercise] for row in known for entry in row.entries)
    return _done_in(judged, eased, places, _nowhere) if named and judged.session.kind == "full" else None


def _nowhere(name: str) -> int:
    """An exercise of which no log is left open."""
    return 0


def _done_in(
    judged: Judged, eased: bool, places: Mapping[str, Mapping[str | None, int]], stood: Callable[[str], int]
) -> tuple[Done, ...]:
    """What comes of a session. `stood`: the place on its ladder where an exercise stood before."""
    held = judged.held
    found = []
    for row in held.items:
        name, ladder = row.exercise, places.get(row.exercise)
        if ladder is None:
            continue
        default = stood(name)
        rungs = [ladder.get(entry.rung, default) for entry in row.entries]
        lowest = min(rungs)
        done = Done(
            day=judged.day,
            judged=judged,
            item=row.entries[rungs.index(lowest)],
            # Easing moves lead nowhere: one that was too much is a step back from where the ladder stands, no higher.
            index=lowest if judged.session.kind == "full" else min(lowest, default),
            named=all(entry.rung in ladder for entry in row.entries),
            extra=row.extra,
            effort=row.effort,
            hurt=name in held.hurt,
            eased=eased,
            spared=bool(held.hurt) and name not in held.hurt,
        )
        found.append(done)
    return tuple(found)


def doing_now(
    done: Mapping[str, tuple[Done, ...]], planned: Iterable[str], fresh: bool, numbers: Numbers
) -> tuple[str, ...]:
    """What the person does: the exercises of the latest weeks with a session, and at first those of the first plan."""
    days = {name: each.day for name, rows in done.items() if (each := next((e for e in rows if e.full), None))}
    latest = max(days.values(), default=None)
    found = set(planned) if fresh or latest is None else set()
    if latest is not None:
        since = latest - timedelta(days=int(numbers["doing_days"]))
        found |= {name for name, day in days.items() if day > since}
    return tuple(sorted(found))


class Sizes(NamedTuple):
    """The doses that a rung's progression leads through: what grows, its values, and the sets of the phase."""

    what: str | None
    values: tuple[int, ...]
    sets: int


@lru_cache(maxsize=256)
def _grown(dose: str, phase: Phase, content: Content) -> tuple[Dose, ...]:
    """The doses that progression leads through, by name: a whole dose is not soon told from another."""
    return grown(content.rules.doses[dose], phase)


def sizes_of(rung: Rung, phase: Phase, content: Content) -> Sizes:
    """The sizes of the rung's dose in that phase."""
    kind = content.rules.doses[rung.dose]
    sizes = _grown(rung.dose, phase, content)
    what = kind.grow.what if kind.grow else None
    return Sizes(what, tuple(getattr(size, what) for size in sizes) if what else (), sizes[0].sets)


def step_of(item: ItemDone, sizes: Sizes) -> int:
    """How many sizes above the dose of the phase the item was done in; 0 where that is not known, or it was less."""
    if sizes.what is None or (item.sets is not None and item.sets < sizes.sets):
        return 0
    value: int | None = getattr(item, sizes.what)
    return 0 if value is None else max(bisect_right(sizes.values, value) - 1, 0)


def most_steps(rung: Rung, phase: Phase, content: Content) -> int:
    """How far the dose of the rung can grow in that phase."""
    return len(_grown(rung.dose, phase, content)) - 1


def work_s(item: ItemDone, rung: Rung, phase: Phase, content: Content) -> float:
    """Seconds under way: sides x sets x repetitions x (repetition + hold). What is unknown is as the phase plans it."""
    told = content.rules.doses[rung.dose].of(phase)
    sets = told.sets if item.sets is None else item.sets
    reps = told.reps if item.reps is None else item.reps
    hold_s = told.hold_s if item.hold_s is None else item.hold_s
    return _seconds(rung, sets, reps, hold_s, content)


def planned_s(rung: Rung, step: int, phase: Phase, content: Content) -> float:
    """The same of the dose that the plan asks for."""
    sizes = _grown(rung.dose, phase, content)
    size = sizes[min(max(step, 0), len(sizes) - 1)]
    return _seconds(rung, size.sets, size.reps, size.hold_s, content)


def _seconds(rung: Rung, sets: int, reps: int, hold_s: int, content: Content) -> float:
    return (2 if rung.per_side else 1) * sets * reps * (content.evidence["rep_s"] + hold_s)
