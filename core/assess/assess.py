"""Answers in, assessment out: what the plan may rest on, with the reasons to show."""

from core.assess.direction import find_direction, find_sore
from core.assess.findings import Findings
from core.assess.phase import find_levels, find_phase
from core.content.evidence import Evidence
from core.model.assessment import Assessment
from core.model.case import Case
from core.model.quoting import Quotes


def assess(case: Case, evidence: Evidence) -> Assessment:
    """Direction, phase, levels, sore directions and findings of `case`. A pure fold over the answers."""
    quotes = Quotes(case)
    direction = find_direction(case, quotes, evidence)
    phase = find_phase(case, quotes, evidence)
    levels = find_levels(case, phase.phase, quotes, evidence)
    return Assessment(
        directional_preference=direction.preference,
        direction_strength=direction.strength,
        direction_score=direction.score,
        conflict=direction.conflict,
        direction_evidence=direction.evidence,
        phase=phase.phase,
        phase_because=phase.because,
        age_years=case.age_years,
        level_cap=levels.cap,
        start_level=levels.start,
        level_because=levels.because,
        sore=find_sore(case, evidence),
        findings=Findings(case, quotes, evidence).all(),
    )
