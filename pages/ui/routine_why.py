"""The second half of the routine page: what the answers show, and what was left out and why."""

from collections import defaultdict

import streamlit as st

from core.content.words import Words
from core.model.assessment import Assessment, Finding
from core.model.routine import LeftOut, Routine
from pages.ui import how_to, state
from pages.ui.agenda import and_list
from pages.ui.cards import bullets, exercise_name, reason_list, reasons_in_a_row


def findings(assessment: Assessment, routine: Routine) -> None:
    """Direction, phase, findings with one small step each; every statement with what it rests on."""
    words = state.words()
    st.header(words("routine.why.title"), anchor=False)
    _direction(words, assessment)
    _phase(words, assessment)
    to_do = [finding for finding in assessment.findings if finding.next_step]
    fine = [finding for finding in assessment.findings if not finding.next_step]
    st.subheader(words("routine.why.findings"), anchor=False)
    if not to_do:
        st.markdown(words("routine.why.findings_none"))
    for finding in to_do:
        _finding(words, finding)
    if fine:
        st.markdown(f"**{words('routine.why.findings_fine')}**\n\n{bullets(_said(words, entry) for entry in fine)}")
    if routine.notes:
        st.subheader(words("routine.notes.title"), anchor=False)
        st.markdown(bullets(words(f"notes.{note}") for note in routine.notes))
        how_to.bracing(routine)


def _direction(words: Words, assessment: Assessment) -> None:
    with st.container(border=True):
        st.subheader(words("routine.why.direction"), anchor=False)
        said = [words(f"routine.why.direction_{assessment.directional_preference}")]
        if assessment.direction_strength != "none":
            said.append(words(f"routine.why.strength_{assessment.direction_strength}"))
        st.markdown(" ".join(said))
        if assessment.conflict:
            st.warning(words("routine.why.conflict"))
        if assessment.direction_evidence:
            st.markdown(f"**{words('routine.why.answers')}**\n\n{reason_list(words, assessment.direction_evidence)}")
        st.caption(words("routine.why.direction_note"))


def _phase(words: Words, assessment: Assessment) -> None:
    with st.container(border=True):
        st.subheader(words("routine.why.phase"), anchor=False)
        reasons = reason_list(words, (*assessment.phase_because, *assessment.level_because))
        st.markdown(f"{words(f'routine.why.phase_{assessment.phase}')}\n\n{reasons}")
        st.markdown(words("routine.why.level", cap=assessment.level_cap, start=assessment.start_level))
        sore = [words(f"answers.value.{name}") for name, is_sore in assessment.sore if is_sore]
        if sore:
            st.markdown(words("routine.why.sore", directions=and_list(words, sore)))


def _said(words: Words, finding: Finding) -> str:
    title = words(f"findings.{finding.id}.title")
    return words("routine.why.finding", title=title, reasons=reasons_in_a_row(words, finding.because))


def _finding(words: Words, finding: Finding) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(_said(words, finding))
        st.markdown(words("routine.why.small_step", step=words(f"steps.{finding.next_step}")))
        st.caption(words("routine.why.how_sure", note=words(f"findings.{finding.id}.evidence")))


def left_out(routine: Routine) -> None:
    """Every exercise that is not in the week, gathered under what would change it; searchable by name."""
    words = state.words()
    st.header(words("routine.left_out.title"), anchor=False)
    st.markdown(words("routine.left_out.lead", count=len(routine.left_out)))
    typed = st.text_input(words("routine.left_out.search"), key="left_out_search", type="search") or ""
    groups: dict[str, list[tuple[str, LeftOut]]] = defaultdict(list)
    for row in routine.left_out:
        name = exercise_name(row.exercise)
        if typed.strip().casefold() in name.casefold():
            groups[row.change].append((name, row))
    if not groups:
        st.info(words("routine.left_out.none"))
    for change, rows in sorted(groups.items(), key=lambda group: -len(group[1])):
        title = words("routine.left_out.group", title=words(f"change.{change}"), count=len(rows))
        with st.expander(title, expanded=bool(typed.strip())):
            st.markdown(bullets(_left_out_line(words, name, row) for name, row in sorted(rows, key=lambda row: row[0])))


def _left_out_line(words: Words, name: str, row: LeftOut) -> str:
    reasons = reasons_in_a_row(words, row.because)
    if row.instead:
        reasons = f"{reasons} {words('routine.left_out.instead', name=exercise_name(row.instead))}"
    return words("routine.left_out.line", name=name, reasons=reasons)
