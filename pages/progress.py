"""Progress: one chart at a time, with its sentence above and its table below."""

from collections.abc import Callable
from datetime import date
from typing import Final

import streamlit as st
from pandas import DataFrame

from core.trends.ankle import noise_cm
from core.trends.inputs import Finding
from core.trends.progress import Progress
from core.trends.window import DEFAULT_WINDOW, WINDOWS
from pages.ui import charts, places, state
from pages.ui.dates import day_text
from pages.ui.lengths import length_text
from pages.ui.progress_tables import ankle_table, pain_table, session_table

CHARTS: Final = ("pain", "ankle", "sessions")
LONG_TABLE_ROWS: Final = 14


def run() -> None:
    words = state.words()
    st.title(words("progress.title"), anchor=False)
    chart = st.segmented_control(
        words("progress.choose"),
        CHARTS,
        default=CHARTS[0],
        required=True,
        format_func=lambda name: words(f"progress.chart.{name}"),
        key="progress_chart",
        bind="query-params",
    )
    window = st.segmented_control(
        words("progress.how_far"),
        WINDOWS,
        default=DEFAULT_WINDOW,
        required=True,
        format_func=lambda name: words(f"progress.window.{name}"),
        key="progress_window",
        bind="query-params",
    )
    progress = state.journal().progress(state.owner(), state.today(), window or DEFAULT_WINDOW)
    if progress.empty:
        st.info(words("progress.empty"))
        journal, owner = state.journal(), state.owner()
        if journal.last_check_in(owner) or journal.last_ankle(owner):
            st.markdown(words("progress.look_back", all=words("progress.window.all")))
        _to("check_in", words("progress.empty_open"))
        return
    SHOW[chart or CHARTS[0]](progress)


def _pain(progress: Progress) -> None:
    finding = progress.pain.finding
    said = _say(finding)
    if finding.code == "pain_none":
        _to("check_in", state.words()("progress.check_in"))
        return
    n = int(progress.pain.weeks["n"].sum())
    charts.show(charts.pain_chart(progress, state.words(), charts.ink()), _alt("pain", progress, said, n=n))
    needed = state.journal().content.evidence["pain_week_least_readings"] * progress.step_weeks
    note = f"pain_weeks_{progress.step_weeks}" if progress.by_week else "pain"
    st.caption(state.words()(f"progress.note.{note}", needed=needed))
    _table("pain", lambda: pain_table(progress))
    _to("check_in", state.words()("progress.check_in"))


def _ankle(progress: Progress) -> None:
    words, unit = state.words(), state.journal().profile(state.owner()).length_unit
    if not len(progress.ankle.tests):
        _say(progress.ankle.findings[0])
        _to("ankle", words("progress.ankle_test"))
        return
    said = {str(finding.values["side"]): _say(finding, unit) for finding in progress.ankle.findings}
    for side, chart in charts.ankle_charts(progress, words, charts.ink(), unit).items():
        n = int(progress.ankle.tests[f"{side}_cm"].count())
        charts.show(chart, _alt("ankle", progress, said[side], n=n))
    evidence = state.journal().content.evidence
    noise, noise_difference = (length_text(noise_cm(side, evidence), unit) for side in ("left", "difference"))
    st.caption(words("progress.note.ankle", noise=noise, noise_difference=noise_difference))
    _table("ankle", lambda: ankle_table(progress, unit))
    _to("ankle", words("progress.ankle_test"))


def _sessions(progress: Progress) -> None:
    words, weeks = state.words(), progress.sessions.weeks
    said = _say(progress.sessions.finding)
    if weeks["done"].any() or weeks["planned"].any():
        charts.show(charts.session_chart(progress, words, charts.ink()), _alt("sessions", progress, said))
        st.caption(words("progress.note.sessions"))
        _table("sessions", lambda: session_table(progress))
    _to("routine", words("progress.routine"))


SHOW: Final[dict[str, Callable[[Progress], None]]] = {"pain": _pain, "ankle": _ankle, "sessions": _sessions}


def _to(place: str, label: str) -> None:
    if st.button(label, key=f"to_{place}"):
        places.go(place)


def _say(finding: Finding, unit: str = "cm") -> str:
    """The finding in words on the page; returns its sentence without marks, for the chart's alternative."""
    words = state.words()
    values: dict[str, object] = dict(finding.values)
    for name, value in finding.values.items():
        if isinstance(value, date):
            values[name] = day_text(value, state.today())
        elif name.endswith("_cm") and isinstance(value, float):
            values[name.removesuffix("_cm")] = length_text(value, unit)
    if "side" in values:
        values["side"] = words(f"progress.side.{values['side']}")
        sentence = words(f"progress.finding.{finding.code}", **values)
        st.markdown(sentence)
    else:
        sentence = words(f"progress.finding.{finding.code}", **values)
        st.header(sentence, anchor=False)
    more = f"progress.more.{finding.code}"
    if more in words:
        st.markdown(words(more, **values))
        sentence = f"{sentence} {words(more, **values)}"
    return sentence.replace("**", "")


def _alt(name: str, progress: Progress, finding: str, **values: object) -> str:
    first, last = (day_text(day, state.today()) for day in (progress.first, progress.last))
    return state.words()(f"progress.alt.{name}", first=first, last=last, finding=finding, **values)


def _table(name: str, rows: Callable[[], DataFrame]) -> None:
    """The same numbers as a table, made only when somebody opens it."""
    table = st.expander(state.words()("progress.table"), key=f"table_{name}", on_change="rerun")
    if table.open:
        frame = rows()
        table.table(
            frame, hide_index=True, border="horizontal", height=480 if len(frame) > LONG_TABLE_ROWS else "content"
        )


run()
