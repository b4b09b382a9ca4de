"""The colors of a picture: one letter a class, and the rules of those it uses, by day, by night, in more contrast."""

import re
from functools import lru_cache
from typing import Literal

from core.figures.body import Body
from core.figures.measures import Colors, Style

Scheme = Literal["both", "light", "dark"]
FAR = {"skin": "skin_far", "skin_shade": "skin_far", "sleeve": "sleeve_far", "legs": "legs_far"}
EDGE = 1.4  # width of the line around an edged limb, in % of body height; half of it shows
LETTERS = {name: chr(ord("A") + index) for index, name in enumerate(Colors.model_fields)}


USED = re.compile(r'class="([A-Z](?: [oh])?)"|url\(#(g)\)')
NAMED = re.compile(rf'class="({"|".join(LETTERS)})( o)?"')


def _palette(colors: Colors, used: frozenset[str]) -> str:
    """The rules of those classes and of the glow that are used."""
    told = ""
    for name, value in colors:
        letter, color = LETTERS[name], _short(value)
        if letter in used or f"{letter} h" in used:
            told += f".{letter}{{fill:{color}}}"
        if f"{letter} o" in used:
            told += f".o.{letter}{{stroke:{color}}}"
    card, edge, tint = (_short(value) for value in (colors.card, colors.edge, colors.tint))
    told += f".h{{stroke:{card}}}" if _edged(used) else ""
    return f"{told}.e{{fill:{card};stroke:{edge}}}" + (f"#g stop{{stop-color:{tint}}}" if "g" in used else "")


def _edged(used: frozenset[str]) -> bool:
    return any(name.endswith(" h") for name in used)


def _short(color: str) -> str:
    """#aabbcc -> #abc."""
    return f"#{color[1]}{color[3]}{color[5]}" if color[1::2] == color[2::2] else color


def colors(body: Body, scheme: Scheme, markup: str) -> str:
    """The rules of the colors that the markup has."""
    used = frozenset(letter or glow for letter, glow in USED.findall(markup))
    return _rules(body.style, scheme, used)


# A few dozen sets of colors are all that there are.
@lru_cache(maxsize=512)
def _rules(style: Style, scheme: Scheme, used: frozenset[str]) -> str:
    fixed = ".o{fill:none!important;stroke-linecap:round;stroke-linejoin:round}.e{stroke-width:1.5}"
    if _edged(used):
        fixed += f".h{{stroke-width:{EDGE};paint-order:stroke}}"
    if scheme != "both":
        return _palette(style.light if scheme == "light" else style.dark, used) + fixed
    return (
        f"{_palette(style.light, used)}{fixed}"
        f"@media (prefers-color-scheme:dark){{{_palette(style.dark, used)}}}"
        f"@media (prefers-contrast:more){{{_palette(style.contrast, used)}}}"
        f"@media (prefers-contrast:more) and (prefers-color-scheme:dark){{{_palette(style.contrast_dark, used)}}}"
    )


def classes(markup: str) -> str:
    """Names of colors in `class` as their letters."""
    return NAMED.sub(lambda found: f'class="{LETTERS[found[1]]}{found[2] or ""}"', markup)
