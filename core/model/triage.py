"""What the safety screen found: levels, ordered, and the findings behind them."""

from collections.abc import Iterable

from core.model.base import Frozen
from core.model.reason import Because
from core.model.vocabulary import LEVELS, Level


class TriageFinding(Frozen):
    """`flag` is a flag of data/safety.toml or one of its raises. `prompt`: suggest an appointment."""

    flag: str
    level: Level
    because: tuple[Because, ...]
    source: str
    cleared: bool = False
    prompt: bool = False


class Triage(Frozen):
    level: Level
    findings: tuple[TriageFinding, ...]


def worst(levels: Iterable[Level]) -> Level:
    """The most cautious of `levels`; `go` where there is none."""
    return min(levels, key=LEVELS.index, default="go")


def one_step_lower(level: Level) -> Level:
    """What an answer of unsure counts as: one step below yes, and never below caution (go stays go)."""
    if level in ("caution", "go"):
        return level
    return LEVELS[LEVELS.index(level) + 1]
