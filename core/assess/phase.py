"""Phase and levels: how much the plan may ask for at the start. Missing room always means the gentler side."""

from dataclasses import dataclass
from typing import Final

from core.content.evidence import Evidence
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.reason import Answer, Because
from core.model.vocabulary import Phase

LOWEST_LEVEL: Final = 1
CAPPING_FLAGS: Final = ("known_spinal_fracture", "recent_surgery", "pregnancy_complication")
LOWERING_FLAGS: Final = ("falls_or_dizzy", "pregnancy")
AGE: Final = "assessment.age_years"
RULE: Final = "contract.5"
PHASE_SOURCE: Final = "Michelle Moen; thresholds by us"
LEVEL_SOURCE: Final = "our choice: the gentler start"


@dataclass(frozen=True)
class PhaseFinding:
    phase: Phase
    because: tuple[Because, ...]


@dataclass(frozen=True)
class LevelFinding:
    cap: int
    start: int
    because: tuple[Because, ...]


def find_phase(case: Case, quotes: Quotes, evidence: Evidence) -> PhaseFinding:
    """The phase, with the answers it rests on."""
    phase, paths = phase_of(case, evidence)
    because = Because(
        code=f"phase_{phase}",
        rule=RULE,
        answers=quotes.all(*paths),
        source=PHASE_SOURCE,
        evidence="calm_pain_nrs" if phase == "calm" else "strengthen_average_nrs",
    )
    return PhaseFinding(phase, (because,))


def phase_of(case: Case, evidence: Evidence) -> tuple[Phase, list[str]]:
    """calm while pain is high; strengthen only where every sign allows it; else build. With the paths of the answers
    that decide."""
    pain = case.pain
    calm = evidence["calm_pain_nrs"]
    if pain.now >= calm or pain.average_week >= calm:
        return "calm", [f"pain.{name}" for name in ("now", "average_week") if getattr(pain, name) >= calm]
    all_paths = ["pain.now", "pain.average_week", "pain.worst_week", "pain.weeks_since_onset", "capacity.training"]
    holds = [
        pain.now <= evidence["strengthen_now_nrs"],
        pain.average_week <= evidence["strengthen_average_nrs"],
        pain.worst_week <= evidence["strengthen_worst_nrs"],
        pain.weeks_since_onset >= evidence["strengthen_weeks"],
        case.capacity.training != "new",
    ]
    if all(holds):
        return "strengthen", all_paths
    return "build", [path for path, held in zip(all_paths, holds, strict=True) if not held]


def phase_by_logs(found: PhaseFinding, phase: Phase) -> PhaseFinding:
    """`phase`, with the reasons of the answers where they say the same, else with what the logs made of it."""
    if found.phase == phase:
        return found
    answers = (Answer(path="standing.phase", value=phase), *found.because[0].answers)
    because = Because(code="phase_by_logs", rule=RULE, answers=answers, source=PHASE_SOURCE, evidence="rise_days")
    return PhaseFinding(phase, (because,))


def find_levels(case: Case, phase: Phase, quotes: Quotes, evidence: Evidence) -> LevelFinding:
    """The highest level at the start (cap) and the level of the start rungs, one lower where care asks for it."""
    cap = int(evidence[f"level_{phase}"])
    reasons: list[Because] = []
    capping = [f"safety.{flag}" for flag in CAPPING_FLAGS if case.safety[flag] != "no"]
    if capping:
        cap = LOWEST_LEVEL
        reasons.append(Because(code="level_capped", rule=RULE, answers=quotes.all(*capping), source=LEVEL_SOURCE))
    lowering = [f"safety.{flag}" for flag in LOWERING_FLAGS if case.safety[flag] != "no"]
    if case.capacity.training == "new":
        lowering.append("capacity.training")
    if case.age_years >= evidence["gentle_start_age_years"]:
        lowering.append(AGE)
    if lowering:
        answers = tuple(Answer(path=AGE, value=case.age_years) if path == AGE else quotes(path) for path in lowering)
        reasons.append(Because(code="level_lowered", rule=RULE, answers=answers, source=LEVEL_SOURCE))
    start = max(LOWEST_LEVEL, cap - 1) if lowering else cap
    return LevelFinding(cap, start, tuple(reasons))
