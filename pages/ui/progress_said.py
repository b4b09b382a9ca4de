"""What the progress page says: findings as sentences, and the words that stand for a chart."""

from datetime import date
from typing import get_args

from core.model.review import Verdict
from core.trends.inputs import Finding
from core.trends.progress import Progress
from pages.ui import state
from pages.ui.dates import day_text
from pages.ui.lengths import length_text


def sentence(finding: Finding, unit: str = "cm", table: str = "finding") -> str:
    """The finding in words: its headline, or with table `more` what follows it (empty where nothing does)."""
    words = state.words()
    key = f"progress.{table}.{finding.code}"
    if key not in words:
        return ""
    values: dict[str, object] = dict(finding.values)
    for name, value in finding.values.items():
        if isinstance(value, date):
            values[name] = day_text(value, state.today())
        elif name.endswith("_cm") and isinstance(value, float):
            values[name.removesuffix("_cm")] = length_text(value, unit)
    if "side" in values:
        values["side"] = words(f"progress.side.{values['side']}")
    return words(key, **values)


def alt(name: str, progress: Progress, said: str, **values: object) -> str:
    """The words for those who cannot see the chart `name`: what it is, of which time, and what it shows."""
    first, last = (day_text(day, state.today()) for day in (progress.first, progress.last))
    plain = said.replace("**", "")
    return state.words()(f"progress.alt.{name}", first=first, last=last, finding=plain, **values)


def pain_in_full(progress: Progress) -> str:
    """How pain goes, with its numbers, and what else must be known of it."""
    first, *others = progress.pain.findings
    return " ".join(part for part in (sentence(first), sentence(first, table="more"), *map(sentence, others)) if part)


def verdict_in_words(finding: Finding) -> str:
    """The verdict of function or a side of the ankles: "may be better"; too early where something is wanting."""
    verdicts = [verdict for verdict in get_args(Verdict) if finding.code.endswith(f"_{verdict}")]
    # `possibly_better` ends with `better`, too: the longest is meant.
    return state.words()(f"progress.verdict.{max(verdicts, key=len, default='too_early')}")
