"""The charts: one table in, one picture out, in colours, shapes and dashes for light and dark."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from core.content.words import Words
from core.trends.ankle import SIDES, AnkleTrend
from core.trends.progress import Progress

CM_PER_INCH: Final = 2.54


@dataclass(frozen=True)
class Ink:
    """Colours on one background: text at 4.5:1 or more, marks at 3:1 or more (tests/pages/test_charts.py).

    blue, orange and green are Okabe and Ito's, which people with any colour vision tell apart; on the light
    background their orange is too pale, and their vermilion stands in. Dots, dashes and squares tell the same.
    """

    background: str
    text: str
    grid: str
    dot: str
    blue: str
    orange: str
    green: str


LIGHT: Final = Ink("#fbfaf6", "#1f2a2a", "#e3e0d6", "#7b8583", "#0072b2", "#d55e00", "#00805e")
DARK: Final = Ink("#161d1f", "#e8eceb", "#2f3a3c", "#8f9b9d", "#56b4e9", "#e69f00", "#2fbf94")

# Shapes of the key, as SVG paths in a box of 2 by 2.
LINE: Final = "M-1.4,0H1.4"
DASHED: Final = "M-1.4,0H-0.7M-0.35,0H0.35M0.7,0H1.4"
UPRIGHT: Final = "M0,-1.3V-0.7M0,-0.3V0.3M0,0.7V1.3"
BAR: Final = "M-1,-1H1V1H-1Z"


def ink() -> Ink:
    """The colours that go with what the person sees now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(chart: alt.LayerChart | alt.VConcatChart, alt_text: str) -> None:
    """Draw it in the page's width, in the chart's own colours, with words for those who cannot see it."""
    st.altair_chart(chart, width="stretch", theme=None, alt=alt_text)


def pain_chart(progress: Progress, words: Words, ink: Ink) -> alt.LayerChart:
    """Pain, always 0 to 10: days and their 7-day median, or weeks. A line only where nothing is missing."""
    pain = progress.pain
    y = alt.Y("pain:Q", title=None, scale=alt.Scale(domain=[0, 10]), axis=alt.Axis(values=[0, 2, 4, 6, 8, 10]))
    if progress.by_week:
        name, key = "mean", {"range": (ink.dot, BAR), "mean": (ink.blue, LINE)}
        weeks = pain.weeks.dropna(subset=["mean"])
        weeks = _at(weeks.assign(pain=weeks["mean"]), "week", timedelta(days=3.5))
        tips = [_tip(words, "week", "week:T"), _tip(words, "mean", "mean:Q"), _tip(words, "n", "n:Q")]
        dots = alt.Chart(weeks).mark_rule(color=ink.dot, opacity=0.55, strokeWidth=1.5)
        dots = dots.encode(x=_x(progress), y=alt.Y("lowest:Q"), y2="highest:Q", tooltip=tips)
        lines = weeks
    else:
        name, key = "median", {"day": (ink.dot, "circle"), "median": (ink.blue, LINE)}
        tips = [_tip(words, "day", "day:T"), _tip(words, "pain", "pain:Q")]
        dots = alt.Chart(_at(pain.days, "day")).mark_point(color=ink.dot, filled=True, opacity=1, size=34)
        dots = dots.encode(x=_x(progress), y=y, tooltip=tips)
        lines = _at(pain.medians.assign(pain=pain.medians["median"]), "day")
        tips = [_tip(words, "day", "day:T"), _tip(words, "median", "median:Q")]
    layers = [dots]
    changes = _at(pain.changes, "day", timedelta())
    if len(changes):
        key["change"] = (ink.orange, UPRIGHT)
        layers.append(alt.Chart(changes).mark_rule(color=ink.orange, strokeWidth=2, strokeDash=[4, 4]).encode(x="at:T"))
    line = alt.Chart(lines).mark_line(color=ink.blue, strokeWidth=3, strokeCap="round")
    layers.append(line.encode(x="at:T", y=y, detail="run:N"))
    alone = lines[lines["alone"]]
    if len(alone):
        # A run of one has no line to draw.
        mark = alt.Chart(alone).mark_point(color=ink.blue, filled=True, shape="square", size=40, opacity=1)
        layers.append(mark.encode(x="at:T", y=y, tooltip=tips))
    if not len(lines):
        key.pop(name)
    layers.append(_key(key, words))
    return _finish(alt.layer(*layers).properties(height=300, title=words("progress.axis.pain")), ink)


