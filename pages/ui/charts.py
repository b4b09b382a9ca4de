"""What all charts share: colours for light and dark, the axis of days, the key, and drawing with words beside it.

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
from core.trends.progress import Progress

Spec = dict[str, Any]

FONT: Final = "'Source Sans', sans-serif"
SHORTEST_AXIS_DAYS: Final = 28
FIRST_DAY_AXIS: Final = {"format": "%-d %b", "tickCount": 5}
MONTH_AXIS: Final = {"format": "%b %Y", "tickCount": 4}
NOON: Final = timedelta(hours=12)


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
    wide: float  # how strongly the wider and the narrower band of chance are filled: every mark is seen on top of them
    narrow: float


LIGHT: Final = Ink("#fbfaf6", "#0d1717", "#e3e0d6", "#6f7977", "#0072b2", "#d55e00", "#00805e", 0.06, 0.14)
DARK: Final = Ink("#0d1314", "#e8eceb", "#2f3a3c", "#98a3a5", "#56b4e9", "#e69f00", "#2fbf94", 0.12, 0.28)

# Shapes of the key, as SVG paths in a box of 2 by 2.
DOT: Final = "M-0.3,0A0.3,0.3,0,1,1,0.3,0A0.3,0.3,0,1,1,-0.3,0Z"
LINE: Final = "M-1.4,0H1.4"
DASHES: Final = "M-1.4,0H-0.7M-0.35,0H0.35M0.7,0H1.4"
UPRIGHT: Final = "M0,-1.3V-0.7M0,-0.3V0.3M0,0.7V1.3"
FLAG: Final = "M-1,1.2V-0.9H1.2"
BAR: Final = "M-0.4,-0.4H0.4V0.4H-0.4Z"
SQUARE: Final = "M-0.6,-0.6H0.6V0.6H-0.6Z"
BAND: Final = "M-1.4,-0.6H1.4V0.6H-1.4Z"


@dataclass(frozen=True)
class Sign:
    """How the key shows a mark: its colour, its shape, and what fills it."""

    color: str
    shape: str
    fill: str = "transparent"


def filled(color: str, shape: str) -> Sign:
    """A mark of one colour through and through."""
    return Sign(color, shape, color)


def pale(color: str, ink: "Ink", opacity: float) -> str:
    """The colour as it looks on the background when that much of it shows."""
    parts = zip(*([int(one[n : n + 2], 16) for n in (1, 3, 5)] for one in (color, ink.background)), strict=True)
    return "#" + "".join(f"{round(opacity * top + (1 - opacity) * under):02x}" for top, under in parts)


def ink() -> Ink:
    """The colours that go with what the person sees now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(spec: Spec, alt: str) -> None:
    """Draw it in the page's width, in the chart's own colours, with words for those who cannot see it."""
    st.vega_lite_chart(spec, width="stretch", theme=None, alt=alt)


def moment(day: date, after: timedelta = NOON) -> str:
    """Local time without a zone, at noon: a midnight that the clock change skips would show the day before."""
    return f"{pd.Timestamp(day) + after:%Y-%m-%dT%H:%M:%S}"


def moments(days: "pd.Series[pd.Timestamp]", after: timedelta = NOON) -> list[str]:
    """The same for every day of a column."""
    return list((days + after).dt.strftime("%Y-%m-%dT%H:%M:%S"))


def rows(at: list[str], **columns: Iterable[Any]) -> list[Spec]:
    """The rows of a layer's data: `at` and the columns by name."""
    names = ("at", *columns)
    values = (list(column) for column in columns.values())
    return [dict(zip(names, row, strict=True)) for row in zip(at, *values, strict=True)]


def layer(values: list[Spec], mark: Spec, **encoding: Spec | list[Spec]) -> Spec:
    """One layer: what is drawn, how, and by which columns."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def across(progress: Progress, whole_steps: bool = False) -> Spec:
    """The axis of days, the same for every chart of the page."""
    # A short story still gets four weeks of room, so that its first days do not fill the picture.
    days = max((progress.last - progress.first).days + 1, SHORTEST_AXIS_DAYS)
    if whole_steps:
        step = 7 * progress.step_weeks
        days = -(-days // step) * step
    ends = [moment(progress.first + timedelta(days=n), timedelta()) for n in (0, days)]
    domain = [{"expr": f"toDate('{end}')"} for end in ends]
    axis = (MONTH_AXIS if days > 200 else FIRST_DAY_AXIS) | {"labelOverlap": True}
    return {"field": "at", "type": "temporal", "title": None, "scale": {"domain": domain}, "axis": axis}


def zero_to_ten(field: str) -> Spec:
    """A 0-10 scale, never zoomed."""
    axis = {"values": [0, 2, 4, 6, 8, 10], "minExtent": 24}
    return {"field": field, "type": "quantitative", "title": None, "scale": {"domain": [0, 10]}, "axis": axis}


def tip(words: Words, name: str, field: str, kind: str = "quantitative") -> Spec:
    """A line of what hovering shows."""
    said = {"field": field, "type": kind, "title": words(f"progress.tip.{name}")}
    return said | ({"format": "%-d %B %Y"} if kind == "temporal" else {})


def key(entries: dict[str, Sign], columns: int = 2) -> Spec:
    """The key above the chart: a layer of marks that cannot be seen, for colour and shape together."""
    names = list(entries)
    legend = {
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "columns": columns,
        "symbolOpacity": 1,
        "symbolSize": 110,
    }
    channels: Spec = {}
    for channel, values in (
        ("stroke", [sign.color for sign in entries.values()]),
        ("shape", [sign.shape for sign in entries.values()]),
        ("fill", [sign.fill for sign in entries.values()]),
    ):
        scale = {"domain": names, "range": values}
        channels[channel] = {"field": "name", "type": "nominal", "scale": scale, "legend": legend}
    mark = {"type": "point", "opacity": 0, "strokeWidth": 3, "tooltip": None}
    return layer([{"name": name} for name in names], mark, **channels)


def whole(layers: list[Spec], title: str, height: int, ink: Ink) -> Spec:
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
            "text": {"font": FONT, "color": ink.text},
            "axis": label | {"gridColor": ink.grid, "domainColor": ink.dot, "tickColor": ink.dot},
            "axisX": {"grid": False},
            "legend": label | {"labelLimit": 300, "symbolStrokeWidth": 3, "padding": 0, "rowPadding": 4},
        },
    }
