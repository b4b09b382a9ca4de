"""Writes the pictures of docs: one person from the first visit to the sixth week, by day, by night and on a phone.

`python -m tests.browser.pictures docs/screenshots`
"""

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from core.journal.journal import Journal
from core.journal.opening import open_journal
from core.model.log import ActivityScore, AnkleTest, CheckIn, FunctionScore, KeptOld, Peg, Rescreen, SessionDone
from core.model.vocabulary import WEEKDAYS
from core.settings import Settings
from tests.browser import walks
from tests.browser.chromium import FLAGS, find
from tests.browser.person import Person
from tests.browser.server import Server, serve
from tests.make import done_in_full
from tests.personas.stories import story_of

OWNER: Final = "local"
FIRST_DAY: Final = date(2026, 10, 12)  # a Monday
WEEKS: Final = 6
LAST_DAY: Final = FIRST_DAY + timedelta(weeks=WEEKS, days=-3)  # a Friday
LOOKS: Final = ((1280, 900, "light"), (390, 844, "light"), (390, 844, "dark"))
# By night a few are enough.
BY_NIGHT: Final = ("today", "session", "progress")
SKIPPED: Final = 2
PLAYED_MS: Final = 22_000  # into an exercise, past its getting ready
INTO_THE_MOVE_MS: Final = 1_700
A_FILE: Final = "~/.local/share/lower-back-step-by-step/lower-back.db"


class Camera:
    """Takes pictures of one look into a folder."""

    def __init__(self, folder: Path, width: int, scheme: str) -> None:
        self.folder, self.name, self.scheme = folder, f"{scheme}-{width}.png", scheme

    def take(self, person: Person, screen: str, at: Locator | None = None) -> None:
        """What is to be seen, from the top or from `at`."""
        if self.scheme == "dark" and screen not in BY_NIGHT:
            return
        person.settled()
        person.page.mouse.move(0, 0)
        if at is not None:
            at.evaluate("part => { part.style.scrollMargin = '5rem'; part.scrollIntoView({block: 'start'}) }")
        for picture in person.main.locator("[data-testid=stImage] img").all():
            expect(picture).to_have_js_property("complete", True)
        # What moves is shown in its movement: a person who only kneels tells nothing.
        person.page.wait_for_timeout(INTO_THE_MOVE_MS)
        person.page.screenshot(path=self.folder / f"{screen}-{self.name}")


def first_day(person: Person, camera: Camera) -> None:
    """From the first visit to the routine, as a person comes there."""
    pages = {"What makes it worse or better": "questions", "Check your answers": "check-your-answers"}
    person.open().sees_title("Lower back, step by step")
    camera.take(person, "first-visit")
    person.on_arrival = lambda title: camera.take(person, pages[title]) if title in pages else None
    walks.intake(person.press("Start the questions")).sees("No warning signs in your answers.")
    person.on_arrival = None


def six_weeks(journal: Journal) -> None:
    """The logs of the persona that gets better, up to the last day; routines change by them as they do in the app."""
    for number, told in enumerate(story_of("improver")["weeks"][:WEEKS]):
        for place, weekday in enumerate(WEEKDAYS):
            day = FIRST_DAY + timedelta(weeks=number, days=place)
            if day < LAST_DAY:
                _a_day(journal, day, weekday, told["pain"][place], told)
        sunday = FIRST_DAY + timedelta(weeks=number, days=6)
        if sunday < LAST_DAY:
            _a_sunday(journal, sunday, told)


def _a_day(journal: Journal, day: date, weekday: str, pain: int | None, told: dict[str, Any]) -> None:
    now, plan = datetime.combine(day, time(19), UTC), journal.plan(OWNER)
    if pain is None or plan is None or plan.result.routine is None:
        return
    journal.log_next_morning(OWNER, day - timedelta(days=1), pain, now, f"morning {day}")
    entry = CheckIn(day=day, pain_average=pain, leg_symptoms="none", sitting_hours=9 - pain % 3, sleep_hours=7)
    journal.log_check_in(OWNER, entry, now, f"check-in {day}")
    routine, extra = plan.result.routine, told["extra"]
    items = [item for item in routine.items if item.exercise in routine.week[weekday]]  # type: ignore[index]
    if items:
        rows = tuple(done_in_full(item, extra_reps=extra, effort=8 - 2 * extra) for item in items)
        rise = told["rise"].get(weekday, 0) if isinstance(told["rise"], dict) else told["rise"]
        pains = {"pain_before": pain, "pain_peak": pain + rise, "leg_symptoms": "none"}
        done = SessionDone(day=day, routine_version=plan.routine_version, items=rows, **pains)
        journal.log_session(OWNER, done, now, f"session {day}")
    review = journal.review(OWNER, day)
    if review is not None and review.rescreen:
        signs = {flag.id: "no" for flag in journal.content.safety.flags}
        journal.log_rescreen(OWNER, Rescreen(day=day, answers=signs), now, f"signs {day}")  # type: ignore[arg-type]
    if journal.renew(OWNER, now, day, f"routine {day}") is not None and day < LAST_DAY - timedelta(days=4):
        seen = journal.plan(OWNER)
        assert seen is not None
        journal.log_kept_old(OWNER, KeptOld(day=day, kept=(), seen_version=seen.routine_version), now, f"seen {day}")


