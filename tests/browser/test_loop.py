"""The loop in a browser: notes change what comes next, warning signs hold it back, a bad day eases it, undo undoes."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from core.journal.journal import Journal
from core.journal.opening import open_journal
from core.model.case import Case
from core.model.log import CheckIn, SessionDone
from core.model.record import Plan
from core.recommend.recommend import recommend
from core.settings import Settings
from core.storage import plans
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.test_screens import Inspector, each_look
from tests.make import EXAMPLE, changed, done_in_full

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 20)  # a Friday, with a session in the example's week
OWNER = "local"
FIRST_LIST = "Numbness, bladder and bowel"
LISTS = (FIRST_LIST, "Accidents and sudden pain", "Illness and unusual pain")


def opened(server: Server) -> Journal:
    """The same database, read and written by another program than the server."""
    return open_journal(Settings(database_url=str(server.database)))


def weeks_before(server: Server, days: int = 5) -> Journal:
    """The example person, some days after the intake, with quiet check-ins and two sessions that went well."""
    journal, first = opened(server), TODAY - timedelta(days=days)
    now = datetime.combine(first, datetime.min.time(), UTC).replace(hour=9)
    case = Case.model_validate_json(json.dumps(changed(EXAMPLE, {"as_of": str(first)})))
    with journal._database.write(OWNER) as connection:
        making = plans.Making(now, first, "loop", "0", "x")
        plan = plans.append(OWNER, connection, {}, case, recommend(case, journal.content), making)
    for ago in range(1, days):
        entry = CheckIn(day=TODAY - timedelta(days=ago), pain_average=4)
        journal.log_check_in(OWNER, entry, now, f"check-in {ago}")
    for ago in (3, 1):
        journal.log_session(OWNER, went_well(plan, TODAY - timedelta(days=ago)), now, f"session {ago}")
    server.set_today(TODAY)
    return journal


def went_well(plan: Plan, day: date) -> SessionDone:
    assert plan.result.routine is not None
    items = tuple(done_in_full(item, extra_reps=3, effort=5) for item in plan.result.routine.items)
    morning = None if day == TODAY - timedelta(days=1) else 3
    return SessionDone(
        day=day,
        routine_version=1,
        items=items,
        pain_before=3,
        pain_peak=3,
        pain_next_morning=morning,
        leg_symptoms="none",
    )


def notes_in_the_morning(someone: Person, pain: str = "2") -> Person:
    someone.choose(f"morning_after_{TODAY - timedelta(days=1)}", pain)
    return someone.sees("Noted: pain")


def current(journal: Journal) -> Plan:
    plan = journal.plan(OWNER)
    assert plan is not None
    return plan


def rungs(journal: Journal) -> dict[str, str | None]:
    """What the routine holds now."""
    routine = current(journal).result.routine
    assert routine is not None
    return {item.exercise: item.rung for item in routine.items}


def test_legs_that_spread_lead_to_the_signs_and_a_yes_to_the_care_card(
    person: Callable[..., Person], server: Server
) -> None:
    journal = weeks_before(server)
    someone = person(390)
    someone.open("check-in").sees_title("Check-in")
    someone.choose(f"check_in_pain_average_{TODAY}", "5")
    someone.choose(f"check_in_leg_symptoms_{TODAY}", "Further down").press("Save")
    someone.sees_title(FIRST_LIST).sees("Pain or tingling went further down a leg.").sees("Saved")

    # Not now is no choice here: the session waits.
    someone.open().sees_title("Today").sees("The session waits until you have answered")
    assert someone.main.get_by_role("button", name="Start the session").count() == 0
    someone.press("Answer now").sees_title(FIRST_LIST)

    # A reload in the middle loses nothing.
    someone.press("Some, or not sure").settled().choose("rescreen_leg_weakness", "Yes")
    someone.settled().sees("Call 111 today")
    someone.open("warning-signs").sees_title(FIRST_LIST).sees("Call 111 today")
    someone.press("No to all the others").sees_title("Get help today").sees("Your routine is paused")
    assert current(journal).result.routine is None
    someone.open().sees_title("Today").press("See what to do").sees_title("Get help today")

    # A slip of the finger: three taps, and the routine is back.
    someone.open("warning-signs").press("I marked something by mistake")
    for title in LISTS:
        someone.sees_title(title).press("None of these")
    someone.sees_title("Thank you").press("Go to today").sees_title("Today").sees("Today's session")
    assert current(journal).result.routine is not None
    noted = journal.rescreen_on(OWNER, TODAY)
    assert noted is not None
    assert set(noted.answers.values()) == {"no"}
    assert someone.complaints == []


def test_three_quick_clicks_answer_one_list(person: Callable[..., Person], server: Server) -> None:
    journal = weeks_before(server, days=8)
    someone = person()
    someone.open("warning-signs").sees_title(FIRST_LIST).press("None of these", times=3)
    someone.sees_title(LISTS[1])
    noted = journal.rescreen_on(OWNER, TODAY)
    assert noted is not None
    assert set(noted.answers) == set(journal.content.safety.rescreen[0].flags)


def test_a_bad_day_and_the_way_back(person: Callable[..., Person], server: Server) -> None:
    journal = weeks_before(server)
    someone = person(390, "dark")
    someone.open().sees_title("Today").press("It is a bad day").sees_title("A bad day")
    someone.sees("Keep walking a little.").sees("First, a few warning signs")
    moves = someone.main.get_by_role("heading", level=3).filter(has_text=".")
    assert 1 <= moves.count() <= 3
    assert current(journal).review is not None
    someone.open("bad-day").sees_title("A bad day").sees("Flare-up mode is on since today.")

    server.set_today(TODAY + timedelta(days=3))
    someone.open().sees_title("Today").sees("Flare-up mode is on").press("It has settled")
    someone.sees_title("Today").sees("Your routine is back, at about half the amount for a start.")
    review = current(journal).review
    assert review is not None
    assert review.standing.half_dose
    assert not review.standing.relief_only
    someone.go("Routine").sees_title("Your routine").sees("For now about half the sets.")


def test_a_slip_into_a_bad_day_leaves_the_routine_as_it_was(person: Callable[..., Person], server: Server) -> None:
    journal = weeks_before(server)
    before = rungs(journal)
    someone = person()
    someone.open().sees_title("Today").press("It is a bad day").sees_title("A bad day")
    someone.press("I tapped this by mistake").sees_title("Today").sees("Flare-up mode is off.")
    assert rungs(journal) == before


def test_a_step_up_is_explained_and_can_be_undone(person: Callable[..., Person], server: Server) -> None:
    journal = weeks_before(server, days=7)  # a routine stands for a week before it asks for more
    before = rungs(journal)
    someone = person()
    someone.open().sees_title("Today")
    notes_in_the_morning(someone).sees("Your routine has changed").sees("moves up a step")
    someone.press_summary("What changed, and why")
    someone.sees("The last two sessions with it went well").sees("Session of 17 November")
    assert len(rungs(journal).items() - before.items()) == 1  # one thing at a time
    someone.main.get_by_role("button", name="Keep the old one").click()
    someone.sees("You keep it as it was.").settled()
    assert rungs(journal) == before
    someone.open().sees_title("Today")
    assert someone.main.get_by_text("Your routine has changed").count() == 0


def test_ticks_and_own_words_outlive_a_reload(person: Callable[..., Person], server: Server) -> None:
    weeks_before(server)
    someone = person(390)
    someone.open().sees_title("Today")
    for said in ("Once so far today", "2 times so far today"):
        someone.widget("tick_sitting_break").get_by_role("button").click()
        someone.sees(said)
    someone.open().sees_title("Today").sees("2 times so far today")
    someone.press("Answer").sees_title("What you can do")
    someone.type("function_name_1", "put on my <b>socks</b> *quickly*").choose(f"function_score_1_{TODAY}", "4")
    someone.press("Save").sees("4.0 out of 10")
    someone.open("activities").sees_title("What you can do").sees("put on my <b>socks</b> *quickly*")
    assert someone.offsite == []


@each_look
def test_screens_of_the_loop(person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str) -> None:
    weeks_before(server, days=8)
    someone = person(width, scheme)
    seen = Inspector(someone, axe)
    someone.open().sees_title("Today")
    notes_in_the_morning(someone).settled()
    seen.look("today, with what changed")
    someone.press_summary("What changed, and why").sees("What this rests on")
    seen.look("today, what changed unfolded")
    someone.go("Routine").sees_title("Your routine").press_summary("What changed, and why")
    seen.look("routine, what changed")
    someone.go("My activities").sees_title("What you can do").press("Save").sees("Not saved yet").settled()
    seen.look("activities, with a problem")
    someone.open("warning-signs").sees_title(FIRST_LIST).press("Some, or not sure").settled()
    someone.choose("rescreen_saddle_anaesthesia", "Not sure").settled()
    seen.look("warning signs, one marked")
    someone.press("No to all the others").sees_title("Get help today")
    someone.press("I marked something by mistake").sees_title(FIRST_LIST)
    for title in LISTS:
        someone.sees_title(title).press("None of these")
    someone.sees_title("Thank you")
    someone.open().sees_title("Today").press("It is a bad day").sees_title("A bad day")
    someone.open().sees_title("Today").settled()
    seen.look("today, on a bad day")
    someone.open("summary").sees_title("Summary for your appointment")
    seen.done()
