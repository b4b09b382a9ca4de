"""Benchmarks of trends and of the progress page: one year and ten years of daily entries. CPU time, warm.

A rerun is what a click costs, a first run what the page costs after something was saved.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.log import ActivityScore, AnkleTest, CheckIn, FunctionScore, Peg, SessionDone
from core.model.record import History
from core.trends.inputs import PlannedDays
from core.trends.progress import build_progress
from core.trends.verdicts import verdicts
from pages.ui import state
from tests.bench.stored import store
from tests.make import content

pytestmark = [
    pytest.mark.bench,
    pytest.mark.benchmark(timer=time.process_time, warmup=True, warmup_iterations=2, min_rounds=20, disable_gc=True),
]
Benchmark = Callable[..., Any]
TODAY = date(2026, 11, 20)
NOW = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
YEARS = pytest.mark.parametrize("years", [1, 10])
WINDOWS = pytest.mark.parametrize("window", ["12w", "all"])
SHELL = Path(__file__).resolve().parents[2] / "pages" / "ui" / "shell.py"


@cache
def history(years: int) -> History:
    """Every day noted, sessions on most of three days a week, an ankle test each week, scores every two weeks."""
    draw = Random(years)
    days = [TODAY - timedelta(days=n) for n in range(365 * years)][::-1]
    whole = [min(10, max(0, round(draw.gauss(4, 1.5)))) for _ in days]
    return History(
        check_ins=tuple(
            CheckIn(day=day, pain_average=pain, sitting_hours=6 + pain % 4, sleep_hours=7.5, stress=10 - pain)
            for day, pain in zip(days, whole, strict=True)
        ),
        sessions=tuple(
            SessionDone(day=day, routine_version=1, items=())
            for day in days
            if day.weekday() in (0, 2, 4) and draw.random() < 0.8
        ),
        ankle_tests=tuple(AnkleTest(day=day, left_cm=(8, 8.5, 9), right_cm=(10, 10.5, 11)) for day in days[::7]),
        function=tuple(
            FunctionScore(
                day=day,
                activities=(ActivityScore(activity="Walk", score=pain),),
                peg=Peg(pain=pain, enjoyment=pain, general_activity=pain),
            )
            for day, pain in zip(days[::14], whole[::14], strict=True)
        ),
    )


@YEARS
def test_verdicts(benchmark: Benchmark, years: int) -> None:
    assert benchmark(verdicts, history(years), TODAY, content().evidence).pain.weeks > 50


@YEARS
@WINDOWS
def test_progress_made_anew(benchmark: Benchmark, years: int, window: str) -> None:
    plans = [PlannedDays(history(years).check_ins[0].day, ("mon", "wed", "fri"))]
    assert benchmark(build_progress, history(years), plans, TODAY, window, content().evidence).sessions.finding


@pytest.fixture(params=[1, 10], ids=["1-year", "10-years"])
def page(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The progress page over a database with that many years in it."""
    monkeypatch.setenv("LBP_DATABASE_URL", str(tmp_path / "lower-back.db"))
    monkeypatch.setenv(state.TODAY_SETTING, TODAY.isoformat())
    state.reopen()
    kept, owner = history(request.param), state.LOCAL_OWNER
    with state.journal()._database.write(owner) as connection:
        store(owner, connection, kept, NOW)
    app = AppTest.from_file(str(SHELL), default_timeout=60).run()
    app.switch_page(str(SHELL.parents[1] / "progress.py")).run()
    assert not app.exception
    yield app
    state.reopen()


@pytest.mark.parametrize("chart", ["pain", "function", "ankle", "sessions"])
@WINDOWS
def test_rerun_of_the_page(benchmark: Benchmark, page: AppTest, chart: str, window: str) -> None:
    for key, value in (("progress_chart", chart), ("progress_window", window)):
        next(element for element in page.get("button_group") if element.key == key).set_value(value)
        page.run()
    assert not benchmark(page.run).exception


def test_first_run_of_the_page_after_a_save(benchmark: Benchmark, page: AppTest) -> None:
    count = iter(range(10**6))

    def saved() -> None:
        entry = CheckIn(day=TODAY, pain_average=next(count) % 11)
        state.journal().log_check_in(state.LOCAL_OWNER, entry, NOW, f"bench {next(count)}")

    assert not benchmark.pedantic(page.run, setup=saved, rounds=20, warmup_rounds=2).exception
