"""The charts' specs: valid, readable in light and dark, and honest about scale, gaps and noise."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from core.content.evidence import load_evidence
from core.content.files import DATA
from core.content.words import Words, load_words
from core.model.log import AnkleTest, CheckIn, SessionDone
from core.model.record import History
from core.trends.inputs import PlannedDays
from core.trends.progress import Progress, build_progress
from pages.ui import charts
from pages.ui.charts import DARK, LIGHT, Ink, Spec

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]
INKS = pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
STORIES = pytest.mark.parametrize("days", [1, 21, 365, 1200, 3650])


@pytest.fixture(scope="module")
def words() -> Words:
    return load_words(DATA / "words", "en", [])


def progress_of(days: int, window: str = "all") -> Progress:
    """A made-up person: pain noted on five days of seven, sessions on two, an ankle test each week."""
    past = [TODAY - timedelta(days=n) for n in range(days)]
    log = History(
        check_ins=tuple(CheckIn(day=day, pain_average=day.day % 11) for day in past if day.weekday() < 5),
        sessions=tuple(SessionDone(day=day, routine_version=1, items=()) for day in past if day.weekday() in (0, 2)),
        ankle_tests=tuple(AnkleTest(day=day, left_cm=(8, 9), right_cm=(11.5,)) for day in past if day.weekday() == 4),
        plan_dates=(),
    )
    plans = [PlannedDays(past[-1], ("mon", "wed", "fri"))]
    return build_progress(log, plans, TODAY, window, load_evidence(DATA / "evidence", []))


def every(spec: Any, key: str) -> list[Any]:
    """The values of `key` anywhere in the spec, rows of data aside."""
    found = []
    if isinstance(spec, dict):
        for name, value in spec.items():
            found += [value] if name == key else []
            found += every(value, key) if name != "values" else []
    if isinstance(spec, list):
        found += [value for entry in spec for value in every(entry, key)]
    return found


def all_specs(progress: Progress, words: Words, ink: Ink) -> dict[str, Spec]:
    specs = {"pain": charts.pain_chart(progress, words, ink), "sessions": charts.session_chart(progress, words, ink)}
    return specs | charts.ankle_charts(progress, words, ink, "cm")


@INKS
@STORIES
def test_every_spec_is_valid_vega_lite(days: int, ink: Ink, words: Words) -> None:
    specs = all_specs(progress_of(days), words, ink)
    assert set(specs) == {"pain", "sessions", "left", "right", "difference"}
    for spec in specs.values():
        alt.LayerChart.from_dict(spec)  # raises where the schema is broken


@STORIES
def test_pain_is_always_drawn_from_nought_to_ten(days: int, words: Words) -> None:
    spec = charts.pain_chart(progress_of(days), words, LIGHT)
    scales = [y["scale"]["domain"] for y in every(spec, "y") if isinstance(y, dict)]
    assert scales
    assert all(scale == [0, 10] for scale in scales)


@STORIES
def test_lengths_and_sessions_start_at_nought(days: int, words: Words) -> None:
    specs = all_specs(progress_of(days), words, LIGHT)
    for name in ("left", "right", "difference", "sessions"):
        assert {y["scale"]["domain"][0] for y in every(specs[name], "y") if "scale" in y} == {0}


def test_left_and_right_share_one_scale(words: Words) -> None:
    specs = charts.ankle_charts(progress_of(100), words, LIGHT, "cm")
    left, right = (
        [y["scale"]["domain"] for y in every(specs[side], "y") if "scale" in y] for side in ("left", "right")
    )
    assert left == right


def lines_of(spec: Spec) -> list[Spec]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]


@STORIES
def test_a_line_is_drawn_run_by_run(days: int, words: Words) -> None:
    for name, spec in all_specs(progress_of(days), words, LIGHT).items():
        for line in lines_of(spec):
            assert line["encoding"]["detail"]["field"] == "run", name
            assert all("run" in row for row in line["data"]["values"])


def test_the_days_noted_lie_on_top_of_the_median(words: Words) -> None:
    layers = charts.pain_chart(progress_of(40), words, LIGHT)["layer"]
    kinds = [layer["mark"]["type"] for layer in layers]
    assert kinds.index("line") < max(n for n, layer in enumerate(layers) if layer["mark"].get("shape") == "circle")


def test_no_chart_has_more_than_a_few_hundred_points(words: Words) -> None:
    for window in ("4w", "12w", "1y", "all"):
        for spec in all_specs(progress_of(3650, window), words, LIGHT).values():
            assert all(len(layer["data"]["values"]) <= 400 for layer in spec["layer"])


def test_days_are_local_and_lie_at_noon(words: Words) -> None:
    spec = charts.pain_chart(progress_of(40), words, LIGHT)
    moments = [row["at"] for layer in lines_of(spec) for row in layer["data"]["values"]]
    assert moments
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00", moment) for moment in moments)


def test_inches_are_drawn_as_inches(words: Words) -> None:
    progress = progress_of(40)
    (cm,) = lines_of(charts.ankle_charts(progress, words, LIGHT, "cm")["right"])
    (inches,) = lines_of(charts.ankle_charts(progress, words, LIGHT, "in")["right"])
    assert {row["length"] for row in cm["data"]["values"]} == {11.5}
    assert {row["length"] for row in inches["data"]["values"]} == {4.5}


def test_the_three_ankle_charts_differ_in_shape_and_colour(words: Words) -> None:
    specs = charts.ankle_charts(progress_of(40), words, LIGHT, "cm").values()
    marks = [layer["mark"] for spec in specs for layer in spec["layer"] if layer["mark"]["type"] == "point"]
    assert len({mark["shape"] for mark in marks}) == len({mark["color"] for mark in marks}) == 3


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@INKS
def test_text_and_marks_can_be_seen(ink: Ink) -> None:
    assert contrast(ink.text, ink.background) >= 4.5
    for mark in (ink.dot, ink.blue, ink.orange, ink.green):
        assert contrast(mark, ink.background) >= 3


@pytest.mark.parametrize(("ink", "name"), [(LIGHT, "light"), (DARK, "dark")], ids=["light", "dark"])
def test_the_ink_stands_on_the_background_of_the_theme(ink: Ink, name: str) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    assert (ink.background, ink.text) == (theme["backgroundColor"], theme["textColor"])


@INKS
def test_labels_titles_and_keys_take_the_ink(ink: Ink, words: Words) -> None:
    for spec in all_specs(progress_of(40), words, ink).values():
        config = spec["config"]
        told = (config["title"]["color"], config["axis"]["labelColor"], config["legend"]["labelColor"])
        assert set(told) == {ink.text}


def test_what_is_not_there_is_not_in_the_key(words: Words) -> None:
    progress = progress_of(1)
    assert len(progress.pain.medians) == 0
    bare = replace(progress, pain=replace(progress.pain, changes=progress.pain.changes.iloc[:0]))
    names = [row["name"] for row in charts.pain_chart(bare, words, LIGHT)["layer"][-1]["data"]["values"]]
    assert names == [words("progress.series.day")]
