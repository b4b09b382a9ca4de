"""Cases for tests: the contract's example, or a quiet one in which nothing stands out, with the answers that matter."""

import json
from copy import deepcopy
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

from core.assess.assess import assess
from core.content.content import Content, load_content
from core.model.case import Case
from core.model.exercise import Exercise, Rung
from core.model.log import ItemDone
from core.model.quoting import Quotes
from core.model.routine import Item, Result, Routine
from core.model.vocabulary import POSITIONS, Equipment
from core.recommend.eligible import Eligibility, Obstacle
from core.recommend.person import Person
from core.recommend.recommend import recommend

FIXTURES = Path(__file__).resolve().parent / "fixtures"
EXAMPLE: dict[str, Any] = json.loads((FIXTURES / "case_example.json").read_text(encoding="utf-8"))
THIS_YEAR = 2026
ALL_KIT = list(get_args(Equipment))

# What makes each phase, by the limits of the contract's fifth rule.
CALM = {"pain.now": 6}
BUILD = {"pain.now": 3, "pain.average_week": 3, "pain.worst_week": 5}
STRENGTHEN = {
    "pain.now": 2,
    "pain.average_week": 2,
    "pain.worst_week": 4,
    "pain.weeks_since_onset": 20,
    "capacity.training": "regular",
}
PHASE = {"calm": CALM, "build": BUILD, "strengthen": STRENGTHEN}

# Answers that say nothing against anything and ask for nothing: triage `go` without a finding, neutral, build.
QUIET: dict[str, Any] = {
    "person.birth_year": 1986,
    **BUILD,
    "pain.weeks_since_onset": 4,
    **{f"positions.{name}": "no_effect" for name in POSITIONS},
    "sitting.hours_per_day": 4,
    "sitting.longest_unbroken_minutes": 30,
    "ankle.left_cm": [11],
    "ankle.right_cm": [11],
    "person.weight_kg": None,
    "lifestyle.moderate_minutes_per_week": 150,
    "lifestyle.strength_days_per_week": 2,
    "lifestyle.stretch_days_per_week": 2,
    "lifestyle.sports": [],
    "lifestyle.sleep_hours": 8,
    "lifestyle.sleep_quality": 8,
    "lifestyle.desk_job": False,
    "lifestyle.stress": 3,
    "lifestyle.believes_movement_harms": False,
    "lifestyle.work": "mixed",
    "equipment": [],
    "preferences.activities": [],
}


def changed(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy of `base` with dotted paths replaced; `pain__now` is `pain.now`. Raises KeyError for a path it lacks."""
    data = deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.replace("__", ".").split(".")
        node = data
        for part in parents:
            node = node[part]
        if last not in node:
            raise KeyError(path)
        node[last] = value
    return data


def a_case(**changes: Any) -> Case:
    """The contract's example case with `changes`: `a_case(pain__now=8)` or `a_case(**{"pain.now": 8})`."""
    return Case.model_validate_json(json.dumps(changed(EXAMPLE, changes), default=str))


def a_quiet_case(**changes: Any) -> Case:
    """The quiet case with `changes`: what a finding comes from is then what the test set."""
    told = {path.replace("__", "."): value for path, value in changes.items()}
    return a_case(**(QUIET | told))


def aged(years: int) -> dict[str, Any]:
    """The change that makes a person `years` old."""
    return {"person.birth_year": THIS_YEAR - years}


def cleared(days_ago: int) -> dict[str, Any]:
    """The change that says: a clinician gave the word that many days before the answers."""
    return {"person.cleared_by_clinician_on": a_case().as_of - timedelta(days=days_ago)}


@cache
def content() -> Content:
    """All data files of the product."""
    return load_content()


def a_person(**changes: Any) -> Person:
    """The quiet case with `changes`, assessed: what every rule of the plan is asked about."""
    case = a_quiet_case(**changes)
    return Person(case, assess(case, content().evidence), content(), Quotes(case))


def result_of(**changes: Any) -> Result:
    """The quiet case with `changes`, through everything."""
    return recommend(a_quiet_case(**changes), content())


def routine_of(**changes: Any) -> Routine:
    """The routine of the quiet case with `changes`; fails where triage gives none."""
    routine = result_of(**changes).routine
    assert routine is not None, "triage lets no routine through"
    return routine


def done_in_full(item: Item, **told: Any) -> ItemDone:
    """The log row of an exercise of the routine, done as it was planned; `told` says how it went."""
    return ItemDone(exercise=item.exercise, rung=item.rung, sets=item.sets, reps=item.reps, hold_s=item.hold_s, **told)


def every_rung() -> list[tuple[Exercise, Rung]]:
    """All rungs of all ladders."""
    return [(exercise, rung) for exercise in content().library.exercises for rung in exercise.rungs]


def name_of(exercise: Exercise, rung: Rung) -> str:
    """`plank/wall`; an exercise without rungs is its id alone."""
    return f"{exercise.id}/{rung.id}" if rung.id else exercise.id


def rung_named(name: str) -> tuple[Exercise, Rung]:
    """The exercise and rung of `name_of`."""
    return next((exercise, rung) for exercise, rung in every_rung() if name_of(exercise, rung) == name)


def obstacles(person: Person, name: str) -> tuple[Obstacle, ...]:
    """What stands in the way of one rung for `person`."""
    return Eligibility(person).obstacles(*rung_named(name))


def barred_by(person: Person, *codes: str) -> set[str]:
    """Names of the rungs that one of `codes` bars for `person`."""
    eligibility = Eligibility(person)
    return {
        name_of(exercise, rung)
        for exercise, rung in every_rung()
        if any(obstacle.because.code in codes for obstacle in eligibility.obstacles(exercise, rung))
    }
