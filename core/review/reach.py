"""What a step is, and what stands in the way of a rung for this person."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.content.content import Content
from core.model.assessment import Assessment
from core.model.case import Case
from core.model.exercise import Exercise, Rung
from core.model.quoting import Quotes
from core.model.reason import Because
from core.model.review import Action, Standing
from core.recommend.eligible import Eligibility, Obstacle, level_limit
from core.recommend.person import Person
from core.review.ladder import Stand, step_at

LOADS: Final = frozenset({"loads", "braces_load"})
LOADED_TAGS: Final = frozenset({"standing_load", "deadlift"})


@dataclass(frozen=True)
class Move:
    """Where an exercise goes: a rung (its place) and a size of dose."""

    action: Action
    index: int
    step: int
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Ready:
    """An exercise that has earned its next step, and since when."""

    stand: Stand
    since: date
    move: Move


class Reach:
    """What stands in the way of a rung for this person, were it the one their steps had led to."""

    def __init__(self, case: Case, assessment: Assessment, standing: Standing, content: Content) -> None:
        self._standing = standing.model_copy(update={"steps": ()})
        self._person = Person(case, assessment, content, Quotes(case), self._standing)
        self._anew = Eligibility(self._person)

    def obstacles(self, exercise: Exercise, index: int, *, led_there: bool = True) -> tuple[Obstacle, ...]:
        """What bars the rung at that place; `led_there`: their own steps have led to it."""
        rung = exercise.rungs[index]
        return self._eligibility(exercise, rung, led_there).obstacles(exercise, rung)

    def allows(self, exercise: Exercise, index: int, *, led_there: bool = True) -> bool:
        """Whether nothing bars the rung at that place."""
        rung = exercise.rungs[index]
        return self._eligibility(exercise, rung, led_there).allows(exercise, rung)

    def _eligibility(self, exercise: Exercise, rung: Rung, led_there: bool) -> Eligibility:
        # Steps let a person do what stands above where they might begin, and nothing else.
        if not led_there or rung.level <= level_limit(self._person, exercise):
            return self._anew
        standing = self._standing.model_copy(update={"steps": (step_at(exercise.id, rung.id, 0),)})
        return Eligibility(self._person.at(standing))


def loaded_hip(exercise: Exercise, rung: Rung, content: Content) -> bool:
    """Loaded glute and hinge work: pain-free only."""
    loads = any(LOADS & set(demands) for demands in rung.spine.values()) or LOADED_TAGS & set(rung.tags)
    return exercise.foundation == "glutes" and (bool(loads) or rung.level >= content.evidence["heavy_level"])
