"""Points 6 to 8 of the contract for the routine of a review: the answers as the logs have moved them on.

What the review prints of itself (answers now, phase, training, steps, directions that came back, exercises that rest)
is taken as given here and judged elsewhere.
"""

from collections.abc import Callable
from copy import deepcopy
from itertools import product

from tests.contract.bars import LIBRARY, Rung, bars
from tests.contract.facts import LEVELS, Facts, JsonDict, work_out
from tests.contract.oracle import (
    WITHOUT_LEVEL,
    check_all_accounted_for,
    check_around_the_session,
    check_coverage,
    check_fewer,
    check_limits,
    rung_of,
)
from tests.contract.review_facts import WEEK, Past
from tests.contract.week import WEEKDAYS, check_week

CAP = {"calm": 1, "build": 2, "strengthen": 3}
CAPPING = ("known_spinal_fracture", "recent_surgery", "pregnancy_complication")
FLARE_MINUTES, FLARE_ITEMS = 5, 3
LEVEL_4 = 4
HALF_SETS = 2
TRENDS = ("improving", "same", "worsening")
# From this phase on at the least: C2 (loaded rotation), C6, C7.
STRENGTHEN_ONLY = {
    ("sit_up", None),
    ("bicycle_crunch", None),
    ("superman", None),
    ("jefferson_curl", "bodyweight"),
    ("jefferson_curl", "loaded gradually"),
    ("seated_twist", "weighted bar"),
    ("woodchopper_mid", None),
    ("woodchopper_high", None),
    ("woodchopper_low", None),
}

Wrong = Callable[..., None]


def pains_now(past: Past) -> list[int]:
    """Every number that may stand for pain today, the answer of the intake last."""
    found: list[int] = []
    if past.readings:
        found.append(past.readings[max(past.readings)])
    for session in past.sessions[-1:]:
        found += [value for value in (session.before, session.peak, session.morning) if value is not None]
    recent = past.week_ending(past.as_of)
    if recent:
        found += [round(sum(recent) / len(recent)), max(recent)]
    return list(dict.fromkeys([*found, past.case["pain"]["now"]]))


