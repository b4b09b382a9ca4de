"""What a guided session is made of: the day's exercises, or what is left of them on a painful day."""

from collections.abc import Iterable
from typing import Final

from core.content.content import Content
from core.model.assessment import Assessment
from core.model.case import Case
from core.model.exercise import Exercise, Rung
from core.model.log import SessionKindDone
from core.model.quoting import Quotes
from core.model.routine import Item, Routine
from core.model.vocabulary import Weekday
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Eligibility
from core.recommend.person import Person
from core.session.timeline import Move, move, move_of

RELIEF: Final = "relief"
# A rung below one that the person does already is not above where they may start.
NO_OBSTACLE_TO_AN_EASIER_RUNG: Final = "level_above_start"
OPPOSITE: Final = {"extension": "flexion", "flexion": "extension"}


def moves_of_the_day(
    case: Case, assessment: Assessment, routine: Routine, kind: SessionKindDone, day: Weekday, content: Content
) -> tuple[Move, ...]:
    """What is played on `day`, in order: all of it (full), or easing moves alone (relief), or the
    moves of a flare-up.

    The same values always give the same moves: a session that is resumed finds them again by their index.
    """
    calm = _Calm(case, assessment, content)
    if kind == "relief":
        return calm.relief(routine, day)
    # In a flare-up the routine itself is made of easing moves.
    return tuple(calm.with_easier(item) for item in items_on(routine, day))


def items_on(routine: Routine, day: Weekday) -> tuple[Item, ...]:
    """The day's items in the order to do them; empty on a rest day."""
    by_id = {item.exercise: item for item in routine.items}
    return tuple(by_id[exercise] for exercise in routine.week.get(day, ()) if exercise in by_id)


class _Calm:
    """What the person may do as if this were the phase of calming down: the gentlest reading of their answers."""

    def __init__(self, case: Case, assessment: Assessment, content: Content) -> None:
        self._content = content
        calmed = assessment.model_copy(update={"phase": "calm"})
        self._person = Person(case, calmed, content, Quotes(case))
        self._eligibility = Eligibility(self._person)

    def with_easier(self, item: Item) -> Move:
        """The item, and the nearest rung below it that nothing bars, in its gentlest dose."""
        exercise = self._content.library.by_id(item.exercise)
        ids = [rung.id for rung in exercise.rungs]
        below = exercise.rungs[: ids.index(item.rung)] if item.rung in ids else ()
        found = self._first(exercise, reversed(below), climbed=True)
        return move_of(item, self._content, easier=found)

    def relief(self, routine: Routine, day: Weekday) -> tuple[Move, ...]:
        """Easing moves: those that the person knows, today's first; others only where those are too few."""
        numbers = self._content.evidence
        today = routine.week.get(day, ())
        known = [
            *today,
            *(item.exercise for item in routine.items),
            *(part.exercise for part in routine.through_the_day if part.exercise),
        ]
        found: dict[str, Move] = {}
        for exercise in sorted(self._content.library.exercises, key=lambda each: self._rank(each, known)):
            enough = "relief_moves_most" if exercise.id in known else "relief_moves_enough"
            if exercise.role != RELIEF or len(found) >= numbers[enough] or self._against(exercise, known):
                continue
            gentle = self._first(exercise, exercise.rungs)
            if gentle is not None:
                found[exercise.id] = gentle
        return tuple(found.values())

    def _rank(self, exercise: Exercise, known: list[str]) -> tuple[int, int, str]:
        """Known ones in the order of the routine; then those that feel like positions that ease."""
        positions = self._person.case.positions
        answers = [getattr(positions, name) for rung in exercise.rungs[:1] for name in rung.like_positions]
        comfort = 1 + ("worse" in answers) - ("better" in answers)
        return (known.index(exercise.id) if exercise.id in known else len(known), comfort, exercise.id)

    def _against(self, exercise: Exercise, known: list[str]) -> bool:
        """New moves into the direction that does not suit, or that feel like what is worse, are not for a bad day."""
        if exercise.id in known:
            return False
        positions = self._person.case.positions
        against = OPPOSITE.get(self._person.assessment.directional_preference)
        felt = [name for rung in exercise.rungs for name in rung.like_positions]
        return against in exercise.planes or any(getattr(positions, name) == "worse" for name in felt)

    def _first(self, exercise: Exercise, rungs: Iterable[Rung], *, climbed: bool = False) -> Move | None:
        """The first of `rungs` that nothing bars, in its gentlest dose. `climbed`: one above it is done already."""
        for rung in rungs:
            barred = {obstacle.because.code for obstacle in self._eligibility.obstacles(exercise, rung)}
            if barred - ({NO_OBSTACLE_TO_AN_EASIER_RUNG} if climbed else set()):
                continue
            dosed = dose(self._person, rung, "calm")
            if isinstance(dosed, Dosed):
                return move(
                    exercise,
                    rung,
                    self._content,
                    sets=dosed.sets,
                    reps=dosed.reps,
                    hold_s=dosed.hold_s,
                    adjust=dosed.adjust,
                )
        return None
