"""A guided session as a person does it: the whole of it on a faked clock, by keyboard, where it hurts, and what is kept
through a reload, another device and a server that went away."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from core.journal.journal import Journal
from core.journal.opening import open_journal
from core.model.log import SessionDone
from core.model.record import Plan
from core.session.session import moves_of_the_day
from core.session.timeline import Move
from core.settings import Settings
from tests.browser import server as serving
from tests.browser.person import Person
from tests.browser.server import Server, serve
from tests.browser.test_screens import each_look
from tests.intake.answers import example_answers

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 19)  # a Thursday, a strength day
MOMENT = datetime(2026, 11, 19, 9, tzinfo=UTC)
SILENT = """
delete window.AudioContext; delete window.webkitAudioContext;
delete window.SpeechSynthesisUtterance;
Object.defineProperty(window, "speechSynthesis", {value: undefined});
Object.defineProperty(Navigator.prototype, "wakeLock", {value: undefined});
delete Navigator.prototype.wakeLock;
"""
SPOKEN = """
window.spoken = [];
window.speechSynthesis.speak = (said) => window.spoken.push(said.text);
"""


def journal_of(server: Server) -> Journal:
    return open_journal(Settings(database_url=str(server.database)))


def with_routine(server: Server) -> tuple[Journal, tuple[Move, ...]]:
    """The example person's routine in the server's database, and what it asks for today."""
    journal = journal_of(server)
    journal.save_draft("local", example_answers(), "check", MOMENT)
    plan = journal.complete_intake("local", MOMENT, TODAY, "intake")
    assert isinstance(plan, Plan)
    assert plan.result.routine is not None
    result = plan.result
    moves = moves_of_the_day(plan.case, result.assessment, plan.result.routine, "full", "thu", journal.content)
    return journal, moves


class Player:
    """The player on a person's screen. `reruns` counts how often the browser makes the server's script run."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.reruns = 0
        self.at_hand = True  # whether there is a server that answers
        self.page.on("websocket", lambda socket: socket.on("framesent", self._count))

    def _count(self, frame: bytes | str) -> None:
        # Beside these it sends only signs of life.
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.reruns += 1

    @property
    def element(self) -> Locator:
        return self.page.locator("[data-ref=player]")

    def part(self, name: str) -> Locator:
        return self.element.locator(f"[data-ref={name}]")

    def press(self, name: str) -> "Player":
        self.page.clock.run_for(500)  # nobody presses the same button twice in less
        self.element.get_by_role("button", name=name, exact=True).click()
        return self

    def key(self, name: str) -> "Player":
        self.page.clock.run_for(500)
        self.page.keyboard.press(name)
        return self

    def sees(self, text: str) -> "Player":
        expect(self.element.get_by_text(text, exact=True).filter(visible=True).first).to_be_visible()
        return self

    def passes(self, seconds: float) -> "Player":
        """So many seconds of the faked clock go by, tick after tick. The server answers in no time of that clock."""
        if self.at_hand:
            expect(self.element).to_have_attribute("data-saved", "true")
        self.page.clock.run_for(round(seconds * 1000))
        return self

    def plays(self, move: Move, tolerance: float = 1.0) -> "Player":
        """The whole exercise, from getting ready to its question."""
        self.passes(move.seconds + tolerance)
        return self.sees("Exercise done")


@pytest.fixture
def ready(person: Callable[..., Person], server: Server) -> Iterator[tuple[Player, Journal, tuple[Move, ...]]]:
    server.set_today(TODAY)
    journal, moves = with_routine(server)
    someone = person(390)
    someone.page.clock.install()
    yield Player(someone), journal, moves
    assert someone.complaints == []
    assert someone.offsite == []


def begin(player: Player, pain: str = "3") -> Player:
    someone = player.person
    someone.open("session").sees_title("Before you start").choose("session_pain", pain).settled()
    someone.press("Begin").sees_title("Guided session")
    return player.sees("Ready when you are")


def finish(someone: Person, peak: str, legs: str, times: int = 1) -> Person:
    someone.sees_title("How did it go?")
    someone.choose("session_peak", peak).choose("session_legs", legs)
    return someone.press("Save and finish", times=times).sees_title("Done for today")


def logged(journal: Journal) -> SessionDone:
    done = journal.session_on("local", TODAY)
    assert done is not None
    return done


def rows(journal: Journal) -> int:
    return journal.stored("local").kinds["session"].versions


