"""The charts: one table in, one picture out, in colours, shapes and dashes for light and dark.

A picture is a Vega-Lite spec, checked against Altair's schema in tests/pages/test_charts.py: building it through
Altair's classes took 30 to 100 ms of every rerun, this takes one or two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.content.words import Words
from core.trends.ankle import SIDES, AnkleTrend
from core.trends.progress import Progress
from pages.ui.lengths import in_unit

Spec = dict[str, Any]

FONT: Final = "'Source Sans', sans-serif"
SHORTEST_AXIS_DAYS: Final = 28
MANY_TESTS: Final = 60
FIRST_DAY_AXIS: Final = {"format": "%-d %b", "tickCount": 5}
MONTH_AXIS: Final = {"format": "%b %Y", "tickCount": 4}


@dataclass(frozen=True)
class Ink:
    """Colours on one background: text at 4.5:1 or more, marks at 3:1 or more (tests/pages/test_charts.py).

    Okabe and Ito's colours, which people with any colour vision tell apart; on the light background their orange
    and green are too pale, and vermilion and a darker green stand in. Dots, squares and dashes tell the same.
    """

    background: str
    text: str
    grid: str
    dot: str
    blue: str
    orange: str
    green: str


LIGHT: Final = Ink("#fbfaf6", "#0d1717", "#e3e0d6", "#6f7977", "#0072b2", "#d55e00", "#00805e")
DARK: Final = Ink("#0d1314", "#e8eceb", "#2f3a3c", "#98a3a5", "#56b4e9", "#e69f00", "#2fbf94")

# Shapes of the key, as SVG paths in a box of 2 by 2.
DOT: Final = "M-0.3,0A0.3,0.3,0,1,1,0.3,0A0.3,0.3,0,1,1,-0.3,0Z"
LINE: Final = "M-1.4,0H1.4"
UPRIGHT: Final = "M0,-1.3V-0.7M0,-0.3V0.3M0,0.7V1.3"
BAR: Final = "M-0.4,-0.4H0.4V0.4H-0.4Z"


def ink() -> Ink:
    """The colours that go with what the person sees now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(spec: Spec, alt: str) -> None:
    """Draw it in the page's width, in the chart's own colours, with words for those who cannot see it."""
    st.vega_lite_chart(spec, width="stretch", theme=None, alt=alt)


# ---- pain ---------------------------------------------------------------------------------------------------------


def pain_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """Pain, always 0 to 10: days and their 7-day median, or weeks. A line only where nothing is missing."""
    x = _x(progress)
    y = {
        "field": "pain",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 10]},
        "axis": {"values": [0, 2, 4, 6, 8, 10]},
    }
    if progress.by_week:
        key, below, lines, above = _pain_weeks(progress, words, ink, x, y)
    else:
        key, below, lines, above = _pain_days(progress, words, ink, x, y)
    changes = [{"at": _moment(day)} for day in progress.pain.changes["day"]]
    layers = [*below]
    if changes:
        key["change"] = (ink.orange, UPRIGHT)
        rule = {"type": "rule", "color": ink.orange, "strokeWidth": 2, "strokeDash": [4, 4]}
        layers.append({"data": {"values": changes}, "mark": rule, "encoding": {"x": x}})
    line = {"type": "line", "color": ink.blue, "strokeWidth": 3, "strokeCap": "round"}
    detail = {"field": "run", "type": "nominal"}
    layers.append({"data": {"values": lines}, "mark": line, "encoding": {"x": x, "y": y, "detail": detail}})
    alone = [row for row in lines if row["alone"]]
    if alone:
        # A run of one has no line to draw.
        mark = {"type": "point", "shape": "square", "filled": True, "opacity": 1, "size": 40, "color": ink.blue}
        layers.append({"data": {"values": alone}, "mark": mark, "encoding": {"x": x, "y": y}})
    layers += [*above, _key(key, words)]
    return _whole(layers, words("progress.axis.pain"), 340, ink)


Parts = tuple[dict[str, tuple[str, str]], list[Spec], list[Spec], list[Spec]]


def _pain_days(progress: Progress, words: Words, ink: Ink, x: Spec, y: Spec) -> Parts:
    """Key, layers below the line, rows of the line, layers above it: the person's own days hide behind nothing."""
    medians = progress.pain.medians
    lines = _rows(_moments(medians["day"]), pain=medians["median"], run=medians["run"], alone=medians["alone"])
    days = _rows(_moments(progress.pain.days["day"]), pain=progress.pain.days["pain"])
    tips = [_tip(words, "day", "at", "temporal"), _tip(words, "pain", "pain")]
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": 36, "color": ink.dot}
    dots = {"data": {"values": days}, "mark": mark, "encoding": {"x": x, "y": y, "tooltip": tips}}
    key = {"day": (ink.dot, DOT)} | ({"median": (ink.blue, LINE)} if lines else {})
    return key, [], lines, [dots]