def ankle_chart(progress: Progress, words: Words, ink: Ink, unit: str) -> alt.VConcatChart:
    """Left, right and difference under each other, each with the band inside which a change may be chance."""
    ankle = progress.ankle
    colors = dict(zip(SIDES, (ink.blue, ink.orange, ink.green), strict=True))
    shapes = dict(zip(SIDES, ("circle", "square", "triangle-up"), strict=True))
    rows = []
    for side in SIDES:
        points = ankle.points[ankle.points["side"] == side]
        if points.empty:
            continue
        band = ankle.bands[ankle.bands["side"] == side]
        top = _top(ankle, side, unit)
        y = alt.Y("length:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickCount=4))
        points = _at(points.assign(length=points["cm"].map(lambda cm: in_unit(cm, unit))), "day")
        edges = pd.DataFrame({name: [in_unit(band[f"{name}_cm"].iloc[0], unit)] for name in ("low", "high", "first")})
        color = colors[side]
        shade = alt.Chart(edges).mark_rect(color=color, opacity=0.16).encode(y=alt.Y("low:Q"), y2="high:Q")
        first = alt.Chart(edges).mark_rule(color=color, strokeDash=[2, 3]).encode(y=alt.Y("first:Q"))
        base = alt.Chart(points).encode(x=_x(progress), y=y)
        tips = [_tip(words, "day", "day:T"), _tip(words, "length", "length:Q", ".1f")]
        line = base.mark_line(color=color, strokeWidth=2).encode(detail="run:N")
        dots = base.mark_point(color=color, filled=True, opacity=1, size=60, shape=shapes[side]).encode(tooltip=tips)
        title = words(f"progress.axis.{side}", unit=words(f"progress.unit.{unit}"))
        height = 80 if side == "difference" else 120
        rows.append(alt.layer(shade, first, line, dots).properties(height=height, title=title))
    return _finish(alt.vconcat(*rows, spacing=14), ink)


def session_chart(progress: Progress, words: Words, ink: Ink) -> alt.LayerChart:
    """A bar for the sessions done in each week, a dash at the number planned."""
    weeks = progress.sessions.weeks
    top = max(4, int(weeks["done"].max()), int(weeks["planned"].max())) + 0.5
    y = alt.Y("done:Q", title=None, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickMinStep=1, format="d"))
    tips = [_tip(words, "week", "week:T"), _tip(words, "done", "done:Q"), _tip(words, "planned", "planned:Q")]
    inset = timedelta(hours=6 if len(weeks) > 60 else 18)
    bars = _at(weeks, "week", inset, until=timedelta(days=7) - inset)
    done = alt.Chart(bars[bars["done"] > 0]).mark_rect(color=ink.blue)
    done = done.encode(x=_x(progress), x2="until:T", y=y, y2=alt.datum(0), tooltip=tips)
    dashes = _at(weeks[weeks["planned"] > 0], "week", timedelta(hours=2), until=timedelta(days=7, hours=-2))
    planned = alt.Chart(dashes).mark_rule(color=ink.orange, strokeWidth=3)
    planned = planned.encode(x=_x(progress), x2="until:T", y=alt.Y("planned:Q"), tooltip=tips)
    key = _key({"done": (ink.blue, BAR), "planned": (ink.orange, LINE)}, words)
    return _finish(alt.layer(done, planned, key).properties(height=240, title=words("progress.axis.sessions")), ink)


def in_unit(cm: float, unit: str) -> float:
    """A length as the person reads it, to a tenth of a cm or an inch."""
    return round(cm / CM_PER_INCH if unit == "in" else cm, 1)


def _top(ankle: AnkleTrend, side: str, unit: str) -> float:
    """The end of the axis: the same for left and right, so that the two can be compared by eye."""
    sides = [side] if side == "difference" else ["left", "right"]
    highest = max(
        ankle.points.loc[ankle.points["side"].isin(sides), "cm"].max(),
        ankle.bands.loc[ankle.bands["side"].isin(sides), "high_cm"].max(),
    )
    return in_unit(max(float(highest) + 1, 5 if side == "difference" else 14), unit)


def _at(frame: pd.DataFrame, column: str, after: timedelta = timedelta(hours=12), **more: timedelta) -> pd.DataFrame:
    """With a column `at` in the middle of the day: a midnight that the clock change skips would show the day before."""
    noon = {column: frame[column] + timedelta(hours=12), "at": frame[column] + after}
    return frame.assign(**noon, **{name: frame[column] + shift for name, shift in more.items()})


def _x(progress: Progress) -> alt.X:
    def moment(day: date) -> alt.DateTime:
        whole = datetime.combine(day, time())
        return alt.DateTime(year=whole.year, month=whole.month, date=whole.day)

    # A short story still gets four weeks of room, so that its first days do not fill the picture.
    last = max(progress.last, progress.first + timedelta(days=27)) + timedelta(days=1)
    days = (last - progress.first).days
    axis = alt.Axis(format="%b %Y" if days > 200 else "%-d %b", tickCount=5, labelOverlap=True)
    return alt.X("at:T", title=None, scale=alt.Scale(domain=[moment(progress.first), moment(last)]), axis=axis)


def _tip(words: Words, name: str, field: str, number: str | None = None) -> alt.Tooltip:
    form = number or ("%-d %B %Y" if field.endswith(":T") else ".1f" if name == "mean" else alt.Undefined)
    return alt.Tooltip(field, title=words(f"progress.tip.{name}"), format=form)


def _key(entries: dict[str, tuple[str, str]], words: Words) -> alt.Chart:
    """The key above the chart: a layer of marks that cannot be seen, for colour and shape together."""
    names = [words(f"progress.series.{name}") for name in entries]
    colors, shapes = [color for color, _ in entries.values()], [shape for _, shape in entries.values()]
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=2, symbolOpacity=1, symbolSize=110)
    return (
        alt.Chart(pd.DataFrame({"name": names}))
        .mark_point(opacity=0, filled=False, strokeWidth=3)
        .encode(
            color=alt.Color("name:N", scale=alt.Scale(domain=names, range=colors), legend=legend),
            shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            tooltip=alt.value(None),
        )
    )


def _finish(chart: Any, ink: Ink) -> Any:
    """Colours and sizes of everything that is not a mark."""
    return (
        chart.configure(
            background="transparent", font="sans-serif", padding={"left": 2, "right": 8, "top": 4, "bottom": 2}
        )
        .configure_view(stroke=None)
        .configure_title(color=ink.text, fontSize=14, fontWeight=600, anchor="start", offset=8)
        .configure_axis(
            labelColor=ink.text,
            titleColor=ink.text,
            gridColor=ink.grid,
            domainColor=ink.dot,
            tickColor=ink.dot,
            labelFontSize=13,
        )
        .configure_axisX(grid=False)
        .configure_legend(
            labelColor=ink.text, labelFontSize=13, labelLimit=260, symbolStrokeWidth=3, padding=0, rowPadding=4
        )
    )
