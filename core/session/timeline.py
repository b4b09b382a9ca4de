"""How an exercise runs in time: getting ready, sets, sides, repetitions, holds and rests, by the plan's numbers."""

from typing import Literal

from core.content.content import Content
from core.content.rules import DoseKind
from core.model.base import Frozen
from core.model.exercise import Exercise, Rung
from core.model.routine import Item

SegmentKind = Literal["ready", "work", "switch", "rest"]
Side = Literal["left", "right"]


class Segment(Frozen):
    """A stretch of time in which one thing is asked for, `seconds` long.

    `work` is `reps` times `move_s` of moving and `hold_s` of holding; a carry is one hold. `set`: the set that it is or
    leads to, from 1. `side` is null where the exercise has no sides.
    """

    kind: SegmentKind
    seconds: float
    set: int
    side: Side | None = None
    reps: int = 0
    move_s: float = 0
    hold_s: float = 0


class Move(Frozen):
    """One exercise as it is played: what is to be done, and how that runs. `easier`: what to offer where it hurts."""

    exercise: str
    rung: str | None
    sets: int
    reps: int
    hold_s: int
    per_side: bool
    carry: bool
    adjust: tuple[str, ...]
    segments: tuple[Segment, ...]
    easier: "Move | None" = None

    @property
    def seconds(self) -> float:
        """From getting ready to the end of the last set."""
        return sum(segment.seconds for segment in self.segments)


def rung_of(exercise: Exercise, rung_id: str | None) -> Rung:
    """The rung of that id; the first one where the exercise has none of that id."""
    return next((rung for rung in exercise.rungs if rung.id == rung_id), exercise.rungs[0])


def segments(
    kind: DoseKind, content: Content, *, sets: int, reps: int, hold_s: int, per_side: bool
) -> tuple[Segment, ...]:
    """The time model of the plan, laid out: the seconds that its minutes are made of, and moments to switch sides."""
    number = content.evidence
    sides: tuple[Side | None, ...] = ("left", "right") if per_side else (None,)
    move_s, hold = (0.0, float(number["carry_side_s"])) if kind.carry else (float(number["rep_s"]), float(hold_s))
    count = 1 if kind.carry else reps
    laid = [Segment(kind="ready", seconds=number["set_up_s"], set=1, side=sides[0])]
    for done in range(sets):
        if done:
            laid.append(Segment(kind="rest", seconds=number[kind.rest], set=done + 1, side=sides[0]))
        for side in sides:
            if side is not None and side != sides[0]:
                laid.append(Segment(kind="switch", seconds=number["switch_side_s"], set=done + 1, side=side))
            seconds = count * (move_s + hold)
            laid.append(
                Segment(kind="work", seconds=seconds, set=done + 1, side=side, reps=count, move_s=move_s, hold_s=hold)
            )
    return tuple(laid)


def move(
    exercise: Exercise,
    rung: Rung,
    content: Content,
    *,
    sets: int,
    reps: int,
    hold_s: int,
    adjust: tuple[str, ...],
    easier: Move | None = None,
) -> Move:
    """`rung` in that dose, as it is played."""
    kind = content.rules.doses[rung.dose]
    return Move(
        exercise=exercise.id,
        rung=rung.id,
        sets=sets,
        reps=reps,
        hold_s=hold_s,
        per_side=rung.per_side,
        carry=kind.carry,
        adjust=adjust,
        segments=segments(kind, content, sets=sets, reps=reps, hold_s=hold_s, per_side=rung.per_side),
        easier=easier,
    )


def move_of(item: Item, content: Content, easier: Move | None = None) -> Move:
    """An item of the routine, as it is played."""
    exercise = content.library.by_id(item.exercise)
    return move(
        exercise,
        rung_of(exercise, item.rung),
        content,
        sets=item.sets,
        reps=item.reps or 1,
        hold_s=item.hold_s or 0,
        adjust=item.adjust,
        easier=easier,
    )
