"""The picture of a rung or a how-to, moving or still, told in words. The one place that shows one."""

from functools import lru_cache
from itertools import product
from typing import Final, Literal

import streamlit as st

from core.content.content import Content
from core.figures.figures import figure_alt, figure_svg, has_figure, strip_svg, thumb_svg
from core.figures.held import held, loop_s
from core.figures.svg import moving_svg, still_svg
from core.model.exercise import Exercise, Rung
from pages.ui import state

MOST_KEPT: Final = 1000  # pictures of some 15 kB: each rung in each way, with room for a second language
HOW_TO_PX: Final = 440
Way = Literal["moving", "strip", "thumb"]
Width = int | Literal["stretch", "content"]
KEEP_STILL: Final = "keep_still"


def figure(exercise: Exercise, rung: Rung, width: Width = "stretch", way: Way = "moving") -> bool:
    """Show the picture: `moving`; `strip`, its key frames side by side; `thumb`, one still pose for small places.

    What would move is a strip for who keeps the pictures still. Nothing is shown, and False comes back, where the
    rung has no picture.
    """
    picture = markup(exercise, rung, way)
    if picture is None:
        return False
    svg, alt = picture
    st.image(svg, width=width, alt=alt)
    return True


def how_to(name: str, way: Way = "moving", width: Width = HOW_TO_PX) -> None:
    """A picture of data/figures/how_to.toml with its caption: `moving` or `strip`."""
    words = state.words()
    told = words(f"figures.{name}.picture")
    svg = _how_to_drawn(_Itself(state.journal().content), name, words(f"figures.{name}.name"), told, _wanted(way))
    st.image(svg, width=width, alt=told, caption=words(f"figures.{name}.caption"))


def still_toggle(key: str) -> None:
    """ "Keep the pictures still", beside what moves: one choice for every page and visit. `key`: where it stands."""
    widget = f"{KEEP_STILL}.{key}"
    state.set_widget(widget, state.keeps_still())
    st.toggle(state.words()("figures.keep_still"), key=widget, on_change=_keep, args=(widget,))


def draw_ahead(content: Content) -> None:
    """Draw what any visit may ask for, in the background of the start: nobody's first view then waits for it.

    The small pictures first: a page of the library shows a dozen of them at once.
    """
    ways: tuple[Way, ...] = ("thumb", "moving")
    for way, language, exercise in product(ways, content.words, content.library.exercises):
        for rung in exercise.rungs:
            if rung.figure is not None:
                _drawn(_Itself(content), exercise.id, rung.id, language, way)


def _keep(widget: str) -> None:
    state.keep_still(bool(state.widget_value(widget, False)))


def markup(exercise: Exercise, rung: Rung, way: Way = "moving") -> tuple[str, str] | None:
    """The picture as text, and what it shows in words; None where the rung has none."""
    content, language = state.journal().content, state.words().language
    if not has_figure(content.library, exercise.id, rung.id):
        return None
    svg = _drawn(_Itself(content), exercise.id, rung.id, language, _wanted(way))
    return svg, figure_alt(content.library, exercise.id, rung.id, language)


def in_step(rung: Rung) -> dict[str, object]:
    """What a player needs to keep the picture in step with a hold: its loop, and when the held position is shown."""
    if rung.figure is None or state.keeps_still():
        return {"loop_s": 0, "held": []}
    return {"loop_s": loop_s(rung.figure), "held": [[each.from_s, each.to_s] for each in held(rung.figure)]}


def _wanted(way: Way) -> Way:
    """The way of showing it, after the person's own choice."""
    return "strip" if way == "moving" and state.keeps_still() else way


class _Itself:
    """The content as a key: it is frozen and too large to hash, so the same content is the one that is the same."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __hash__(self) -> int:
        return id(self.content)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.content is self.content


# Not Streamlit's cache: making its key takes longer than all the rest, a dozen times on a page of the library.
@lru_cache(maxsize=MOST_KEPT)
def _drawn(of: _Itself, exercise_id: str, rung_id: str | None, language: str, way: Way) -> str:
    library, body = of.content.library, of.content.body
    if way == "moving":
        return figure_svg(library, body, exercise_id, rung_id, language)
    if way == "strip":
        return strip_svg(library, body, exercise_id, rung_id, language, scheme="both")
    return thumb_svg(library, body, exercise_id, rung_id, language)


@lru_cache(maxsize=MOST_KEPT)
def _how_to_drawn(of: _Itself, name: str, title: str, told: str, way: Way) -> str:
    draw = moving_svg if way == "moving" else still_svg
    return draw(of.content.how_tos[name], of.content.body, title, told, "both")
