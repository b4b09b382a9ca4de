"""The chart of pain, always 0 to 10: days, their median, weekly means, and what lies round the first week by chance."""

from datetime import timedelta
from typing import Final

from core.content.words import Words
from core.trends.pain import PainStart
from core.trends.progress import Progress
from pages.ui.charts import (
    BAND,
    DASHES,
    DOT,
    LINE,
    UPRIGHT,
    Ink,
    Sign,
    Spec,
    across,
    key,
    layer,
    moment,
    moments,
    rows,
    tip,
    whole,
    zero_to_ten,
)

# So many weeks have room for how many days each stands on, written under them.
ROOM_FOR_COUNTS_WEEKS: Final = 13
WIDE_BAND: Final = 0.10
NARROW_BAND: Final = 0.16


def pain_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """Days and their 7-day median and weekly means, or weeks. A line only where nothing is missing."""
    x, y = across(progress), zero_to_ten("pain")
    entries: dict[str, Sign] = {}
    layers: list[Spec] = []
    if progress.pain.start is not None:
        entries |= {"start": Sign(ink.green, DASHES), "chance": Sign(ink.green, BAND, NARROW_BAND)}
        layers += _start(progress.pain.start, y, ink)
    marks, marked = _marks(progress, x, ink)
    drawn, drawn_key = (_weeks if progress.by_week else _days)(progress, words, ink, x, y)
    entries = drawn_key | entries | marked
    layers += [*marks, *drawn, key({words(f"progress.series.{name}"): sign for name, sign in entries.items()})]
    return whole(layers, words("progress.axis.pain"), 340, ink)


def _start(start: PainStart, y: Spec, ink: Ink) -> list[Spec]:
    """The first week's mean, and round it the bands of single days and of weekly means, over all of the time shown."""
    bands = [
        layer(
            [{"low": low, "high": high}],
            {"type": "rect", "color": ink.green, "opacity": opacity},
            y=y | {"field": "low"},
            y2={"field": "high"},
        )
        for low, high, opacity in (
            (start.day_low, start.day_high, WIDE_BAND),
            (start.week_low, start.week_high, NARROW_BAND),
        )
    ]
    rule = {"type": "rule", "color": ink.green, "strokeDash": [6, 4], "strokeWidth": 2}
    return [*bands, layer([{"pain": round(start.mean, 2)}], rule, y=y)]


def _marks(progress: Progress, x: Spec, ink: Ink) -> tuple[list[Spec], dict[str, Sign]]:
    """Flare-ups as shaded days, new routines as upright dashes."""
    layers: list[Spec] = []
    entries: dict[str, Sign] = {}
    if len(progress.flares):
        entries["flare"] = Sign(ink.dot, BAND, 0.3)
        begins = [max(day.date(), progress.first) for day in progress.flares["first"]]
        spans = rows(
            [moment(day, timedelta()) for day in begins],
            until=moments(progress.flares["last"], timedelta(days=1)),
        )
        mark = {"type": "rect", "color": ink.dot, "opacity": 0.3}
        layers.append(layer(spans, mark, x=x, x2={"field": "until"}))
    changes = [{"at": moment(day)} for day in progress.pain.changes["day"]]
    if changes:
        entries["change"] = Sign(ink.orange, UPRIGHT)
        rule = {"type": "rule", "color": ink.orange, "strokeWidth": 2, "strokeDash": [4, 4]}
        layers.append(layer(changes, rule, x=x))
    return layers, entries


def _days(progress: Progress, words: Words, ink: Ink, x: Spec, y: Spec) -> tuple[list[Spec], dict[str, Sign]]:
    """Weekly means below, then the median's line, then the days: the person's own entries hide behind nothing."""
    medians, days, weeks = progress.pain.medians, progress.pain.days, progress.pain.weeks
    lines = rows(moments(medians["day"]), pain=medians["median"], run=medians["run"], alone=medians["alone"])
    dots = rows(moments(days["day"]), pain=days["pain"])
    known = weeks[weeks["run"] >= 0]
    means = rows(
        moments(known["week"], timedelta(hours=6)),
        until=moments(known["week"], timedelta(days=6, hours=18)),
        week=moments(known["week"]),
        pain=known["mean"].round(1),
        n=known["n"],
    )
    tips = [tip(words, "week_1", "week", "temporal"), tip(words, "mean", "pain"), tip(words, "n", "n")]
    bar = {"type": "rule", "color": ink.orange, "strokeWidth": 4, "strokeCap": "round"}
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": 36, "color": ink.dot}
    day_tips = [tip(words, "day", "at", "temporal"), tip(words, "pain", "pain")]
    layers = [
        layer(means, bar, x=x, x2={"field": "until"}, y=y, tooltip=tips),
        *_line(lines, x, y, ink),
        layer(dots, mark, x=x, y=y, tooltip=day_tips),
    ]
    entries = {"day": Sign(ink.dot, DOT, 1.0)}
    if lines:
        entries["median"] = Sign(ink.blue, LINE)
    if means:
        entries["mean_1"] = Sign(ink.orange, LINE)
    return layers, entries


def _weeks(progress: Progress, words: Words, ink: Ink, x: Spec, y: Spec) -> tuple[list[Spec], dict[str, Sign]]:
    weeks = progress.pain.weeks
    weeks = weeks[weeks["run"] >= 0]
    lines = rows(
        moments(weeks["week"], timedelta(weeks=progress.step_weeks) / 2),
        week=moments(weeks["week"]),
        pain=weeks["mean"].round(1),
        n=weeks["n"],
        lowest=weeks["lowest"],
        highest=weeks["highest"],
        run=weeks["run"],
        alone=weeks["alone"],
    )
    tips = [
        tip(words, f"week_{progress.step_weeks}", "week", "temporal"),
        tip(words, "mean", "pain"),
        tip(words, "n", "n"),
    ]
    mark = {"type": "rule", "color": ink.dot, "strokeWidth": 1}
    ranges = layer(lines, mark, x=x, y=y | {"field": "lowest"}, y2={"field": "highest"}, tooltip=tips)
    if not lines:
        return [ranges], {}
    return [ranges, *_line(lines, x, y, ink)], {
        "range": Sign(ink.dot, UPRIGHT),
        f"mean_{progress.step_weeks}": Sign(ink.blue, LINE),
    }


def _line(lines: list[Spec], x: Spec, y: Spec, ink: Ink) -> list[Spec]:
    """A line run by run; a run of one has no line to draw, so it gets a square."""
    mark = {"type": "line", "color": ink.blue, "strokeWidth": 3, "strokeCap": "round"}
    layers = [layer(lines, mark, x=x, y=y, detail={"field": "run", "type": "nominal"})]
    alone = [row for row in lines if row["alone"]]
    if alone:
        mark = {"type": "point", "shape": "square", "filled": True, "opacity": 1, "size": 40, "color": ink.blue}
        layers.append(layer(alone, mark, x=x, y=y))
    return layers
