"""Answers in, assessment out: what the plan may rest on, with the reasons to show."""

from collections.abc import Iterable
from typing import Final

from core.assess.direction import find_direction, find_sore
from core.assess.findings import find_findings
from core.assess.phase import find_levels, find_phase, phase_by_logs
from core.content.evidence import Evidence
from core.model.assessment import Assessment, Sore
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.review import Returned, Standing

# A direction of this stage is one like any other again.
FULLY_BACK: Final = 2


def assess(case: Case, evidence: Evidence, standing: Standing | None = None) -> Assessment:
    """Direction, phase, levels, sore directions and findings of `case`. A pure fold over the answers.

    `standing`: what the logs made of phase and sore directions since the answers were given.
    """
    quotes = Quotes(case)
    direction = find_direction(case, quotes, evidence)
    phase = find_phase(case, quotes, evidence)
    sore = find_sore(case, evidence)
    if standing is not None:
        phase = phase_by_logs(phase, standing.phase)
        sore = still_sore(sore, standing.returned)
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
        sore=sore,
        findings=find_findings(case, quotes, evidence),
    )


def still_sore(sore: Sore, returned: Iterable[Returned]) -> Sore:
    """The sore directions without those that are fully back."""
    back: dict[str, bool] = {row.plane: False for row in returned if row.stage >= FULLY_BACK}
    return sore.model_copy(update=back) if back else sore
