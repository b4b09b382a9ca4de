"""Answers in; triage, assessment and routine out. Triage stands first, and nothing is planned without it."""

from core.assess.assess import assess
from core.content.content import Content
from core.model.case import Case
from core.model.review import Standing
from core.model.routine import Result, Routine
from core.recommend.planners import planner_of
from core.triage.cleared import clear
from core.triage.triage import triage


def recommend(case: Case, content: Content, standing: Standing | None = None) -> Result:
    """The result of `case`: the same answers and the same `as_of` always give the same result.

    `standing`: what the logs made of the plan since the answers were given (core.review); null for a first plan.
    Raises KeyError where `case.safety` lacks a flag (core.content.cases.parse_case refuses such a case).
    """
    found = triage(case, content.safety, content.evidence)
    assessment = assess(case, content.evidence, standing)
    cleared = clear(case, found)
    routine: Routine | None = None
    if cleared is not None:
        at = standing or Standing(phase=assessment.phase, training=case.capacity.training)
        routine = planner_of(cleared, at, content).routine(at)
    return Result(triage=found, assessment=assessment, routine=routine)
