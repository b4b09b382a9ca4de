"""data/figures and the figures of the exercises: loaded, what is the same as another filled in, faults told."""

from collections.abc import Mapping
from pathlib import Path

from core.content.files import parse, read_toml
from core.content.words import Words
from core.figures.body import Body
from core.figures.checks import pose_faults
from core.figures.measures import BasePoses, BodyData, Style
from core.model.exercise import Exercise, Library, Rung
from core.model.figure import Figure, HowTos


def load_body(folder: Path, faults: list[str]) -> Body | None:
    """The drawn body, its base poses and colors."""
    data = parse(BodyData, read_toml(folder / "body.toml", faults), "figures/body.toml", faults)
    poses = parse(BasePoses, read_toml(folder / "base_poses.toml", faults), "figures/base_poses.toml", faults)
    style = parse(Style, read_toml(folder / "style.toml", faults), "figures/style.toml", faults)
    if data is None or poses is None or style is None:
        return None
    return Body(data, poses.poses, style)


def load_how_tos(file: Path, body: Body | None, words: Mapping[str, Words], faults: list[str]) -> dict[str, Figure]:
    """The pictures that belong to no exercise; each has a name and its alternative text in every language."""
    told = parse(HowTos, read_toml(file, faults), f"figures/{file.name}", faults)
    given = told.figures if told is not None else {}
    figures: dict[tuple[str, str | None], Figure] = {(file.stem, name): figure for name, figure in given.items()}
    found: dict[str, Figure] = {}
    for name, figure in given.items():
        where = f"figures/{file.name}: figures.{name}"
        try:
            found[name] = _whole(file.stem, figure, figures, ())
        except LookupError as error:
            faults.append(f"{where}: same_as: {error.args[0]}")
            continue
        if body is not None:
            faults += [f"{where}: {fault}" for fault in pose_faults(found[name], body)]
        keys = [f"figures.{name}.{part}" for part in ("name", "picture")]
        faults += [
            f"words/{language}: {key}: is missing"
            for language, sentences in words.items()
            for key in keys
            if key not in sentences
        ]
    return found


def with_figures(library: Library, body: Body | None, faults: list[str]) -> Library:
    """The library with every figure complete; one that is missing or cannot be drawn is told with file and rung."""
    figures = {
        (exercise.id, rung.id): rung.figure
        for exercise in library.exercises
        for rung in exercise.rungs
        if rung.figure is not None
    }
    exercises = []
    for exercise in library.exercises:
        rungs = tuple(_with_figure(exercise, rung, figures, body, faults) for rung in exercise.rungs)
        exercises.append(exercise.model_copy(update={"rungs": rungs}))
    return library.model_copy(update={"exercises": tuple(exercises)})


def _with_figure(
    exercise: Exercise,
    rung: Rung,
    figures: dict[tuple[str, str | None], Figure],
    body: Body | None,
    faults: list[str],
) -> Rung:
    where = f"{exercise.id}.toml: rungs.{rung.id}: figure"
    if rung.figure is None:
        faults.append(f"{where}: is missing")
        return rung
    try:
        figure = _whole(exercise.id, rung.figure, figures, ())
    except LookupError as error:
        faults.append(f"{where}: same_as: {error.args[0]}")
        return rung
    if body is not None:
        faults += [f"{where}: {fault}" for fault in pose_faults(figure, body)]
    faults += [
        f"{exercise.id}.toml: rungs.{rung.id}: text.{language}: picture: is missing"
        for language, text in sorted(rung.text.items())
        if text.picture is None
    ]
    return rung.model_copy(update={"figure": figure})


def _whole(
    exercise_id: str,
    figure: Figure,
    figures: Mapping[tuple[str, str | None], Figure],
    seen: tuple[tuple[str, str | None], ...],
) -> Figure:
    """The figure with what it takes from another. Raises LookupError where there is none, or only a circle."""
    if figure.same_as is None:
        return figure
    place, _, name = figure.same_as.rpartition("/")
    key = (place or exercise_id, name or None)
    if key not in figures:
        raise LookupError(f"{figure.same_as} has no figure")
    if key in seen:
        raise LookupError(f"{figure.same_as} is the same as itself")
    other = _whole(key[0], figures[key], figures, (*seen, key))
    own = {name: getattr(figure, name) for name in figure.model_fields_set if name != "same_as"}
    for merged in ("joints", "at", "lie"):
        if merged in own:
            own[merged] = {**getattr(other, merged), **own[merged]}
    return other.model_copy(update=own)
