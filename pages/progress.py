"""Progress: how it goes in a sentence, then one part at a time with its charts and tables."""

from typing import Final

import streamlit as st

from core.trends.progress import Progress
from core.trends.window import DEFAULT_WINDOW, WINDOWS
from pages.ui import places, state
from pages.ui.buttons import on_primary
from pages.ui.progress_said import sentence, verdict_in_words
from pages.ui.progress_shown import SHOW

PARTS: Final = tuple(SHOW)

words = state.words()


def run() -> None:
    st.title(words("progress.title"), anchor=False)
    history = state.journal().history(state.owner())
    if not (history.check_ins or history.sessions or history.ankle_tests or history.function):
        st.info(words("progress.nothing"))
        if st.button(on_primary(words("progress.empty_open")), type="primary", key="to_check_in"):
            places.go("check_in")
        return
    # How it goes and its picture stand first; how far back they go is chosen below them.
    overview, choice, picture = st.container(), st.container(), st.container()
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
        overview.info(words("progress.empty"))
        overview.markdown(words("progress.look_back", all=words("progress.window.all")))
        return
    with overview:
        how_it_goes(progress)
    part = choice.segmented_control(
        words("progress.choose"),
        PARTS,
        default=PARTS[0],
        required=True,
        format_func=lambda name: words(f"progress.chart.{name}"),
        key="progress_chart",
        bind="query-params",
        label_visibility="collapsed",
    )
    shown = SHOW[part or PARTS[0]]
    with picture:
        shown.draw(progress)
    shown.explain(progress)
    all_else(progress)


def how_it_goes(progress: Progress) -> None:
    """Pain first and large, with the numbers it rests on."""
    first = progress.pain.findings[0]
    st.header(sentence(first), anchor=False)
    st.markdown(sentence(first, table="more"))


def all_else(progress: Progress) -> None:
    """What more there is to say of pain, and the other measures in a line each."""
    lines = [sentence(finding) for finding in progress.pain.findings[1:]] + short_lines(progress)
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def short_lines(progress: Progress) -> list[str]:
    """What else there is, in a line each; nothing of what was never noted."""
    lines = []
    if progress.function.findings[0].values:
        verdict = verdict_in_words(progress.function.findings[0])
        lines.append(words("progress.short.function", verdict=verdict))
    sides = {finding.values.get("side"): verdict_in_words(finding) for finding in progress.ankle.findings}
    known = [words(f"progress.short.{side}", verdict=sides[side]) for side in ("left", "right") if side in sides]
    if len(known) > 1 and sides["left"] == sides["right"]:
        known = [words("progress.short.both", verdict=sides["left"])]
    if known:
        lines.append(words("progress.short.ankle", sides=", ".join(known)))
    done, planned = (progress.sessions.finding.values[name] for name in ("done", "planned"))
    if done or planned:
        lines.append(words("progress.short.sessions", done=done, planned=planned))
    return lines


run()