def _a_sunday(journal: Journal, day: date, told: dict[str, Any]) -> None:
    now = datetime.combine(day, time(20), UTC)
    left, right = told["ankle"]
    journal.log_ankle(OWNER, AnkleTest(day=day, left_cm=(left,) * 3, right_cm=(right,) * 3), now, f"ankle {day}")
    if "activities" in told:
        pain, enjoyment, general = told["peg"]
        scores = tuple(ActivityScore(activity=name, score=score) for name, score in told["activities"].items())
        peg = Peg(pain=pain, enjoyment=enjoyment, general_activity=general)
        journal.log_function(OWNER, FunctionScore(day=day, activities=scores, peg=peg), now, f"activities {day}")


def the_last_day(person: Person, camera: Camera) -> None:
    """What the app shows by then, page by page."""
    charts = "[data-testid=stVegaLiteChart] :is(canvas, svg)"
    person.open().sees_title("Today")
    camera.take(person, "today")
    person.go("Routine").sees_title("Your routine")
    camera.take(person, "routine", at=person.main.get_by_text("Keep the pictures still").first)
    person.open("routine").sees_title("Your routine").press_summary("What changed, and why")
    camera.take(person, "what-changed")
    person.go("Check-in").sees_title("Check-in").choose(f"check_in_pain_average_{LAST_DAY}", "3").settled()
    camera.take(person, "check-in")
    person.go("Progress").sees_title("Progress")
    for part, name in (("Pain", "progress"), ("Ankle", "progress-ankle")):
        person.choose("progress_chart", part).settled().page.wait_for_selector(charts)
        camera.take(person, name)
    person.open("exercises").sees_title("Exercises")
    camera.take(person, "exercises")
    person.open("exercises?exercise=bird_dog").sees_title("Bird dog")
    camera.take(person, "exercise")
    person.go("My data").sees_title("My data").settled()
    # Where the file lies by default, instead of the folder of this run; what is drawn later would put that back.
    place = person.main.locator("code").filter(has_text=".db").first
    expect(place).to_be_visible()
    place.evaluate("(path, told) => { path.textContent = told }", A_FILE)
    camera.take(person, "my-data")
    expect(person.main.locator("code").first).to_have_text(A_FILE)


def a_session(person: Person, camera: Camera) -> None:
    """The player in the middle of an exercise, on a clock of its own."""
    person.page.clock.install()
    person.open("session").sees_title("Before you start").choose("session_pain", "3").settled()
    person.press("Begin").sees_title("Guided session")
    player = person.page.locator("[data-ref=player]")
    person.page.clock.run_for(500)
    player.get_by_role("button", name="Start the first exercise", exact=True).click()
    for _ in range(SKIPPED):
        expect(player).to_have_attribute("data-saved", "true")
        person.page.clock.run_for(500)
        player.get_by_role("button", name="Skip this", exact=True).click()
    expect(player).to_have_attribute("data-saved", "true")
    person.page.clock.run_for(PLAYED_MS)
    camera.take(person, "session")


def take_all(browser: Browser, server: Server, folder: Path, look: tuple[int, int, str]) -> None:
    width, height, scheme = look
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        timezone_id="Europe/London",
        locale="en-GB",
    )
    camera, person = Camera(folder, width, scheme), Person(context.new_page(), server.url)
    server.set_today(FIRST_DAY)
    first_day(person, camera)
    six_weeks(open_journal(Settings(database_url=str(server.database))))
    server.set_today(LAST_DAY)
    the_last_day(person, camera)
    a_session(Person(context.new_page(), server.url), camera)
    context.close()


def main(folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        for look in LOOKS:
            with TemporaryDirectory() as scratch, serve(Path(scratch)) as server:
                take_all(browser, server, folder, look)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
