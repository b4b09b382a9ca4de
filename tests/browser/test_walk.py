"""The whole path as a person takes it: questions, routine, three weeks of check-ins, ankle tests, charts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.journal.journal import History
from core.journal.opening import open_journal
from core.settings import Settings
from tests.browser import walks
from tests.browser.person import Person
from tests.browser.server import Server

pytestmark = pytest.mark.browser

FIRST_DAY = date(2026, 11, 2)  # a Monday
MOST_STEPS = 60


def history(server: Server) -> History:
    """What the database holds, read by another program than the server."""
    return open_journal(Settings(database_url=str(server.database))).history("local")


# On a phone one week is enough to see that nothing is in the way.
@pytest.mark.parametrize(("width", "scheme", "days"), [(1280, "light", 21), (390, "dark", 7)])
def test_from_the_first_question_to_the_charts(
    person: Callable[..., Person],
    server: Server,
    width: int,
    scheme: str,
    days: int,
) -> None:
    server.set_today(FIRST_DAY)
    someone = person(width, scheme)
    someone.open().sees_title("Lower back, step by step")
    someone.steps = 0
    walks.intake(someone.press("Start the questions"))
    assert someone.steps <= MOST_STEPS
    someone.sees("No warning signs in your answers.")
    someone.press("Mark this session as done").sees("Session saved")

    for gone in range(days):
        day = FIRST_DAY + timedelta(days=gone)
        server.set_today(day)
        walks.check_in(someone, 5 - gone // 7, day.isoformat())
        if gone % 7 == 0:
            walks.ankle_test(someone, str(8 + gone // 7), "11", day.isoformat())

    kept = history(server)
    assert [entry.day for entry in kept.check_ins] == [FIRST_DAY + timedelta(days=gone) for gone in range(days)]
    assert len(kept.ankle_tests) == days // 7
    assert len(kept.sessions) == 1

    someone.go("Progress").sees_title("Progress").settled()
    someone.page.wait_for_selector("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    someone.go("Today").sees_title("Today")

    assert not someone.is_wider_than_the_screen()
    assert someone.offsite == []
    assert someone.complaints == []
