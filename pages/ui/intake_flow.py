"""Where the person is in the intake: the draft, the step in the address, what to keep, where to go next."""

from typing import NoReturn

import streamlit as st
from pydantic import JsonValue

from core.intake.build import FieldError, field_errors
from core.intake.progress import Progress, carried_over, help_now, progress
from core.model.record import Draft
from pages.ui import places, state

CHECK = "check"
HELP = "help"
AGAIN = "again"
STEP = "step"
FROM_CHECK = "from"
TRIED = "intake_tried"
TRIES = "intake_tries"

Answers = dict[str, JsonValue]


def draft() -> Draft | None:
    return state.journal().draft(state.owner())


def where(answers: Answers) -> Progress:
    return progress(state.journal().content.questionnaire, answers, state.today())


def problems(answers: Answers, page: str) -> tuple[FieldError, ...]:
    """What to mend on this page, once the person has tried to go on from it."""
    if page not in state.recall(TRIED, frozenset[str]()):
        return ()
    return field_errors(state.journal().content.questionnaire, answers, state.today(), page)


def tries() -> int:
    """How often "continue" met something to mend: each time the page begins at its top, where the summary stands."""
    return state.recall(TRIES, 0)


def keep(answers: Answers, page: str) -> None:
    """The draft, committed. Called at every step and, where the page shows more by the answers, at every answer."""
    state.journal().save_draft(state.owner(), answers, page, state.now())


def current_step(found: Draft | None) -> str:
    """The step to show: the address's, where it may be opened; else where the draft was left; else the first."""
    asked = st.query_params.get(STEP)
    answers = found.answers if found else {}
    place = where(answers)
    if found is None and asked == CHECK:
        plan = state.journal().plan(state.owner())
        if plan is not None and plan.made_on == state.today():
            places.go("routine")  # pressed more than once: the first press has made it
    if found is None and asked in (None, AGAIN, CHECK) and state.journal().last_answers(state.owner()):
        return AGAIN
    if asked == HELP and help_now(state.journal().content.questionnaire, answers):
        return HELP
    if asked == CHECK and found is not None:
        return CHECK
    wanted = asked if asked is not None else (found.page if found else None)
    if wanted is not None and place.can_open(wanted):
        return wanted
    return place.first_open or CHECK


def show(step: str, from_check: bool = False) -> NoReturn:
    """Go to a step: it stands in the address, so that reload, back and a second window find it."""
    st.query_params.from_dict({STEP: step, FROM_CHECK: CHECK} if from_check else {STEP: step})
    st.rerun()


def go_on(answers: Answers, page: str) -> NoReturn:
    """Keep the answers and go to the next step, or stay where something is to be mended."""
    questionnaire = state.journal().content.questionnaire
    keep(answers, page)
    if field_errors(questionnaire, answers, state.today(), page):
        state.remember(TRIED, state.recall(TRIED, frozenset[str]()) | {page})
        state.remember(TRIES, tries() + 1)
        st.rerun()
    place = where(answers)
    ahead = place.after(page) or CHECK
    if st.query_params.get(FROM_CHECK) == CHECK:
        ahead = place.first_open or CHECK
    keep(answers, ahead)
    here = {question.id: answers.get(question.id) for question in questionnaire.page(page).questions}
    if help_now(questionnaire, here) is not None:
        show(HELP)
    show(ahead, from_check=st.query_params.get(FROM_CHECK) == CHECK and ahead != CHECK)


def go_back(answers: Answers, page: str) -> NoReturn:
    """Keep what was typed, right or not, and go one step back."""
    place = where(answers)
    earlier = place.before(None if page == CHECK else page) or page
    keep(answers, earlier)
    show(earlier)


def begin_from_last() -> NoReturn:
    """A new intake from the last one's answers: to change one on the same day, later with pain and signs asked anew."""
    journal, owner = state.journal(), state.owner()
    plan, last = journal.plan(owner), journal.last_answers(owner) or {}
    same_day = plan is not None and plan.made_on == state.today()
    answers = carried_over(journal.content.questionnaire, last, same_day)
    ahead = where(answers).first_open or CHECK
    keep(answers, ahead)
    show(ahead)
