"""How long the questions take a person without warning signs: every word that must be read, every click and entry.

A model, not a measurement of people. It walks the screens as they are drawn and counts

- every word shown, each sentence and each answer once: what is read for the second time is known ("Worse", "Continue");
- of answers to choose from, half: who looks for their own stops there, and a list of names is looked over;
- the list of answers at the end, half: it is looked over and not read (people skim about twice as fast as they read:
  Carver 1992, J Reading 36(2):84);
- nothing of what lies behind a fold but its title, of what stands under the buttons, of numbers on buttons.

What can be skipped is skipped. The first screen, the three minutes of each trial and of the ankle test stand apart.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pytest
from pydantic import JsonValue
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Expander

from core.intake.showing import asked_pages
from pages.ui import state
from tests.intake.answers import TODAY, example_answers, questionnaire
from tests.intake.test_questionnaire_data import steps
from tests.pages.conftest import SHELL
from tests.pages.test_intake_page import OWNER, at_step

WORDS_A_MINUTE: Final = 238  # silent reading of adults, English non-fiction: Brysbaert 2019, J Mem Lang 109:104047
SECONDS_A_CLICK: Final = 1.1  # pointing in the keystroke-level model: Card, Moran and Newell 1980, CACM 23(7):396
HALF: Final = 0.5
EXTRA_MINUTES: Final = 6  # the two trials and the ankle test, three each: ten repetitions and a minute's wait, a tape
MOST_MINUTES: Final = 4.6  # of the five that are promised: not everybody reads as fast as the average

MARKUP: Final = re.compile(r"\*\*|^[-#] *|^#+ |:\w+\[|\]\(#\w+\)|:material/\w+:", re.MULTILINE)
HEARD: Final = re.compile(r"(?<!\*)\*[^*]+\*(?!\*)")  # of a button: for a screen reader, not on the screen
WORD: Final = re.compile(r"[^\W_](?:[\w’'.-]*\w)?")
SAID: Final = {"title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success"}
Answers = dict[str, JsonValue]


def usual(**changes: JsonValue) -> Answers:
    """Somebody without warning signs who skips what can be skipped."""
    kept = {"measure_ankle": "skipped", "ankle_left": None, "ankle_right": None, "height": None, "weight": None}
    return example_answers(**kept | {"equipment": ["mat"], "duration": {"value": 8, "unit": "weeks"}} | changes)


def shown(block: Any) -> Iterator[tuple[str, float]]:
    """Every text on the screen that is not behind a fold, in order, and how much of it is read."""
    for element in block.children.values():
        if isinstance(element, Expander):
            yield element.label, 1
        elif isinstance(element, Block):
            yield from shown(element)
        elif element.type in SAID:
            yield str(element.value), 1
        elif element.type == "button_group":
            yield element.label, 1
            yield from ((option.content, HALF) for option in element.proto.options)
        elif element.type == "button":
            yield HEARD.sub("", element.label), 1
        elif element.type in ("number_input", "text_input", "date_input"):
            yield element.label, 1


def lines(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """One sentence or answer each, without markup, and how much of it is read."""
    found: dict[str, float] = {}
    for text, share in texts:
        for part in re.split(r"(?<=[.?!:”])\s+|\n", MARKUP.sub("", text)):
            found.setdefault(part.strip(" ]:"), share)
    return found


def count(sentence: str) -> int:
    return 0 if sentence.isdecimal() else len(WORD.findall(sentence))


def screens(answers: Answers) -> Iterator[tuple[str, dict[str, float]]]:
    """Each screen's lines, from the first question to the button that makes the routine."""

    def screen(page: str) -> dict[str, float]:
        state.journal().save_draft(OWNER, told, page, state.now())
        return lines(shown(at_step(AppTest.from_file(str(SHELL), default_timeout=20), page).main))

    told: Answers = {}
    for page in asked_pages(questionnaire(), answers, TODAY):
        yield page.id, screen(page.id)
        told |= {
            question.id: answers[question.id] for question in page.questions if answers.get(question.id) is not None
        }
    yield "check", dict.fromkeys(screen("check"), HALF)


def read(answers: Answers) -> dict[str, float]:
    """Words a screen, each line where it is met first."""
    known = set(lines((state.words()(f"intake.page.{under}"), 1) for under in ("saved", "not_a_diagnosis")))
    found = {}
    for name, said in screens(answers):
        found[name] = sum(count(line) * share for line, share in said.items() if line not in known)
        known |= set(said)
    return found


def minutes(answers: Answers) -> float:
    return sum(read(answers).values()) / WORDS_A_MINUTE + steps(answers) * SECONDS_A_CLICK / 60


@pytest.mark.usefixtures("database")
def test_the_questions_take_less_than_five_minutes(record_property: Callable[[str, object], None]) -> None:
    person = usual()
    words_a_screen = read(person)
    record_property("words", words_a_screen)
    record_property("with the ankle test and the trials", minutes(person) + EXTRA_MINUTES)
    assert minutes(person) <= MOST_MINUTES, words_a_screen


@pytest.mark.usefixtures("database")
def test_what_is_read_twice_is_counted_once_and_a_longer_screen_costs_more() -> None:
    screens_read = read(usual())
    assert sum(screens_read.values()) > 600
    assert screens_read["nerves"] > screens_read["check"]
    assert lines([("**One.** Two: three", 1), ("One.", 1), ("4", 0.5)]) == {"One.": 1, "Two": 1, "three": 1, "4": 0.5}
    assert [count(said) for said in ("10", "0 to 10 points", "knee-to-wall", "don’t")] == [0, 4, 1, 1]


@pytest.mark.usefixtures("database")
def test_who_skips_a_test_does_not_read_how_it_is_done() -> None:
    skipped, begun = read(usual()), state.words()("intake.ankle.how")
    assert skipped["ankle"] < count(begun) / 2
