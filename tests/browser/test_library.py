"""The exercise library in a browser: looks, its address and the back button, the keyboard, what is said aloud."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_screens import Inspector, each_look

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 20)


def address(person: Person, query: str) -> None:
    """The address of the page is that of the library with this query."""
    asked = f"/exercises?{query}" if query else "/exercises"
    expect(person.page).to_have_url(re.compile(re.escape(asked) + "$"))
    person.settled()


def status(person: Person, text: str) -> None:
    expect(person.main.locator("[role=status]").last).to_contain_text(text)


def pictures(person: Person) -> None:
    """Every picture has come, and is told in words."""
    for picture in person.main.locator("[data-testid=stImage] img").all():
        expect(picture).to_have_attribute("alt", re.compile(r"\w{3}"))
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0


@each_look
def test_looks(person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str) -> None:
    server.set_today(TODAY)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    someone.open("exercises").sees_title("Exercises")
    pictures(someone)
    someone.press_summary("Filters").choose("level", "Level 1, gentlest").settled()
    seen.look("filters, opened")
    someone.open("exercises?search=bridge&level=4").sees("What you can do")
    seen.look("nothing found")
    someone.open("exercises?exercise=squat&rung=3").sees_title("Squat").sees("You have no routine yet")
    pictures(someone)
    someone.tick("Keep the pictures still").settled()
    pictures(someone)
    seen.look("one version, still")
    someone.open().press("Look around with made-up data").sees_title("Today")
    someone.open("exercises?search=squat").sees("In your routine")
    seen.look("list, with a routine")
    someone.open("exercises?exercise=squat").sees("the one in your routine")
    seen.look("in the routine")
    someone.open("exercises?exercise=jefferson_curl").sees("What would change that")
    seen.look("not in the routine")
    someone.go("Routine").sees_title("Your routine").press_summary("How to do it")
    pictures(someone)
    seen.look("cards of the routine")
    seen.done()


def test_the_address_and_the_back_button(person: Callable[..., Person], server: Server) -> None:
    server.set_today(TODAY)
    someone = person()
    someone.open("exercises").type("search", "plank")
    address(someone, "search=plank")
    status(someone, "3 of 55")
    someone.press_summary("Filters").choose("level", "Level 2")
    address(someone, "search=plank&level=2")
    someone.main.get_by_role("link", name="Side plank").click()
    someone.sees_title("Side plank")
    address(someone, "search=plank&level=2&exercise=side_plank&rung=2")
    someone.main.get_by_text("Side plank on the floor with straight legs").first.click()
    address(someone, "search=plank&level=2&exercise=side_plank&rung=3")
    someone.main.get_by_role("link", name="All exercises").click()
    someone.sees_title("Exercises")
    address(someone, "search=plank&level=2")
    status(someone, "3 of 55")

    someone.page.go_back()
    someone.sees_title("Side plank")
    expect(someone.main.get_by_role("radio", name="Side plank on the floor")).to_be_checked()
    someone.page.go_back()
    expect(someone.main.get_by_role("radio", name="Side plank on your knees")).to_be_checked()
    someone.page.go_back()
    someone.sees_title("Exercises")
    status(someone, "3 of 55")
    someone.page.go_forward()
    someone.sees_title("Side plank")

    someone.page.reload()
    someone.sees_title("Side plank")
    someone.main.get_by_role("link", name="All exercises").click()
    someone.sees_title("Exercises").press("Clear search and filters")
    address(someone, "")
    status(someone, "All 55")
    someone.main.get_by_role("button", name="Page 3").click()
    address(someone, "page=3")
    someone.main.get_by_role("link").last.click()
    someone.settled().main.get_by_role("link", name="All exercises").click()
    address(someone, "page=3")
    status(someone, "Page 3 of 5")
    assert someone.complaints == []


def test_what_is_typed_fast_is_not_lost(person: Callable[..., Person], server: Server) -> None:
    server.set_today(TODAY)
    someone = person()
    someone.open("exercises")
    box = someone.widget("search").locator("input")
    box.press_sequentially("kettlebell dead", delay=90)
    box.press_sequentially("lift", delay=280)
    address(someone, "search=kettlebell+deadlift")
    expect(box).to_have_value("kettlebell deadlift")
    status(someone, "2 of 55")


def test_the_count_is_said_aloud(person: Callable[..., Person], server: Server) -> None:
    """A live region speaks when its text changes, not when it is put in place anew."""
    server.set_today(TODAY)
    someone = person()
    someone.open("exercises")
    region = someone.main.locator("[role=status]").last
    region.evaluate("region => { region.seen = true }")
    someone.type("search", "zumba")
    status(someone, "No exercise fits")
    assert region.evaluate("region => region.seen === true")


def test_by_keyboard_alone(person: Callable[..., Person], server: Server) -> None:
    server.set_today(TODAY)
    someone = person()
    someone.open("exercises")
    someone.widget("search").locator("input").focus()
    someone.page.keyboard.type("squat")
    status(someone, "3 of 55")
    someone.settled()
    for _ in range(12):
        someone.page.keyboard.press("Tab")
        if someone.page.evaluate("document.activeElement.textContent").startswith("Squat"):
            break
    someone.page.keyboard.press("Enter")
    someone.sees_title("Squat")
    someone.main.get_by_role("radio", name="Stand up from a chair").focus()
    someone.page.keyboard.press("ArrowDown")
    address(someone, "search=squat&exercise=squat&rung=2")
    someone.sees("Squat with a post or strap to hold")
