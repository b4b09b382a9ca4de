"""The charts of function, 0 to 10: the person's own activities, and the mean of the three questions of PEG."""

from typing import Final

import pandas as pd

from core.content.words import Words
from core.trends.progress import Progress
from pages.ui.charts import (
    DASHES,
    Ink,
    Sign,
    Spec,
    across,
    filled,
    key,
    layer,
    moments,
    pale,
    rows,
    tip,
    whole,
    zero_to_ten,
)

LONGEST_NAME: Final = 44
MANY_SCORES: Final = 40
CIRCLE: Final = "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
SQUARE: Final = "M-0.55,-0.55H0.55V0.55H-0.55Z"
TRIANGLE: Final = "M0,-0.7L0.7,0.6H-0.7Z"


def activities_chart(progress: Progress, words: Words, ink: Ink) -> Spec | None:
    """The activities of the latest day, each with its own colour, shape and dash; nothing where there is none."""
    table = progress.function.activities
    if table.empty:
        return None
    x, y = across(progress), zero_to_ten("score")
    looks = (
        (ink.blue, "circle", CIRCLE, [1, 0]),
        (ink.orange, "square", SQUARE, [6, 3]),
        (ink.green, "triangle-up", TRIANGLE, [2, 3]),
    )
    latest = table.loc[table["day"] == table["day"].max(), "activity"]
    layers: list[Spec] = []
    entries: dict[str, Sign] = {}
    for name, (color, shape, sign, dash) in zip(sorted(latest), looks, strict=False):
        points = table[table["activity"] == name]
        scored = rows(moments(points["day"]), score=points["score"].round(1), activity=points["activity"])
        tips = [
            {"field": "activity", "type": "nominal", "title": words("progress.tip.activity")},
            tip(words, "day", "at", "temporal"),
            tip(words, "score", "score"),
        ]
        line = {"type": "line", "color": color, "strokeWidth": 2, "strokeDash": dash}
        size = 80 if len(scored) < MANY_SCORES else 20
        point = {"type": "point", "shape": shape, "filled": True, "opacity": 1, "size": size, "color": color}
        layers += [layer(scored, line, x=x, y=y), layer(scored, point, x=x, y=y, tooltip=tips)]
        entries[_short(name)] = filled(color, sign)
    layers.append(key(entries, columns=1))
    return whole(layers, words("progress.axis.activities"), 300, ink)


def peg_chart(progress: Progress, words: Words, ink: Ink) -> Spec | None:
    """PEG's mean, with the band round its first value inside which a change may be chance."""
    table: pd.DataFrame = progress.function.peg
    if table.empty:
        return None
    x, y = across(progress), zero_to_ten("peg")
    edges = [{str(name): value for name, value in row.items()} for row in progress.function.peg_band.to_dict("records")]
    scored = rows(moments(table["day"]), peg=table["peg"].round(1))
    tips = [tip(words, "day", "at", "temporal"), tip(words, "peg", "peg")]
    size = 80 if len(scored) < MANY_SCORES else 20
    point = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "size": size, "color": ink.blue}
    layers = [
        layer(
            edges,
            {"type": "rect", "color": pale(ink.blue, ink, ink.narrow)},
            y=y | {"field": "low"},
            y2={"field": "high"},
        ),
        layer(edges, {"type": "rule", "color": ink.blue, "strokeDash": [2, 3]}, y=y | {"field": "first"}),
        layer(scored, {"type": "line", "color": ink.blue, "strokeWidth": 2}, x=x, y=y),
        layer(scored, point, x=x, y=y, tooltip=tips),
        key({words("progress.series.first_peg"): Sign(ink.blue, DASHES)}),
    ]
    return whole(layers, words("progress.axis.peg"), 250, ink)


def _short(name: str) -> str:
    """Long words of a person's own fit beside the sign; the table has them whole."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
