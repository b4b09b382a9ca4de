"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from typing import Final

from core.assess.phase import phase_of
from core.content.content import Content
from core.model.case import Case
from core.model.memory import Memory
from core.model.review import Standing
from core.model.routine import Routine
from core.recommend.going_on import Planner, bare, maker
from core.review.effective import planning_case
from core.triage.cleared import Cleared, clear
from core.triage.triage import triage

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 64

_PLANNERS: Final[Memory[Planner]] = Memory(MOST)
# A review asks for several plans of one case.
_CASES: Final[Memory[tuple[Case, str]]] = Memory(MOST)
_FIRST: Final[Memory[dict[str, str | None]]] = Memory(MOST)


def plan(cleared: Cleared, standing: Standing, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    return _planner(cleared, standing, content).routine(standing)


def can_rest(cleared: Cleared, standing: Standing, name: str, content: Content) -> bool:
    """Whether the rest of the library could serve what the exercise `name` alone serves in the week of the standing."""
    return _planner(cleared, standing, content).can_rest(standing, name)


def of_answers(case: Case, content: Content) -> dict[str, str | None]:
    """The exercises of the plan that the answers alone make, with their rungs; empty where triage gave none."""
    return _FIRST.get((content, case.model_dump_json()), lambda: _of_answers(case, content))


def _of_answers(case: Case, content: Content) -> dict[str, str | None]:
    cleared = clear(case, triage(case, content.safety, content.evidence))
    if cleared is None:
        return {}
    phase = phase_of(case, content.evidence)[0]
    alone = Standing(phase=phase, training=case.capacity.training)
    week = _planner(cleared, alone, content).week(alone)
    return {c.exercise.id: c.rung.id for chosen in week.by_kind.values() for c in chosen}


def _planner(cleared: Cleared, standing: Standing, content: Content) -> Planner:
    """The planner for these answers in that phase."""
    case, told = _CASES.get((cleared, content), lambda: _planned_from(cleared, content))
    key = (content, told, standing.phase, standing.training, standing.relief_only)
    return _PLANNERS.get(key, lambda: Planner(bare(standing), maker(case, content)))


def _planned_from(cleared: Cleared, content: Content) -> tuple[Case, str]:
    """What of the answers planning looks at, and the same as text: two cases are equal where a 7 stands for a 7.0."""
    case = planning_case(cleared.case, content.evidence["very_severe_pain_nrs"])
    return case, case.model_dump_json()
