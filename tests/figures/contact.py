"""Writes the contact sheet of docs: every picture at its start, in the middle and at its end.

`python -m tests.figures.contact docs/figures.png`
"""

import io
import sys
from pathlib import Path
from typing import Final

import resvg_py
from PIL import Image, ImageDraw

from core.figures.body import Body
from core.figures.motion import move
from core.figures.sheet import Subject, how_tos, rungs
from core.figures.svg import moment_svg
from tests.make import content

WIDE, HIGH, TITLE, A_ROW, COLORS = 144, 108, 14, 3, 160


def moments(subject: Subject, body: Body) -> tuple[float, float, float]:
    """Percent of the loop at the first frame, and half way to and at the one that is held the longest."""
    motion = move(subject.figure, body)
    now, found = 0.0, []
    for index, frame in enumerate(motion.frames):
        now += frame.move_s if index else 0.0
        found.append((frame.hold_s, now))
        now += frame.hold_s
    first = found[0][1]
    end = max(found[1:], default=found[0])[1]
    return 0.0, 50 * (first + motion.frames[0].hold_s + end) / motion.seconds, 100 * end / motion.seconds


def sheet() -> Image.Image:
    """All of them, three to a row."""
    known = content()
    subjects = [*rungs(known.library, "en"), *how_tos(known.how_tos, known.words["en"].sentences)]
    rows = -(-len(subjects) // A_ROW)
    drawn = Image.new("RGB", (A_ROW * (3 * WIDE + 8), rows * (HIGH + TITLE)), "white")
    pen = ImageDraw.Draw(drawn)
    for place, subject in enumerate(subjects):
        x, y = place % A_ROW * (3 * WIDE + 8), place // A_ROW * (HIGH + TITLE)
        pen.text((x + 3, y + 1), subject.title[:70], fill="black")
        for number, percent in enumerate(moments(subject, known.body)):
            png = bytes(resvg_py.svg_to_bytes(svg_string=moment_svg(subject.figure, known.body, percent)))
            small = Image.open(io.BytesIO(png)).convert("RGBA").resize((WIDE, HIGH), Image.Resampling.LANCZOS)
            drawn.paste(small, (x + number * WIDE, y + TITLE), small)
    return drawn


if __name__ == "__main__":
    to: Final = Path(sys.argv[1])
    sheet().quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(to, optimize=True)
