"""The charts of sessions: a calendar of days, and for a long time bars of weeks."""

from datetime import timedelta
from typing import Final

import pandas as pd

from core.content.words import Words
from core.model.vocabulary import WEEKDAYS
from core.trends.progress import Progress
from pages.ui.charts import (
    BAR,
    DOT,
    LINE,
    SQUARE,
    Ink,
    Sign,
    Spec,
    across,
    filled,
    key,
    layer,
    moment,
    moments,
    rows,
    tip,
    whole,
)

# Up to so many weeks the days stand as on a wall calendar, one row a week; a longer time has one column a week.
WALL_WEEKS: Final = 13
WALL_ROW: Final = 34
YEAR_ROW: Final = 17
AROUND: Final = 110  # title, key and the names of the axis
FILLED: Final = ("done", "eased")


def on_a_wall(progress: Progress) -> bool:
    """Whether the days stand one row a week."""
    return len(progress.sessions.days) <= WALL_WEEKS * len(WEEKDAYS)


def calendar_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """Every day: done, planned and not done, rest, or nothing. Colour, outline and size tell the same."""
    days = progress.sessions.days
    names = [words(f"progress.weekday.{name}") for name in WEEKDAYS]
    mondays = days["day"] - pd.to_timedelta(days["day"].dt.day_of_week, unit="D")
    cells = rows(
        moments(days["day"]),
        week=moments(mondays, timedelta()),
        until=moments(mondays, timedelta(days=6)),
        weekday=[names[day.weekday()] for day in days["day"]],
        number=days["day"].dt.day,
        state=days["state"],
        said=[words(f"progress.state.{state}") for state in days["state"]],
    )
    wall = on_a_wall(progress)
    weekday = {"field": "weekday", "type": "ordinal", "title": None, "scale": {"domain": names, "padding": 0.12}}
    tips = [
        tip(words, "day", "at", "temporal"),
        {"field": "said", "type": "nominal", "title": words("progress.tip.session")},
    ]
    layers = (_wall if wall else _year)(cells, weekday, tips, ink)
    signs = {
        "done": filled(ink.blue, SQUARE),
        "eased": filled(ink.green, SQUARE),
        "missed": Sign(ink.dot, SQUARE),
        # On the wall calendar a day off is a number without a box.
        **({} if wall else {"rest": filled(ink.dot, DOT)}),
    }
    there = {cell["state"] for cell in cells}
    entries = {words(f"progress.state.{state}"): signs[state] for state in signs if state in there}
    height = AROUND + (WALL_ROW * mondays.nunique() if wall else YEAR_ROW * len(WEEKDAYS))
    return whole([*layers, key(entries)], words("progress.axis.calendar"), height, ink)


def _wall(cells: list[Spec], weekday: Spec, tips: list[Spec], ink: Ink) -> list[Spec]:
    """One row a week, the number of the day in its box."""
    bare = {"domain": False, "ticks": False, "grid": False}
    x = weekday | {"axis": bare | {"orient": "top", "labelAngle": 0}}
    label = "timeFormat(toDate(datum.value), '%-d %b')"
    y = {"field": "week", "type": "ordinal", "title": None, "axis": bare | {"labelExpr": label, "labelPadding": 6}}
    y |= {"scale": {"padding": 0.12}}
    numbers = {"type": "text", "fontSize": 13, "baseline": "middle"}
    plain = [cell for cell in cells if cell["state"] not in (*FILLED, "none")]
    boxed = [cell for cell in cells if cell["state"] in FILLED]
    number = {"field": "number", "type": "quantitative"}
    return [
        *_boxes(cells, 3, ink, x=x, y=y, tooltip=tips),
        layer(plain, numbers | {"color": ink.text}, x=x, y=y, text=number, tooltip=tips),
        layer(boxed, numbers | {"color": ink.background, "fontWeight": 600}, x=x, y=y, text=number, tooltip=tips),
    ]


def _year(cells: list[Spec], weekday: Spec, tips: list[Spec], ink: Ink) -> list[Spec]:
    """One column a week."""
    ends = [cells[0]["week"], cells[-1]["until"]]
    domain = [{"expr": f"toDate('{end}')"} for end in ends]
    x = {"field": "week", "type": "temporal", "title": None, "scale": {"domain": domain}}
    x |= {"axis": {"format": "%b", "tickCount": 6, "grid": False, "labelOverlap": True}}
    names = weekday["scale"]["domain"]
    axis = {"domain": False, "ticks": False, "grid": False, "labelPadding": 8}
    axis |= {"values": [names[0], names[2], names[4]]}
    y = weekday | {"axis": axis}
    dot = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": 6, "color": ink.dot}
    rest = [cell | {"week": cell["at"]} for cell in cells if cell["state"] == "rest"]
    middle = [cell | {"week": _middle(cell)} for cell in rest]
    return [
        *_boxes(cells, 1, ink, x=x, x2={"field": "until"}, y=y, tooltip=tips),
        layer(middle, dot, x=x, y=y, tooltip=tips),
    ]


def _middle(cell: Spec) -> str:
    return moment(pd.Timestamp(cell["until"]).date() - timedelta(days=3))


def _boxes(cells: list[Spec], radius: int, ink: Ink, **encoding: Spec | list[Spec]) -> list[Spec]:
    """Filled where a session was done, a quiet outline where one was planned: nobody needs shouting at."""
    looks = {
        "done": {"fill": ink.blue},
        "eased": {"fill": ink.green},
        "missed": {"fill": "transparent", "stroke": ink.dot, "strokeWidth": 1.5},
    }
    layers = []
    for state, look in looks.items():
        found = [cell for cell in cells if cell["state"] == state]
        layers.append(layer(found, {"type": "rect", "cornerRadius": radius} | look, **encoding))
    return [one for one in layers if one["data"]["values"]]


def session_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """A bar for the sessions done in each week, a dash at the number planned."""
    weeks = progress.sessions.weeks
    top = max(4, int(weeks["done"].max()), int(weeks["planned"].max())) + 0.5
    y: Spec = {"type": "quantitative", "title": None, "scale": {"domain": [0, top]}}
    y |= {"axis": {"tickMinStep": 1, "format": "d"}}
    width = timedelta(weeks=progress.step_weeks)
    table = rows(
        moments(weeks["week"], width * 0.1),
        until=moments(weeks["week"], width * 0.9),
        week=moments(weeks["week"]),
        done=weeks["done"],
        planned=weeks["planned"],
    )
    tips = [
        tip(words, f"week_{progress.step_weeks}", "week", "temporal"),
        tip(words, "done", "done"),
        tip(words, "planned", "planned"),
    ]
    x, until = across(progress, whole_steps=True), {"field": "until"}
    done = [row for row in table if row["done"]]
    planned = [row for row in table if row["planned"]]
    rule = {"type": "rule", "color": ink.orange, "strokeWidth": 3}
    bar = {"type": "rect", "color": ink.blue}
    signs = {"done": filled(ink.blue, BAR), "planned": Sign(ink.orange, LINE)}
    layers = [
        layer(done, bar, x=x, x2=until, y=y | {"field": "done"}, y2={"datum": 0}, tooltip=tips),
        layer(planned, rule, x=x, x2=until, y=y | {"field": "planned"}, tooltip=tips),
        key({words(f"progress.series.{name}"): sign for name, sign in signs.items()}),
    ]
    return whole(layers, words(f"progress.axis.sessions_{progress.step_weeks}"), 260, ink)