def _pain_weeks(progress: Progress, words: Words, ink: Ink, x: Spec, y: Spec) -> Parts:
    weeks = progress.pain.weeks
    weeks = weeks[weeks["run"] >= 0]
    lines = _rows(
        _moments(weeks["week"], timedelta(weeks=progress.step_weeks) / 2),
        week=_moments(weeks["week"]),
        pain=weeks["mean"].round(1),
        n=weeks["n"],
        lowest=weeks["lowest"],
        highest=weeks["highest"],
        run=weeks["run"],
        alone=weeks["alone"],
    )
    tips = [
        _tip(words, f"week_{progress.step_weeks}", "week", "temporal"),
        _tip(words, "mean", "pain"),
        _tip(words, "n", "n"),
    ]
    mark = {"type": "rule", "color": ink.dot, "strokeWidth": 1}
    ends = {"y": y | {"field": "lowest"}, "y2": {"field": "highest"}}
    ranges = {"data": {"values": lines}, "mark": mark, "encoding": {"x": x, **ends, "tooltip": tips}}
    key = {"range": (ink.dot, UPRIGHT), f"mean_{progress.step_weeks}": (ink.blue, LINE)} if lines else {}
    return key, [ranges], lines, []


# ---- ankle --------------------------------------------------------------------------------------------------------


