"""The numbers of each chart as a table: newest first, in the person's language and unit."""

import pandas as pd

from core.trends.ankle import SIDES
from core.trends.progress import Progress
from pages.ui import state
from pages.ui.dates import day_text
from pages.ui.lengths import length_text


def _named(columns: dict[str, list[str]]) -> pd.DataFrame:
    """Newest first, under the headings of the person's language."""
    return pd.DataFrame({state.words()(f"progress.column.{name}"): cells[::-1] for name, cells in columns.items()})


def _days(days: pd.Series) -> list[str]:
    return [day_text(day.date(), state.today()) for day in days]


def pain_table(progress: Progress) -> pd.DataFrame:
    """Week, mean, lowest to highest, days noted."""
    words, weeks = state.words(), progress.pain.weeks
    none = words("progress.cell.none")
    means = [none if mean != mean else f"{mean:.1f}" for mean in weeks["mean"]]
    ranges = [
        none if low != low else words("progress.cell.range", lowest=int(low), highest=int(high))
        for low, high in zip(weeks["lowest"], weeks["highest"], strict=True)
    ]
    counts = [str(n) for n in weeks["n"]]
    return _named({f"week_{progress.step_weeks}": _days(weeks["week"]), "mean": means, "range": ranges, "n": counts})


def ankle_table(progress: Progress, unit: str) -> pd.DataFrame:
    tests, none = progress.ankle.tests, state.words()("progress.cell.none")
    lengths: dict[str, list[str]] = {
        side: [none if cm != cm else length_text(cm, unit) for cm in tests[f"{side}_cm"]] for side in SIDES
    }
    return _named({f"week_{progress.step_weeks}" if progress.by_week else "day": _days(tests["day"]), **lengths})


def session_table(progress: Progress) -> pd.DataFrame:
    weeks = progress.sessions.weeks
    counts = {name: [str(n) for n in weeks[name]] for name in ("done", "planned")}
    return _named({f"week_{progress.step_weeks}": _days(weeks["week"]), **counts})
