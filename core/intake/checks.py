"""Answers that cannot both be meant: told beside the field, never mended in silence."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import JsonValue

from core.content.questionnaire import Questionnaire
from core.intake.reading import Fault
from core.intake.showing import WEEKS_A_YEAR

OLDEST_YEARS = 120
Values = Mapping[str, JsonValue]


def contradictions(values: Values, today: date) -> Iterator[tuple[str, Fault]]:
    """Path of the answer to look at again, and why. Paths that are not in `values` were not understood: skipped."""
    yield from _pain(values)
    yield from _time(values, today)
    yield from _day(values)
    if values.get("safety.pregnancy_complication") == "yes" and values.get("safety.pregnancy") == "no":
        yield "safety.pregnancy_complication", Fault(code="pregnancy_as_well")


def _number(values: Values, path: str) -> float | None:
    value = values.get(path)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _pain(values: Values) -> Iterator[tuple[str, Fault]]:
    now, average, worst = (_number(values, f"pain.{name}") for name in ("now", "average_week", "worst_week"))
    if worst is not None and average is not None and worst < average:
        yield "pain.worst_week", Fault(code="worst_below_average", values={"worst": worst, "average": average})
    elif worst is not None and now is not None and worst < now:
        yield "pain.worst_week", Fault(code="worst_below_now", values={"worst": worst, "now": now})


def _time(values: Values, today: date) -> Iterator[tuple[str, Fault]]:
    year = _number(values, "person.birth_year")
    if year is None:
        return
    if not today.year - OLDEST_YEARS <= year <= today.year:
        low = today.year - OLDEST_YEARS
        yield "person.birth_year", Fault(code="birth_year_range", values={"low": str(low), "high": str(today.year)})
        return
    weeks = _number(values, "pain.weeks_since_onset")
    if weeks is not None and weeks > (today.year - year + 1) * WEEKS_A_YEAR:
        yield "pain.weeks_since_onset", Fault(code="longer_than_life")
    cleared = values.get("person.cleared_by_clinician_on")
    if isinstance(cleared, str) and date.fromisoformat(cleared).year < year:
        yield "person.cleared_by_clinician_on", Fault(code="before_birth")


def _day(values: Values) -> Iterator[tuple[str, Fault]]:
    hours, longest = _number(values, "sitting.hours_per_day"), _number(values, "sitting.longest_unbroken_minutes")
    if hours is not None and longest is not None and longest > hours * 60:
        yield "sitting.longest_unbroken_minutes", Fault(code="longest_over_day", values={"hours": f"{hours:g}"})
    sleep = _number(values, "lifestyle.sleep_hours")
    if hours is not None and sleep is not None and hours + sleep > 24:
        yield "lifestyle.sleep_hours", Fault(code="day_over_24", values={"hours": f"{hours + sleep:g}"})
    moving = [_number(values, f"lifestyle.{kind}_minutes_per_week") or 0 for kind in ("moderate", "vigorous")]
    if sum(moving) > 7 * 24 * 60:
        yield "lifestyle.vigorous_minutes_per_week", Fault(code="week_too_short")


def second_looks(questionnaire: Questionnaire, values: Values) -> Iterator[tuple[str, Fault]]:
    """Answers that can be meant but rarely are: told, and taken all the same."""
    for question in questionnaire.questions:
        if question.kind != "trials":
            continue
        lengths = values.get(question.path)
        low, high = questionnaire.numbers[question.usual_low], questionnaire.numbers[question.usual_high]
        for length in lengths if isinstance(lengths, list) else ():
            if isinstance(length, (int, float)) and not low <= length <= high:
                yield question.path, Fault(code="rare_length", values={"length": f"{length:g}"})
                break
