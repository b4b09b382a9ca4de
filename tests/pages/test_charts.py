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
from core.model.log import ActivityScore, AnkleTest, CheckIn, Flare, FunctionScore, Peg, SessionDone
from core.model.record import History
from core.trends.inputs import PlannedDays
from core.trends.progress import Progress, build_progress
from pages.ui.chart_ankle import ankle_charts
from pages.ui.chart_function import activities_chart, peg_chart
from pages.ui.chart_pain import pain_chart
from pages.ui.chart_sessions import calendar_chart, on_a_wall, session_chart
from pages.ui.chart_went_with import comparisons_chart, days_chart, factors
from pages.ui.charts import DARK, LIGHT, Ink, Spec, pale

TODAY = date(2026, 11, 20)
ROOT = Path(__file__).resolve().parents[2]
INKS = pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
STORIES = pytest.mark.parametrize("days", [1, 21, 90, 365, 1200, 3650])


@pytest.fixture(scope="module")
def words() -> Words:
    return load_words(DATA / "words", "en", [])


def progress_of(days: int, window: str = "all") -> Progress:
    """A made-up person: pain noted on five days of seven, sessions on three, tests, scores and a flare-up."""
    past = [TODAY - timedelta(days=n) for n in range(days)]
    log = History(
        check_ins=tuple(
            CheckIn(day=day, pain_average=day.day % 11, sleep_hours=5 + day.day % 4, sitting_hours=day.day % 9)
            for day in past
            if day.weekday() < 5
        ),
        sessions=tuple(
            SessionDone(day=day, routine_version=1, items=(), kind="flare" if day.day == 4 else "full")
            for day in past
            if day.weekday() in (0, 2, 4)
        ),
        ankle_tests=tuple(AnkleTest(day=day, left_cm=(8, 9), right_cm=(11.5,)) for day in past if day.weekday() == 4),
        function=tuple(
            FunctionScore(
                day=day,
                activities=tuple(ActivityScore(activity=name, score=day.day % 11) for name in ACTIVITIES),
                peg=Peg(pain=day.day % 11, enjoyment=3, general_activity=4),
            )
            for day in past[::14]
        ),
        flares=(Flare(day=past[-1], state="began"),) if days > 5 else (),
        plan_dates=(),
    )
    plans = [PlannedDays(past[-1], ("mon", "wed", "fri", "sat"))]
    return build_progress(log, plans, TODAY, window, load_evidence(DATA / "evidence", []))


ACTIVITIES = ("Put on my socks", "Sit through a whole film in the cinema with my friends", "Walk")


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
    made = {
        "pain": pain_chart(progress, words, ink),
        "activities": activities_chart(progress, words, ink),
        "peg": peg_chart(progress, words, ink),
        **ankle_charts(progress, words, ink, "cm", 10),
        "sessions": session_chart(progress, words, ink),
        "calendar": calendar_chart(progress, words, ink),
    }
    if len(progress.went_with.rows):
        made["went_with"] = comparisons_chart(progress, words, ink)
        made |= {f"days_{factor}": days_chart(progress, factor, words, ink) for factor in factors(progress)}
    return {name: spec for name, spec in made.items() if spec is not None}


ALWAYS = {"pain", "activities", "peg", "left", "right", "difference", "sessions", "calendar"}


@INKS
@STORIES
def test_every_spec_is_valid_vega_lite(days: int, ink: Ink, words: Words) -> None:
    specs = all_specs(progress_of(days), words, ink)
    assert set(specs) >= ALWAYS
    assert ("went_with" in specs) == (days > 40)
    for spec in specs.values():
        alt.LayerChart.from_dict(spec)  # raises where the schema is broken


@STORIES
def test_pain_and_scores_are_always_drawn_from_nought_to_ten(days: int, words: Words) -> None:
    specs = all_specs(progress_of(days), words, LIGHT)
    for name, spec in specs.items():
        if name in ("pain", "activities", "peg") or name.startswith("days_"):
            scales = [y["scale"]["domain"] for y in every(spec, "y") if isinstance(y, dict)]
            assert scales, name
            assert all(scale == [0, 10] for scale in scales), name


@STORIES
def test_the_difference_and_sessions_start_at_nought(days: int, words: Words) -> None:
    specs = all_specs(progress_of(days), words, LIGHT)
    for name in ("difference", "sessions"):
        assert {y["scale"]["domain"][0] for y in every(specs[name], "y") if "scale" in y} == {0}


