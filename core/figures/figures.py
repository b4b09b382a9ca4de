"""The picture of a rung: moving, still, and in words. Pure; whoever asks often keeps the answer."""

from core.figures.body import Body
from core.figures.colors import Scheme
from core.figures.svg import moving_svg, one_svg, still_svg
from core.model.exercise import Library, Rung


def figure_svg(library: Library, body: Body, exercise_id: str, rung_id: str | None, language: str) -> str:
    """The moving picture as one SVG, by day and by night. Raises KeyError where the rung has none."""
    rung, title = _rung(library, exercise_id, rung_id, language)
    assert rung.figure is not None
    return moving_svg(rung.figure, body, title, figure_alt(library, exercise_id, rung_id, language))


def strip_svg(
    library: Library, body: Body, exercise_id: str, rung_id: str | None, language: str, scheme: Scheme = "light"
) -> str:
    """The key frames side by side as one still SVG; in fixed colors, for paper. Raises KeyError where there is none."""
    rung, title = _rung(library, exercise_id, rung_id, language)
    assert rung.figure is not None
    return still_svg(rung.figure, body, title, figure_alt(library, exercise_id, rung_id, language), scheme)


def thumb_svg(library: Library, body: Body, exercise_id: str, rung_id: str | None, language: str) -> str:
    """One still pose, by day and by night: for small pictures in lists. Raises KeyError where there is none."""
    rung, title = _rung(library, exercise_id, rung_id, language)
    assert rung.figure is not None
    return one_svg(rung.figure, body, title, figure_alt(library, exercise_id, rung_id, language))


def figure_alt(library: Library, exercise_id: str, rung_id: str | None, language: str) -> str:
    """What the picture shows, in words. Raises KeyError where there is no picture."""
    rung, title = _rung(library, exercise_id, rung_id, language)
    return rung.text[language].picture or title


def has_figure(library: Library, exercise_id: str, rung_id: str | None) -> bool:
    """Whether the rung has a picture."""
    return any(rung.id == rung_id and rung.figure is not None for rung in library.by_id(exercise_id).rungs)


def _rung(library: Library, exercise_id: str, rung_id: str | None, language: str) -> tuple[Rung, str]:
    for rung in library.by_id(exercise_id).rungs:
        if rung.id == rung_id and rung.figure is not None:
            return rung, rung.text[language].name
    raise KeyError(f"{exercise_id}/{rung_id}")
