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
from core.model.review import Action, Standing, Step
from core.recommend.eligible import Eligibility, Obstacle, Person
from core.review.ladder import Stand

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
        self._case, self._assessment, self._standing, self._content = case, assessment, standing, content
        self._quotes = Quotes(case)

    def obstacles(self, exercise: Exercise, index: int, *, led_there: bool = True) -> tuple[Obstacle, ...]:
        """What bars the rung at that place; `led_there`: their own steps have led to it."""
        rung = exercise.rungs[index]
        step = Step(exercise=exercise.id, rung=rung.id, dose_step=0)
        standing = self._standing.model_copy(update={"steps": (step,) if led_there else ()})
        person = Person(self._case, self._assessment, self._content, self._quotes, standing)
        return Eligibility(person).obstacles(exercise, rung)


def loaded_hip(exercise: Exercise, rung: Rung, content: Content) -> bool:
    """Loaded glute and hinge work: pain-free only."""
    loads = any(LOADS & set(demands) for demands in rung.spine.values()) or LOADED_TAGS & set(rung.tags)
    return exercise.foundation == "glutes" and (bool(loads) or rung.level >= content.evidence["heavy_level"])
