"""data/evidence/*.toml -> the clinical numbers, each with unit, source and how sure it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from core.content.files import parse, read_toml
from core.model.base import Frozen
from core.model.vocabulary import Status

# Each is read by some room of the core or by a page; without one a decision would stop half-way.
FILES: Final = ("assessment", "intake", "pages", "planning", "review", "safety", "session", "trends")


class Number(Frozen):
    """One number the decisions rest on. `status` says how sure it is; `design` marks a choice of our own."""

    value: int | float
    unit: str
    source: str
    status: Status
    note: str


class _File(Frozen):
    numbers: dict[str, Number]


class Evidence:
    """The numbers by id: `evidence["ankle_typical_cm"]` is the value, `evidence.entry(id)` all of it.

    `number` is the same as `[]`, for those who ask often.
    """

    def __init__(self, numbers: dict[str, Number]) -> None:
        self.numbers = numbers
        self._values = {key: number.value for key, number in numbers.items()}
        self.number: Final[Callable[[str], int | float]] = self._values.__getitem__

    def __getitem__(self, key: str) -> int | float:
        return self._values[key]

    def entry(self, key: str) -> Number:
        """Number with unit, source and status. Raises KeyError where there is none."""
        return self.numbers[key]


def load_evidence(folder: Path, faults: list[str]) -> Evidence:
    """Every number of `folder`; a file that is missing, or the same id in two files, is a fault."""
    numbers: dict[str, Number] = {}
    faults += [f"evidence/{name}.toml: is missing" for name in FILES if not (folder / f"{name}.toml").exists()]
    for path in sorted(folder.glob("*.toml")):
        file = parse(_File, read_toml(path, faults), path.name, faults)
        for key, number in (file.numbers if file else {}).items():
            if key in numbers:
                faults.append(f"{path.name}: numbers.{key}: stands in another file too")
            numbers[key] = number
    return Evidence(numbers)
