"""The only way to a routine: `Cleared` is made here and nowhere else, and only where triage found no reason not to."""

from typing import Final

from core.model.case import Case
from core.model.triage import Triage

ROUTINE_LEVELS: Final = ("caution", "go")
_KEY: Final = object()


class Cleared:
    """A case that may have a routine, with the triage that let it through."""

    __slots__ = ("case", "triage")

    def __init__(self, case: Case, triage: Triage, key: object) -> None:
        if key is not _KEY:
            raise TypeError("Cleared is made by core.triage.cleared.clear alone")
        self.case = case
        self.triage = triage


def clear(case: Case, triage: Triage) -> Cleared | None:
    """`Cleared` for the levels caution and go; None for every level that sends the person to get help first."""
    if triage.level in ROUTINE_LEVELS:
        return Cleared(case, triage, _KEY)
    return None
