"""Benchmarks of the pictures: drawing one anew, moving and as a strip. They measure, not judge.

The pages draw each picture once and keep it; this is what the first person waits for.
"""

import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest

from core.figures.svg import moving_svg, one_svg, still_svg
from tests.figures.figure import BODY, FIGURES, HOW_TOS

pytestmark = [
    pytest.mark.bench,
    pytest.mark.benchmark(timer=time.process_time, warmup=True, warmup_iterations=110, min_rounds=110, disable_gc=True),
]
Benchmark = Callable[..., Any]
EVERY = FIGURES | HOW_TOS


@pytest.mark.parametrize("draw", [moving_svg, still_svg, one_svg])
def test_one_picture(benchmark: Benchmark, draw: Callable[..., str]) -> None:
    """One after the other, so that the mean is that of all of them."""
    figures = cycle(EVERY.values())
    assert benchmark(lambda: draw(next(figures), BODY, "A", "b")).startswith("<svg")


@pytest.mark.parametrize("draw", [moving_svg, still_svg, one_svg])
def test_the_slowest_picture(benchmark: Benchmark, draw: Callable[..., str]) -> None:
    """The worst of all rungs and how-tos, by the best of five; its name stands in the extra information."""

    def seconds(name: str) -> float:
        start = time.process_time()
        draw(EVERY[name], BODY, "A", "b")
        return time.process_time() - start

    slowest = max(EVERY, key=lambda name: min(seconds(name) for _ in range(5)))
    benchmark.extra_info["picture"] = slowest
    assert benchmark(draw, EVERY[slowest], BODY, "A", "b").startswith("<svg")
