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
    FLAG,
    LINE,
    UPRIGHT,
    Ink,
    Sign,
    Spec,
    across,
    filled,
    key,
    layer,
    moment,
    moments,
    pale,
    rows,
    tip,
    whole,
    zero_to_ten,
)

HEIGHT: Final = 400
# A flare-up is a line on its first day, and a bar along the top of the chart until it is over.
FLARE_BAR: Final = {"low": 9.75, "high": 10}
FOOT: Final = {"low": 0, "high": 0.5}


def pain_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """Days and their 7-day median and weekly means, or weeks. A line only where nothing is missing."""
    x, y = across(progress), zero_to_ten("pain")
    entries: dict[str, Sign] = {}
    layers: list[Spec] = []
    if progress.pain.start is not None:
        wide, narrow = (pale(ink.green, ink, share) for share in (ink.wide, ink.narrow))
        entries |= {"start": Sign(ink.green, DASHES), "chance_week": filled(narrow, BAND)}
        entries |= {} if progress.by_week else {"chance_day": filled(wide, BAND)}
        layers += _start(progress, progress.pain.start, y, ink)
    marks, marked = _marks(progress, x, y, ink)
    drawn, drawn_key = (_weeks if progress.by_week else _days)(progress, words, ink, x, y)
    entries = drawn_key | entries | marked
    if (
        len(entries) > 1 and len(entries) % 2
    ):  # two beside each other, none alone: title and note tell the first one too
        del entries[next(iter(entries))]
    layers += [*marks, *drawn, key({words(f"progress.series.{name}"): sign for name, sign in entries.items()})]
    return whole(layers, words("progress.axis.pain_weeks" if progress.by_week else "progress.axis.pain"), HEIGHT, ink)


def _start(progress: Progress, start: PainStart, y: Spec, ink: Ink) -> list[Spec]:
    """The first week's mean, and round it the bands of single days and of weekly means, over all of the time shown."""
    bands = [(start.week_low, start.week_high, ink.narrow)]
    if not progress.by_week:  # single days are not shown there
        bands.insert(0, (start.day_low, start.day_high, ink.wide))
    layers = [
        layer(
            [{"low": low, "high": high}],
            # Not see-through: the narrow one looks the same on top of the wide one and in the key.
            {"type": "rect", "color": pale(ink.green, ink, opacity)},
            y=y | {"field": "low"},
            y2={"field": "high"},
        )
        for low, high, opacity in bands
    ]
    rule = {"type": "rule", "color": ink.green, "strokeDash": [6, 4], "strokeWidth": 2}
    return [*layers, layer([{"pain": round(start.mean, 2)}], rule, y=y)]


def _marks(progress: Progress, x: Spec, y: Spec, ink: Ink) -> tuple[list[Spec], dict[str, Sign]]:
    """Flare-ups and new routines, upright."""
    layers: list[Spec] = []
    entries: dict[str, Sign] = {}
    if len(progress.flares):
        entries["flare"] = Sign(ink.orange, FLAG)
        begins = [max(day.date(), progress.first) for day in progress.flares["first"]]
        ends = moments(progress.flares["last"], timedelta(days=1))
        spans = [row | FLARE_BAR for row in rows([moment(day, timedelta()) for day in begins], until=ends)]
        bar, line = ({"type": kind, "color": ink.orange, "clip": True} for kind in ("rect", "rule"))
        low, high = y | {"field": "low"}, {"field": "high"}
        layers += [
            layer(spans, bar, x=x, x2={"field": "until"}, y=low, y2=high),
            layer(spans, line | {"strokeWidth": 2}, x=x),
        ]
    changes = [{"at": moment(day)} for day in progress.pain.changes["day"]]
    if changes:
        # A review may make one a week: thin, or they would hide the rest. Over a long time only their feet.
        entries["change"] = Sign(ink.dot, UPRIGHT)
        rule = {"type": "rule", "color": ink.dot, "strokeWidth": 1.5, "strokeDash": [3, 4]}
        feet = {"y": y | {"field": "low"}, "y2": {"field": "high"}} if progress.by_week else {}
        layers.append(layer([row | FOOT for row in changes] if feet else changes, rule, x=x, **feet))
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
    bar = {"type": "rule", "color": ink.text, "strokeWidth": 4, "clip": True}
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": 36, "color": ink.dot}
    day_tips = [tip(words, "day", "at", "temporal"), tip(words, "pain", "pain")]
    layers = [
        layer(means, bar, x=x, x2={"field": "until"}, y=y, tooltip=tips),
        *_line(lines, x, y, ink),
        layer(dots, mark, x=x, y=y, tooltip=day_tips),
    ]
    entries = {"day": filled(ink.dot, DOT)}
    if lines:
        entries["median"] = Sign(ink.blue, LINE)
    if means:
        entries["mean_1"] = Sign(ink.text, LINE)
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