def possible_levels(past: Past) -> set[str]:
    """The levels of triage asked again on as_of, over all readings of what the logs say of pain."""
    case = deepcopy(past.case)
    falls = [past.safety["falls_or_dizzy"], *(["yes", "unsure"] if past.fell else [])]
    weeks = case["pain"]["weeks_since_onset"]
    elapsed = (past.as_of - past.intake).days
    spans = {weeks, weeks + elapsed / WEEK, weeks + elapsed // WEEK}
    found: set[str] = set()
    for day, now, trend, span, fell in product((past.intake, past.as_of), pains_now(past), TRENDS, spans, falls):
        case["as_of"] = day.isoformat()
        case["safety"] = past.safety | {"falls_or_dizzy": fell}
        case["pain"].update(now=now, trend=trend, weeks_since_onset=span)
        facts = work_out(case)
        found |= {facts.level, facts.also_level}
    if past.severe_two_days:
        # Pain before of 8 or more on two days running is itself a T2 prompt.
        found |= {"see_clinician"} if min(map(LEVELS.index, found)) > LEVELS.index("see_clinician") else set()
    return found


def facts_for(past: Past, review: JsonDict, now: int) -> Facts:
    """The answers as they stand on as_of, as the review prints them; where it does not, from the logs."""
    standing = review["standing"]
    case = deepcopy(review.get("case_now") or past.case)
    if not review.get("case_now"):
        case["as_of"] = past.as_of.isoformat()
        case["safety"] = past.safety
        case["capacity"]["training"] = standing["training"]
        case["pain"]["now"] = now
    excluded = case["preferences"]["excluded_exercises"]
    case["preferences"]["excluded_exercises"] = [*excluded, *(e for e in standing["resting"] if e not in excluded)]
    facts = work_out(case)
    facts.phase = standing["phase"]
    cap = 1 if any(facts.said(name) for name in CAPPING) else CAP[facts.phase]
    facts.caps, facts.starts = (cap,), (max(1, cap - facts.lowered),)
    facts.sore = dict(facts.sore)
    for row in standing["returned"]:
        facts.sore[row["plane"]] = False
    return facts


def check_routine(past: Past, review: JsonDict, wrong: Wrong) -> None:
    """The faults under the reading of pain today that leaves the fewest."""
    best: list[tuple[str, str, bool]] | None = None
    for now in pains_now(past)[: 1 if review.get("case_now") else None]:
        found: list[tuple[str, str, bool]] = []

        def note(rule: int | str, what: str, open: bool = False, found: list[tuple[str, str, bool]] = found) -> None:
            found.append((f"contract.{rule}" if isinstance(rule, int) else rule, what, open))

        _check(past, review, facts_for(past, review, now), note)
        if best is None or sum(not f[2] for f in found) < sum(not f[2] for f in best):
            best = found
        if not any(not f[2] for f in best):
            break
    for rule, what, open_ in best or ():
        wrong(rule, what, open_)


def _check(past: Past, review: JsonDict, facts: Facts, wrong: Wrong) -> None:
    routine, standing = review["routine"], review["standing"]
    for place in ("items", "through_the_day"):
        for entry in routine[place]:
            if entry["exercise"] is not None:
                _entry(past, facts, standing, place, entry, wrong)
    check_all_accounted_for(routine, wrong)
    if standing["relief_only"]:
        _easing(routine, wrong)
        return
    if standing["half_dose"]:
        _halved(facts, routine, wrong)
    if set(standing["resting"]) & {item["exercise"] for item in routine["items"]}:
        wrong("standing", f"resting, and in the routine: {standing['resting']}")
    # Which rung of a level comes first is settled by the ladder here, not by how much somebody trained.
    plain = _with_training(facts, "some")
    plain.starts = plain.caps
    check_week(plain, routine, wrong)
    softly = _all_open(wrong)
    check_fewer(facts, routine, softly)
    check_coverage(facts, routine, softly)
    _told_missing(facts, routine, wrong)
    check_around_the_session(facts, routine, wrong)


def _with_training(facts: Facts, training: str) -> Facts:
    case = deepcopy(facts.case)
    case["capacity"]["training"] = training
    copied = Facts(**(vars(facts) | {"case": case}))
    return copied


def _all_open(wrong: Wrong) -> Wrong:
    """Rungs that the ladder has left behind are still counted by the search for a better week."""

    def softly(rule: int, what: str, open: bool = True) -> None:
        wrong(rule, what, True)

    return softly


def _entry(past: Past, facts: Facts, standing: JsonDict, place: str, entry: JsonDict, wrong: Wrong) -> None:
    name = f"{place}: {entry['exercise']} {entry['rung']}"
    rung = rung_of(entry)
    if rung is None:
        wrong(6, f"{name}: no such rung")
        return
    climbed = rung.exercise in LIBRARY and bool(past.stood(rung.exercise))
    with_levels = rung.role not in WITHOUT_LEVEL and not climbed
    for bar in bars(rung, facts, entry["reps"], with_levels=with_levels):
        # As at an intake: a level above the start is a fault where no log shows that it was climbed to.
        wrong(bar.rule, f"{name}: {bar.what}", bar.open)
    if climbed and rung.role not in WITHOUT_LEVEL:
        _climbed(facts, rung, name, wrong)
    if facts.phase != "strengthen" and (rung.exercise, rung.name) in STRENGTHEN_ONLY:
        wrong("C2, C6, C7", f"{name} in {facts.phase}")
    if rung.level >= LEVEL_4 and facts.phase != "strengthen":
        wrong(5, f"{name}: level 4 in {facts.phase}")
    for row in standing["returned"]:
        if row["stage"] == 1:
            letters = rung.spine.get(row["plane"], "")
            if "l" in letters:
                wrong("2.return", f"{name}: loads {row['plane']}, which only just came back")
            elif letters and rung.level > 2:
                wrong("2.return", f"{name}: level {rung.level} of {row['plane']}, which only just came back")
            elif "e" in letters:
                wrong("2.return", f"{name}: end range of {row['plane']}, which only just came back", True)
    check_limits(facts, rung, entry, name, wrong)


def _climbed(facts: Facts, rung: Rung, name: str, wrong: Wrong) -> None:
    (cap,) = facts.caps
    if rung.level <= cap or (rung.level == LEVEL_4 and facts.phase == "strengthen" and cap == CAP["strengthen"]):
        return
    # The cap is of the start; but severe pain is no time for more, and the three caps of rule 5 are of safety.
    wrong(5, f"{name}: level {rung.level} above the cap {cap} in {facts.phase}", cap != 1)


def _easing(routine: JsonDict, wrong: Wrong) -> None:
    for item in routine["items"]:
        if item["role"] != "relief" and item["exercise"] not in ("pelvic_tilt", "drawing_in", "knee_flops"):
            wrong("issue 3.4", f"{item['exercise']} among the easing moves", item["role"] == "mobility")
    for session in routine["sessions"]:
        if session["minutes"] > FLARE_MINUTES:
            wrong("issue 3.4", f"easing moves of {session['minutes']} minutes", session["minutes"] <= 2 * FLARE_MINUTES)
        if len(session["exercises"]) > FLARE_ITEMS:
            wrong("issue 3.4", f"{len(session['exercises'])} easing moves", True)
    for day in WEEKDAYS:
        if not set(routine["week"][day]) <= {item["exercise"] for item in routine["items"]}:
            wrong(7, f"{day}: what is no item")


def _halved(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    for item in routine["items"]:
        if item["sets"] > HALF_SETS and not facts.said("heart_or_exercise_limit"):
            wrong("6.deload", f"{item['exercise']}: {item['sets']} sets in a week of half the sets")


def _told_missing(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    covered = {plane for item in routine["items"] for plane in item["planes"]}
    covered |= {item["foundation"] for item in routine["items"] if item["foundation"]}
    told = {row["what"] for row in routine["missing"]}
    if told & covered:
        wrong(8, f"missing and there: {sorted(told & covered)}")
