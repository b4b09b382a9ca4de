"""What the contract says about a case, worked out again from its page alone: triage, direction, phase, sore directions.

Nothing here is shared with the product: two readings of one page must agree.
"""

import csv
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

JsonDict = dict[str, Any]
FIXTURES = Path(__file__).parent.parent / "fixtures"
LEVELS = ("emergency", "urgent", "see_clinician", "caution", "go")
FLEXION = ("sitting", "bending_forward", "driving", "rising_from_chair", "lifting")
EXTENSION = ("standing", "walking", "leaning_back", "lying_on_stomach")
CLEARANCE_DAYS = 84
CAPPING = ("known_spinal_fracture", "recent_surgery", "pregnancy_complication")

with (FIXTURES / "safety_flags.csv").open(newline="") as _source:
    FLAGS: dict[str, dict[str, str]] = {row["id"]: row for row in csv.DictReader(_source)}


def lower(level: str) -> str:
    """What unsure counts as."""
    return level if level in ("caution", "go") else LEVELS[LEVELS.index(level) + 1]


def worst(levels: list[str]) -> str:
    return min(levels, key=LEVELS.index, default="go")


@dataclass(frozen=True)
class Expected:
    """One finding the page demands. `parts`: paths of which each group must be quoted at least once."""

    name: str
    level: str
    parts: tuple[frozenset[str], ...]
    prompt: bool = False
    cleared: bool = False


@dataclass
class Facts:
    case: JsonDict
    age: int = 0
    cleared: bool = False
    findings: list[Expected] = field(default_factory=list)
    level: str = "go"
    also_level: str = "go"  # the level under the other reading of "three or more", where the page can be read twice
    score: int = 0
    conflict: bool = False
    direction: str = "neutral"
    strength: str = "none"
    phase: str = "build"
    caps: tuple[int, ...] = (2,)
    starts: tuple[int, ...] = (2,)
    lowered: bool = False
    sore: dict[str, bool] = field(default_factory=dict)

    def said(self, flag: str) -> bool:
        """Yes or unsure: what bars."""
        return self.case["safety"][flag] != "no"


def work_out(case: JsonDict) -> Facts:
    facts = Facts(case)
    as_of = date.fromisoformat(case["as_of"])
    facts.age = as_of.year - case["person"]["birth_year"]
    cleared_on = case["person"]["cleared_by_clinician_on"]
    facts.cleared = cleared_on is not None and 0 <= (as_of - date.fromisoformat(cleared_on)).days <= CLEARANCE_DAYS
    _triage(facts)
    _direction(facts)
    _phase(facts)
    return facts


class _Part:
    """A part of a raise: how surely it holds (2 yes, 1 unsure, 0 no) and the paths it rests on."""

    def __init__(self, holds: int, *paths: str) -> None:
        self.holds, self.paths = holds, frozenset(paths)


def _triage(facts: Facts) -> None:
    case, found = facts.case, facts.findings
    safety, pain, age = case["safety"], case["pain"], facts.age

    def flag(name: str) -> _Part:
        return _Part({"yes": 2, "unsure": 1, "no": 0}[safety[name]], f"safety.{name}")

    def fact(holds: bool, *paths: str) -> _Part:
        return _Part(2 if holds else 0, *paths)

    def either(*parts: _Part) -> _Part:
        best = max(part.holds for part in parts)
        return _Part(best, *(path for part in parts if part.holds == best for path in part.paths))

    def raised(name: str, level: str, *parts: _Part, prompt: bool = False, cleared: bool = False) -> None:
        holds = min(part.holds for part in parts)
        if holds:
            level = level if holds == 2 else lower(level)
            if cleared and level == "see_clinician":
                level = "caution"
            else:
                cleared = False
            found.append(Expected(name, level, tuple(part.paths for part in parts), prompt, cleared))

    for name, row in FLAGS.items():
        answer = safety[name]
        if answer == "no":
            continue
        level = row["level_if_yes"] if answer == "yes" else lower(row["level_if_yes"])
        cleared = level == "see_clinician" and row["clearable"] == "yes" and facts.cleared
        if cleared:
            level = "caution"
        if level != "go":
            found.append(Expected(name, level, (frozenset({f"safety.{name}"}),), cleared=cleared))
    flags_see = [finding for finding in found if finding.level == "see_clinician"]

    at = ("person.birth_year",)
    now, trend, weeks = pain["now"], pain["trend"], pain["weeks_since_onset"]
    not_easing = trend != "improving"
    seen = case["person"]["seen_clinician"]
    very_severe = fact(now >= 8 and not_easing, "pain.now", "pain.trend")
    raised("immune_and_unwell", "emergency", flag("weak_immunity"), flag("fever_unwell"))
    raised(
        "night_pain",
        "urgent",
        flag("unrelenting_night_pain"),
        either(flag("cancer_history"), flag("weight_loss"), flag("fever_unwell")),
    )
    raised("severe", "urgent", flag("severe_constant"), very_severe)
    raised(
        "immune_severe",
        "urgent",
        flag("weak_immunity"),
        fact(weeks <= 12, "pain.weeks_since_onset"),
        either(
            flag("severe_constant"),
            flag("unrelenting_night_pain"),
            fact(now >= 7 and not_easing, "pain.now", "pain.trend"),
        ),
    )
    raised("sudden_from_50", "urgent", flag("sudden_severe_onset"), fact(age >= 50, *at))
    raised(
        "aneurysm",
        "urgent",
        flag("known_aneurysm"),
        either(flag("sudden_severe_onset"), fact(trend == "worsening", "pain.trend")),
    )
    raised(
        "minor_trauma_bone",
        "urgent",
        flag("minor_trauma"),
        either(flag("osteoporosis"), flag("long_term_steroids"), fact(age >= 65, *at)),
    )
    before_person = len(found)
    raised("under_18", "see_clinician", fact(age < 18, *at), cleared=facts.cleared)
    answers = list(case["positions"].values())
    everything = answers.count("worse") >= 5 and "better" not in answers and answers.count("no_effect") <= 1
    raised("all_positions", "see_clinician", _Part(2 if everything else 0))
    lasting = fact(trend == "worsening" and weeks >= 6, "pain.trend", "pain.weeks_since_onset")
    if not seen or age >= 50:
        raised("worsening", "see_clinician", lasting, cleared=facts.cleared)
    person_see = [finding for finding in found[before_person:] if finding.level == "see_clinician"]
    raised(
        "minor_trauma_severe", "see_clinician", flag("minor_trauma"), fact(age >= 50, *at), fact(now >= 7, "pain.now")
    )
    raised("worsening_seen", "caution", lasting, fact(seen, "person.seen_clinician"), prompt=True)
    raised(
        "long",
        "caution",
        fact(weeks >= 12, "pain.weeks_since_onset"),
        fact(not seen, "person.seen_clinician"),
        prompt=True,
    )
    raised("first", "caution", fact(pain["first_episode"], "pain.first_episode"), fact(age >= 50, *at), prompt=True)
    raised("very_severe", "caution", very_severe, prompt=True)
    raised("leans", "caution", fact(pain["leans_to_one_side"], "pain.leans_to_one_side"), prompt=True)

    for name in ("walking_leg_symptoms_eased_by_sitting", "inflammatory_pattern"):
        raised(f"{name}_appointment", "caution", flag(name), prompt=True)

    counted = len(flags_see) + len(person_see)
    if counted >= 3:
        found.append(Expected("three_or_more", "urgent", ()))
    facts.level = worst([finding.level for finding in found])
    # Read twice: a raise made of a flag that is not itself counted (minor_trauma, weak_immunity) might count as well,
    # and an unsure among the three might make it one step lower.
    facts.also_level = facts.level
    more = [finding for finding in found if finding.level == "see_clinician"]
    if counted < 3 <= len(more):
        facts.also_level = worst([facts.level, "urgent"])


