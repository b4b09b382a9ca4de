"""Two entries of one local day made into one, so that a second entry loses nothing of the first.

Sessions and rescreens: the order does not matter, nor how often; the more cautious answer stays, and unknown (null)
gives way to what is known. What was kept as it was: the later word holds.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar, get_args

from core.model.log import ItemDone, KeptOld, LegSymptoms, Rescreen, SessionDone, SessionKindDone
from core.model.vocabulary import FlagAnswer

Value = TypeVar("Value")

_LEG_SYMPTOMS: Final[tuple[LegSymptoms, ...]] = get_args(LegSymptoms)  # none, same, spread: ever worse
_KINDS: Final[tuple[SessionKindDone, ...]] = ("relief", "flare", "full")
_ANSWERS: Final[tuple[FlagAnswer, ...]] = ("no", "unsure", "yes")


def merge_sessions(one: SessionDone, other: SessionDone) -> SessionDone:
    """Both sessions of a day as one. Items stand in the order of their names, each exercise and rung once.

    Raises ValueError for sessions of two days.
    """
    if one.day != other.day:
        raise ValueError("sessions of two days")
    both = (one, other)
    return SessionDone(
        day=one.day,
        routine_version=max(one.routine_version, other.routine_version),
        items=_items(item for session in both for item in session.items),
        pain_before=_of(min, (session.pain_before for session in both)),
        pain_peak=_of(max, (session.pain_peak for session in both)),
        pain_next_morning=_of(max, (session.pain_next_morning for session in both)),
        leg_symptoms=_last((session.leg_symptoms for session in both), _LEG_SYMPTOMS),
        kind=max(one.kind, other.kind, key=_KINDS.index),
    )


def merge_rescreens(one: Rescreen, other: Rescreen) -> Rescreen:
    """Both answers of a day as one: a yes or unsure is not taken back by a later no. Raises ValueError for two days."""
    if one.day != other.day:
        raise ValueError("rescreens of two days")
    flags = sorted({*one.answers, *other.answers})
    given = (one.answers, other.answers)
    return Rescreen(
        day=one.day,
        answers={
            flag: max((answers[flag] for answers in given if flag in answers), key=_ANSWERS.index) for flag in flags
        },
    )


def merge_kept(before: KeptOld, after: KeptOld) -> KeptOld:
    """What was kept on a day, then more of it: of an exercise the later rung. Raises ValueError for two days."""
    if before.day != after.day:
        raise ValueError("kept on two days")
    kept = {rung.exercise: rung for rung in (*before.kept, *after.kept)}
    return KeptOld(
        day=before.day,
        kept=tuple(kept.values()),
        seen_version=_of(max, (before.seen_version, after.seen_version)),
    )


def _items(items: Iterable[ItemDone]) -> tuple[ItemDone, ...]:
    found: dict[tuple[str, str | None], list[ItemDone]] = {}
    for item in items:
        found.setdefault((item.exercise, item.rung), []).append(item)
    return tuple(_item(found[key]) for key in sorted(found, key=lambda key: (key[0], key[1] is not None, key[1] or "")))


def _item(same: Sequence[ItemDone]) -> ItemDone:
    """One exercise and rung: the sets of the longer session, but no more in a set than was done in both.

    What was skipped in one session and done in the other was done.
    """
    counted = [item for item in same if item.outcome != "skipped"] or same
    return ItemDone(
        exercise=same[0].exercise,
        rung=same[0].rung,
        sets=_of(max, (item.sets for item in counted)),
        reps=_of(min, (item.reps for item in counted)),
        hold_s=_of(min, (item.hold_s for item in counted)),
        extra_reps=_of(min, (item.extra_reps for item in counted)),
        effort=_of(max, (item.effort for item in counted)),
        outcome="hurt" if any(item.outcome == "hurt" for item in counted) else counted[0].outcome,
    )


def _of(pick: Callable[[list[int]], int], values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return pick(known) if known else None


def _last(values: Iterable[Value | None], order: Sequence[Value]) -> Value | None:
    known = [value for value in values if value is not None]
    return max(known, key=order.index) if known else None
