"""Benchmarks of the pages right after a save, with a routine and one year or ten of daily logs. CPU time, warm.

The first rerun after a save is the dearest one: what was kept of the time before no longer holds. How dear it is, is
measured and not judged; that ten years cost little more than one is, as both are measured in turns on one machine.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest

from core.journal.journal import Journal
from core.model.case import Case
from core.model.log import CheckIn
from core.recommend.recommend import recommend
from core.storage import plans
from pages.ui import state
from tests.bench.stored import store
from tests.bench.test_bench_review import logged
from tests.make import EXAMPLE
from tests.pages.conftest import ROOT, SHELL

pytestmark = [pytest.mark.bench, pytest.mark.benchmark(timer=time.process_time, disable_gc=True)]
OWNER = "local"
ROUNDS = 25
# Ten years against one, after a save: what was noted is walked over once, for a review or for the charts. A page that
# does neither has no reason to notice, nor has any page while nothing is saved.
MOST_AFTER_A_SAVE = {"home": 1.3, "routine": 1.3, "progress": 1.2, "check_in": 1.2}
MOST = 1.2


class Somebody:
    """Who logged every day for so many years, and answered the questions anew three months ago."""

    def __init__(self, years: int, folder: Path, patch: pytest.MonkeyPatch) -> None:
        history, self.today = logged(365 * years)
        self._patch, self._number = patch, count()
        patch.setenv("LBP_DATABASE_URL", str(folder / f"{years}.db"))
        state.reopen()
        self._journal: Journal = state.journal()
        self.arrives()
        now = datetime.fromisoformat(f"{self.today}T09:00:00+00:00")
        asked = now - timedelta(days=90)
        case = Case.model_validate_json(json.dumps(EXAMPLE | {"as_of": asked.date().isoformat()}))
        with self._journal._database.write(OWNER) as connection:
            making = plans.Making(asked, asked.date(), "plan", "0", "x")
            plans.append(OWNER, connection, {}, case, recommend(case, self._journal.content), making)
            store(OWNER, connection, history, now)
        self._app = AppTest.from_file(str(SHELL), default_timeout=60).run()

    def goes_to(self, page: str) -> None:
        self.arrives()
        self._app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not self._app.exception

    def saves(self) -> None:
        """A check-in from elsewhere, so that only the rerun after it is measured."""
        self.arrives()
        n = next(self._number)
        self._journal.log_check_in(OWNER, CheckIn(day=self.today, pain_average=3 + n % 2), state.now(), f"b {n}")

    def looks(self) -> float:
        """One rerun; its CPU time in seconds."""
        began = time.process_time()
        assert not self._app.run().exception
        return time.process_time() - began

    def arrives(self) -> None:
        """What is asked now is asked of this person's journal, on their day."""
        self._patch.setenv(state.TODAY_SETTING, self.today.isoformat())
        self._patch.setattr(state, "_opened", self._journal)


@pytest.fixture(autouse=True)
def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server compiles a page once, Streamlit's test runner in every run."""
    cache = ScriptCache()
    compiled = cache.get_bytecode
    monkeypatch.setattr(ScriptCache, "get_bytecode", lambda _, path: compiled(path))


@pytest.fixture
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Somebody]]:
    yield lambda years: Somebody(years, tmp_path, monkeypatch)
    monkeypatch.undo()
    state.reopen()


@pytest.mark.parametrize("years", [1, 10])
@pytest.mark.parametrize("page", ["home", "routine", "check_in", "ankle", "progress", "my_data"])
def test_first_run_after_a_save(
    benchmark: Callable[..., Any], somebody: Callable[[int], Somebody], page: str, years: int
) -> None:
    person = somebody(years)
    person.goes_to(page)
    benchmark.pedantic(person.looks, setup=person.saves, rounds=15, warmup_rounds=3)


@pytest.mark.parametrize("saving", [True, False], ids=["after-a-save", "again"])
@pytest.mark.parametrize("page", MOST_AFTER_A_SAVE)
def test_ten_years_cost_little_more_than_one(
    benchmark: Callable[..., Any], somebody: Callable[[int], Somebody], page: str, saving: bool
) -> None:
    one, ten = somebody(1), somebody(10)
    one.goes_to(page)
    ten.goes_to(page)
    of_one, of_ten = [], []

    def in_turns() -> None:
        (one.saves if saving else one.arrives)()
        of_one.append(one.looks())
        (ten.saves if saving else ten.arrives)()

    benchmark.pedantic(lambda: of_ten.append(ten.looks()), setup=in_turns, rounds=ROUNDS, warmup_rounds=3)
    ratio = benchmark.extra_info["ratio"] = round(median(of_ten) / median(of_one), 2)  # type: ignore[attr-defined]
    assert ratio <= (MOST_AFTER_A_SAVE[page] if saving else MOST)
