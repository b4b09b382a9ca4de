"""Directional preference: which way of moving is a comfortable place to start, with every answer that says so."""

from dataclasses import dataclass
from typing import Final

from core.content.evidence import Evidence
from core.model.assessment import Sore
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.reason import Because
from core.model.vocabulary import Direction, DirectionStrength, PositionAnswer, PositionName

FLEXION_POSITIONS: Final[tuple[PositionName, ...]] = (
    "sitting",
    "bending_forward",
    "driving",
    "rising_from_chair",
    "lifting",
)
EXTENSION_POSITIONS: Final[tuple[PositionName, ...]] = ("standing", "walking", "leaning_back", "lying_on_stomach")
FLEXION_PATTERNS: Final = ("known_spinal_stenosis", "known_spondylolisthesis", "walking_leg_symptoms_eased_by_sitting")
SOURCE: Final = "clinic; Long et al. 2004"
EVIDENCE: Final = "direction_clear_score"


@dataclass(frozen=True)
class DirectionFinding:
    preference: Direction
    strength: DirectionStrength
    score: int
    conflict: bool
    evidence: tuple[Because, ...]


def answered(case: Case, positions: tuple[PositionName, ...], answer: PositionAnswer) -> tuple[PositionName, ...]:
    """Those of `positions` that got `answer`."""
    return tuple(name for name in positions if getattr(case.positions, name) == answer)


def find_direction(case: Case, quotes: Quotes, evidence: Evidence) -> DirectionFinding:
    """The direction by score: flexion aggravators and extension easers speak for extension, and the reverse.

    A trial counts two, a told flexion pattern one. Self-report alone is never more than a place to start.
    """
    reasons: list[Because] = []
    score = 0

    def count(code: str, paths: tuple[str, ...], points: int) -> None:
        nonlocal score
        if paths and points:
            score += points
            reasons.append(
                Because(code=code, rule="contract.4", answers=quotes.all(*paths), source=SOURCE, evidence=EVIDENCE)
            )

    flexion_worse = answered(case, FLEXION_POSITIONS, "worse")
    extension_worse = answered(case, EXTENSION_POSITIONS, "worse")
    for code, names, sign in (
        ("direction_flexion_worse", flexion_worse, 1),
        ("direction_extension_better", answered(case, EXTENSION_POSITIONS, "better"), 1),
        ("direction_extension_worse", extension_worse, -1),
        ("direction_flexion_better", answered(case, FLEXION_POSITIONS, "better"), -1),
    ):
        count(code, tuple(f"positions.{name}" for name in names), sign * len(names))
    trial = int(evidence["trial_points"])
    for direction, answer, sign in (
        ("extension", "better", 1),
        ("flexion", "worse", 1),
        ("flexion", "better", -1),
        ("extension", "worse", -1),
    ):
        if getattr(case.direction_trials, direction) == answer:
            count(f"direction_trial_{direction}_{answer}", (f"direction_trials.{direction}",), sign * trial)
    for flag in FLEXION_PATTERNS:
        if case.safety[flag] == "yes":
            count("direction_flexion_pattern", (f"safety.{flag}",), -int(evidence["pattern_points"]))

    conflict = bool(flexion_worse and extension_worse)
    preference, strength = _read(score, conflict, int(evidence["direction_clear_score"]))
    return DirectionFinding(preference, strength, score, conflict, tuple(reasons))


def _read(score: int, conflict: bool, clear: int) -> tuple[Direction, DirectionStrength]:
    towards: Direction = "extension" if score > 0 else "flexion"
    if abs(score) >= clear:
        return towards, "clear"
    if score and not conflict:
        return towards, "leaning"
    return "neutral", "none"


def find_sore(case: Case, evidence: Evidence) -> Sore:
    """Directions in which moving hurts now, by the answers on positions."""
    many = evidence["sore_positions"]
    positions = case.positions
    return Sore(
        flexion=positions.bending_forward == "worse" or len(answered(case, FLEXION_POSITIONS, "worse")) >= many,
        extension=positions.leaning_back == "worse" or len(answered(case, EXTENSION_POSITIONS, "worse")) >= many,
        side_bending=positions.side_bending == "worse",
        rotation=positions.twisting == "worse",
    )
