"""The charts of knee-to-wall: left, right and difference, each with the band inside which a change may be chance."""

from typing import Final

from core.content.words import Words
from core.trends.ankle import SIDES, AnkleTrend
from core.trends.progress import Progress
from pages.ui.charts import Ink, Spec, across, layer, moments, pale, rows, tip, whole
from pages.ui.lengths import in_unit

MANY_TESTS: Final = 60


def ankle_charts(progress: Progress, words: Words, ink: Ink, unit: str) -> dict[str, Spec]:
    """One picture for left, right and difference each."""
    colors = dict(zip(SIDES, (ink.blue, ink.orange, ink.green), strict=True))
    shapes = dict(zip(SIDES, ("circle", "square", "triangle-up"), strict=True))
    specs: dict[str, Spec] = {}
    for side in SIDES:
        points = progress.ankle.points[progress.ankle.points["side"] == side]
        if points.empty:
            continue
        x = across(progress)
        scale = {"domain": [0, _top(progress.ankle, side, unit)]}
        # The same room for the numbers everywhere, so that one day lies under the same day.
        axis = {"tickCount": 4, "minExtent": 24}
        y = {"field": "length", "type": "quantitative", "title": None, "scale": scale, "axis": axis}
        lengths = [in_unit(cm, unit) for cm in points["cm"]]
        measured = rows(moments(points["day"]), length=lengths, run=points["run"])
        band = progress.ankle.bands[progress.ankle.bands["side"] == side]
        edges = [{name: in_unit(band[f"{name}_cm"].item(), unit) for name in ("low", "high", "first")}]
        tips = [tip(words, "day", "at", "temporal"), tip(words, "length", "length")]
        color, size = colors[side], 60 if len(measured) < MANY_TESTS else 14
        point = {"type": "point", "shape": shapes[side], "filled": True, "opacity": 1, "size": size, "color": color}
        layers = [
            layer(
                edges,
                {"type": "rect", "color": pale(color, ink, ink.narrow)},
                y=y | {"field": "low"},
                y2={"field": "high"},
            ),
            layer(edges, {"type": "rule", "color": color, "strokeDash": [2, 3]}, y=y | {"field": "first"}),
            layer(
                measured,
                {"type": "line", "color": color, "strokeWidth": 2},
                x=x,
                y=y,
                detail={"field": "run", "type": "nominal"},
            ),
            layer(measured, point, x=x, y=y, tooltip=tips),
        ]
        title = words(f"progress.axis.{side}", unit=words(f"progress.unit.{unit}"))
        specs[side] = whole(layers, title, 150 if side == "difference" else 190, ink)
    return specs


def _top(ankle: AnkleTrend, side: str, unit: str) -> float:
    """The end of the axis: the same for left and right, so that the two can be compared by eye."""
    sides = [side] if side == "difference" else ["left", "right"]
    points = ankle.points.loc[ankle.points["side"].isin(sides), "cm"].max()
    bands = ankle.bands.loc[ankle.bands["side"].isin(sides), "high_cm"].max()
    return in_unit(max(points + 1, bands + 1, 5 if side == "difference" else 14), unit)
