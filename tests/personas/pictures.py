"""The progress charts of the twelve weeks as pictures: `python -m tests.personas.pictures` writes docs/personas/."""

import json
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import vl_convert
from PIL import Image

from core.content.words import Words
from core.model.vocabulary import WEEKDAYS
from core.trends.ankle import typical_cm
from core.trends.inputs import PlannedDays
from core.trends.progress import build_progress
from pages.ui.chart_ankle import ankle_charts
from pages.ui.chart_function import activities_chart, peg_chart
from pages.ui.chart_pain import pain_chart
from pages.ui.chart_sessions import calendar_chart
from pages.ui.charts import DARK, LIGHT, Ink, Spec
from tests.make import content
from tests.personas.living import Life
from tests.personas.stories import NAMES, lived

PICTURES: Final = Path(__file__).resolve().parents[2] / "docs" / "personas"
WIDTH: Final = 560
INKS: Final = 96
LEFT: Final = ("pain", "sessions")
CHANNELS: Final = ("color", "stroke", "fill", "fillOpacity", "shape", "strokeDash", "size", "opacity")
TOP: Final = ("$schema", "config", "width")


def charts(life: Life, words: Words, ink: Ink) -> dict[str, Spec]:
    """Every chart that the progress page would show on the last Sunday, by name."""
    last = life.weeks[-1].first + timedelta(days=len(WEEKDAYS) - 1)
    told = [each for week in life.weeks for each in week.reviews]
    made = [
        (life.case.as_of, life.start.routine),
        *((each.result.as_of, each.after) for each in told if each.after is not each.before),
    ]
    plans = [
        PlannedDays(day, tuple(name for name in WEEKDAYS if routine and routine.week[name])) for day, routine in made
    ]
    progress = build_progress(life.history(), plans, last, "all", content().evidence)
    found: dict[str, Spec | None] = {
        "pain": pain_chart(progress, words, ink),
        "activities": activities_chart(progress, words, ink),
        "peg": peg_chart(progress, words, ink),
        "sessions": calendar_chart(progress, words, ink),
    }
    typical = typical_cm(life.case.age_years, content().evidence)
    found |= {f"ankle_{side}": spec for side, spec in ankle_charts(progress, words, ink, "cm", typical).items()}
    return {name: spec for name, spec in found.items() if spec is not None}


def page(specs: dict[str, Spec], ink: Ink) -> bytes:
    """All charts of a person in two columns, as PNG."""
    first, *_ = specs.values()
    columns = [[name for name in specs if name in LEFT], [name for name in specs if name not in LEFT]]
    whole = {
        "$schema": first["$schema"],
        "config": {**first["config"], "background": ink.background, "padding": 16},
        "hconcat": [_below(specs[name] for name in column) for column in columns],
        "spacing": 36,
    }
    picture = Image.open(BytesIO(vl_convert.vegalite_to_png(json.loads(json.dumps(whole, default=str)), scale=1.25)))
    small = BytesIO()
    # Few inks make a picture: a palette keeps them and takes a fifth of the room.
    picture.convert("RGB").quantize(INKS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _below(specs: Iterable[Spec]) -> Spec:
    parts = [{"width": WIDTH, **{k: v for k, v in spec.items() if k not in TOP}} for spec in specs]
    scales = dict.fromkeys(CHANNELS, "independent")
    return {"vconcat": parts, "spacing": 28, "resolve": {"scale": scales}}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    words = content().words["en"]
    for name in NAMES:
        for tone, ink in (("light", LIGHT), ("dark", DARK)):
            (PICTURES / f"{name}_{tone}.png").write_bytes(page(charts(lived(name), words, ink), ink))


if __name__ == "__main__":
    main()