def with_tests(left: tuple[float, ...], right: tuple[float, ...]) -> Progress:
    """Nothing but ankle tests, one a week up to today."""
    weeks = range(max(len(left), len(right)))
    tests = tuple(
        AnkleTest(day=TODAY - timedelta(weeks=len(weeks) - 1 - n), left_cm=left[n : n + 1], right_cm=right[n : n + 1])
        for n in weeks
    )
    log = History(check_ins=(), sessions=(), ankle_tests=tests, function=(), flares=(), plan_dates=())
    return build_progress(log, [], TODAY, "all", load_evidence(DATA / "evidence", []))


@pytest.mark.parametrize("unit", ["cm", "in"])
@pytest.mark.parametrize(
    ("left", "right"),
    [((8, 8.2, 9), (11, 11.1, 11.3)), ((0.5,), (0.4,)), ((3, 2), (18, 19)), ((10, 10.1), (10, 10)), ((24, 25), (2, 1))],
)
def test_an_axis_of_lengths_fits_the_tests_and_does_not_blow_up_noise(
    left: tuple[float, ...], right: tuple[float, ...], unit: str, words: Words
) -> None:
    noise, per = 1.9, 2.54 if unit == "in" else 1
    heights = set()
    for side, spec in ankle_charts(with_tests(left, right), words, LIGHT, unit, 10).items():
        axes = [y for y in every(spec, "y") if "scale" in y]
        ((low, high),) = {tuple(y["scale"]["domain"]) for y in axes}
        heights.add(round((spec["height"] - 70) / (high - low)))
        assert low >= 0
        assert high - low >= (2 * 2**0.5 if side == "difference" else 4) * noise / per - 0.1
        assert axes[0]["axis"]["values"][0] == low
        assert axes[0]["axis"]["values"][-1] == high
        assert 3 <= len(axes[0]["axis"]["values"]) <= 12
        values = [row for each in spec["layer"] for row in each["data"]["values"]]
        shown = [row[name] for row in values for name in ("length", "low", "high", "first") if name in row]
        assert low <= min(shown) <= max(shown) < high, side
        typical = {row["length"] for row in values if "told" in row}
        assert typical == (set() if side == "difference" else {round(10 / per, 1)})
    assert len(heights) == 1  # a centimeter is as high in all three


def test_left_and_right_share_one_scale(words: Words) -> None:
    specs = ankle_charts(progress_of(100), words, LIGHT, "cm", 10)
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
            if name not in ("activities", "peg"):  # scores are two weeks apart at least
                assert line["encoding"]["detail"]["field"] == "run", name
                assert all("run" in row for row in line["data"]["values"])


def test_the_days_noted_lie_on_top_of_the_median(words: Words) -> None:
    layers = pain_chart(progress_of(40), words, LIGHT)["layer"]
    kinds = [layer["mark"]["type"] for layer in layers]
    assert kinds.index("line") < max(n for n, layer in enumerate(layers) if layer["mark"].get("shape") == "circle")


def test_no_chart_has_more_than_a_few_hundred_points(words: Words) -> None:
    for window in ("4w", "12w", "1y", "all"):
        for spec in all_specs(progress_of(3650, window), words, LIGHT).values():
            assert all(len(layer["data"]["values"]) <= 400 for layer in spec["layer"])


def test_days_are_local_and_lie_at_noon(words: Words) -> None:
    spec = pain_chart(progress_of(40), words, LIGHT)
    moments = [row["at"] for layer in lines_of(spec) for row in layer["data"]["values"]]
    assert moments
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT12:00:00", moment) for moment in moments)


def test_inches_are_drawn_as_inches(words: Words) -> None:
    progress = progress_of(40)
    (cm,) = lines_of(ankle_charts(progress, words, LIGHT, "cm", 10)["right"])
    (inches,) = lines_of(ankle_charts(progress, words, LIGHT, "in", 10)["right"])
    assert {row["length"] for row in cm["data"]["values"]} == {11.5}
    assert {row["length"] for row in inches["data"]["values"]} == {4.5}


@STORIES
def test_pain_and_ankles_never_share_a_chart(days: int, words: Words) -> None:
    for name, spec in all_specs(progress_of(days), words, LIGHT).items():
        columns = {key for layer in spec["layer"] for row in layer["data"]["values"] for key in row}
        assert not ({"pain", "length"} <= columns), name


