"""The planner of a person's answers in one phase, made once: whoever asks for their weeks asks the same one."""

from datetime import date
from typing import Final

from core.content.content import Content
from core.model.case import Case, Pain
from core.model.memory import Memory
from core.model.review import Standing
from core.recommend.going_on import Planner, bare, maker
from core.triage.cleared import Cleared

# Some hundred kilobytes each at most; a person's own few are asked for again and again.
MOST: Final = 64

_PLANNERS: Final[Memory[Planner]] = Memory(MOST)
# A review asks for several plans of one case.
_CASES: Final[Memory[tuple[Case, str]]] = Memory(MOST)


def planner_of(cleared: Cleared, standing: Standing, content: Content) -> Planner:
    """The planner for these answers in that phase. `cleared` is the proof: only triage can make one."""
    case, told = _CASES.get((cleared, content), lambda: _planned_from(cleared, content))
    key = (content, told, standing.phase, standing.training, standing.relief_only)
    return _PLANNERS.get(key, lambda: Planner(bare(standing), maker(case, content)))


def _planned_from(cleared: Cleared, content: Content) -> tuple[Case, str]:
    """What of the answers planning looks at, and the same as text: two cases are equal where a 7 stands for a 7.0."""
    case = _planning_case(cleared.case, content.evidence["very_severe_pain_nrs"])
    return case, case.model_dump_json()


def _planning_case(case: Case, very_severe_nrs: float) -> Case:
    """What of the answers a routine is made of, so that equal plans are made once: the days and the pain left out.

    Pain acts through the phase; only where it is very severe now it acts by itself.
    """
    now = case.pain.now if case.pain.now >= very_severe_nrs else 0
    pain = Pain(
        now=now,
        average_week=0,
        worst_week=0,
        weeks_since_onset=0,
        first_episode=False,
        trend="same",
        leans_to_one_side=False,
        location=(),
    )
    person = case.person.model_copy(update={"cleared_by_clinician_on": None})
    return case.model_copy(update={"as_of": date(case.as_of.year, 1, 1), "person": person, "pain": pain})
