"""The routine of a standing, made once: a review a day asks the solver only where something changed."""

from typing import Final

from core.assess.phase import phase_of
from core.content.content import Content
from core.model.case import Case
from core.model.memory import Memory
from core.model.review import Standing
from core.model.routine import Routine
from core.recommend.planners import MOST, planner_of
from core.triage.cleared import Cleared, clear
from core.triage.triage import triage

_FIRST: Final[Memory[dict[str, str | None]]] = Memory(MOST)


def plan(cleared: Cleared, standing: Standing, content: Content) -> Routine:
    """The routine of a cleared case: what `recommend` gives for the same case and standing."""
    return planner_of(cleared, standing, content).routine(standing)


def can_rest(cleared: Cleared, standing: Standing, name: str, content: Content) -> bool:
    """Whether the rest of the library could serve what the exercise `name` alone serves in the week of the standing."""
    return planner_of(cleared, standing, content).can_rest(standing, name)


def of_answers(case: Case, content: Content) -> dict[str, str | None]:
    """The exercises of the plan that the answers alone make, with their rungs; empty where triage gave none."""
    return _FIRST.get((content, case.model_dump_json()), lambda: _of_answers(case, content))


def _of_answers(case: Case, content: Content) -> dict[str, str | None]:
    cleared = clear(case, triage(case, content.safety, content.evidence))
    if cleared is None:
        return {}
    phase = phase_of(case, content.evidence)[0]
    alone = Standing(phase=phase, training=case.capacity.training)
    week = planner_of(cleared, alone, content).week(alone)
    return {c.exercise.id: c.rung.id for chosen in week.by_kind.values() for c in chosen}
