"""The exercise library's nouns: an exercise, its rungs from easier to harder, its words."""

from typing import Annotated

from pydantic import Field

from core.model.base import Frozen
from core.model.figure import Figure
from core.model.vocabulary import (
    BodyPosition,
    Capacity,
    Demand,
    Equipment,
    Foundation,
    Plane,
    PositionName,
    Role,
)

Sentence = Annotated[str, Field(min_length=3, max_length=400)]


class Range(Frozen):
    """A closed range of whole numbers."""

    low: Annotated[int, Field(ge=1)]
    high: Annotated[int, Field(ge=1)]


class SourceDose(Frozen):
    """The dose that the sources state for an exercise; null where they state none."""

    sets: Range | None = None
    reps: Range | None = None
    hold_s: Range | None = None
    note: str | None = None


class RungText(Frozen):
    """How to do one rung, in plain words of our own. `picture` tells its moving picture to who does not see it."""

    name: Sentence
    steps: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=7)]
    cues: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    mistakes: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    picture: Sentence | None = None


class ExerciseText(Frozen):
    """What an exercise is for and when to stop it. `side_note` says what a side is where it has sides."""

    name: Sentence
    summary: Sentence
    purpose: Sentence
    stop: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    side_note: Sentence | None = None


class Rung(Frozen):
    """One step of a ladder.

    `id` is the rung's name in the source table, null where the exercise has no rungs.
    `needs`: capacities without which it cannot be done. `equipment`: alternatives, each a set needed together;
    empty where nothing is needed. `spine`: plane -> what it asks of the spine there beyond bracing.
    `tags`: a closed list in data/rules/bars.toml (single_leg, legs_up, hang, carry, standing_load, ...).
    `like_positions`: the positions of the questionnaire that doing it feels like; where one of them is worse another
    choice is better, where one eases it is welcome. `dose` names a row of data/rules/doses.toml.
    """

    id: str | None = None
    ours: bool = False
    level: Annotated[int, Field(ge=1, le=4)]
    position: BodyPosition
    needs: tuple[Capacity, ...] = ()
    equipment: tuple[tuple[Equipment, ...], ...] = ()
    spine: dict[Plane, tuple[Demand, ...]] = {}
    tags: tuple[str, ...] = ()
    like_positions: tuple[PositionName, ...] = ()
    dose: str
    per_side: bool = False
    figure: Figure | None = None
    text: dict[str, RungText]


class Exercise(Frozen):
    """One exercise of the library. `slots` name the places in a session it can fill.

    `earned_from_level`: rungs from this level come by progression, unless the person trains regularly.
    """

    id: str
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    rules: tuple[str, ...]
    role: Role
    foundation: Foundation | None = None
    planes: tuple[Plane, ...]
    slots: tuple[str, ...]
    earned_from_level: Annotated[int, Field(ge=2, le=4)] | None = None
    source_dose: SourceDose
    rungs: Annotated[tuple[Rung, ...], Field(min_length=1)]
    text: dict[str, ExerciseText]


class Library(Frozen):
    """All exercises, in a fixed order."""

    exercises: tuple[Exercise, ...]

    def by_id(self, exercise_id: str) -> Exercise:
        """The exercise of that id. Raises KeyError where there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)
