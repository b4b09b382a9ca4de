"""Benchmarks of the pages right after a save, with a routine and one year or ten of daily logs. CPU time, warm.

The first rerun after a save is the dearest one: what was kept of the time before no longer holds.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.model.case import Case
from core.model.log import CheckIn
from core.recommend.recommend import recommend
from core.storage import logs, plans
from pages.ui import state
from tests.bench.test_bench_review import logged
from tests.make import EXAMPLE
from tests.pages.conftest import ROOT, SHELL

pytestmark = [pytest.mark.bench, pytest.mark.benchmark(timer=time.process_time, disable_gc=True)]
OWNER = "local"


@pytest.fixture(params=[1, 10], ids=["1-year", "10-years"])
def app(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Somebody who logged every day, and answered the questions anew three months ago."""
    history, today = logged(365 * request.param)
    now = datetime.fromisoformat(f"{today}T09:00:00+00:00")
    monkeypatch.setenv("LBP_DATABASE_URL", str(tmp_path / "lower-back.db"))
    monkeypatch.setenv(state.TODAY_SETTING, today.isoformat())
    state.reopen()
    journal, asked = state.journal(), now - timedelta(days=90)
    case = Case.model_validate_json(json.dumps(EXAMPLE | {"as_of": asked.date().isoformat()}))
    with journal._database.write(OWNER) as connection:
        making = plans.Making(asked, asked.date(), "plan", "0", "x")
        plans.append(OWNER, connection, {}, case, recommend(case, journal.content), making)
        for kind, entries in (
            (logs.CHECK_INS, history.check_ins),
            (logs.SESSIONS, history.sessions),
            (logs.ANKLE_TESTS, history.ankle_tests),
            (logs.FUNCTION, history.function),
            (logs.RESCREENS, history.rescreens),
        ):
            for entry in entries:
                logs.append(OWNER, connection, kind, entry, now, f"{kind.name} {entry.day}")  # type: ignore[type-var]
    yield AppTest.from_file(str(SHELL), default_timeout=60).run()
    state.reopen()


@pytest.mark.parametrize("page", ["home", "routine", "check_in", "ankle", "progress", "my_data"])
def test_first_run_after_a_save(benchmark: Callable[..., Any], app: AppTest, page: str) -> None:
    app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert not app.exception
    number = count()

    def save() -> None:
        n = next(number)
        state.journal().log_check_in(OWNER, CheckIn(day=state.today(), pain_average=3 + n % 2), state.now(), f"b {n}")

    benchmark.pedantic(app.run, setup=save, rounds=15, warmup_rounds=3)
    assert not app.exception
