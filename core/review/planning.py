"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from core.content.content import Content
from core.model.case import Case
from core.model.review import Standing
from core.model.routine import Routine
from core.model.vocabulary import Phase
from core.recommend.going_on import Planner, bare, maker, plain_standing
from core.review.effective import planning_case
from core.triage.cleared import Cleared

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 64

_Key = tuple[int, str, Standing | None]


class _Planners:
    """The planners of late, safe from many threads. A planner gives the same plan whoever asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: OrderedDict[_Key, Planner] = OrderedDict()

    def of(self, case: Case, standing: Standing | None, content: Content) -> Planner:
        """The planner for these answers in that phase."""
        # A planner holds its content, so that the id is not given to another one.
        key = (id(content), case.model_dump_json(), standing)
        with self._lock:
            planner = self._made.get(key)
            if planner is None:
                planner = self._made[key] = Planner(standing, maker(case, content))
                while len(self._made) > MOST:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
        return planner

    def forget(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._made.clear()


_PLANNERS: Final = _Planners()


def forget() -> None:
    """Let go of what was made of anybody's answers."""
    _PLANNERS.forget()


def plan(cleared: Cleared, standing: Standing, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    return _planner(cleared, standing, content).routine(standing)


def can_rest(cleared: Cleared, standing: Standing, name: str, content: Content) -> bool:
    """Whether the rest of the library could serve what the exercise `name` alone serves in the week of the standing."""
    return _planner(cleared, standing, content).can_rest(standing, name)


def first_rungs(cleared: Cleared, phase: Phase, content: Content) -> dict[str, str | None]:
    """The exercises of the plan that the answers alone make in that phase, with their rungs."""
    alone = plain_standing(phase, cleared.case.capacity.training)
    week = _planner(cleared, alone, content).week(alone)
    return {c.exercise.id: c.rung.id for chosen in week.by_kind.values() for c in chosen}


def _planner(cleared: Cleared, standing: Standing, content: Content) -> Planner:
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"])
    return _PLANNERS.of(case, bare(standing), content)
