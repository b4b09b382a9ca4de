"""data/exercises -> Library: parsed, then checked as a whole."""

from pathlib import Path

from core.content.files import parse, read_toml
from core.model.exercise import Exercise, Library

LANGUAGE = "en"


def load_library(folder: Path, faults: list[str]) -> Library:
    """Every exercise of `folder`, in the order of their ids; faults are added to `faults`."""
    exercises: list[Exercise] = []
    for path in sorted(folder.glob("*.toml")):
        data = read_toml(path, faults)
        if not data:
            continue
        exercise = parse(Exercise, data, path.name, faults)
        if exercise is None:
            continue
        exercises.append(exercise)
        faults.extend(f"{path.name}: {fault}" for fault in _faults_of(exercise, path.stem))
    if not exercises:
        faults.append(f"{folder}: no exercise found")
    return Library(exercises=tuple(exercises))


def _faults_of(exercise: Exercise, file_id: str) -> list[str]:
    """What one exercise breaks beyond its schema: its id, its ladder, its words."""
    faults = []
    if exercise.id != file_id:
        faults.append(f"id: must be the file's name, {file_id}")
    levels = [rung.level for rung in exercise.rungs]
    if levels != sorted(levels):
        faults.append("rungs: must stand from easier to harder, so that a level never falls")
    ids = [rung.id for rung in exercise.rungs]
    if len(set(ids)) != len(ids):
        faults.append("rungs: two rungs have the same id")
    if len(ids) > 1 and None in ids:
        faults.append("rungs: every rung of a ladder needs an id")
    if LANGUAGE not in exercise.text:
        faults.append(f"text: no words in {LANGUAGE}")
    for rung in exercise.rungs:
        missing = set(exercise.text) - set(rung.text)
        if missing:
            faults.append(f"rungs.{rung.id}: no words in {', '.join(sorted(missing))}")
    return faults