def ankle_charts(progress: Progress, words: Words, ink: Ink, unit: str) -> dict[str, Spec]:
    """One picture for left, right and difference each, with the band inside which a change may be chance."""
    colors = dict(zip(SIDES, (ink.blue, ink.orange, ink.green), strict=True))
    shapes = dict(zip(SIDES, ("circle", "square", "triangle-up"), strict=True))
    specs: dict[str, Spec] = {}
    for side in SIDES:
        points = progress.ankle.points[progress.ankle.points["side"] == side]
        if points.empty:
            continue
        x = _x(progress)
        scale = {"domain": [0, _top(progress.ankle, side, unit)]}
        # The same room for the numbers everywhere, so that one day lies under the same day.
        axis = {"tickCount": 4, "minExtent": 24}
        y = {"field": "length", "type": "quantitative", "title": None, "scale": scale, "axis": axis}
        lengths = [in_unit(cm, unit) for cm in points["cm"]]
        rows = _rows(_moments(points["day"]), length=lengths, run=points["run"])
        band = progress.ankle.bands[progress.ankle.bands["side"] == side]
        edges = [{name: in_unit(band[f"{name}_cm"].item(), unit) for name in ("low", "high", "first")}]
        tips = [_tip(words, "day", "at", "temporal"), _tip(words, "length", "length")]
        color, size = colors[side], 60 if len(rows) < MANY_TESTS else 14
        layers = [
            {
                "data": {"values": edges},
                "mark": {"type": "rect", "color": color, "opacity": 0.15},
                "encoding": {"y": y | {"field": "low"}, "y2": {"field": "high"}},
            },
            {
                "data": {"values": edges},
                "mark": {"type": "rule", "color": color, "strokeDash": [2, 3]},
                "encoding": {"y": y | {"field": "first"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": color, "strokeWidth": 2},
                "encoding": {"x": x, "y": y, "detail": {"field": "run", "type": "nominal"}},
            },
            {
                "data": {"values": rows},
                "mark": {
                    "type": "point", "shape": shapes[side], "filled": True, "opacity": 1, "size": size, "color": color
                },
                "encoding": {"x": x, "y": y, "tooltip": tips},
            },
        ]  # fmt: skip
        title = words(f"progress.axis.{side}", unit=words(f"progress.unit.{unit}"))
        specs[side] = _whole(layers, title, 150 if side == "difference" else 190, ink)
    return specs


def _top(ankle: AnkleTrend, side: str, unit: str) -> float:
    """The end of the axis: the same for left and right, so that the two can be compared by eye."""
    sides = [side] if side == "difference" else ["left", "right"]
    points = ankle.points.loc[ankle.points["side"].isin(sides), "cm"].max()
    bands = ankle.bands.loc[ankle.bands["side"].isin(sides), "high_cm"].max()
    return in_unit(max(points + 1, bands + 1, 5 if side == "difference" else 14), unit)


# ---- sessions -----------------------------------------------------------------------------------------------------


def session_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """A bar for the sessions done in each week, a dash at the number planned."""
    weeks = progress.sessions.weeks
    top = max(4, int(weeks["done"].max()), int(weeks["planned"].max())) + 0.5
    y: Spec = {"type": "quantitative", "title": None, "scale": {"domain": [0, top]}}
    y |= {"axis": {"tickMinStep": 1, "format": "d"}}
    width = timedelta(weeks=progress.step_weeks)
    rows = _rows(
        _moments(weeks["week"], width * 0.1),
        until=_moments(weeks["week"], width * 0.9),
        week=_moments(weeks["week"]),
        done=weeks["done"],
        planned=weeks["planned"],
    )
    tips = [
        _tip(words, f"week_{progress.step_weeks}", "week", "temporal"),
        _tip(words, "done", "done"),
        _tip(words, "planned", "planned"),
    ]
    x, until = _x(progress, whole_steps=True), {"field": "until"}
    layers = [
        {
            "data": {"values": [row for row in rows if row["done"]]},
            "mark": {"type": "rect", "color": ink.blue},
            "encoding": {"x": x, "x2": until, "y": y | {"field": "done"}, "y2": {"datum": 0}, "tooltip": tips},
        },
        {
            "data": {"values": [row for row in rows if row["planned"]]},
            "mark": {"type": "rule", "color": ink.orange, "strokeWidth": 3},
            "encoding": {"x": x, "x2": until, "y": y | {"field": "planned"}, "tooltip": tips},
        },
        _key({"done": (ink.blue, BAR), "planned": (ink.orange, LINE)}, words),
    ]
    return _whole(layers, words(f"progress.axis.sessions_{progress.step_weeks}"), 260, ink)


# ---- what all of them share ---------------------------------------------------------------------------------------


def _moment(day: date, after: timedelta = timedelta(hours=12)) -> str:
    """Local time without a zone, at noon: a midnight that the clock change skips would show the day before."""
    return f"{pd.Timestamp(day) + after:%Y-%m-%dT%H:%M:%S}"


def _moments(days: "pd.Series[pd.Timestamp]", after: timedelta = timedelta(hours=12)) -> list[str]:
    return list((days + after).dt.strftime("%Y-%m-%dT%H:%M:%S"))


def _rows(at: list[str], **columns: Iterable[Any]) -> list[Spec]:
    names = ("at", *columns)
    values = (list(column) for column in columns.values())
    return [dict(zip(names, row, strict=True)) for row in zip(at, *values, strict=True)]


def _x(progress: Progress, whole_steps: bool = False) -> Spec:
    # A short story still gets four weeks of room, so that its first days do not fill the picture.
    days = max((progress.last - progress.first).days + 1, SHORTEST_AXIS_DAYS)
    if whole_steps:
        step = 7 * progress.step_weeks
        days = -(-days // step) * step
    ends = [_moment(progress.first + timedelta(days=n), timedelta()) for n in (0, days)]
    domain = [{"expr": f"toDate('{end}')"} for end in ends]
    axis = (MONTH_AXIS if days > 200 else FIRST_DAY_AXIS) | {"labelOverlap": True}
    return {"field": "at", "type": "temporal", "title": None, "scale": {"domain": domain}, "axis": axis}


def _tip(words: Words, name: str, field: str, kind: str = "quantitative") -> Spec:
    tip = {"field": field, "type": kind, "title": words(f"progress.tip.{name}")}
    return tip | ({"format": "%-d %B %Y"} if kind == "temporal" else {})


def _key(entries: dict[str, tuple[str, str]], words: Words) -> Spec:
    """The key above the chart: a layer of marks that cannot be seen, for colour and shape together."""
    names = [words(f"progress.series.{name}") for name in entries]
    legend = {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "columns": 2,
        "symbolOpacity": 1,
        "symbolSize": 110,
    }
    channels = {}
    for channel, n in (("color", 0), ("shape", 1)):
        scale = {"domain": names, "range": [entry[n] for entry in entries.values()]}
        channels[channel] = {"field": "name", "type": "nominal", "scale": scale, "legend": legend}
    return {
        "data": {"values": [{"name": name} for name in names]},
        "mark": {"type": "point", "opacity": 0, "filled": False, "strokeWidth": 3, "tooltip": None},
        "encoding": channels,
    }


def _whole(layers: list[Spec], title: str, height: int, ink: Ink) -> Spec:
    """The layers as one picture, with the colours and sizes of everything that is not a mark."""
    label = {"labelColor": ink.text, "labelFont": FONT, "labelFontSize": 13}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": title,
        "height": height,
        "layer": layers,
        "config": {
            "background": "transparent",
            "padding": {"left": 2, "right": 8, "top": 4, "bottom": 2},
            "view": {"stroke": None},
            "title": {
                "color": ink.text,
                "font": FONT,
                "fontSize": 15,
                "fontWeight": 600,
                "anchor": "start",
                "offset": 8,
            },
            "axis": label | {"gridColor": ink.grid, "domainColor": ink.dot, "tickColor": ink.dot},
            "axisX": {"grid": False},
            "legend": label | {"labelLimit": 260, "symbolStrokeWidth": 3, "padding": 0, "rowPadding": 4},
        },
    }
