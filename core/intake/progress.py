"""How far the person is, what comes next, and whether an answer given so far means: get help now."""

from datetime import date
from typing import Literal

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.content.questions import Page
from core.intake.build import field_errors
from core.intake.reading import Answers
from core.intake.showing import asked_pages, flag_levels
from core.model.base import Frozen
from core.model.triage import worst


class Progress(Frozen):
    """`pages`: those asked of this person, in order. `first_open`: the first with something to answer or mend (null:
    none). `fraction` of all pages, 0-1, that stand before it."""

    pages: tuple[Page, ...]
    first_open: str | None
    fraction: float

    def place(self, page_id: str) -> int:
        """The page's place among those asked, from 0. Raises ValueError where it is not asked."""
        return [page.id for page in self.pages].index(page_id)

    def after(self, page_id: str) -> str | None:
        """The page after this one; null after the last. A page no longer asked counts as before the first."""
        ids = [page.id for page in self.pages]
        later = ids[ids.index(page_id) + 1 :] if page_id in ids else ids
        return later[0] if later else None

    def before(self, page_id: str | None) -> str | None:
        """The page before this one (before the end: null); null before the first."""
        ids = [page.id for page in self.pages]
        earlier = ids[: ids.index(page_id)] if page_id in ids else ids if page_id is None else []
        return earlier[-1] if earlier else None

    def can_open(self, page_id: str) -> bool:
        """Whether every page before this one is answered: nobody gets past the warning signs by address."""
        ids = [page.id for page in self.pages]
        return page_id in ids and (self.first_open is None or ids.index(page_id) <= ids.index(self.first_open))


class HelpNow(Frozen):
    """Flags answered so far that call for help now or today, and the worst level among them."""

    level: Literal["emergency", "urgent"]
    flags: tuple[str, ...]


def progress(questionnaire: Questionnaire, answers: Answers, today: date) -> Progress:
    """Where the person stands with `answers`."""
    pages = asked_pages(questionnaire, answers, today)
    ids = [page.id for page in pages]
    open_pages = {error.page for error in field_errors(questionnaire, answers, today)}
    first = next((page for page in ids if page in open_pages), None)
    done = len(ids) if first is None else ids.index(first)
    return Progress(pages=pages, first_open=first, fraction=done / len(ids) if ids else 0.0)


def help_now(questionnaire: Questionnaire, answers: Answers) -> HelpNow | None:
    """Whether the flags answered so far, each alone, call for help now or today. The journal's triage decides later,
    with the combinations; this only spares a person in need the rest of the questions."""
    levels = flag_levels(questionnaire, answers)
    level = worst(levels.values())
    if level != "emergency" and level != "urgent":
        return None
    return HelpNow(level=level, flags=tuple(flag for flag in levels if levels[flag] in ("emergency", "urgent")))


def carried_over(questionnaire: Questionnaire, answers: Answers, same_day: bool) -> dict[str, JsonValue]:
    """What a new intake begins with: on the same day all answers (to mend one), later none that may have changed.

    Warning signs and pain are asked anew each time and never filled in beforehand.
    """
    anew = {q.id for page in questionnaire.pages for q in page.questions if page.anew or q.anew}
    known = {question.id for question in questionnaire.questions}
    return {key: value for key, value in answers.items() if key in known and (same_day or key not in anew)}
