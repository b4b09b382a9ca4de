"""The charts of what went with better days: each comparison with its interval, and the days of one of them."""

from typing import Final

from core.content.words import Words
from core.trends.progress import Progress
from core.trends.went_with import FACTORS
from pages.ui.charts import Ink, Spec, layer, whole, zero_to_ten

ROW: Final = 30
LARGEST_DOT: Final = 260


def comparisons_chart(progress: Progress, words: Words, ink: Ink) -> Spec:
    """A dot for each rank correlation and a line for its interval; nought, no connection, in the middle."""
    table = progress.went_with.rows
    rows: list[Spec] = [
        {
            "name": words(f"progress.factor.{row['factor']}_{row['lag_days']}"),
            "r": round(row["rank_r"], 2),
            "low": round(row["low"], 2),
            "high": round(row["high"], 2),
            "n": row["n"],
            "clear": row["clear"],
        }
        for row in table.to_dict("records")
    ]
    names = [row["name"] for row in rows]
    ends = [
        words("progress.went_with.less"),
        "",
        words("progress.went_with.none"),
        "",
        words("progress.went_with.more"),
    ]
    label = f"{ends!r}[round((datum.value + 1) * 2)]"
    axis = {"values": [-1, -0.5, 0, 0.5, 1], "labelExpr": label, "grid": True, "labelFlush": True}
    x = {"field": "r", "type": "quantitative", "title": None, "scale": {"domain": [-1, 1]}, "axis": axis}
    y = {"field": "name", "type": "nominal", "title": None, "sort": names, "axis": {"labelLimit": 210, "domain": False}}
    tips = [
        {"field": field, "type": "quantitative", "title": words(f"progress.tip.{field}")}
        for field in ("r", "low", "high", "n")
    ]
    layers = [
        layer([{"r": 0}], {"type": "rule", "color": ink.dot, "strokeWidth": 2}, x=x),
        layer(
            rows,
            {"type": "rule", "color": ink.blue, "strokeWidth": 3},
            x=x | {"field": "low"},
            x2={"field": "high"},
            y=y,
            tooltip=tips,
        ),
    ]
    for clear in (True, False):
        shown = [row for row in rows if row["clear"] == clear]
        mark = {"type": "point", "shape": "circle", "size": 90, "opacity": 1, "stroke": ink.blue, "strokeWidth": 2}
        mark |= {"fill": ink.blue if clear else ink.background}
        layers.append(layer(shown, mark, x=x, y=y, tooltip=tips))
    return whole(
        [one for one in layers if one["data"]["values"]], words("progress.axis.went_with"), ROW * len(rows), ink
    )


def days_chart(progress: Progress, factor: str, words: Words, ink: Ink) -> Spec:
    """Each pair of values on one day as a dot, the larger the more often it came."""
    table = progress.went_with.pairs
    chosen = table[(table["factor"] == factor) & (table["lag_days"] == 0)]
    rows = [
        {str(name): value for name, value in row.items()} for row in chosen[["value", "pain", "n"]].to_dict("records")
    ]
    tips = [
        {"field": "value", "type": "quantitative", "title": words(f"progress.factor.{factor}")},
        {"field": "pain", "type": "quantitative", "title": words("progress.tip.pain")},
        {"field": "n", "type": "quantitative", "title": words("progress.tip.days")},
    ]
    size = {"field": "n", "type": "quantitative", "legend": None, "scale": {"range": [30, LARGEST_DOT]}}
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 0.75, "color": ink.blue}
    x = {
        "field": "value",
        "type": "quantitative",
        "title": words(f"progress.factor.{factor}"),
        "scale": {"zero": False},
        "axis": {"format": "~f"},
    }
    if factor == "session":
        x |= {
            "axis": {
                "values": [0, 1],
                "labelExpr": f"{[words('progress.cell.no'), words('progress.cell.yes')]!r}[datum.value]",
            }
        }
        x |= {"scale": {"domain": [-0.5, 1.5]}}
    return whole(
        [layer(rows, mark, x=x, y=zero_to_ten("pain"), size=size, tooltip=tips)], words("progress.axis.pain"), 220, ink
    )


def factors(progress: Progress) -> list[str]:
    """The factors that have days to show."""
    there = set(progress.went_with.pairs["factor"])
    return [factor for factor in FACTORS if factor in there]
