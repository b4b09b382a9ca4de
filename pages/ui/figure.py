"""The picture of a rung, moving or still, told in words. The one place that shows one."""

from typing import Final, Literal

import streamlit as st

from core.figures.body import Body
from core.figures.figures import figure_alt, figure_svg, has_figure, strip_svg, thumb_svg
from core.model.exercise import Exercise, Library, Rung
from pages.ui import state

MOST_KEPT: Final = 1000  # pictures of some 15 kB: each rung in each way, with room for a second language
Way = Literal["moving", "strip", "thumb"]
Width = int | Literal["stretch", "content"]


def figure(exercise: Exercise, rung: Rung, width: Width = "stretch", way: Way = "moving") -> bool:
    """Show the picture: `moving`; `strip`, its key frames side by side; `thumb`, one still pose for small places.

    Nothing is shown, and False comes back, where the rung has no picture.
    """
    picture = markup(exercise, rung, way)
    if picture is None:
        return False
    svg, alt = picture
    st.image(svg, width=width, alt=alt)
    return True


def markup(exercise: Exercise, rung: Rung, way: Way = "moving") -> tuple[str, str] | None:
    """The picture as text, and what it shows in words; None where the rung has none."""
    content, language = state.journal().content, state.words().language
    if not has_figure(content.library, exercise.id, rung.id):
        return None
    svg = _drawn(content.library, content.body, exercise.id, rung.id, language, way)
    return svg, figure_alt(content.library, exercise.id, rung.id, language)


# The library and the body are frozen and live as long as the process: who they are is what is in them.
@st.cache_resource(show_spinner=False, max_entries=MOST_KEPT, hash_funcs={Library: id, Body: id})
def _drawn(library: Library, body: Body, exercise_id: str, rung_id: str | None, language: str, way: Way) -> str:
    if way == "moving":
        return figure_svg(library, body, exercise_id, rung_id, language)
    if way == "strip":
        return strip_svg(library, body, exercise_id, rung_id, language, scheme="both")
    return thumb_svg(library, body, exercise_id, rung_id, language)
