"""The progress page with every chart drawn and every fold open: no axe violation, nothing sideways, by keyboard too."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_screens import CHART, Inspector, each_look

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 20)
PARTS = {"Pain": 1, "Activities": 2, "Ankle": 3, "Sessions": 1}


def arrive(someone: Person) -> Person:
    someone.open().sees_title("Lower back, step by step")
    someone.press("Look around with made-up data").sees_title("Today")
    return someone.go("Progress").sees_title("Progress")


def drawn(someone: Person, charts: int) -> None:
    """So many charts stand there."""
    expect(someone.main.locator(CHART)).to_have_count(charts)
    someone.settled()


@each_look
def test_every_part_with_its_table(
    person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str
) -> None:
    server.set_today(TODAY)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    arrive(someone)
    for part, charts in PARTS.items():
        someone.choose("progress_chart", part).settled()
        drawn(someone, charts)
        someone.press_summary("Show the numbers as a table")
        seen.look(part)
    someone.choose("progress_chart", "Pain").settled().press_summary("What went with better days")
    drawn(someone, 2)
    someone.press_summary("How this page decides")
    someone.choose("went_with_factor", "Sleep, hours").settled()
    drawn(someone, 3)
    seen.look("what went with better days")
    seen.done()


def test_charts_say_in_words_what_they_show(person: Callable[..., Person], server: Server) -> None:
    server.set_today(TODAY)
    someone = arrive(person())
    for part, begin in (("Pain", "Chart of pain from 0 to 10"), ("Sessions", "Calendar of sessions done and planned")):
        someone.choose("progress_chart", part).settled()
        drawn(someone, 1)
        expect(someone.main.locator(f"[aria-label^='{begin}']")).to_have_count(1)


def test_the_calendar_is_read_by_keyboard_in_its_table(person: Callable[..., Person], server: Server) -> None:
    server.set_today(TODAY)
    someone = arrive(person())
    someone.choose("progress_chart", "Sessions").settled()
    drawn(someone, 1)
    someone.widget("progress_window").get_by_role("radio").first.or_(
        someone.widget("progress_window").locator("button").first
    ).first.focus()
    for _ in range(30):
        someone.page.keyboard.press("Tab")
        if someone.page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    someone.page.keyboard.press("Enter")
    expect(someone.main.get_by_role("columnheader", name="Session")).to_be_visible()
    expect(someone.main.get_by_role("cell", name="Done", exact=True).first).to_be_visible()