class TestAWholeSession:
    def test_from_the_pain_before_to_the_goodbye(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, moves = ready
        begin(player)
        before = player.reruns
        player.press("Start the first exercise").sees("Get ready")
        for number, move in enumerate(moves, 1):
            player.sees(f"Exercise {number} of {len(moves)}").plays(move)
            player.press("6").press("2 or more").press("Go on")
        player.person.sees_title("How did it go?")
        assert player.reruns - before <= 2 * len(moves)
        finish(player.person, "4", "None", times=3).sees("Well done for giving it time")
        player.person.settled()
        assert rows(journal) == 1
        done = logged(journal)
        assert (done.pain_before, done.pain_peak, done.leg_symptoms, done.kind) == (3, 4, "none", "full")
        assert [(item.exercise, item.rung, item.sets, item.reps, item.hold_s) for item in done.items] == [
            (move.exercise, move.rung, move.sets, move.reps, move.hold_s or None) for move in moves
        ]
        assert {(item.effort, item.extra_reps, item.outcome) for item in done.items} == {(6, 2, "done")}
        assert journal.guided("local") is None

    def test_a_reload_in_the_middle_loses_nothing(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, moves = ready
        begin(player).press("Start the first exercise").plays(moves[0]).press("4").press("Go on")
        player.press("Skip this").press("Skip this")  # to the one with sides and two sets
        sided = moves[3]
        until_the_second_set = sum(part.seconds for part in sided.segments if part.set == 1)
        rest = next(part for part in sided.segments if part.kind == "rest")
        player.passes(until_the_second_set + rest.seconds + 7).sees("Left side · Set 2 of 2").press("Pause")
        figure = player.part("number").inner_text()
        player.page.reload()
        player.sees("Paused").sees("Exercise 4 of 6").press("Carry on")
        player.sees("Left side · Set 2 of 2")
        expect(player.part("number")).to_have_text(figure)
        player.passes(sided.seconds).sees("Exercise done").press("Skip and go on").press("End here")
        finish(player.person, "3", "Same as before")
        assert [(item.exercise, item.outcome, item.sets, item.effort) for item in logged(journal).items] == [
            (moves[0].exercise, "done", 1, 4),
            (moves[1].exercise, "skipped", 0, None),
            (moves[2].exercise, "skipped", 0, None),
            (moves[3].exercise, "done", 2, None),
        ]

    def test_an_end_pressed_by_mistake_leads_back(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, moves = ready
        begin(player).press("Start the first exercise").plays(moves[0]).press("4").press("Go on").press("End here")
        player.person.sees_title("How did it go?").press("I am not done yet: back to the session")
        player.sees("Carry on where you were").sees("Exercise 2 of 6").press("Carry on").plays(moves[1])
        player.press("Skip and go on").press("End here")
        finish(player.person, "3", "None")
        assert [(item.exercise, item.effort) for item in logged(journal).items] == [
            (moves[0].exercise, 4),
            (moves[1].exercise, None),
        ]

    def test_another_device_goes_on_from_the_last_exercise(
        self, browser: Browser, tmp_path: Path, person: Callable[..., Person], server: Server
    ) -> None:
        """The server knows what was done, though this browser never saw the session, and the app was restarted."""
        (tmp_path / "first").mkdir()
        with serve(tmp_path / "first") as first:
            first.set_today(TODAY)
            _, moves = with_routine(first)
            player = Player(Person(browser.new_page(), first.url))
            player.page.clock.install()
            begin(player).press("Start the first exercise").plays(moves[0]).press("5").press("Go on")
            player.sees("Exercise 2 of 6").person.settled()
            player.page.close()
        with serve(tmp_path / "first") as second:
            second.set_today(TODAY)
            other = Player(Person(browser.new_page(), second.url))
            other.page.clock.install()
            other.person.open("session")
            other.sees("Carry on where you were").sees("Exercise 2 of 6").press("Carry on").press("End here")
            finish(other.person, "3", "None")
            done = journal_of(second).session_on("local", TODAY)
            assert done is not None
            assert [(item.exercise, item.effort) for item in done.items] == [(moves[0].exercise, 5)]

    def test_it_ticks_on_while_the_server_is_away_and_tells_it_afterwards(
        self, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        port = serving.free_port()
        monkeypatch.setattr(serving, "free_port", lambda: port)
        (tmp_path / "home").mkdir()
        with serve(tmp_path / "home") as first:
            first.set_today(TODAY)
            journal, moves = with_routine(first)
            player = Player(Person(browser.new_page(), first.url))
            player.page.clock.install()
            begin(player).press("Start the first exercise").sees("Get ready")
        player.at_hand = False
        player.plays(moves[0]).press("7").press("Go on").sees("Exercise 2 of 6").press("Pause").passes(40)
        expect(player.part("saving")).to_contain_text("Not saved yet")
        with serve(tmp_path / "home") as second:
            second.set_today(TODAY)
            for _ in range(20):  # the browser looks for the server by timers that are faked too
                with suppress(TimeoutError):
                    player.part("saving").wait_for(state="hidden", timeout=500)
                    break
                player.passes(5)
            expect(player.part("saving")).to_be_hidden()
            guided = journal.guided("local")
            assert guided is not None
            assert [(item.exercise, item.effort) for item in guided.items][:1] == [(moves[0].exercise, 7)]
        player.sees("Paused")
        player.page.close()


class TestThisHurts:
    def test_an_easier_version_then_the_next_exercise(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, moves = ready
        begin(player).press("Start the first exercise").press("Skip this").press("Skip this")
        hurting = moves[2]
        assert hurting.easier is not None
        player.sees("Exercise 3 of 6").passes(30)
        before = player.reruns
        player.press("This hurts").sees("Stopped. Take a breath.")
        stopped = player.page.evaluate("Date.now()")
        player.passes(60).sees("Stopped. Take a breath.")  # nothing runs on
        assert player.page.evaluate("Date.now()") > stopped
        player.element.get_by_role("button", name="Try an easier version").click()
        player.sees("Get ready").plays(hurting.easier).press("3").press("Go on").sees("Exercise 4 of 6")
        player.person.settled()
        assert player.reruns - before <= 2
        player.passes(25).press("This hurts")
        expect(player.part("hurtTwice")).to_contain_text("Ending here is a good choice")
        player.press("End the session for today")
        finish(player.person, "6", "Went further down, or is new").sees("Stop exercising for now")
        assert [(item.exercise, item.rung, item.outcome) for item in logged(journal).items][2:] == [
            (hurting.exercise, hurting.rung, "hurt"),
            (hurting.exercise, hurting.easier.rung, "done"),
            (moves[3].exercise, moves[3].rung, "hurt"),
        ]
        player.person.press("Answer the warning signs now").sees("Since you were last asked")

    def test_it_is_noted_at_once_and_outlives_a_lost_browser(
        self, ready: tuple[Player, Journal, tuple[Move, ...]]
    ) -> None:
        player, journal, moves = ready
        begin(player).press("Start the first exercise").passes(25).press("This hurts").sees("Stopped. Take a breath.")
        player.person.settled()
        guided = journal.guided("local")
        assert guided is not None
        assert [(item.exercise, item.outcome) for item in guided.items] == [(moves[0].exercise, "hurt")]
        player.page.evaluate("localStorage.clear()")
        player.page.reload()
        player.sees("Stopped. Take a breath.")

    def test_pressed_by_mistake_it_goes_on_where_it_was(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, moves = ready
        begin(player).press("Start the first exercise").passes(40).press("Pause")
        figure = player.part("number").inner_text()
        player.press("This hurts").press("I pressed this by mistake").sees("Paused")
        expect(player.part("number")).to_have_text(figure)
        player.press("Carry on").plays(moves[0]).press("Skip and go on").press("End here")
        finish(player.person, "3", "None")
        assert [item.outcome for item in logged(journal).items] == ["done"]

    def test_a_rise_that_is_too_much_says_stop(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, _, moves = ready
        begin(player).press("Start the first exercise").plays(moves[0]).press("Skip and go on").press("End here")
        finish(player.person, "6", "None").sees("That was too much for today")
        player.person.open("session").sees("That was too much for today")


class TestBefore:
    def test_much_pain_leaves_easing_moves_and_a_walk(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, journal, _ = ready
        someone = player.person
        someone.open("session").press("Begin").sees("Choose a number first. It decides what is right for today.")
        someone.choose("session_pain", "7").sees("Today, only what eases").sees("take a short walk of about 5 minutes")
        someone.settled().press("Begin", times=3).sees_title("Guided session")
        player.sees("Ready when you are").press("Start the first exercise")
        guided = journal.guided("local")
        assert guided is not None
        assert (guided.kind, guided.pain_before) == ("relief", 7)
        player.press("Skip this").press("Skip this")
        finish(someone, "7", "None")
        assert {journal.content.library.by_id(item.exercise).role for item in logged(journal).items} == {"relief"}


class TestTime:
    def test_a_throttled_tab_does_not_drift(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, _, moves = ready
        begin(player).press("Start the first exercise")
        player.page.clock.fast_forward(31_000)  # not one tick in half a minute, as in a hidden tab
        player.passes(0.3).press("Pause").sees("Paused")
        left = moves[0].seconds - 31
        assert abs(int(player.part("number").inner_text()) - left) <= 2

    def test_a_device_that_slept_waits_where_it_was(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, _, moves = ready
        begin(player).press("Start the first exercise").passes(40)
        figure = int(player.part("number").inner_text())
        player.page.clock.fast_forward(600_000)
        player.passes(1).sees("Paused, because the screen was off or the app was in the background.")
        assert abs(int(player.part("number").inner_text()) - figure) <= 1
        player.press("Carry on").plays(moves[0])


class TestByKeyboardAloneWithSoundOff:
    def test_all_of_it(self, person: Callable[..., Person], server: Server) -> None:
        server.set_today(TODAY)
        journal, moves = with_routine(server)
        someone = person(1280)
        someone.page.add_init_script(SILENT)
        someone.page.clock.install()
        player = Player(someone)
        someone.open("session").sees_title("Before you start")
        tab_to(someone.page, "3")
        player.key("Enter")
        expect(someone.widget("session_pain").locator("[aria-checked=true]")).to_have_text("3")
        someone.settled()
        tab_to(someone.page, "Begin")
        player.key("Enter")
        player.sees("Ready when you are")
        expect(player.part("voice")).to_be_hidden()
        player.sees(
            "This browser cannot keep the screen on. If it goes dark too soon, set your screen to stay on for longer."
        )
        tab_to(someone.page, "Start the first exercise")
        player.key("Enter")
        player.sees("Get ready")
        player.key("Space")
        player.sees("Paused")
        player.key("Space")
        player.sees("Get ready")
        player.key("ArrowRight")
        player.passes(5).sees("Hold")
        player.key("ArrowLeft")
        player.sees("Into position")
        player.key("h")
        player.sees("Stopped. Take a breath.")
        tab_to(someone.page, "I pressed this by mistake")
        player.key("Enter")
        player.sees("Paused")
        player.key("Space")
        player.plays(moves[0])
        tab_to(someone.page, "6")
        player.key("Enter")
        tab_to(someone.page, "2 or more")
        player.key("Enter")
        player.key("ArrowRight")
        player.sees("Exercise 2 of 6")
        tab_to(someone.page, "End here")
        player.key("Enter")
        someone.sees_title("How did it go?")
        tab_to(someone.page, "4")
        player.key("Enter")
        tab_to(someone.page, "None")
        player.key("Enter")
        tab_to(someone.page, "Save and finish")
        player.key("Enter")
        someone.sees_title("Done for today")
        assert [(item.exercise, item.effort, item.extra_reps) for item in logged(journal).items] == [
            (moves[0].exercise, 6, 2)
        ]
        assert someone.complaints == []


HELD = """
(() => {
  let on = document.activeElement;
  while (on && on.shadowRoot && on.shadowRoot.activeElement) on = on.shadowRoot.activeElement;
  return on ? [on.innerText.trim(), on.getAttribute("role")] : ["", null];
})()
"""


def tab_to(page: Page, name: str) -> None:
    """Tab, and the arrows among buttons that belong together, until the focus is on what is called so."""
    for _ in range(40):
        page.keyboard.press("Tab")
        held, role = page.evaluate(HELD)
        for _ in range(12 if role == "radio" else 0):
            if held == name:
                break
            page.keyboard.press("ArrowRight")
            held, role = page.evaluate(HELD)
        if held == name:
            return
    raise AssertionError(f"no way to {name} by the keyboard")


class TestWhatIsHeard:
    def test_the_voice_says_what_stands_on_the_screen_and_can_be_switched_off(
        self, ready: tuple[Player, Journal, tuple[Move, ...]]
    ) -> None:
        player, _, moves = ready
        player.page.add_init_script(SPOKEN)
        begin(player).press("Start the first exercise").passes(22)
        spoken: list[str] = player.page.evaluate("window.spoken")
        name = player.part("name").inner_text()
        assert spoken[0].startswith(f"Next: {name}.")
        assert spoken[-1] == "Go."
        expect(player.part("live")).to_have_text("Go.")
        player.press("Voice")
        player.plays(moves[0])
        assert player.page.evaluate("window.spoken") == spoken
        expect(player.part("live")).to_have_text("Done. How hard was it?")
        player.page.reload()
        expect(player.part("voice")).to_have_attribute("aria-pressed", "false")

    def test_the_place_for_news_is_not_told_each_second(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> None:
        player, _, _ = ready
        begin(player).press("Start the first exercise").passes(25)
        player.part("live").evaluate(
            "(place) => { window.news = 0; const more = {childList: true, characterData: true, subtree: true};"
            " new MutationObserver(() => window.news++).observe(place, more); }"
        )
        player.passes(30)
        assert player.page.evaluate("window.news") == 0


@each_look
def test_every_face_of_it(person: Callable[..., Person], server: Server, axe: str, width: int, scheme: str) -> None:
    server.set_today(TODAY)
    with_routine(server)
    someone = person(width, scheme)
    someone.page.clock.install()
    player = Player(someone)
    found: list[str] = []

    def look(face: str) -> None:
        found.extend(f"{face}: {fault}" for fault in someone.faults(axe))
        if someone.is_wider_than_the_screen():
            found.append(f"{face}: wider than the screen")
        small = player.page.evaluate(SMALL_TARGETS)
        found.extend(f"{face}: {each} is smaller than 44 px" for each in small)

    someone.open("session").sees_title("Before you start")
    look("before")
    someone.choose("session_pain", "7").sees("Today, only what eases").settled()
    look("a painful day")
    begin(player)
    look("start")
    player.press("Start the first exercise").sees("Get ready")
    look("get ready")
    player.passes(26).sees("Hold")
    player.element.locator("summary").click()
    look("hold")
    player.passes(91).sees("Exercise done").press("6")
    look("question")
    player.press("Go on").press("Skip this").passes(22).press("Done").sees("Switch sides")
    look("switch")
    player.press("This hurts").sees("Stopped. Take a breath.")
    look("hurts")
    player.press("Skip this exercise").press("Start now").press("Done").press("Go on now").press("Done").sees("Rest")
    look("rest")
    player.press("Pause").press("End here")
    someone.sees_title("How did it go?").press("Save and finish").sees("Not saved yet").settled()
    look("after, with problems")
    finish(someone, "6", "Went further down, or is new")
    look("done")
    assert found == [], "\n".join(found)
    assert someone.complaints == []


SMALL_TARGETS = """
(() => {
  const small = [];
  const walk = (root, inside) => {
    for (const each of root.querySelectorAll("*")) {
      if (inside && each.matches("button, summary") && each.checkVisibility()) {
        const box = each.getBoundingClientRect();
        if (box.width < 44 || box.height < 44) small.push(each.innerText + " " + box.width + "x" + box.height);
      }
      if (each.shadowRoot) walk(each.shadowRoot, true);
    }
  };
  walk(document, false);
  return small;
})()
"""
MACHINE = "/_stcore/bidi-components/lower_back.player/machine.js"
PICTURE = "/_stcore/bidi-components/lower_back.player/picture.js"


class TestTheMachine:
    """Promises of the state machine itself, on the real session, without a screen."""

    @pytest.fixture
    def page(self, ready: tuple[Player, Journal, tuple[Move, ...]]) -> Page:
        player, _, moves = ready
        begin(player)  # the script is served once the player was drawn
        told = [json.loads(move.model_dump_json()) for move in moves]
        player.page.evaluate(
            "(moves) => { window.session = {key: 'k', moves, done: [], next_item: 0,"
            " numbers: {away_s: 90, back_restarts_s: 3, long_hold_s: 5}}; }",
            told,
        )
        return player.page

    def test_how_often_it_ticks_changes_nothing(self, page: Page) -> None:
        ends = page.evaluate(
            """async (address) => {
              const { firstState, reduce } = await import(address);
              const run = (step) => {
                let state = reduce(session, firstState(session), {type: "go", at: 0});
                for (let at = step; at <= 300000; at += step) {
                  state = reduce(session, state, {type: "tick", at});
                  if (state.view === "rate") state = reduce(session, state, {type: "next", at: state.since ?? at});
                  if (at % 60000 === 0) state = {...state, seen: 0};
                }
                return [state.item, state.step];
              };
              return [100, 200, 1000, 20000].map(run);
            }""",
            MACHINE,
        )
        assert all(abs(end[0] - ends[0][0]) <= 1 for end in ends)
        assert ends[0] == ends[1] == ends[2]

    def test_whatever_is_pressed_it_stays_in_order(self, page: Page) -> None:
        """Ten thousand random presses: every exercise is noted at most as one that hurt and one that was done."""
        faults = page.evaluate(
            """async (address) => {
              const { firstState, look, reduce, report } = await import(address);
              let seed = 7;
              const random = (most) => (seed = (seed * 48271) % 2147483647) % most;
              const kinds = ["go", "pause", "tick", "tick", "tick", "forward", "back", "hurt", "mistake", "easier",
                "skip", "rate", "next"];
              const faults = [];
              for (let run = 0; run < 40; run++) {
                let state = firstState(session);
                let at = 0;
                for (let press = 0; press < 250; press++) {
                  at += random(40) * 1000;
                  const type = kinds[random(kinds.length)];
                  state = reduce(session, state, {type, at, effort: random(11)});
                  const told = report(session, state);
                  if (told.next_item < 0 || told.next_item > session.moves.length) faults.push(["next", type]);
                  for (const [index, results] of state.results.entries()) {
                    const move = session.moves[index];
                    if (results.length > 2) faults.push(["many", type, results]);
                    if (results.some((done) => done.exercise !== move.exercise)) faults.push(["other", type]);
                    if (results.some((done) => done.sets < 0 || done.sets > move.sets + 9)) faults.push(["sets", type]);
                    if (results.length === 2 && results[0].outcome !== "hurt") faults.push(["order", type, results]);
                  }
                  if (state.view === "play") {
                    const seen = look(session, state, at);
                    if (!(seen.figure >= 1) || !(seen.part >= 0 && seen.part <= 1)) faults.push(["seen", type, seen]);
                  }
                  if (state.view === "over") break;
                }
              }
              return faults.slice(0, 5);
            }""",
            MACHINE,
        )
        assert faults == []

    def test_it_arrives_when_the_hold_begins(self, page: Page) -> None:
        parts = page.evaluate(
            """async (address) => {
              const { played } = await import(address);
              const figure = {svg: "", loop_s: 8, held: [[2, 4], [5, 7]]};
              const segment = {kind: "work", move_s: 3, hold_s: 2};
              const at = (rep, phase, other = {}) => played(figure, {...segment, ...other}, {rep, phase});
              return [at(1, "move"), at(1, "hold"), at(2, "move"), at(2, "hold"), at(3, "move"),
                at(1, "move", {hold_s: 0}), at(0, "ready", {kind: "ready"})];
            }""",
            PICTURE,
        )
        running, standing = {"stands": False}, {"pace": 1, "stands": True}
        assert parts == [
            {"begin": 0, "pace": 1, **running},
            {"begin": 3, **standing},
            {"begin": 4, "pace": pytest.approx(1 / 3), **running},
            {"begin": 6, **standing},
            {"begin": 7, "pace": 1, **running},
            None,
            None,
        ]


class TestThePicture:
    @pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640)])
    def test_nothing_lies_behind_the_buttons_and_a_hold_is_seen_as_it_is_held(
        self, person: Callable[..., Person], server: Server, width: int, height: int
    ) -> None:
        server.set_today(TODAY)
        _, moves = with_routine(server)
        someone = person(width)
        someone.page.set_viewport_size({"width": width, "height": height})
        someone.page.clock.install()
        player = begin(Player(someone)).press("Start the first exercise")
        stood = 0
        for number, move in enumerate(moves, 1):
            player.sees(f"Exercise {number} of {len(moves)}")
            work = move.segments[0].seconds
            player.passes(work + 0.5)
            seen = player.part("figure").get_attribute("src") or ""
            if move.hold_s:
                assert "running" in seen  # on the way to it
                player.passes(move.segments[1].move_s)
                expect(player.part("phase")).to_have_text("Hold")
                expect(player.part("figure")).to_have_attribute("src", re.compile("paused"))
                stood += 1
            edges = {name: player.part(name).bounding_box() for name in ("name", "cue", "next", "howTitle", "controls")}
            buttons = edges["controls"]
            assert buttons is not None
            assert buttons["y"] + buttons["height"] <= height
            for name, box in edges.items():
                if name != "controls" and box is not None:
                    assert 0 < box["y"] < box["y"] + box["height"] <= buttons["y"], (move.exercise, name)
            player.press("Skip this")
        assert stood > 0