def test_pain_is_drawn_with_its_start_its_bands_its_flares_and_its_new_routines(words: Words) -> None:
    progress = progress_of(60)
    spec = pain_chart(progress, words, LIGHT)
    names = {row["name"] for row in spec["layer"][-1]["data"]["values"]}
    told = ("day", "median", "mean_1", "start", "chance_day", "chance_week", "flare", "change")
    assert names == {words(f"progress.series.{name}") for name in told}
    bands = [
        layer["data"]["values"][0] for layer in spec["layer"] if {"low", "high"} == layer["data"]["values"][0].keys()
    ]
    start = progress.pain.start
    assert start is not None
    assert bands == [
        {"low": start.day_low, "high": start.day_high},
        {"low": start.week_low, "high": start.week_high},
    ]


def test_weekly_means_say_on_how_many_days_they_stand(words: Words) -> None:
    for days in (60, 600):
        spec = pain_chart(progress_of(days), words, LIGHT)
        tips = [tip["field"] for layer in spec["layer"] for tip in layer["encoding"].get("tooltip", [])]
        assert "n" in tips


def test_activities_differ_in_colour_shape_and_dash_and_long_names_are_cut_in_the_key(words: Words) -> None:
    spec = activities_chart(progress_of(60), words, LIGHT)
    assert spec is not None
    lines = [tuple(layer["mark"]["strokeDash"]) for layer in lines_of(spec)]
    points = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "point"][:3]
    assert len(set(lines)) == len({mark["shape"] for mark in points}) == len({mark["color"] for mark in points}) == 3
    names = [row["name"] for row in spec["layer"][-1]["data"]["values"]]
    assert names == ["Put on my socks", "Sit through a whole film in the cinema with…", "Walk"]


@pytest.mark.parametrize(("days", "wall"), [(1, True), (60, True), (200, False), (3650, False)])
def test_the_calendar_is_a_wall_calendar_or_a_year(days: int, wall: bool, words: Words) -> None:
    progress = progress_of(days)
    assert on_a_wall(progress) == wall
    spec = calendar_chart(progress, words, LIGHT)
    looks = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "rect"]
    if days > 1:
        # Done and gentle are filled, each in its colour; planned and not done is only an outline.
        assert [mark["fill"] for mark in looks] == [LIGHT.blue, LIGHT.green, "transparent"]
    names = [row["name"] for row in spec["layer"][-1]["data"]["values"]]
    assert (words("progress.state.rest") in names) == (not wall)


def test_comparisons_are_drawn_from_minus_one_to_one_round_no_link(words: Words) -> None:
    spec = comparisons_chart(progress_of(90), words, LIGHT)
    assert {tuple(x["scale"]["domain"]) for x in every(spec, "x") if "scale" in x} == {(-1, 1)}
    rows = next(
        layer["data"]["values"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "rule" and "y" in layer["encoding"]
    )
    assert all(row["low"] <= row["r"] <= row["high"] for row in rows)
    dots = {layer["mark"]["fill"]: layer["data"]["values"] for layer in spec["layer"] if "fill" in layer["mark"]}
    assert {fill: {row["clear"] for row in values} for fill, values in dots.items()} in (
        {LIGHT.blue: {True}, LIGHT.background: {False}},
        {LIGHT.background: {False}},
        {LIGHT.blue: {True}},
    )


def test_the_three_ankle_charts_differ_in_shape_and_colour(words: Words) -> None:
    specs = ankle_charts(progress_of(40), words, LIGHT, "cm", 10).values()
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
    # The numbers of the calendar on their boxes.
    for box in (ink.blue, ink.green):
        assert contrast(ink.background, box) >= 4.5
    # Lines and dots on top of the bands, and the ankles' and PEG's own colours on theirs.
    for share in (ink.wide, ink.narrow):
        for mark in (ink.text, ink.dot, ink.blue, ink.orange, ink.green):
            assert contrast(mark, pale(ink.green, ink, share)) >= 3
    for color in (ink.blue, ink.orange, ink.green):
        assert contrast(color, pale(color, ink, ink.narrow)) >= 3


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
    names = [row["name"] for row in pain_chart(bare, words, LIGHT)["layer"][-1]["data"]["values"]]
    assert names == [words("progress.series.day")]
