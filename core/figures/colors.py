"""The colors of a picture: one letter a class, and the rules of those it uses, by day, by night, in more contrast."""

from typing import Literal

from core.figures.body import Body, Colors

Scheme = Literal["both", "light", "dark"]
FAR = {"skin": "skin_far", "skin_shade": "skin_far", "sleeve": "sleeve_far", "legs": "legs_far"}
EDGE = 1.4  # width of the line around an edged limb, in % of body height; half of it shows
LETTERS = {name: chr(ord("A") + index) for index, name in enumerate(Colors.model_fields)}


def _palette(colors: Colors, used: str) -> str:
    """The rules of the colors that `used`, the markup, has."""
    told = ""
    for name, value in colors:
        if f'class="{LETTERS[name]}"' in used or f'class="{LETTERS[name]} h"' in used:
            told += f".{LETTERS[name]}{{fill:{value}}}"
        if f'class="{LETTERS[name]} o"' in used:
            told += f".o.{LETTERS[name]}{{stroke:{value}}}"
    glow = f"#g stop{{stop-color:{colors.tint}}}" if "url(#g)" in used else ""
    told += f".h{{stroke:{colors.card}}}" if ' h"' in used else ""
    return f"{told}.e{{fill:{colors.card};stroke:{colors.edge}}}{glow}"


def colors(body: Body, scheme: Scheme, used: str) -> str:
    style = body.style
    fixed = ".o{fill:none!important;stroke-linecap:round;stroke-linejoin:round}.e{stroke-width:1.5}"
    if ' h"' in used:
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
    for name, letter in LETTERS.items():
        markup = markup.replace(f'class="{name}"', f'class="{letter}"').replace(
            f'class="{name} o"', f'class="{letter} o"'
        )
    return markup
