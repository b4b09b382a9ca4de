"""Contact sheets: every picture at its start, middle and end beside its name and steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from core.figures.body import Body
from core.figures.checks import motion_faults
from core.figures.colors import Scheme
from core.figures.motion import Motion, move
from core.figures.svg import moment_svg, moving_svg, still_svg
from core.model.exercise import Library
from core.model.figure import Figure

MOST_MOMENTS = 6


@dataclass(frozen=True)
class SheetRow:
    """One picture on the sheet: files by name, what is wrong with it, and its words."""

    name: str
    files: dict[str, str]
    moments: tuple[str, ...]
    title: str
    steps: tuple[str, ...]
    told: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """A picture to look at: its name, by which it can be asked for, and its words."""

    name: str
    asked: tuple[str, ...]
    figure: Figure
    title: str
    told: str
    steps: tuple[str, ...]


def rungs(library: Library, language: str) -> Iterator[Subject]:
    """Every rung with a figure; asked for as an exercise, or `exercise/rung`."""
    for exercise in library.exercises:
        for index, rung in enumerate(exercise.rungs):
            if rung.figure is not None:
                text = rung.text[language]
                asked = (exercise.id, f"{exercise.id}/{rung.id}")
                name = f"{exercise.id}-{index + 1}"
                yield Subject(name, asked, rung.figure, text.name, text.picture or text.name, text.steps)


def how_tos(figures: Mapping[str, Figure], words: Mapping[str, str]) -> Iterator[Subject]:
    """The pictures that belong to no exercise; `words`: the sentences of a language."""
    for name, figure in figures.items():
        title, told, caption = (words[f"figures.{name}.{part}"] for part in ("name", "picture", "caption"))
        yield Subject(f"how_to-{name}", ("how_to", f"how_to/{name}"), figure, title, told, (caption,))


def rows(subjects: Iterable[Subject], body: Body, only: str | None, scheme: Scheme) -> Iterator[SheetRow]:
    """A row for each subject, or for those that are asked for."""
    for subject in subjects:
        if only is not None and only not in subject.asked:
            continue
        name, figure = subject.name, subject.figure
        moments = {
            f"{name}-{number}.svg": moment_svg(figure, body, percent, scheme)
            for number, percent in enumerate(_percents(move(figure, body)))
        }
        files = {
            **moments,
            f"{name}.svg": moving_svg(figure, body, subject.title, subject.told),
            f"{name}-strip.svg": still_svg(figure, body, subject.title, subject.told),
        }
        faults = tuple(motion_faults(figure, body))
        yield SheetRow(name, files, tuple(moments), subject.title, subject.steps, subject.told, faults)


def _percents(motion: Motion) -> list[float]:
    """The moments of the key frames, with one half way to the second."""
    now, found = 0.0, []
    for index, frame in enumerate(motion.frames):
        now += frame.move_s if index else 0.0
        found.append(100 * now / motion.seconds)
        now += frame.hold_s
    if len(found) > 1:
        found.insert(1, (found[0] + found[1]) / 2)
    return found[:MOST_MOMENTS]


def html(rows: list[SheetRow], scheme: Scheme) -> str:
    """The sheet as a page: the moments, the moving picture, the strip, the words."""
    dark = scheme == "dark"
    told = "".join(
        f"<section><h2>{escape(row.title)} <small>{escape(row.name)}</small></h2>"
        + "".join(f"<p class=f>{escape(fault)}</p>" for fault in row.faults)
        + "".join(f'<img src="{file}" width=300 alt="">' for file in row.moments)
        + f'<br><img src="{row.name}.svg" width=300 alt=""><img src="{row.name}.svg" width=160 alt="">'
        + f'<img src="{row.name}-strip.svg" width=520 alt=""><ol>'
        + "".join(f"<li>{escape(step)}</li>" for step in row.steps)
        + f"</ol><p>{escape(row.told)}</p></section>"
        for row in rows
    )
    colors = "background:#0d1314;color:#e8eceb" if dark else "background:#fbfaf6;color:#0d1717"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title><style>'
        f"body{{{colors};font:15px sans-serif;margin:16px}}img{{margin:4px}}.f{{color:#c22}}small{{opacity:.6}}"
        f"section{{border-top:1px solid #8888;padding:8px 0}}</style>{told}</html>"
    )
