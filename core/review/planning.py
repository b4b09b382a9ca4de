"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from collections import OrderedDict
from threading import RLock
from typing import Final

from core.assess.assess import assess
from core.content.content import Content
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.review import Standing
from core.model.routine import Routine
from core.model.vocabulary import PHASES, Phase
from core.recommend.eligible import Person
from core.recommend.going_on import Planner, bare, exercises_of, plain_standing
from core.review.effective import planning_case
from core.triage.cleared import Cleared

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 64

_Key = tuple[int, str, Standing | None]


class _Planners:
    """The planners of late, safe from many threads. A planner gives the same plan whoever asks."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._made: OrderedDict[_Key, Planner] = OrderedDict()

    def of(self, case: Case, standing: Standing | None, content: Content) -> Planner:
        """The planner for these answers in that phase."""
        # A planner holds its content, so that the id is not given to another one.
        key = (id(content), case.model_dump_json(), standing)
        with self._lock:
            planner = self._made.get(key)
            if planner is None:
                person = Person(case, assess(case, content.evidence, standing), content, Quotes(case), standing)
                planner = self._made[key] = Planner(person, lambda: self._built(case, content))
                while len(self._made) > MOST:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
        return planner

    def _built(self, case: Case, content: Content) -> frozenset[str]:
        building = plain_standing(PHASES[1], case.capacity.training)
        return exercises_of(self.of(case, building, content).week(building))

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


def plan_near(cleared: Cleared, standing: Standing, content: Content) -> Routine | None:
    """The same, where it can be had by changing little of the plan; else null."""
    planner = _planner(cleared, standing, content)
    return None if planner.near(standing) is None else planner.routine(standing)


def first_rungs(cleared: Cleared, phase: Phase, content: Content) -> dict[str, str | None]:
    """The exercises of the plan that the answers alone make in that phase, with their rungs."""
    alone = plain_standing(phase, cleared.case.capacity.training)
    week = _planner(cleared, alone, content).week(alone)
    return {c.exercise.id: c.rung.id for chosen in week.by_kind.values() for c in chosen}


def _planner(cleared: Cleared, standing: Standing, content: Content) -> Planner:
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"])
    return _PLANNERS.of(case, bare(standing), content)
