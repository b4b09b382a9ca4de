"""What the answers add up to: direction, phase, sore directions, findings. No diagnosis, no probability."""

from core.model.base import Frozen
from core.model.reason import Because
from core.model.vocabulary import Direction, DirectionStrength, Phase


class Sore(Frozen):
    """Directions in which moving hurts now."""

    flexion: bool
    extension: bool
    side_bending: bool
    rotation: bool


class Finding(Frozen):
    """One finding; `next_step` names a small step in data/words, or is null. Numbers stand in `values`."""

    id: str
    because: tuple[Because, ...]
    source: str
    next_step: str | None = None
    values: dict[str, float | int | str | None] = {}


class Assessment(Frozen):
    directional_preference: Direction
    direction_strength: DirectionStrength
    direction_score: int
    conflict: bool
    direction_evidence: tuple[Because, ...]
    phase: Phase
    phase_because: tuple[Because, ...]
    age_years: int
    level_cap: int
    start_level: int
    level_because: tuple[Because, ...]
    sore: Sore
    findings: tuple[Finding, ...]
