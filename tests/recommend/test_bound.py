"""What is counted without the solver is never more than what the solver's best week loses."""

import json

from core.assess.assess import assess
from core.content.cases import parse_case
from core.model.case import Case
from core.model.quoting import Quotes
from core.recommend.bound import least_lost
from core.recommend.menu import Menu
from core.recommend.person import Person
from core.recommend.solver import make_problem, solve
from core.recommend.worth import Scale
from core.triage.cleared import clear
from core.triage.triage import triage
from tests.contract.cases import case_of
from tests.make import a_person, content

CASES = 130


def test_no_week_loses_less_than_is_counted() -> None:
    exact = 0
    for seed in range(CASES):
        case = parse_case(json.dumps(case_of(seed)), content(), content().words["en"])
        assert isinstance(case, Case)
        if clear(case, triage(case, content().safety, content().evidence)) is None:
            continue
        person = Person(case, assess(case, content().evidence), content(), Quotes(case))
        menu = Menu(person)
        everything = menu.choice(None).candidates
        usual = tuple(candidate for candidate in everything if candidate.first_choice)
        for pattern in person.content.rules.patterns_for(case.preferences.days_per_week):
            scale = Scale(person, menu.frame, pattern)
            for candidates in (usual, usual[::3], everything):
                solution = solve(make_problem(scale, candidates, {}))
                least = least_lost(scale, candidates)
                assert least <= solution.short + solution.missed, (seed, pattern)
                exact += 0 < least == solution.missed
    assert exact, "the count says something where minutes are few"


def test_the_same_question_is_asked_of_the_solver_once() -> None:
    person = a_person()
    menu = Menu(person)
    scale = Scale(person, menu.frame, content().rules.patterns_for(person.case.preferences.days_per_week)[0])
    problem = make_problem(scale, menu.choice(None).candidates, {})
    first = solve(problem)
    asked = solve.cache_info().misses
    again = Scale(person, menu.frame, scale.pattern)
    assert solve(make_problem(again, menu.choice(None).candidates, {})) is first
    assert solve.cache_info().misses == asked
    solve.cache_clear()
    assert solve(problem) == first
