"""The verdicts of a history: what may be said of pain, ankles and function, and the entries each rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from core.model.log import AnkleTest, CheckIn, FunctionScore
from core.model.quoting import as_json
from core.model.reason import Answer, Because
from core.model.review import Trends, TrendVerdict
from core.trends.compare_ankle import SIDES, Side, ankles_by_day, compare_ankle
from core.trends.compare_function import Scores, activities_by_day, compare_activities, compare_peg, peg_by_day
from core.trends.compare_pain import compare_pain, pain_by_day
from core.trends.comparison import DAYS_OF_WEEK, Comparison
from core.trends.inputs import Logs, Numbers
from core.trends.remembered import Remembered

DIGITS: Final = 3

_PAIN: Final = Remembered(pain_by_day)
_ANKLES: Final = Remembered(ankles_by_day)
_ACTIVITIES: Final = Remembered(activities_by_day)
_PEG: Final = Remembered(peg_by_day)


@dataclass(frozen=True)
class Comparisons:
    """Every measure against its start, as seen on one day. `baseline_changes`: the days inside the first week of pain
    on which a new routine was made, so that this week is less sure a start."""

    pain: Comparison
    ankle: dict[Side, Comparison]
    my_activities: Comparison
    peg: Comparison
    baseline_changes: tuple[date, ...]


@dataclass(frozen=True)
class Measured:
    """Every measure by day, each day once, in order of the days."""

    pain: dict[date, int]
    ankle: dict[Side, dict[date, float]]
    activities: dict[date, Scores]
    peg: dict[date, float]


def measured_until(history: Logs, last: date) -> Measured:
    """Entries after `last` count nowhere."""
    return Measured(
        pain=_PAIN(history.check_ins, last),
        ankle=_ANKLES(history.ankle_tests, last),
        activities=_ACTIVITIES(history.function, last),
        peg=_PEG(history.function, last),
    )


def compare(measured: Measured, plan_dates: Iterable[date], as_of: date, numbers: Numbers) -> Comparisons:
    """The comparisons that verdicts, sentences and charts all rest on. `measured`: until `as_of`."""
    pain = compare_pain(measured.pain, as_of, numbers)
    return Comparisons(
        pain=pain,
        ankle={side: compare_ankle(side, measured.ankle[side], as_of, numbers) for side in SIDES},
        my_activities=compare_activities(measured.activities, numbers),
        peg=compare_peg(measured.peg, numbers),
        baseline_changes=_changes_within(pain.first_days[:1], plan_dates),
    )


def verdicts(history: Logs, as_of: date, evidence: Numbers) -> Trends:
    """What may be said on the local day `as_of`, with the entries that anybody can check it by.

    The order of the entries changes nothing. Where a day stands twice the more cautious entry counts.
    """
    found = compare(measured_until(history, as_of), history.plan_dates, as_of, evidence)
    pain = _verdict("pain", found.pain, history.check_ins, ("pain_average",))
    if found.baseline_changes:
        places = {day: place for place, day in reversed(list(enumerate(history.plan_dates)))}
        quoted = [Answer(path=f"plan_dates.{places[day]}", value=day.isoformat()) for day in found.baseline_changes]
        unsure = _because("trend_start_unsure", "pain", quoted, None)
        pain = pain.model_copy(update={"because": (*pain.because, unsure)})
    return Trends(
        pain=pain,
        ankle_left=_verdict("ankle_left", found.ankle["left"], history.ankle_tests, ("left_cm",)),
        ankle_right=_verdict("ankle_right", found.ankle["right"], history.ankle_tests, ("right_cm",)),
        ankle_difference=_verdict(
            "ankle_difference", found.ankle["difference"], history.ankle_tests, ("left_cm", "right_cm")
        ),
        my_activities=_verdict("my_activities", found.my_activities, history.function, ("activities",)),
        peg=_verdict("peg", found.peg, history.function, ("peg",)),
    )


def _changes_within(starts: Sequence[date], plan_dates: Iterable[date]) -> tuple[date, ...]:
    # A routine made on the very first day is what the week begins with, not a change during it.
    return tuple(
        day
        for day in sorted(set(plan_dates))
        if any(start < day < start + timedelta(days=DAYS_OF_WEEK) for start in starts)
    )


# The rule that each verdict serves, where that rests (data/rules), and what its entries are called in a history.
SERVES: Final = {
    "pain": ("R18", "fioranelli", "check_ins"),
    "ankle_left": ("R24", "hershfield_corbett", "ankle"),
    "ankle_right": ("R24", "hershfield_corbett", "ankle"),
    "ankle_difference": ("R20", "fioranelli", "ankle"),
    "my_activities": ("R30", "clinic; hershfield_corbett", "function"),
    "peg": ("R30", "clinic; hershfield_corbett", "function"),
}
Entry = CheckIn | AnkleTest | FunctionScore


def _verdict(name: str, compared: Comparison, entries: Iterable[Entry], fields: Sequence[str]) -> TrendVerdict:
    days = {*compared.first_days, *compared.held_days, *compared.latest_days}
    if not days:
        return _bare(name, compared)
    return _told(name, compared, _quoted(SERVES[name][2], entries, days, fields))


@lru_cache(maxsize=256)
def _bare(name: str, compared: Comparison) -> TrendVerdict:
    """What there is to say where no entry bears it out: mostly that it is too early."""
    return _told(name, compared, ())


def _told(name: str, compared: Comparison, quoted: Sequence[Answer]) -> TrendVerdict:
    baseline, latest = _rounded(compared.baseline), _rounded(compared.latest)
    own = {"verdict": compared.verdict, "weeks": compared.weeks, "baseline": baseline, "latest": latest}
    answers = [Answer(path=f"trends.{name}.{what}", value=value) for what, value in own.items() if value is not None]
    answers += quoted
    because = [_because(f"trend_{compared.verdict}", name, answers, compared.evidence)]
    if compared.late:
        because.append(_because("trend_worse_stands", name, answers[:1], "pain_worse_stands_weeks"))
    return TrendVerdict(
        verdict=compared.verdict,
        baseline=baseline,
        latest=latest,
        change=None if baseline is None or latest is None else _rounded(latest - baseline),
        weeks=compared.weeks,
        because=tuple(because),
    )


def _quoted(kind: str, entries: Iterable[Entry], days: set[date], fields: Sequence[str]) -> list[Answer]:
    """What stands in the entries of these days, by day; what is null is left out."""
    found = []
    for entry in [entry for entry in entries if entry.day in days]:
        for field in fields:
            value = as_json(getattr(entry, field))
            if value not in (None, []):
                found.append(Answer(path=f"{kind}.{entry.day}.{field}", value=value))
    return sorted(found, key=lambda answer: (answer.path, str(answer.value)))


def _because(code: str, name: str, answers: Iterable[Answer], evidence: str | None) -> Because:
    rule, source, _ = SERVES[name]
    return Because(code=code, rule=rule, answers=tuple(answers), source=source, evidence=evidence)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
