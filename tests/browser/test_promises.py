"""What must not happen: two rows for one entry, a lost draft, a page without its frame, a traceback."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from core.journal.opening import open_journal
from core.settings import Settings
from tests.browser import walks
from tests.browser.person import Person
from tests.browser.server import Server, serve

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 20)
DAY = TODAY.isoformat()


def versions(server: Server, kind: str) -> int:
    """All rows of one kind in the server's database, older versions included, read by another program."""
    return open_journal(Settings(database_url=str(server.database))).stored("local").kinds[kind].versions


@pytest.fixture
def someone(person: Callable[..., Person], server: Server) -> Person:
    server.set_today(TODAY)
    return person()


class TestOneEntryIsOneRow:
    @pytest.mark.parametrize("clicks", [3, 5])
    def test_a_check_in(self, someone: Person, server: Server, clicks: int) -> None:
        someone.open("check-in").sees_title("Check-in").choose(f"check_in_pain_average_{DAY}", "4")
        someone.press("Save", times=clicks).sees(walks.JUST_SAVED).settled()
        assert versions(server, "check_in") == 1

    def test_an_ankle_test(self, someone: Person, server: Server) -> None:
        someone.open("ankle").sees_title("Ankle test")
        someone.type(f"ankle_left_0_{DAY}_cm", "8").type(f"ankle_right_0_{DAY}_cm", "11")
        someone.press("Save the test", times=3).sees(walks.JUST_SAVED).settled()
        assert versions(server, "ankle_test") == 1

    def test_the_answers_and_a_session(self, someone: Person, server: Server) -> None:
        someone.open("intake")
        walks.until_the_check(someone).press("Make my routine", times=3).sees_title("Your routine")
        assert versions(server, "intake") == versions(server, "routine") == 1
        someone.press("Mark this session as done", times=3).sees("Session saved").settled()
        assert versions(server, "session") == 1


class TestTheDraftLives:
    def chosen(self, someone: Person, key: str) -> str:
        return str(someone.widget(key).locator("[aria-checked=true], [kind$=Active]").first.inner_text())

    def test_through_a_reload_and_the_way_back(self, someone: Person) -> None:
        walks.no_warning_signs(someone.open("intake"))
        walks.pain(someone).sees_title("You and this pain")
        someone.page.reload()
        someone.sees_title("You and this pain").press("Back").sees_title("Your pain")
        assert self.chosen(someone, "intake_pain_now") == "4"

    def test_the_first_page_offers_to_carry_on(self, someone: Person) -> None:
        walks.no_warning_signs(someone.open("intake")).sees_title("Your pain")
        someone.open().sees_title("Lower back, step by step").sees("not finished yet")
        someone.press("Carry on with the questions").sees_title("Your pain")

    def test_through_a_new_start_of_the_app(self, browser: Browser, tmp_path: Path) -> None:
        with serve(tmp_path) as first:
            early = Person(browser.new_page(), first.url).open("intake")
            walks.pain(walks.no_warning_signs(early)).sees_title("You and this pain")
        with serve(tmp_path) as second:
            later = Person(browser.new_page(), second.url).open("intake").sees_title("You and this pain")
            later.press("Back").sees_title("Your pain")
            assert self.chosen(later, "intake_pain_now") == "4"


class TestTheFrame:
    def test_a_deep_link_as_the_first_request_gets_all_of_it(self, someone: Person) -> None:
        """The back door: with the page files beside the main script, Streamlit would run one without the shell."""
        someone.open("routine").sees_title("No routine yet")
        expect(someone.page.locator("[data-testid=stSidebarNav]").get_by_role("link")).to_have_count(9)

    def test_made_up_data_is_marked_on_every_page_and_goes_in_one_click(self, someone: Person) -> None:
        someone.open().press("Look around with made-up data").sees_title("Today")
        for name in ("Questions", "Routine", "Check-in", "Ankle test", "Progress", "My data", "Today"):
            someone.go(name).sees("This is an example person, not you.")
        someone.press("Remove the made-up data").sees_title("Lower back, step by step")
        expect(someone.main.get_by_text("This is an example person")).to_have_count(0)


class TestOutOfOrder:
    @pytest.fixture
    def damaged(self, tmp_path: Path) -> Path:
        path = tmp_path / "lower-back.db"
        path.write_bytes(b"no database at all, only bytes. " * 200)
        return path

    @pytest.mark.parametrize("address", ["", "routine", "check-in"])
    def test_every_address_tells_it_and_leaves_the_file_alone(
        self, browser: Browser, damaged: Path, tmp_path: Path, axe: str, address: str
    ) -> None:
        before = damaged.read_bytes()
        with serve(tmp_path) as server:
            someone = Person(browser.new_page(), server.url).open(address)
            someone.sees_title("The app cannot reach your data")
            assert someone.faults(axe) == []
            body = someone.page.inner_text("body")
        assert "Traceback" not in body
        assert "site-packages" not in body
        assert damaged.read_bytes() == before

    def test_putting_the_file_right_and_trying_again_is_enough(
        self, browser: Browser, damaged: Path, tmp_path: Path
    ) -> None:
        with serve(tmp_path) as server:
            someone = Person(browser.new_page(), server.url).open().sees_title("The app cannot reach your data")
            damaged.unlink()
            someone.press("Try again").sees_title("Lower back, step by step")


def test_a_fault_of_ours_is_a_sentence_with_a_number(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path, "tests.browser.faulty:app") as server:
        someone = Person(browser.new_page(), server.url)
        someone.page.goto(server.url)
        someone.sees("Something went wrong on our side")
        body = someone.page.inner_text("body")
        assert "secret detail" not in body
        assert "Traceback" not in body
        number = body.split("Fault number: ")[1].split(".")[0]
        assert f"fault {number}" in server.log.read_text()
        assert "secret detail" in server.log.read_text()
