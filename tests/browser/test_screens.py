"""Every screen by day and by night, wide and narrow: no axe violation, nothing sideways, nothing asked elsewhere."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.browser import walks
from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

CHART = "[data-testid=stVegaLiteChart] :is(canvas, svg)"
TODAY = date(2026, 11, 20)
# Both widths and both schemes every day; the other two pairs of them in `make test-long`.
each_look = pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (390, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.long),
        pytest.param(390, "light", marks=pytest.mark.long),
    ],
)


class Inspector:
    """Gathers what is wrong on each screen, so that one run tells all of it."""

    def __init__(self, person: Person, axe: str) -> None:
        self.person, self.axe = person, axe
        self.found: list[str] = []
        self.seen: list[str] = []
        person.on_arrival = self.look  # every screen that any walk comes to

    def look(self, screen: str) -> None:
        if screen in self.seen:
            return
        self.seen.append(screen)
        size = self.person.page.viewport_size
        self.person.settled().whole_page()
        self.found += [f"{screen}: {fault}" for fault in self.person.settled().faults(self.axe)]
        if self.person.is_wider_than_the_screen():
            self.found.append(f"{screen}: wider than the screen")
        if size is not None:
            self.person.page.set_viewport_size(size)

    def done(self) -> None:
        assert self.found == [], "\n".join(self.found)
        assert self.person.offsite == []
        assert self.person.complaints == []


@each_look
def test_screens_with_weeks_of_data(
    person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str
) -> None:
    server.set_today(TODAY)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    someone.open().sees_title("Lower back, step by step")
    someone.press("Look around with made-up data").sees_title("Today")
    someone.go("Routine").sees_title("Your routine")
    someone.press_summary("How to do it").press_summary("Why it is in")
    seen.look("session, opened")
    for tab in ("Week", "Why this", "Left out"):
        someone.main.get_by_role("tab", name=tab).click()
        someone.settled().main.get_by_role("tabpanel").get_by_role("heading").first.wait_for()
        seen.look(tab)
    someone.go("Check-in").sees_title("Check-in").press_summary("More, if you like: sitting, sleep, stress, notes")
    seen.look("check-in, opened")
    someone.go("Ankle test").sees_title("Ankle test")
    someone.go("Progress").sees_title("Progress")
    for chart in ("Pain", "Ankle", "Sessions"):
        someone.choose("progress_chart", chart).settled()
        someone.page.wait_for_selector(CHART)
        seen.look(f"progress, {chart}")
    someone.go("My data").sees_title("My data")
    seen.done()


@each_look
def test_screens_of_the_questions(
    person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str
) -> None:
    server.set_today(TODAY)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    someone.open("intake").sees_title(walks.FLAG_PAGES[0])
    someone.press("Some, or not sure").settled()
    seen.look("the list, opened")
    someone.press("Back to the list").settled()
    walks.no_warning_signs(someone).sees_title("Your pain")
    someone.press("Continue").sees("There is a problem").settled()
    seen.look("pain, with problems")
    walks.story(walks.pain(someone)).sees_title("What makes it worse or better")
    walks.positions(someone).sees_title("Two gentle movements to try").press("Try them now").settled()
    seen.look("the trials, and how")
    walks.daily_life(someone).sees_title("Ankle test").press("Measure now").settled()
    seen.look("the ankle test, and how")
    walks.what_suits(someone).sees_title("Check your answers").press("Back").sees_title("What suits you")
    someone.press_summary("not want").choose("intake_excluded", "Plank").settled()
    seen.look("exercises not wanted")
    assert len(seen.seen) >= 19
    seen.done()


@each_look
def test_the_cards_of_somebody_with_warning_signs(
    person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str
) -> None:
    server.set_today(TODAY)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    someone.open("intake").sees_title(walks.FLAG_PAGES[0]).press("Some, or not sure").settled()
    someone.choose("intake_flags_nerves_saddle_anaesthesia", "Yes").settled()
    seen.look("a warning sign, marked")
    someone.press("No to all the others").sees_title("Get help right now")
    someone.press("Go on with the questions")
    for title in walks.FLAG_PAGES[1:]:
        someone.sees_title(title).press("None of these")
    walks.story(walks.pain(someone))
    walks.positions(someone).sees_title("Your usual day and night")
    walks.days_and_nights(someone)
    walks.what_suits(someone).sees_title("Check your answers")
    someone.press("Make my routine").sees_title("Get help right now").sees("999")
    seen.look("care card")
    someone.go("Today").sees_title("Today")
    seen.done()
