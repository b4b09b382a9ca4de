"""The charts of knee-to-wall: left, right and difference, each with the band inside which a change may be chance."""

from math import ceil, floor
from typing import Final

from core.content.words import Words
from core.trends.ankle import SIDES, AnkleTrend, noise_cm
from core.trends.progress import Progress
from pages.ui.charts import Ink, Spec, across, layer, moments, pale, rows, tip, whole
from pages.ui.lengths import in_unit

MANY_TESTS: Final = 60
# In pixels: the lengths themselves, and title and days around them.
PLOT, FRAME = 200, 70
# The ticks: the longest axis, in the person's unit, that has one at every so much of it.
STEPS: Final = {"cm": ((10, 1), (20, 2)), "in": ((4, 0.5), (8, 1))}
COARSEST: Final = {"cm": 5, "in": 2}
# The axis of lengths shows at least so many times the noise: chance never fills more than half of a picture.
LEAST_NOISES: Final = 4


def ankle_charts(progress: Progress, words: Words, ink: Ink, unit: str, typical_cm: float) -> dict[str, Spec]:
    """One picture for left, right and difference each; a centimeter is as high in all of them."""
    colors = dict(zip(SIDES, (ink.blue, ink.orange, ink.green), strict=True))
    shapes = dict(zip(SIDES, ("circle", "square", "triangle-up"), strict=True))
    scales = _scales(progress.ankle, unit, typical_cm)
    specs: dict[str, Spec] = {}
    for side in SIDES:
        points = progress.ankle.points[progress.ankle.points["side"] == side]
        if points.empty:
            continue
        x = across(progress)
        # The same room for the numbers everywhere, so that one day lies under the same day.
        axis = {"values": scales[side], "minExtent": 24, "format": "~g"}
        scale = {"domain": [scales[side][0], scales[side][-1]], "nice": False, "zero": False}
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
            *([] if side == "difference" else _typical(words, ink, unit, typical_cm, y, lengths[0])),
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
        height = FRAME + round(PLOT * (scales[side][-1] - scales[side][0]) / (scales["left"][-1] - scales["left"][0]))
        specs[side] = whole(layers, title, height, ink)
    return specs


def _typical(words: Words, ink: Ink, unit: str, typical_cm: float, y: Spec, first: float) -> list[Spec]:
    """From where on a length is typical: a line with its words on the side where the first test is not."""
    typical = in_unit(typical_cm, unit)
    length = words(f"progress.unit.length_{unit}", value=f"{typical:g}")
    told = [{"length": typical, "told": words("progress.series.typical", length=length)}]
    above = first <= typical
    where = {"align": "left", "baseline": "bottom" if above else "top", "dx": 4, "dy": -3 if above else 4}
    return [
        layer(told, {"type": "rule", "color": ink.text, "strokeWidth": 1, "strokeDash": [8, 4]}, y=y),
        layer(
            told,
            {"type": "text", "fontSize": 13, **where},
            x={"value": 0},
            y=y,
            text={"field": "told", "type": "nominal"},
        ),
    ]


def _scales(ankle: AnkleTrend, unit: str, typical_cm: float) -> dict[str, list[float]]:
    """The ticks of each axis, its ends first and last: around what is shown, and never so near that noise looks large.

    Left and right have one axis, so that the two can be compared by eye; the difference begins at nought.
    """
    bands, noise = ankle.bands.set_index("side"), noise_cm("left", ankle.numbers)
    room = noise / LEAST_NOISES
    lows, highs = [typical_cm - room], [typical_cm + room]
    apart = [LEAST_NOISES / 2 * noise_cm("difference", ankle.numbers)]
    for side in SIDES:
        cm = ankle.shown[side].values()
        if not cm:
            continue
        (apart if side == "difference" else highs).append(max(*cm, bands.at[side, "high_cm"]) + room)
        if side != "difference":
            lows.append(min(*cm, bands.at[side, "low_cm"]) - room)
    span = max(max(highs) - min(lows), LEAST_NOISES * noise)
    low = max(0.0, (max(highs) + min(lows) - span) / 2)
    step = next((step for longest, step in STEPS[unit] if in_unit(span, unit) <= longest), COARSEST[unit])
    start, end = floor(in_unit(low, unit) / step), ceil(in_unit(low + span, unit) / step)
    lengths, difference = (
        [step * tick for tick in range(first, last + 1)]
        for first, last in ((start, end), (0, ceil(in_unit(max(apart), unit) / step)))
    )
    return {"left": lengths, "right": lengths, "difference": difference}
