"""The parts of the progress page: each with its sentence, charts and notes, and below them tables and explanations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st
from pandas import DataFrame

from core.trends.ankle import noise_cm, typical_cm
from core.trends.compare_pain import noise_points
from core.trends.progress import Progress
from pages.ui import charts, places, progress_tables, state
from pages.ui.chart_ankle import ankle_charts
from pages.ui.chart_function import activities_chart, peg_chart
from pages.ui.chart_pain import pain_chart
from pages.ui.chart_sessions import calendar_chart, on_a_wall, session_chart
from pages.ui.chart_went_with import comparisons_chart, days_chart, factors
from pages.ui.lengths import length_text
from pages.ui.progress_said import alt, pain_in_full, sentence

LONG_TABLE_ROWS: Final = 14


@dataclass(frozen=True)
class Part:
    """What stands first, and what below it for who wants more."""

    draw: Callable[[Progress], None]
    explain: Callable[[Progress], None]


def pain(progress: Progress) -> None:
    words, evidence = state.words(), state.journal().content.evidence
    n = int(progress.pain.weeks["n"].sum())
    if n:
        charts.show(pain_chart(progress, words, charts.ink()), alt("pain", progress, pain_in_full(progress), n=n))
        kind = f"pain_weeks_{progress.step_weeks}" if progress.by_week else "pain"
        needed = evidence["pain_week_least_readings"] * progress.step_weeks
        notes = [words(f"progress.note.{kind}", needed=needed)]
        if progress.pain.start is not None:
            notes.insert(0, words("progress.note.bands_weeks" if progress.by_week else "progress.note.bands"))
        st.caption(" ".join(notes))


def pain_explained(progress: Progress) -> None:
    if progress.pain.weeks["n"].any():
        _table("pain", lambda: progress_tables.pain_table(progress))
        _went_with(progress)
        _how_it_decides()
    _to("check_in", state.words()("progress.check_in"))


def function(progress: Progress) -> None:
    words, evidence = state.words(), state.journal().content.evidence
    drawn = (
        ("activities", activities_chart(progress, words, charts.ink()), progress.function.activities),
        ("peg", peg_chart(progress, words, charts.ink()), progress.function.peg),
    )
    for finding, (name, chart, table) in zip(progress.function.findings, drawn, strict=True):
        said = sentence(finding)
        st.markdown(said)
        if chart is not None:
            charts.show(chart, alt(name, progress, said, n=int(table["day"].nunique())))
            limits = {part: f"{evidence[f'{name}_{part}_points']:g}" for part in ("possible", "clear")}
            st.caption(words(f"progress.note.{name}", **limits))


def function_explained(progress: Progress) -> None:
    if len(progress.function.activities) or len(progress.function.peg):
        _table("function", lambda: progress_tables.function_table(progress))
    _to("function", state.words()("progress.function_open"))


def ankle(progress: Progress) -> None:
    if not len(progress.ankle.tests):
        st.markdown(sentence(progress.ankle.findings[0]))
        return
    words, journal, unit = state.words(), state.journal(), _unit()
    evidence, plan = journal.content.evidence, journal.plan(state.owner())
    typical = typical_cm(plan.case.age_years if plan is not None else None, evidence)
    drawn = ankle_charts(progress, words, charts.ink(), unit, typical)
    for finding in progress.ankle.findings:
        said, side = sentence(finding, unit), str(finding.values["side"])
        st.markdown(said)
        n = int(progress.ankle.tests[f"{side}_cm"].count())
        charts.show(drawn[side], alt("ankle", progress, said, n=n))
    noise, noise_difference = (length_text(noise_cm(side, evidence), unit) for side in ("left", "difference"))
    st.caption(words("progress.note.ankle", noise=noise, noise_difference=noise_difference))


def ankle_explained(progress: Progress) -> None:
    if len(progress.ankle.tests):
        _table("ankle", lambda: progress_tables.ankle_table(progress, _unit()))
    _to("ankle", state.words()("progress.ankle_test"))


def sessions(progress: Progress) -> None:
    words, finding = state.words(), progress.sessions.finding
    said = " ".join((sentence(finding), sentence(finding, table="more")))
    st.markdown(said)
    if not _any_sessions(progress):
        return
    if _long(progress):
        charts.show(session_chart(progress, words, charts.ink()), alt("sessions", progress, said))
        st.caption(words("progress.note.sessions_long", year=words("progress.window.1y")))
    else:
        charts.show(calendar_chart(progress, words, charts.ink()), alt("calendar", progress, said))
        st.caption(words(f"progress.note.sessions{'' if on_a_wall(progress) else '_year'}"))


def sessions_explained(progress: Progress) -> None:
    if _any_sessions(progress):
        table = progress_tables.session_table if _long(progress) else progress_tables.calendar_table
        _table("sessions", lambda: table(progress))
    _to("routine", state.words()("progress.routine"))


SHOW: Final = {
    "pain": Part(pain, pain_explained),
    "function": Part(function, function_explained),
    "ankle": Part(ankle, ankle_explained),
    "sessions": Part(sessions, sessions_explained),
}


def _unit() -> str:
    return state.journal().profile(state.owner()).length_unit


def _any_sessions(progress: Progress) -> bool:
    weeks = progress.sessions.weeks
    return bool(weeks["done"].any() or weeks["planned"].any())


def _long(progress: Progress) -> bool:
    """More weeks than the calendar holds."""
    return bool(progress.sessions.weeks["week"].iloc[0] < progress.sessions.days["day"].iloc[0])


def _went_with(progress: Progress) -> None:
    """Behind a fold, and drawn only when it is opened."""
    words = state.words()
    fold = st.expander(words("progress.went_with.title"), key="went_with", on_change="rerun")
    if not fold.open:
        return
    shown = progress.went_with
    with fold:
        st.markdown(words("progress.went_with.lead"))
        said = sentence(shown.finding)
        st.markdown(said)
        if shown.rows.empty:
            return
        clear = shown.rows[shown.rows["clear"]]
        lines = [
            words(f"progress.went_with_said.{row.factor}_{row.lag_days}_{'more' if row.rank_r > 0 else 'less'}")
            for row in clear.itertuples()
        ]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))
        told = " ".join((said, *lines))
        charts.show(comparisons_chart(progress, words, charts.ink()), alt("went_with", progress, told))
        around = state.journal().content.evidence["went_with_around_days"]
        st.caption(words("progress.went_with.note", comparisons=len(shown.rows), around=around))
        st.table(progress_tables.went_with_table(progress), hide_index=True, border="horizontal")
        chosen = st.segmented_control(
            words("progress.went_with.choose"),
            factors(progress),
            format_func=lambda name: words(f"progress.factor.{name}"),
            key="went_with_factor",
        )
        if chosen:
            n = int(shown.pairs.loc[(shown.pairs["factor"] == chosen) & (shown.pairs["lag_days"] == 0), "n"].sum())
            name = words(f"progress.factor.{chosen}")
            chart = days_chart(progress, chosen, words, charts.ink())
            charts.show(chart, words("progress.alt.days", factor=name, n=n))
            st.caption(words("progress.went_with.days_note"))


def _how_it_decides() -> None:
    words, evidence = state.words(), state.journal().content.evidence
    with st.expander(words("progress.honest_title")):
        first, whole_week = int(evidence["pain_first_week_least_readings"]), 7
        values = {
            "first_least": first,
            "points": f"{evidence['pain_change_points']:g}",
            "percent": round(100 * evidence["pain_change_share"]),
            "least": f"{evidence['pain_change_least_points']:g}",
            "day_noise": f"{noise_points(1, 1, evidence):.1f}",
            "week_noise_low": f"{noise_points(whole_week, whole_week, evidence):.1f}",
            "week_noise_high": f"{noise_points(first, first, evidence):.1f}",
        }
        parts = ("start", "size", "two_weeks", "bands", "not_why")
        st.markdown("\n".join(f"- {words(f'progress.honest.{part}', **values)}" for part in parts))


def _to(place: str, label: str) -> None:
    if st.button(label, key=f"to_{place}"):
        places.go(place)


def _table(name: str, rows: Callable[[], DataFrame]) -> None:
    """The same numbers as a table, made only when somebody opens it."""
    table = st.expander(state.words()("progress.table"), key=f"table_{name}", on_change="rerun")
    if table.open:
        frame = rows()
        table.table(
            frame, hide_index=True, border="horizontal", height=480 if len(frame) > LONG_TABLE_ROWS else "content"
        )
