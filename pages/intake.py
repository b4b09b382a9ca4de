"""The questions: a few a step, the step in the address, the draft kept at every step, a check before the routine."""

from itertools import groupby

import streamlit as st

from core.intake.build import FieldError, field_errors, sentence
from core.intake.progress import help_now
from core.intake.summary import SummaryRow, summary
from core.journal.complete import IntakeErrors
from pages.ui import dates, forms, intake_flow, intake_help, intake_steps, places, state, top
from pages.ui.buttons import on_primary

words, journal, owner = state.words(), state.journal(), state.owner()
questionnaire = journal.content.questionnaire
draft = intake_flow.draft()
answers = dict(draft.answers) if draft else {}
TITLE_LINES, SIGN_LINES = 2, 2  # about how many lines of text a title takes, and an answer beside its button


def again() -> None:
    """Questions answered before: change an answer, or go through them once more."""
    plan = journal.plan(owner)
    st.title(words("intake.again.title"), anchor=False)
    if plan is not None and plan.made_on == state.today():
        st.markdown(words("intake.again.when_today"))
        label = words("intake.again.change")
    else:
        day = words("intake.again.some_day") if plan is None else dates.day_text(plan.made_on, state.today())
        st.markdown(words("intake.again.when", day=day))
        label = words("intake.again.start")
    if st.button(on_primary(label), type="primary", key="begin"):
        intake_flow.begin_from_last()


def help_step() -> None:
    """What to do now, before any other question; and the way back to the answer."""
    found = help_now(questionnaire, answers)
    assert found is not None
    intake_help.card(found)
    page = next(page for page in questionnaire.pages if intake_steps.asks_any(page, found.flags))
    with st.container(border=True):
        st.caption(words("intake.help.carry_on_note"))
        with st.container(horizontal=True):
            if st.button(words("intake.help.mistake"), key="mistake"):
                intake_flow.show(page.id)
            if st.button(words("intake.help.carry_on"), key="carry_on"):
                intake_flow.show(intake_flow.where(answers).first_open or intake_flow.CHECK)


def check() -> None:
    """Every answer said back, each part with a way to change it; then one press makes the routine."""
    place = intake_flow.where(answers)
    st.progress(1.0 if place.first_open is None else place.fraction, text=words("intake.page.end"))
    st.title(words("intake.check.title"), anchor=False)
    errors = field_errors(questionnaire, answers, state.today())
    if errors:
        pages = dict.fromkeys(error.page for error in errors)
        lines = "\n".join(f"- {words(f'questionnaire.pages.{page}.title')}" for page in pages)
        st.error(lines, title=words("intake.check.open_title"))
        if st.button(on_primary(words("intake.check.open")), type="primary", key="first_open"):
            intake_flow.show(errors[0].page, from_check=True)
    else:
        st.markdown(words("intake.check.lead"))
    rows = summary(questionnaire, answers, state.today(), words, forms.exercise_names())
    parts = {page: tuple(group) for page, group in groupby(rows, key=lambda row: row.page)}
    signs = [page.id for page in questionnaire.pages if page.kind == "flags"]
    left, right = st.container(key="answers").columns(2, gap="medium")
    with left:
        st.header(words("intake.check.signs"), anchor=False)
        for page in signs:
            sign(page, parts.pop(page, ()), errors)
    lines = {page: TITLE_LINES + sum(len(row.lines) for row in group) for page, group in parts.items()}
    drawn = TITLE_LINES + SIGN_LINES * len(signs)
    half = (drawn + sum(lines.values())) / 2
    for page, group in parts.items():
        with left if drawn < half else right:
            part(page, group, errors)
        drawn += lines[page]
    with st.container(horizontal=True):
        make = st.button(on_primary(words("intake.buttons.make")), type="primary", key="make", disabled=bool(errors))
        if st.button(words("intake.buttons.back"), type="tertiary", key="back"):
            intake_flow.go_back(answers, intake_flow.CHECK)
    if make:
        submit()
    st.caption(words("intake.page.not_a_diagnosis"))


def said(rows: tuple[SummaryRow, ...], errors: tuple[FieldError, ...]) -> str:
    """The answers of one page, and what is wrong with them."""
    lines: list[str] = []
    for row in rows:
        one = len(row.lines) == 1
        lines += [words("intake.check.row", label=row.label, said=row.lines[0])] if one else row.lines
        lines += [f":red[{sentence(words, error)}]" for error in errors if error.question == row.question]
    return "  \n".join(lines)


def change(page: str) -> None:
    """The way to change the answers of a page. Its name is heard, but not seen: it stands beside the button."""
    label = words("intake.buttons.change_section", title=words(f"questionnaire.pages.{page}.title"))
    if st.button(label, key=f"change_{page}", type="tertiary"):
        intake_flow.show(page, from_check=True)


def sign(page: str, rows: tuple[SummaryRow, ...], errors: tuple[FieldError, ...]) -> None:
    """What was said to one list of warning signs, in a line."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        with st.container():
            st.markdown(said(rows, errors))
        change(page)


def part(page: str, rows: tuple[SummaryRow, ...], errors: tuple[FieldError, ...]) -> None:
    """The answers of one page under its title."""
    with st.container(gap=None):
        with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
            st.header(words(f"questionnaire.pages.{page}.title"), anchor=False)
            change(page)
        st.markdown(said(rows, errors))


def submit() -> None:
    """Intake and routine in one write, once: the key is made of the answers."""
    made = journal.complete_intake(owner, state.now(), state.today(), state.form_key("intake", answers))
    if isinstance(made, IntakeErrors):  # the answers changed meanwhile, in another window or overnight
        intake_flow.show(made.errors[0].page if made.errors else intake_flow.AGAIN)
    state.flash("intake.check.made" if made.result.routine else "intake.check.made_help", kind="info")
    places.go("routine")


step = intake_flow.current_step(draft)
with top.begin(f"intake {step} {intake_flow.tries()}"):
    if step == intake_flow.AGAIN:
        again()
    elif step == intake_flow.HELP:
        help_step()
    elif step == intake_flow.CHECK:
        check()
    else:
        place = intake_flow.where(answers)
        intake_steps.step(place.pages[place.place(step)], answers)
