"""Sitting, ankles and the lifestyle audit: each finding with its answers, its evidence and one small next step."""

from collections.abc import Iterator
from typing import Final, Literal

from core.content.evidence import Evidence
from core.model.assessment import Finding
from core.model.case import Case
from core.model.memory import Memory
from core.model.quoting import Quotes
from core.model.reason import Because

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, ...]] = ("left", "right")
# Trials are read to half a centimetre; binary fractions must not decide on which side of a cut-off a mean falls.
MEAN_DIGITS: Final = 6
NOTHING_TO_DO: Final = frozenset({"ankle_left_typical", "ankle_right_typical", "ankle_sides_alike"})


# Assessments are made anew all the time; what people do and measure changes seldom.
MOST: Final = 64

_MADE: Final[Memory[tuple[Finding, ...]]] = Memory(MOST)


def find_findings(case: Case, quotes: Quotes, evidence: Evidence) -> tuple[Finding, ...]:
    """The findings of a case: they rest on these parts of it alone, and are made once of the same ones."""
    parts = (case.sitting, case.ankle, case.lifestyle, case.person)
    # As text, since 7 and 7.0 are equal, and a reason quotes what the person answered.
    key = (evidence, case.age_years, *[part.model_dump_json() for part in parts])
    return _MADE.get(key, Findings(case, quotes, evidence).all)


class Findings:
    """Builds the findings of one case. Association is never told as cause; the words say how sure each is."""

    def __init__(self, case: Case, quotes: Quotes, evidence: Evidence) -> None:
        self.case = case
        self.quotes = quotes
        self.evidence = evidence

    def all(self) -> tuple[Finding, ...]:
        return (*self._sitting(), *self._ankles(), *self._lifestyle())

    def _finding(
        self, finding_id: str, rule: str, number: str | None, *paths: str, **values: float | int | str | None
    ) -> Finding:
        source = self.evidence.entry(number).source if number else "Doug Fioranelli, lifestyle audit"
        because = Because(
            code=f"finding_{finding_id}", rule=rule, answers=self.quotes.all(*paths), source=source, evidence=number
        )
        next_step = None if finding_id in NOTHING_TO_DO else finding_id
        return Finding(id=finding_id, because=(because,), source=source, next_step=next_step, values=values)

    def _sitting(self) -> Iterator[Finding]:
        sitting = self.case.sitting
        if sitting.hours_per_day >= self.evidence["sitting_hours"]:
            yield self._finding(
                "sitting_long", "R19", "sitting_hours", "sitting.hours_per_day", hours=sitting.hours_per_day
            )
        if sitting.longest_unbroken_minutes >= self.evidence["sitting_unbroken_minutes"]:
            yield self._finding(
                "sitting_unbroken",
                "R19",
                "sitting_unbroken_minutes",
                "sitting.longest_unbroken_minutes",
                minutes=sitting.longest_unbroken_minutes,
            )

    def _ankles(self) -> Iterator[Finding]:
        means = {side: ankle_mean_cm(self.case, side) for side in SIDES}
        number, typical = ankle_cut_off(self.case, self.evidence)
        for side in SIDES:
            mean = means[side]
            path = f"ankle.{side}_cm"
            if mean is None:
                yield self._finding(f"ankle_{side}_not_measured", "R24", number, path)
            else:
                name = "below_typical" if mean < typical else "typical"
                yield self._finding(f"ankle_{side}_{name}", "R24", number, path, mean_cm=round(mean, 2))
        if means["left"] is not None and means["right"] is not None:
            difference = abs(means["left"] - means["right"])
            name = "ankle_difference" if ankle_differs(self.case, self.evidence) else "ankle_sides_alike"
            yield self._finding(
                name, "R20", "ankle_asymmetry_cm", "ankle.left_cm", "ankle.right_cm", difference_cm=round(difference, 2)
            )

    def _lifestyle(self) -> Iterator[Finding]:
        life, number = self.case.lifestyle, self.evidence
        minutes = life.moderate_minutes_per_week + number["vigorous_factor"] * life.vigorous_minutes_per_week
        if minutes < number["activity_minutes_per_week"]:
            yield self._finding(
                "activity_low",
                "R10",
                "activity_minutes_per_week",
                "lifestyle.moderate_minutes_per_week",
                "lifestyle.vigorous_minutes_per_week",
                minutes=minutes,
            )
        if life.strength_days_per_week < number["strength_days_per_week"]:
            yield self._finding("strength_low", "R17", "strength_days_per_week", "lifestyle.strength_days_per_week")
        if life.stretch_days_per_week < number["stretch_days_per_week"]:
            yield self._finding("stretch_low", "R17", "stretch_days_per_week", "lifestyle.stretch_days_per_week")
        if any(sport.one_sided for sport in life.sports):
            yield self._finding("one_sided_sport", "R20", None, "lifestyle.sports")
        if life.sleep_hours < number["sleep_hours"]:
            yield self._finding("sleep_short", "R17", "sleep_hours", "lifestyle.sleep_hours", hours=life.sleep_hours)
        if life.sleep_quality <= number["sleep_quality_low"]:
            yield self._finding("sleep_poor", "R17", "sleep_quality_low", "lifestyle.sleep_quality")
        if life.desk_job:
            yield self._finding("desk_job", "R26", None, "lifestyle.desk_job")
        if life.work == "heavy":
            yield self._finding("heavy_work", "R30", None, "lifestyle.work")
        if life.stress >= number["stress_high"]:
            yield self._finding("stress_high", "R30", "stress_high", "lifestyle.stress")
        if life.smoker:
            yield self._finding("smoker", "R17", None, "lifestyle.smoker")
        if life.believes_movement_harms:
            yield self._finding("worry_about_movement", "R30", None, "lifestyle.believes_movement_harms")
        bmi = bmi_kg_m2(self.case, number)
        if bmi is not None and bmi >= number["bmi_overweight"]:
            yield self._finding(
                "weight", "R17", "bmi_overweight", "person.height_cm", "person.weight_kg", bmi_kg_m2=round(bmi, 1)
            )


