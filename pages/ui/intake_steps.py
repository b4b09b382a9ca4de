"""The steps of the intake on the screen: a list of warning signs, rows, plain questions, something optional."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from pydantic import JsonValue

from core.content.questions import OPEN, REST, Choice, Grid, Number, Offer, Page, Question, Trials, row_key
from core.intake.build import notices, sentence
from core.intake.progress import help_now
from core.intake.reading import DONE, SKIPPED, is_blank, marked
from core.intake.showing import is_asked
from pages.ui import forms, how_to, intake_flow, intake_help, state
from pages.ui.buttons import on_primary

Answers = dict[str, JsonValue]
BEGUN: Final = "begun_{page}"


def step(page: Page, answers: Answers) -> None:
    """The whole step: how far, title, problems, questions, buttons."""
    head(page, answers)
    if page.kind == "flags":
        _flags(page, answers)
    elif page.kind == "grid":
        _rows(page, answers)
    else:
        _plain(page, answers)
    st.caption(state.words()("intake.page.saved"))


def head(page: Page, answers: Answers) -> None:
    words, place = state.words(), intake_flow.where(answers)
    number, count = place.place(page.id) + 1, len(place.pages) + 1
    st.progress((number - 1) / count, text=words("intake.page.step", number=number, count=count))
    st.title(words(f"questionnaire.pages.{page.id}.title"), anchor=False)
    found = intake_flow.problems(answers, page.id)
    if found:
        lines = [f"## {words('intake.problem.title')}"]
        for error in found:
            label = words(f"questionnaire.questions.{error.question}.short")
            lines.append(f"- [{label}](#{error.question}): {sentence(words, error)}")
        st.error("\n".join(lines))
    if f"questionnaire.pages.{page.id}.intro" in words:
        st.markdown(words(f"questionnaire.pages.{page.id}.intro"))


def asks_any(page: Page, flags: tuple[str, ...]) -> bool:
    """Whether one of these flags is asked on this page."""
    return any(isinstance(question, Grid) and set(question.rows) & set(flags) for question in page.questions)


def _problem(page: Page, question: Question, answers: Answers) -> str | None:
    found = (error for error in intake_flow.problems(answers, page.id) if error.question == question.id)
    return next((sentence(state.words(), error) for error in found), None)


def _asked(page: Page, answers: Answers) -> list[Question]:
    questionnaire = state.journal().content.questionnaire
    own = questionnaire.page(page.id).questions
    return [question for question in own if is_asked(question, questionnaire, answers, state.today())]


# ---- warning signs -----------------------------------------------------------------------------------------------


def _flags(page: Page, answers: Answers) -> None:
    words, question = state.words(), page.questions[0]
    assert isinstance(question, Grid)
    given = answers.get(question.id)
    is_open = isinstance(given, dict) and bool(given.get(OPEN))
    st.header(words(f"questionnaire.questions.{question.id}.label"), anchor=False)
    if is_open:
        _flag_rows(page, question, answers)
        return
    problem = _problem(page, question, answers)
    st.markdown("\n".join(f"- {words(row_key(question, row, 'ask'))}" for row in question.rows))
    if problem:
        forms.problem(question, problem)
    with st.container(horizontal=True):
        if st.button(on_primary(words("intake.buttons.none_of_these")), type="primary", key="none_of_these"):
            intake_flow.go_on({**answers, question.id: {REST: question.rest}}, page.id)
        if st.button(words("intake.buttons.some"), key="some"):
            intake_flow.keep({**answers, question.id: {OPEN: True}}, page.id)
            st.rerun()
        _back(page, answers)


def _flag_rows(page: Page, question: Grid, answers: Answers) -> None:
    words = state.words()
    st.markdown(words("intake.list.mark"))
    questionnaire = state.journal().content.questionnaire

    def warn(row: str, option: str) -> str | None:
        found = help_now(questionnaire, {question.id: {row: option}})
        return intake_help.at_once(found) if found else None

    told = forms.ask(question, answers, _problem(page, question, answers), warn)
    assert isinstance(told, dict)
    now: Answers = {**answers, question.id: {OPEN: True, **told}}
    if now != answers:
        intake_flow.keep(now, page.id)
    complete = len(marked(question, told)) == len(question.rows)
    with st.container(horizontal=True):
        label = words("intake.buttons.continue" if complete else "intake.buttons.rest_no")
        if st.button(on_primary(label), type="primary", key="go_on"):
            rest: Answers = {} if complete else {REST: question.rest}
            intake_flow.go_on({**now, question.id: {OPEN: True, **told, **rest}}, page.id)
        if st.button(words("intake.buttons.hide_list"), key="hide_list"):
            state.clear_widgets(*(forms.widget(question.id, row) for row in question.rows))
            intake_flow.keep({**answers, question.id: None}, page.id)
            st.rerun()
        _back(page, now)


# ---- rows --------------------------------------------------------------------------------------------------------


def _rows(page: Page, answers: Answers) -> None:
    """Kept at every click; one button for all rows that are not marked."""
    words, now = state.words(), dict(answers)
    table: Grid | None = None
    for question in page.questions:
        if question not in _asked(page, now):
            continue
        if isinstance(question, Grid):
            table = question
            if len(page.questions) > 1:  # else the title of the page has asked it
                st.header(words(f"questionnaire.questions.{question.id}.label"), anchor=False)
        now[question.id] = forms.ask(question, now, _problem(page, question, answers))
    if now != answers:
        intake_flow.keep(now, page.id)
    told = now.get(table.id) if table else None
    count = len(told) if isinstance(told, dict) else 0
    complete = table is None or count == len(table.rows)
    label = words("intake.buttons.continue")
    if table is not None and not complete:
        label = words(f"intake.buttons.{'rest' if count else 'nothing'}_{table.id}")
    with st.container(horizontal=True):
        if st.button(on_primary(label), type="primary", key="go_on"):
            if table is not None and not complete and isinstance(told, dict):
                now[table.id] = {**told, REST: table.rest}
            intake_flow.go_on(now, page.id)
        _back(page, now)


# ---- plain questions and what is optional ------------------------------------------------------------------------


def _plain(page: Page, answers: Answers) -> None:
    """One form, one rerun; where a question depends on another of the page, each answer shows it at once."""
    words = state.words()
    every = state.journal().content.questionnaire.page(page.id).questions
    own = {question.id for question in every}
    offer = next((question for question in page.questions if isinstance(question, Offer)), None)
    if offer is not None and not _begun(page, offer, answers):
        _offered(page, offer, answers)
        return
    folded = [question for question in every if isinstance(question, Number) and not question.required]
    live = any(condition.question in own for question in every for condition in question.show_when)
    now = dict(answers)
    if page.id == "ankle":  # above the form: its switch acts at once
        _how_to_measure()
    holder = st.container() if live else st.form(f"intake_{page.id}", border=False)
    with holder:
        button = st.button if live else st.form_submit_button
        for question in every:
            if isinstance(question, Offer) or question not in _asked(page, now):
                continue
            if page.id == "trials":
                _how_to_try(question)
            if question in folded:
                if question is folded[0]:
                    now |= _folded(page, folded, answers)
                continue
            now[question.id] = forms.ask(question, now, _problem(page, question, answers))
            if isinstance(question, Trials):
                _second_look(page, question, answers)
        with st.container(horizontal=True):
            go_on = button(on_primary(words("intake.buttons.continue")), type="primary", key=f"go_on_{page.id}")
            skip = offer is not None and button(words(f"intake.buttons.skip_{page.id}"), key=f"skip_{page.id}")
            back = intake_flow.where(answers).before(page.id) is not None and button(
                words("intake.buttons.back"), type="tertiary", key=f"back_{page.id}"
            )
    if live and now != answers:
        intake_flow.keep(now, page.id)
    if offer is not None and (go_on or skip):
        now[offer.id] = SKIPPED if skip else DONE
    if go_on or skip:
        intake_flow.go_on(now, page.id)
    if back:
        intake_flow.go_back(now, page.id)


def _folded(page: Page, questions: Sequence[Question], answers: Answers) -> Answers:
    """Numbers that may be left out, behind one line; open where there is something to see."""
    wrong = {question.id: _problem(page, question, answers) for question in questions}
    seen = any(wrong.values()) or any(not is_blank(answers.get(question.id)) for question in questions)
    with st.expander(state.words()(f"intake.optional.{page.id}"), expanded=seen):
        return {question.id: forms.ask(question, answers, wrong[question.id]) for question in questions}


def _begun(page: Page, offer: Offer, answers: Answers) -> bool:
    """Whether the person wants to do what can be skipped: they said so, or something of it is filled in."""
    own = [question for question in page.questions if not isinstance(question, Offer)]
    given = [(answers.get(each.id), getattr(each, "default", None)) for each in own]
    filled = any(not is_blank(answer) and answer != default for answer, default in given)
    return filled or answers.get(offer.id) == DONE or state.recall(BEGUN.format(page=page.id), False)


def _offered(page: Page, offer: Offer, answers: Answers) -> None:
    """What it is, and whether to do it now: nobody who skips it reads how it is done."""
    words = state.words()
    with st.container(horizontal=True):
        if st.button(on_primary(words(f"intake.buttons.begin_{page.id}")), type="primary", key=f"begin_{page.id}"):
            state.remember(BEGUN.format(page=page.id), True)
            st.rerun()
        if st.button(words(f"intake.buttons.skip_{page.id}"), key=f"skip_{page.id}"):
            intake_flow.go_on({**answers, offer.id: SKIPPED}, page.id)
        _back(page, answers)


def _how_to_measure() -> None:
    words = state.words()
    with st.container(border=True):
        st.markdown(f"**{words('intake.ankle.how_title')}**")
        how_to.ankle_test()
        st.markdown(words("intake.ankle.how"))
        st.markdown(words("intake.ankle.stop"))


def _how_to_try(question: Question) -> None:
    words, table = state.words(), f"questionnaire.questions.{question.id}"
    assert isinstance(question, Choice)
    st.header(words(f"{table}.title"), anchor=False)
    st.markdown(words(f"{table}.how"))
    st.warning(words(f"{table}.stop"))


def _second_look(page: Page, question: Question, answers: Answers) -> None:
    found = notices(state.journal().content.questionnaire, answers, state.today(), page.id)
    for notice in found:
        if notice.question == question.id:
            st.info(sentence(state.words(), notice))


def _back(page: Page, answers: Answers) -> None:
    if intake_flow.where(answers).before(page.id) is None:
        return
    if st.button(state.words()("intake.buttons.back"), type="tertiary", key="back"):
        intake_flow.go_back(answers, page.id)
