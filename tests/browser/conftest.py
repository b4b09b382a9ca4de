"""A browser and a server for each test that wants them."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.browser.person import PATIENCE_MS, Person
from tests.browser.server import Server, serve

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find()
    if executable is None:
        pytest.fail("no browser found: python -m tests.browser.chromium --install")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serve(tmp_path) as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture
def person(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """`person(width=390, scheme="dark")`: a new person with an empty browser, in London. What they saw last is kept
    as a picture where the test failed."""
    contexts = []
    people: list[Person] = []

    def arrive(width: int = 1280, scheme: str = "light") -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            timezone_id="Europe/London",
            locale="en-GB",
        )
        contexts.append(context)
        people.append(Person(context.new_page(), server.url))
        return people[-1]

    yield arrive
    report = getattr(request.node, "report_call", None)
    if report is not None and report.failed:
        for number, someone in enumerate(people):
            someone.whole_page()
            someone.picture(server.log.with_name(f"last-seen-{number}.png"))
            report.sections.append(("last seen", f"{server.log.parent}\n{someone.main.inner_text()[:3000]}"))
    for context in contexts:
        context.close()


@cache
def axe_source() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text(encoding="utf-8")


@pytest.fixture
def axe() -> str:
    return axe_source()