def bmi_kg_m2(case: Case, evidence: Evidence) -> float | None:
    """Weight in kg by height in m squared; None where either was not given."""
    height_cm, weight_kg = case.person.height_cm, case.person.weight_kg
    if height_cm is None or weight_kg is None:
        return None
    return weight_kg / (height_cm / evidence["cm_per_m"]) ** 2


def ankle_mean_cm(case: Case, side: Side) -> float | None:
    """Mean of the knee-to-wall trials of one side, cm; None where it was not measured."""
    trials = case.ankle.left_cm if side == "left" else case.ankle.right_cm
    return None if trials is None else round(sum(trials) / len(trials), MEAN_DIGITS)


def ankle_cut_off(case: Case, evidence: Evidence) -> tuple[str, float]:
    """The number (id and cm) below which a side is below typical, by age."""
    older = case.age_years >= evidence["ankle_older_age_years"]
    number = "ankle_typical_from_60_cm" if older else "ankle_typical_cm"
    return number, evidence[number]


def ankle_differs(case: Case, evidence: Evidence) -> bool:
    """Whether the sides differ by as much as is worth watching."""
    left, right = ankle_mean_cm(case, "left"), ankle_mean_cm(case, "right")
    if left is None or right is None:
        return False
    return round(abs(left - right), MEAN_DIGITS) >= evidence["ankle_asymmetry_cm"]


def sides_needing_ankle_work(case: Case, evidence: Evidence) -> tuple[Side, ...]:
    """Sides below typical; where only the difference is large, the side that reaches less far. Empty: none."""
    _, typical = ankle_cut_off(case, evidence)
    means = {side: ankle_mean_cm(case, side) for side in SIDES}
    below: tuple[Side, ...] = tuple(side for side in SIDES if (mean := means[side]) is not None and mean < typical)
    if below or not ankle_differs(case, evidence):
        return below
    left, right = means["left"], means["right"]
    return ("left",) if left is not None and right is not None and left < right else ("right",)
