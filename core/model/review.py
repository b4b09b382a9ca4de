"""What a review answers: which exercise goes where and why, what the trends may claim, whether to ask or to refer."""

from datetime import date
from typing import Literal

from core.model.assessment import Assessment
from core.model.base import Frozen
from core.model.case import Case
from core.model.reason import Because
from core.model.routine import Routine
from core.model.triage import Triage
from core.model.vocabulary import Phase, Plane, Training

Action = Literal["progress", "hold", "regress", "swap", "stop", "deload"]
Zone = Literal["green", "amber", "red"]
Verdict = Literal["too_early", "no_clear_change", "possibly_better", "better", "possibly_worse", "worse"]


class Step(Frozen):
    """Where an exercise stands on its ladder. `dose_step`: sizes of dose above (or below) what the phase plans."""

    exercise: str
    rung: str | None
    dose_step: int


class Returned(Frozen):
    """A sore direction that came back. `stage` 1: gentle and unloaded; 2: as any other direction."""

    plane: Plane
    stage: int


class Standing(Frozen):
    """What the logs made of the plan: all that the next routine needs beside the case. Nothing yet, but for the phase.

    `half_dose`: about half the sets for now. `relief_only`: a flare-up is on. `resting`: exercises left out for now.
    `doing`: what the person does now, which the week is made around.
    """

    phase: Phase
    training: Training
    steps: tuple[Step, ...] = ()
    returned: tuple[Returned, ...] = ()
    resting: tuple[str, ...] = ()
    half_dose: bool = False
    relief_only: bool = False
    doing: tuple[str, ...] = ()


class Decision(Frozen):
    """One exercise. `rung` is where it stood, `to_rung` where it goes (the same for a hold; null without rungs)."""

    exercise: str
    action: Action
    rung: str | None
    to_rung: str | None
    because: tuple[Because, ...]


class SessionZone(Frozen):
    """The zone of one local day's session."""

    day: date
    zone: Zone
    because: tuple[Because, ...]


class TrendVerdict(Frozen):
    """One measure against its baseline; null numbers where it is too early. `weeks`: weekly means, or tests."""

    verdict: Verdict
    baseline: float | None
    latest: float | None
    change: float | None
    weeks: int
    because: tuple[Because, ...]


class Trends(Frozen):
    """Pain 0-10 (lower is better), knee-to-wall in cm (longer is better; a smaller difference is better),
    own activities 0-10 (higher is better), PEG 0-10 (lower is better)."""

    pain: TrendVerdict
    ankle_left: TrendVerdict
    ankle_right: TrendVerdict
    ankle_difference: TrendVerdict
    my_activities: TrendVerdict
    peg: TrendVerdict


class Review(Frozen):
    """The answer to a history. `routine` is null where triage, asked again today, sends to a clinician first.

    `rescreen`: ask the warning signs again before the next session. `referral`: show the summary to a clinician.
    `case_now`: the answers as the logs have moved them on, `assessment` what follows from them and the standing: what
    the reasons of the routine quote. Null where a review is kept without them. `one_bad_day`: pain as strong as calls
    for less today, and no more than that: what the weeks say is another thing.
    """

    as_of: date
    rescreen: bool
    rescreen_because: tuple[Because, ...]
    referral: bool
    referral_because: tuple[Because, ...]
    triage: Triage
    zones: tuple[SessionZone, ...]
    decisions: tuple[Decision, ...]
    trends: Trends
    standing: Standing
    routine: Routine | None
    case_now: Case | None = None
    assessment: Assessment | None = None
    one_bad_day: bool = False
