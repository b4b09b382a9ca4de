"""Verdicts worked out again from section 11 (pain), section 4 (ankles) and section 3 (function) of clinical.md.

The page names no day on which a week begins, and no way to go on after a pause: every reading is worked out, and a
verdict must be that of one of them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import isclose

from tests.contract.facts import JsonDict, mean_cm
from tests.contract.review_facts import ANCHORS, WEEK, Past

TOO_EARLY, UNCLEAR = "too_early", "no_clear_change"
VERDICTS = {TOO_EARLY, UNCLEAR, "possibly_better", "better", "possibly_worse", "worse"}
MEASURES = ("pain", "ankle_left", "ankle_right", "ankle_difference", "my_activities", "peg")
# Standard error of one reading (section 3), times 1.96, for the two means: the noise band of a change.
SINGLE_ERROR = 1.02

Wrong = Callable[..., None]


def check_trends(past: Past, trends: JsonDict, wrong: Wrong) -> None:
    for name in MEASURES:
        row = trends[name]
        if row["verdict"] not in VERDICTS:
            wrong("contract.history", f"{name}: {row['verdict']} is no verdict")
        numbers = [row["baseline"], row["latest"], row["change"]]
        if None not in numbers:
            if not isclose(row["latest"] - row["baseline"], row["change"], abs_tol=0.11):
                wrong("11.verdict", f"{name}: {row['baseline']} to {row['latest']} is not {row['change']}")
        elif row["verdict"] != TOO_EARLY:
            wrong("11.verdict", f"{name}: {row['verdict']} without its numbers")
        if row["weeks"] < 0:
            wrong("11.verdict", f"{name}: {row['weeks']} weeks")
    if past.twice:
        return
    _compare("pain", trends["pain"], pain_verdicts(past), wrong)
    for side in ("left", "right", "difference"):
        _compare(f"ankle_{side}", trends[f"ankle_{side}"], ankle_verdicts(past, side), wrong)
    for name in ("my_activities", "peg"):
        _compare(name, trends[name], function_verdicts(past, name), wrong)
    _baseline(past, trends["pain"], wrong)


def _compare(name: str, row: JsonDict, allowed: set[str], wrong: Wrong) -> None:
    if row["verdict"] not in allowed:
        told = (row["verdict"], row["baseline"], row["latest"])
        wrong("11.verdict", f"{name}: {told}, expected one of {sorted(allowed)}")


def _baseline(past: Past, row: JsonDict, wrong: Wrong) -> None:
    if row["baseline"] is not None and past.baseline is not None:
        known = {past.baseline}
        # A reading that begins with the first day, or with the first calendar week that has enough.
        for anchor in ANCHORS:
            for end in past.week_ends(anchor):
                week = past.week_ending(end)
                if len(week) >= 4:
                    known.add(Fraction(sum(week), len(week)))
        if not any(isclose(row["baseline"], value, abs_tol=0.051) for value in known):
            wrong("11.verdict", f"pain: baseline {row['baseline']}, expected {float(past.baseline):.2f}")


def pain_verdicts(past: Past) -> set[str]:
    """The verdicts of all readings."""
    base, first = past.baseline, past.baseline_day
    if base is None or first is None:
        return {TOO_EARLY}
    found: set[str] = set()
    for anchor, band in product(ANCHORS, (False, True)):
        found |= _pain_by(past, base, anchor, band)
    if (past.as_of - min(past.readings)).days < 2 * WEEK - 1:
        return {TOO_EARLY}
    if (past.as_of - min(past.readings)).days < 4 * WEEK:
        found.add(TOO_EARLY)
    return found


def _pain_by(past: Past, base: Fraction, anchor: str, band: bool) -> set[str]:
    assert past.baseline_day is not None
    last = past.baseline_day + timedelta(days=WEEK - 1)
    n_base = len(past.week_ending(last))
    # A week that shares days with the baseline would be compared with itself.
    ends = [end for end in past.week_ends(anchor) if (end - last).days >= WEEK]
    calls = [
        None if mean is None else pain_call(base, n_base, mean, len(past.week_ending(end)), band)
        for end, mean in ((end, past.mean_ending(end)) for end in ends)
    ]
    known = [call for call in calls if call is not None]
    # With the baseline three weekly means, or nothing is said.
    if len(known) < 2:
        return {TOO_EARLY}
    found = {TOO_EARLY} if calls[0] is None else set()
    # The last week with a mean, and the one before it: next to it, or the last that has one.
    neighbors = known[1:2]
    recent = calls[calls.index(known[0]) :]
    if recent[1:2] == [None] and not _worsening_stands(recent):
        neighbors.append(UNCLEAR)
    found |= {held(known[0], before) for before in neighbors or [UNCLEAR]}
    return found


def _worsening_stands(calls: Sequence[str | None]) -> bool:
    """Two weeks next to each other were worse, and since then every week that is known; never two unknown in a row."""
    latest = 0
    for n, call in enumerate(calls):
        if call is None:
            if n - latest > 1:
                return False
        elif call != "worse":
            return False
        elif n and n - latest == 1:
            return True
        else:
            latest = n
    return False


def pain_call(base: Fraction, n_base: int, mean: Fraction, n: int, band: bool) -> str:
    """`band`: a change that the noise of both means may make, each of as many readings as it has, is none."""
    change = mean - base
    if band and abs(change) <= 1.96 * SINGLE_ERROR * (1 / n_base + 1 / n) ** 0.5:
        return UNCLEAR
    if change >= 2:
        return "worse"
    return "better" if -change >= 2 or (-change >= base * Fraction(3, 10) and -change >= 1) else UNCLEAR


def held(now: str, before: str) -> str:
    """One week is possible, two the same are clear."""
    if now in (UNCLEAR, before):
        return now
    return f"possibly_{now}"


def ankle_verdicts(past: Past, side: str) -> set[str]:
    rows = [
        (day, value)
        for day, entries in past.by_day("ankle_tests").items()
        for entry in entries
        if (value := _ankle_value(entry, side)) is not None
    ]
    if len(rows) < 2:
        return {TOO_EARLY}
    early = len(rows) < 3 or (rows[-1][0] - rows[0][0]).days < 4 * WEEK
    found = {TOO_EARLY} if early else set()
    for later in (rows[1:], _weekly(rows[1:], past.as_of)):
        found |= _ankle_calls(rows[0][1], [value for _, value in later], side)
    return found


def _weekly(rows: list[tuple[date, Fraction]], as_of: date) -> list[tuple[date, Fraction]]:
    """The tests of each seven days counted back from as_of as one."""
    blocks: dict[int, list[tuple[date, Fraction]]] = {}
    for day, value in rows:
        blocks.setdefault((as_of - day).days // WEEK, []).append((day, value))
    return [(block[-1][0], sum(value for _, value in block) / len(block)) for block in blocks.values()]


def _ankle_calls(first: Fraction, later: list[Fraction], side: str) -> set[str]:
    sign = -1 if side == "difference" else 1
    found = set()
    bars = (Fraction("1.9"), Fraction(2), Fraction("2.687"), Fraction("2.83")) if side == "difference" else None
    for bar in bars or (Fraction("1.9"), Fraction(2)):
        calls = [_cm_call(sign * (value - first), bar) for value in later]
        found.add(held(calls[-1], calls[-2] if len(calls) > 1 else UNCLEAR))
    slow = [_cm_call(sign * (value - first), Fraction(3, 2)) for value in later][-3:]
    if len(slow) == 3 and len(set(slow)) == 1 and slow[0] != UNCLEAR:
        found |= {slow[0], f"possibly_{slow[0]}"}
    return found


def _ankle_value(entry: JsonDict, side: str) -> Fraction | None:
    left, right = mean_cm(entry["left_cm"]), mean_cm(entry["right_cm"])
    if side == "difference":
        return None if left is None or right is None else abs(left - right)
    return left if side == "left" else right


def _cm_call(change: Fraction, bar: Fraction) -> str:
    return "better" if change >= bar else "worse" if -change >= bar else UNCLEAR


def function_verdicts(past: Past, name: str) -> set[str]:
    entries = [entry for rows in past.by_day("function").values() for entry in rows]
    options = _peg(entries) if name == "peg" else _activities(entries)
    found: set[str] = set()
    for values in options:
        if len(values) < 2:
            found.add(TOO_EARLY)
            continue
        if len(values) < 3:
            found.add(TOO_EARLY)
        for small, clear in _limits(name, values[0]):
            found |= _function_call(values, small, clear)
    return found or {TOO_EARLY}


def _limits(name: str, base: Fraction) -> Iterable[tuple[Fraction, Fraction]]:
    """(possible, clear) changes."""
    if name == "peg":
        share = abs(base) * Fraction(3, 10)
        for clear in (Fraction(2), min(Fraction(2), share), min(Fraction(2), max(share, Fraction(1)))):
            yield Fraction(1), clear
    else:
        for clear in (Fraction("1.3"), Fraction(2), Fraction("2.3"), Fraction("2.7")):
            yield Fraction("1.3"), clear
            yield clear, clear


def _function_call(values: Sequence[Fraction], small: Fraction, clear: Fraction) -> set[str]:
    """Either by size (small is possible, clear is clear) or by two in a row, as with pain."""
    changes = [value - values[0] for value in values[1:]]
    by_size = _cm_call(changes[-1], clear)
    if by_size == UNCLEAR and (possible := _cm_call(changes[-1], small)) != UNCLEAR:
        by_size = f"possibly_{possible}"
    found = {by_size}
    for bar in (small, clear):
        calls = [_cm_call(change, bar) for change in changes]
        found.add(held(calls[-1], calls[-2] if len(calls) > 1 else UNCLEAR))
    return found


def _peg(entries: list[JsonDict]) -> list[list[Fraction]]:
    return [[-Fraction(sum(entry["peg"].values()), 3) for entry in entries if entry["peg"] is not None]]


def _activities(entries: list[JsonDict]) -> list[list[Fraction]]:
    """Means of all that was scored, of the activities scored every time, and of those that were there at first."""
    rows = [{row["activity"]: row["score"] for row in entry["activities"]} for entry in entries if entry["activities"]]
    if not rows:
        return [[]]

    def means(names: set[str] | None) -> list[Fraction]:
        found = []
        for row in rows:
            scores = [score for name, score in row.items() if names is None or name in names]
            if scores:
                found.append(Fraction(sum(scores), len(scores)))
        return found

    options = [means(None), means(set.intersection(*(set(row) for row in rows))), means(set(rows[0]))]
    options.append(means(set(rows[-1])))
    paired = [row for row in rows if set(row) == set(rows[-1])]
    options.append([Fraction(sum(row.values()), len(row)) for row in paired])
    both = set(rows[0]) & set(rows[-1])
    if both:
        first, last = (Fraction(sum(row[name] for name in both), len(both)) for row in (rows[0], rows[-1]))
        options += [[first, last]]
    return options
