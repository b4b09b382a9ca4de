"""The numbers of each chart as a table: newest first, in the person's language and unit."""

from datetime import date, timedelta

import pandas as pd

from core.trends.ankle import SIDES
from core.trends.progress import Progress
from pages.ui import state
from pages.ui.dates import day_text
from pages.ui.lengths import length_text


def _named(columns: dict[str, list[str]]) -> pd.DataFrame:
    """Under the headings of the person's language."""
    return pd.DataFrame({state.words()(f"progress.column.{name}"): cells for name, cells in columns.items()})


def _newest_first(columns: dict[str, list[str]]) -> pd.DataFrame:
    return _named({name: cells[::-1] for name, cells in columns.items()})


def _days(days: pd.Series) -> list[str]:
    return [day_text(day.date(), state.today()) for day in days]


def pain_table(progress: Progress) -> pd.DataFrame:
    """Week (and what the chart marks in it), mean, lowest to highest, days noted."""
    words, weeks = state.words(), progress.pain.weeks
    none = words("progress.cell.none")
    means = [none if mean != mean else f"{mean:.1f}" for mean in weeks["mean"]]
    ranges = [
        none if low != low else words("progress.cell.range", lowest=int(low), highest=int(high))
        for low, high in zip(weeks["lowest"], weeks["highest"], strict=True)
    ]
    counts = [str(n) for n in weeks["n"]]
    named = [_marked(progress, week.date()) for week in weeks["week"]]
    return _newest_first({f"week_{progress.step_weeks}": named, "mean": means, "range": ranges, "n": counts})


def _marked(progress: Progress, first: date) -> str:
    """The day on which the week (or four) begins, with the flare-ups and new routines that the chart marks in it."""
    words, last = state.words(), first + timedelta(weeks=progress.step_weeks, days=-1)
    flares = zip(progress.flares["first"], progress.flares["last"], strict=True)
    there = []
    if any(begin.date() <= last and end.date() >= first for begin, end in flares):
        there.append(words("progress.series.flare"))
    if any(first <= day.date() <= last for day in progress.pain.changes["day"]):
        there.append(words("progress.series.change"))
    day = day_text(first, state.today())
    return words("progress.cell.marked", day=day, marks=", ".join(there)) if there else day


def function_table(progress: Progress) -> pd.DataFrame:
    """Day (or four weeks), activity or the three questions, score."""
    words, shown = state.words(), progress.function
    whole = progress.step_weeks == 1
    entries = [(row.day, row.activity, f"{row.score:.{0 if whole else 1}f}") for row in shown.activities.itertuples()]
    entries += [(row.day, words("progress.column.peg"), f"{row.peg:.1f}") for row in shown.peg.itertuples()]
    entries.sort(key=lambda entry: -entry[0].toordinal())
    days, names, scores = ([entry[n] for entry in entries] for n in range(3))
    return _named({"day" if whole else "week_4": _days(pd.Series(days)), "activity": names, "score": scores})


def ankle_table(progress: Progress, unit: str) -> pd.DataFrame:
    tests, none = progress.ankle.tests, state.words()("progress.cell.none")
    lengths: dict[str, list[str]] = {
        side: [none if cm != cm else length_text(cm, unit) for cm in tests[f"{side}_cm"]] for side in SIDES
    }
    days = {f"week_{progress.step_weeks}" if progress.by_week else "day": _days(tests["day"])}
    return _newest_first(days | lengths)


def session_table(progress: Progress) -> pd.DataFrame:
    weeks = progress.sessions.weeks
    counts = {name: [str(n) for n in weeks[name]] for name in ("done", "planned")}
    return _newest_first({f"week_{progress.step_weeks}": _days(weeks["week"]), **counts})


def calendar_table(progress: Progress) -> pd.DataFrame:
    """Day and what became of its session; days of which there is nothing to say are left out."""
    days = progress.sessions.days[progress.sessions.days["state"] != "none"]
    said = [state.words()(f"progress.state.{name}") for name in days["state"]]
    return _newest_first({"day": _days(days["day"]), "session": said})


def went_with_table(progress: Progress) -> pd.DataFrame:
    """Each comparison with its rank correlation, interval and days."""
    words, rows = state.words(), list(progress.went_with.rows.itertuples())
    return _named(
        {
            "compared": [words(f"progress.factor.{row.factor}_{row.lag_days}") for row in rows],
            "r": [f"{row.rank_r:.2f}" for row in rows],
            "interval": [words("progress.cell.interval", low=f"{row.low:.2f}", high=f"{row.high:.2f}") for row in rows],
            "n": [str(row.n) for row in rows],
        }
    )
