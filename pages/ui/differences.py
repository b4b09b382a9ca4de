"""What a routine version has otherwise than the one before, in words, each with the decision behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.model.log import KeptRung
from core.model.reason import Because
from core.model.record import Plan
from core.model.review import Action, Decision, Review
from core.model.routine import Item
from pages.ui import state
from pages.ui.cards import item_dose, item_name

MAY_BE_KEPT: Final[tuple[Action, ...]] = ("progress", "swap")


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise. `keep`: what the wish to keep the old one would note, null where that cannot be;
    `wish`: that wish in words."""

    said: str
    because: tuple[Because, ...] = ()
    keep: KeptRung | None = None
    wish: str = ""


def differences(was: Plan, *later: Plan) -> tuple[Change, ...]:
    """What the last of the `later` versions has otherwise than `was`: the whole first, then exercise by exercise.

    What changed and changed back between them is no news.
    """
    now = later[-1]
    if now.review is None:
        return ()
    moves = {
        decision.exercise: decision
        for plan in later
        for decision in (plan.review.decisions if plan.review is not None else ())
        if decision.action not in ("hold", "deload")  # half the sets hold for all, and are told once
    }
    return (*_whole(was, now), *_standing(was, now.review), *_exercises(was, now, now.review, moves))


def marks(was: Plan, now: Plan) -> dict[str, str]:
    """Exercise -> what to mark it with in the routine: new, a step up, a step easier, half the sets."""
    if now.review is None or _was_little(was):
        return {}
    words, old = state.words(), _items(was)
    actions = {decision.exercise: decision.action for decision in now.review.decisions}
    marked: dict[str, str] = {}
    for exercise, item in _items(now).items():
        key = f"changes.mark.{actions.get(exercise)}"
        if exercise not in old:
            marked[exercise] = words("changes.mark.new")
        elif not _same(old[exercise], item) and key in words:
            marked[exercise] = words(key)
    return marked


def _whole(was: Plan, now: Plan) -> Iterator[Change]:
    words = state.words()
    if now.result.routine is None:
        yield Change(words("changes.did.paused"))
    elif was.result.routine is None:
        yield Change(words("changes.did.back"))


def _standing(was: Plan, review: Review) -> Iterator[Change]:
    """What holds for the whole routine."""
    words, standing, old = state.words(), review.standing, was.review.standing if was.review is not None else None
    if standing.relief_only:
        if not (old and old.relief_only):
            yield Change(words("changes.did.relief_only"))
        return
    if standing.half_dose and not (old and old.half_dose):
        why = next((decision.because for decision in review.decisions if decision.action == "deload"), ())
        yield Change(words("changes.did.half_dose"), why)
    elif old and old.half_dose and not standing.half_dose:
        yield Change(words("changes.did.half_dose_over"))
    # A flare-up calms the routine down and lets it up again: that goes without saying.
    if not (old and old.relief_only) and standing.phase != (old.phase if old else was.result.assessment.phase):
        yield Change(words(f"changes.did.phase_{standing.phase}"))
    stages = {entry.plane: entry.stage for entry in old.returned} if old else {}
    for entry in standing.returned:
        if entry.stage > stages.get(entry.plane, 0):
            plane = words(f"routine.plane.{entry.plane}")
            yield Change(words(f"changes.did.returned_{entry.stage}", plane=plane))


def _exercises(was: Plan, now: Plan, review: Review, moves: Mapping[str, Decision]) -> Iterator[Change]:
    """Exercises that moved, went or came, each with its reasons. One that stands as it stood is no news."""
    if review.standing.relief_only or now.result.routine is None or _was_little(was):
        return
    old, new = _items(was), _items(now)
    held = {decision.exercise: decision for decision in review.decisions if decision.action == "hold"}
    for exercise in dict.fromkeys([*new, *old]):
        before, after, move = old.get(exercise), new.get(exercise), moves.get(exercise)
        if _same(before, after):
            continue
        if move is not None and _leads_to(move, before, after):
            yield _moved(move, before, after)
        elif before is not None and after is None:
            because = held[exercise].because if exercise in held else ()
            yield Change(_said("gone", exercise, before.rung), because)
        elif before is None and after is not None:
            yield _came(after)


def _leads_to(move: Decision, before: Item | None, after: Item | None) -> bool:
    """Whether the move tells how the exercise came from there to here."""
    if move.action in ("swap", "stop"):
        return after is None
    return before is not None and after is not None and after.rung == move.to_rung


def _moved(decision: Decision, before: Item | None, after: Item | None) -> Change:
    action, wish = decision.action, state.words()("changes.keep_of", name=item_name(decision.exercise, decision.rung))
    keep = KeptRung(exercise=decision.exercise, rung=decision.rung) if action in MAY_BE_KEPT else None
    if before is None or after is None:
        said = _said(action, decision.exercise, decision.rung)
    elif before.rung == after.rung:
        was, dose = _doses(before, after)
        said = _said("dose", after.exercise, after.rung, dose=dose, was=was)
    else:
        to, dose, was = item_name(after.exercise, after.rung), item_dose(after), item_dose(before)
        key = f"{action}_alike" if dose == was else action
        said = _said(key, before.exercise, before.rung, to=to, dose=dose, was=was)
    return Change(said, decision.because, keep, wish)


def _doses(before: Item, after: Item) -> tuple[str, str]:
    """Both doses, without what is the same in both: sides, and how long each repetition is held."""
    repeated = min(before.reps or 1, after.reps or 1) > 1  # one repetition that is held is told by its hold
    if repeated and (before.hold_s, before.per_side) == (after.hold_s, after.per_side):
        before, after = (item.model_copy(update={"hold_s": None, "per_side": False}) for item in (before, after))
    return item_dose(before), item_dose(after)


def _came(item: Item) -> Change:
    """Something new, as when a direction comes back or exercises take turns; it can be left out."""
    keep = KeptRung(exercise=item.exercise, rung=item.rung)
    said = _said("new", item.exercise, item.rung, dose=item_dose(item))
    wish = state.words()("changes.leave_out", name=item_name(item.exercise, item.rung))
    return Change(said, item.because, keep, wish)


def _said(key: str, exercise: str, rung: str | None, **values: str) -> str:
    return state.words()(f"changes.did.{key}", name=item_name(exercise, rung), **values)


def _was_little(was: Plan) -> bool:
    """A pause, or a flare-up with a few moves: after it everything would be new."""
    return was.result.routine is None or (was.review is not None and was.review.standing.relief_only)


def _items(plan: Plan) -> dict[str, Item]:
    routine = plan.result.routine
    return {item.exercise: item for item in routine.items} if routine is not None else {}


def _same(old: Item | None, new: Item | None) -> bool:
    if old is None or new is None:
        return old is new
    return (old.rung, old.sets, old.reps, old.hold_s) == (new.rung, new.sets, new.reps, new.hold_s)
