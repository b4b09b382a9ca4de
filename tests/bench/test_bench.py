"""Benchmarks of the core: CPU time, warm. `make bench` prints the table that the README shows.

They measure and do not judge: a machine that is busy fails no test. The bars stand in the README beside the numbers.
"""

import json
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from core.assess.assess import assess
from core.content.cases import parse_case
from core.content.content import load_content
from core.content.library import load_library
from core.intake.build import build_case
from core.model.case import Case
from core.model.memory import forget
from core.model.routine import Result
from core.recommend.recommend import recommend
from core.recommend.solver import solve
from core.triage.triage import triage
from tests.intake.answers import TODAY, example_answers
from tests.make import EXAMPLE, a_case, content
from tests.personas.test_personas import PERSONAS, case_of

pytestmark = [
    pytest.mark.bench,
    pytest.mark.benchmark(timer=time.process_time, warmup=True, warmup_iterations=3, min_rounds=50, disable_gc=True),
]
Benchmark = Callable[..., Any]
DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def people() -> Iterator[Case]:
    """The personas who get a routine, one after the other, again and again."""
    cases = [case_of(name) for name in PERSONAS]
    return cycle([case for case in cases if recommend(case, content()).routine is not None])


def anew(case: Case) -> Result:
    """As for somebody who was not here before; what the solver was asked of late is known to it."""
    forget()
    return recommend(case, content())


def test_recommend_the_example(benchmark: Benchmark) -> None:
    assert benchmark(anew, a_case()).routine is not None


def test_recommend_the_example_again(benchmark: Benchmark) -> None:
    assert benchmark(recommend, a_case(), content()).routine is not None


def test_recommend_a_different_person_each_time(benchmark: Benchmark, people: Iterator[Case]) -> None:
    assert benchmark(lambda: anew(next(people))).routine is not None


def test_recommend_the_example_to_a_solver_that_was_asked_nothing(benchmark: Benchmark) -> None:
    def first() -> Result:
        solve.cache_clear()
        return anew(a_case())

    assert benchmark(first).routine is not None


def test_triage_alone(benchmark: Benchmark) -> None:
    case = a_case()
    assert benchmark(triage, case, content().safety, content().evidence).level == "go"


def test_assess_alone(benchmark: Benchmark) -> None:
    case = a_case()
    assert benchmark(assess, case, content().evidence).phase == "build"


def test_case_from_json(benchmark: Benchmark) -> None:
    text = json.dumps(EXAMPLE)
    assert isinstance(benchmark(parse_case, text, content(), content().words["en"]), Case)


def test_case_from_the_answers_of_the_intake(benchmark: Benchmark) -> None:
    questionnaire, answers = content().questionnaire, example_answers()
    assert isinstance(benchmark(build_case, questionnaire, answers, TODAY), Case)


def test_result_to_json(benchmark: Benchmark) -> None:
    result = recommend(a_case(), content())
    assert benchmark(result.model_dump_json)


def test_library_from_its_files(benchmark: Benchmark) -> None:
    assert len(benchmark(load_library, DATA / "exercises", []).exercises) == 55


def test_all_data_files(benchmark: Benchmark) -> None:
    assert benchmark(load_content.__wrapped__, DATA).library.exercises
