"""data/safety.toml -> the flags, the facts about a person, and the raises made of several answers."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from core.content.evidence import Evidence
from core.content.files import parse, read_toml
from core.model.base import Frozen
from core.model.vocabulary import Level, PositionAnswer, Status

FACT = "fact:"
ASKED_AGAIN: Final[tuple[Level, ...]] = ("emergency", "urgent")


class Flag(Frozen):
    """One question of the safety screen and the level that a yes means."""

    id: str
    group: str
    level: Level
    clearable: bool
    source: str
    status: Status


class Condition(Frozen):
    """One comparison of an answer with a value or with a number of data/evidence (by id).

    `path` is a path of the case, or `age_years`. With `count`, the number of answers of that value below `path`.
    """

    path: str
    count: PositionAnswer | None = None
    at_least: str | None = None
    at_most: str | None = None
    below: str | None = None
    is_: Annotated[str | bool | None, Field(alias="is")] = None
    is_not: str | bool | None = None


class Fact(Frozen):
    """True where all its conditions are."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)]


class Raise(Frozen):
    """A finding made of several answers: each list in `parts` needs one yes (flag id, or `fact:` and a fact id)."""

    id: str
    level: Level
    parts: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]
    source: str
    about_person: bool = False
    clearable: bool = False
    prompt: bool = False


class Together(Frozen):
    """Findings of level `counts` that make one of `level` when there are `at_least` (a number's id) of them."""

    id: str
    level: Level
    counts: Level
    at_least: str
    source: str


class RescreenGroup(Frozen):
    """Flags that are asked again together, in this order."""

    id: str
    flags: Annotated[tuple[str, ...], Field(min_length=1)]


class Safety(Frozen):
    flags: tuple[Flag, ...]
    facts: dict[str, Fact]
    raises: tuple[Raise, ...]
    together: Together
    rescreen: tuple[RescreenGroup, ...]

    @property
    def flag_ids(self) -> frozenset[str]:
        return frozenset(flag.id for flag in self.flags)

    @property
    def asked_again(self) -> tuple[str, ...]:
        """The flags of a rescreen. One that lacks any of them is not finished, and counts as not asked."""
        return tuple(flag for group in self.rescreen for flag in group.flags)


def load_safety(path: Path, evidence: Evidence, faults: list[str]) -> Safety | None:
    """The safety screen; raises that name an unknown flag, fact or number are faults."""
    safety = parse(Safety, read_toml(path, faults), path.name, faults)
    if safety is None:
        return None
    known = safety.flag_ids | {FACT + fact for fact in safety.facts}
    for entry in safety.raises:
        for part in {name for names in entry.parts for name in names} - known:
            faults.append(f"{path.name}: raises.{entry.id}: {part} is no flag and no fact")
    numbers = {safety.together.at_least} | {
        number
        for fact in safety.facts.values()
        for condition in fact.all
        for number in (condition.at_least, condition.at_most, condition.below)
        if number is not None
    }
    for number in sorted(numbers - set(evidence.numbers)):
        faults.append(f"{path.name}: {number} is no number of data/evidence")
    ids = [flag.id for flag in safety.flags] + [entry.id for entry in safety.raises]
    if len(set(ids)) != len(ids):
        faults.append(f"{path.name}: two flags or raises have the same id")
    again = safety.asked_again
    faults += [f"{path.name}: rescreen: {flag} is no flag" for flag in sorted(set(again) - safety.flag_ids)]
    faults += [
        f"{path.name}: rescreen: {flag} stands twice" for flag in sorted({f for f in again if again.count(f) > 1})
    ]
    worst_ones = {flag.id for flag in safety.flags if flag.level in ASKED_AGAIN}
    faults += [f"{path.name}: rescreen: {flag} is not asked again" for flag in sorted(worst_ones - set(again))]
    return safety
