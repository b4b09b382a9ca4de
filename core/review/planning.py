"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from core.assess.phase import phase_of
from core.content.content import Content
from core.model.case import Case
from core.model.review import Standing
from core.model.routine import Routine
from core.recommend.going_on import Planner, bare, maker
from core.review.effective import planning_case
from core.triage.cleared import Cleared, clear
from core.triage.triage import triage

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 64

Made = TypeVar("Made")


class _Memory(Generic[Made]):
    """What was made of late, safe from many threads. The same key always means the same thing, whoever asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key; made now where it is not there."""
        with self._lock:
            known = self._made.get(key)
        # Made outside the lock: nobody waits for somebody else's plan.
        made = make() if known is None else known
        with self._lock:
            made = self._made.setdefault(key, made)
            self._made.move_to_end(key)
            while len(self._made) > MOST:
                self._made.popitem(last=False)
        return made

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._made.clear()


_PLANNERS: Final[_Memory[Planner]] = _Memory()
# With its content, so that the content's id is not given to another one.
_FIRST: Final[_Memory[tuple[Content, dict[str, str | None]]]] = _Memory()


def forget() -> None:
    """Let go of what was made of anybody's answers."""
    _PLANNERS.forget()
    _FIRST.forget()


def plan(cleared: Cleared, standing: Standing, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    return _planner(cleared, standing, content).routine(standing)


def can_rest(cleared: Cleared, standing: Standing, name: str, content: Content) -> bool:
    """Whether the rest of the library could serve what the exercise `name` alone serves in the week of the standing."""
    return _planner(cleared, standing, content).can_rest(standing, name)


def of_answers(case: Case, content: Content) -> dict[str, str | None]:
    """The exercises of the plan that the answers alone make, with their rungs; empty where triage gave none."""

    def made() -> tuple[Content, dict[str, str | None]]:
        return content, _of_answers(case, content)

    return _FIRST.get((id(content), case.model_dump_json()), made)[1]


def _of_answers(case: Case, content: Content) -> dict[str, str | None]:
    cleared = clear(case, triage(case, content.safety, content.evidence))
    if cleared is None:
        return {}
    phase = phase_of(case, content.evidence)[0]
    alone = Standing(phase=phase, training=case.capacity.training)
    week = _planner(cleared, alone, content).week(alone)
    return {c.exercise.id: c.rung.id for chosen in week.by_kind.values() for c in chosen}


def _planner(cleared: Cleared, standing: Standing, content: Content) -> Planner:
    """The planner for these answers in that phase. It holds its content."""
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"])
    phase = bare(standing)
    key = (id(content), case.model_dump_json(), phase)
    return _PLANNERS.get(key, lambda: Planner(phase, maker(case, content)))
