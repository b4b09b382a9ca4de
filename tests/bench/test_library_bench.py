"""Benchmarks of the exercise library: CPU of a rerun of its page, and of a search alone. They measure, not judge.

Streamlit's AppTest runs the script as the server does, and then reads what was drawn, which a server does not.
"""

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import figure, state
from pages.ui.library_address import FOLLOWED
from pages.ui.library_search import Index, Wanted
from tests.make import content, every_rung
from tests.pages.conftest import SHELL, TODAY
from tests.pages.test_exercises_page import visit
from tests.pages.test_pages import at, make_plan

pytestmark = [
    pytest.mark.bench,
    pytest.mark.benchmark(timer=time.process_time, warmup=True, warmup_iterations=3, min_rounds=50, disable_gc=True),
]
Benchmark = Callable[..., Any]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page of somebody who has a routine."""
    monkeypatch.setenv("LBP_DATABASE_URL", str(tmp_path / "lower-back.db"))
    monkeypatch.setenv(state.TODAY_SETTING, TODAY)
    state.reopen()
    make_plan()
    yield at(AppTest.from_file(str(SHELL), default_timeout=60), "exercises.py")
    state.reopen()


def test_the_list_page_by_page(benchmark: Benchmark, library: AppTest) -> None:
    pages = cycle(["1", "2", "3", "4", "5"])

    def turn() -> None:
        library.query_params[FOLLOWED] = "1"
        library.query_params["page"] = next(pages)
        library.run()

    benchmark(turn)
    assert library.get("page_link")


def test_the_first_view_of_the_list(benchmark: Benchmark, library: AppTest) -> None:
    """As somebody sees it who comes first after a start: no page was shown yet, the pictures are drawn ahead."""
    pages = cycle(["1", "2", "3", "4", "5"])

    def start() -> None:
        figure._drawn.cache_clear()
        figure.draw_ahead(state.journal().content)
        library.query_params[FOLLOWED] = "1"
        library.query_params["page"] = next(pages)

    benchmark.pedantic(library.run, setup=start, rounds=20, warmup_rounds=1)
    assert library.get("image")


def test_drawing_ahead(benchmark: Benchmark) -> None:
    """All that the start draws in the background."""
    known = content()

    def draw() -> None:
        figure._drawn.cache_clear()
        figure.draw_ahead(known)

    benchmark.pedantic(draw, rounds=5, warmup_rounds=1)
    assert figure._drawn.cache_info().currsize == 2 * len(every_rung())  # of each version the small and the moving one


def test_an_exercise(benchmark: Benchmark, library: AppTest) -> None:
    visit(library, exercise="squat")
    benchmark(library.run)
    assert [element.value for element in library.title] == ["Squat"]


def test_a_search(benchmark: Benchmark) -> None:
    index = Index(content().library, content().words["en"])
    texts = cycle(["plank", "plnak", "dead lift", "hips", "zumba"])
    benchmark(lambda: index.search(Wanted(text=next(texts))))
    assert index.search(Wanted(text="plank")).found