def _direction(facts: Facts) -> None:
    positions, trials, safety = facts.case["positions"], facts.case["direction_trials"], facts.case["safety"]

    def count(names: tuple[str, ...], answer: str) -> int:
        return sum(positions[name] == answer for name in names)

    score = count(FLEXION, "worse") + count(EXTENSION, "better") - count(EXTENSION, "worse") - count(FLEXION, "better")
    score += 2 * ((trials["extension"] == "better") + (trials["flexion"] == "worse"))
    score -= 2 * ((trials["flexion"] == "better") + (trials["extension"] == "worse"))
    for name in ("known_spinal_stenosis", "known_spondylolisthesis", "walking_leg_symptoms_eased_by_sitting"):
        score -= safety[name] == "yes"
    facts.score = score
    facts.conflict = count(FLEXION, "worse") > 0 and count(EXTENSION, "worse") > 0
    facts.direction, facts.strength = "neutral", "none"
    if abs(score) >= 2:
        facts.strength = "clear"
    elif abs(score) == 1 and not facts.conflict:
        facts.strength = "leaning"
    if facts.strength != "none":
        facts.direction = "extension" if score > 0 else "flexion"
    worse = {name for name, answer in positions.items() if answer == "worse"}
    facts.sore = {
        "flexion": "bending_forward" in worse or count(FLEXION, "worse") >= 2,
        "extension": "leaning_back" in worse or count(EXTENSION, "worse") >= 2,
        "side_bending": "side_bending" in worse,
        "rotation": "twisting" in worse,
    }


def _phase(facts: Facts) -> None:
    pain, training = facts.case["pain"], facts.case["capacity"]["training"]
    if pain["now"] >= 6 or pain["average_week"] >= 6:
        facts.phase = "calm"
    elif (
        pain["now"] <= 2
        and pain["average_week"] <= 3
        and pain["worst_week"] <= 6
        and pain["weeks_since_onset"] >= 2
        and training != "new"
    ):
        facts.phase = "strengthen"
    else:
        facts.phase = "build"
    cap = {"calm": 1, "build": 2, "strengthen": 3}[facts.phase]
    capping = [
        name for name in ("known_spinal_fracture", "recent_surgery", "pregnancy_complication") if facts.said(name)
    ]
    facts.caps = (cap,)
    if capping:
        # Without clearance there is no routine, and the page does not say what the cap then is.
        not_cleared = any(facts.case["safety"][name] == "yes" for name in capping) and not facts.cleared
        facts.caps = (1, cap) if not_cleared else (1,)
    facts.lowered = training == "new" or facts.age >= 65 or facts.said("falls_or_dizzy") or facts.said("pregnancy")
    facts.starts = tuple(max(1, value - facts.lowered) for value in facts.caps)


def mean_cm(trials: list[float] | None) -> Fraction | None:
    """The exact mean of the trials as they were written down."""
    return None if trials is None else sum((Fraction(str(value)) for value in trials), Fraction(0)) / len(trials)


def ankles_need_work(case: JsonDict) -> bool:
    facts_age = date.fromisoformat(case["as_of"]).year - case["person"]["birth_year"]
    typical = 8 if facts_age >= 60 else 10
    left, right = mean_cm(case["ankle"]["left_cm"]), mean_cm(case["ankle"]["right_cm"])
    below = any(side is not None and side < typical for side in (left, right))
    return below or (left is not None and right is not None and abs(left - right) >= 2)
