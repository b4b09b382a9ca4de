"""Cases to try the contract on: plain random over the whole domain, and people made to stand on its edges. Seeded."""

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.contract.bars import LIBRARY
from tests.contract.facts import EXTENSION, FIXTURES, FLAGS, FLEXION, JsonDict

AS_OF = date(2026, 11, 20)
LOCATIONS = [
    "low_back_left",
    "low_back_central",
    "low_back_right",
    *(f"{place}_{side}" for place in ("buttock", "leg_above_knee", "leg_below_knee") for side in ("left", "right")),
]
ANSWERS = ["worse", "better", "no_effect", "unsure"]
TRIALS = ["not_tried", "better", "no_change", "worse"]
TRENDS = ["improving", "same", "worsening"]
CANNOT = ["floor", "prone", "supine", "kneel", "wrists", "stand_5_min", "overhead", "hang"]
EQUIPMENT = [
    "band",
    "cable",
    "dumbbell",
    "kettlebell",
    "barbell",
    "trap_bar",
    "lat_pulldown",
    "pull_up_bar",
    "step",
    "bench",
    "suspension_strap",
    "stick",
    "exercise_ball",
    "mat",
]
ACTIVITIES = ["walking", "swimming", "running", "cycling", "yoga"]
TRAINING = ["new", "some", "regular"]
AGES = [10, 17, 18, 30, 45, 49, 50, 51, 59, 60, 64, 65, 66, 90]
ANKLE_EDGES = [0, 7.9, 8, 8.0, 8.1, 9.9, 9.95, 10, 10.0, 10.05, 10.1, 11.9, 12.0, 25]
NEAR_CLEARANCE = [-1, 0, 1, 83, 84, 85, 400]

EXAMPLE: JsonDict = json.loads((FIXTURES / "case_example.json").read_text())
POSITIONS = list(EXAMPLE["positions"])


def _some(rng: Random, choices: list[str], most: int | None = None) -> list[str]:
    return rng.sample(choices, rng.randint(0, len(choices) if most is None else most))


def _ankle(rng: Random) -> list[float] | None:
    if rng.random() < 0.2:
        return None
    if rng.random() < 0.5:
        return [rng.choice(ANKLE_EDGES) for _ in range(rng.randint(1, 6))]
    return [round(rng.uniform(5, 14), 1) for _ in range(rng.randint(1, 6))]


def _number(rng: Random, high: int) -> float:
    return rng.randint(0, high) if rng.random() < 0.5 else round(rng.uniform(0, high), 1)


def plain(rng: Random) -> JsonDict:
    """Anything that may stand in a case, all answers alike likely. Few such people get a routine."""
    return {
        "as_of": (AS_OF - timedelta(days=rng.randint(0, 700))).isoformat(),
        "person": {
            "birth_year": AS_OF.year - rng.choice([*AGES, rng.randint(2, 100)]),
            "height_cm": rng.choice([None, 178, 160.5]),
            "weight_kg": rng.choice([None, 86, 61.5, 140]),
            "seen_clinician": rng.random() < 0.5,
            "cleared_by_clinician_on": rng.choice([None, (AS_OF - timedelta(days=rng.randint(-3, 900))).isoformat()]),
        },
        "safety": {flag: rng.choice(["yes", "no", "unsure"]) for flag in FLAGS},
        "pain": {
            "now": rng.randint(0, 10),
            "average_week": rng.randint(0, 10),
            "worst_week": rng.randint(0, 10),
            "weeks_since_onset": rng.choice([0, 1, 2, 5, 6, 11, 12, 13, 20, 500, 1.5, 5.9]),
            "first_episode": rng.random() < 0.5,
            "trend": rng.choice(TRENDS),
            "leans_to_one_side": rng.random() < 0.3,
            "location": _some(rng, LOCATIONS),
        },
        "positions": {name: rng.choice(ANSWERS) for name in POSITIONS},
        "direction_trials": {"extension": rng.choice(TRIALS), "flexion": rng.choice(TRIALS)},
        "sitting": {"hours_per_day": _number(rng, 24), "longest_unbroken_minutes": rng.randint(0, 600)},
        "ankle": {"left_cm": _ankle(rng), "right_cm": _ankle(rng)},
        "lifestyle": {
            "moderate_minutes_per_week": rng.choice([0, 60, 149, 150, 400]),
            "vigorous_minutes_per_week": rng.choice([0, 30, 75, 200]),
            "strength_days_per_week": rng.randint(0, 7),
            "stretch_days_per_week": rng.randint(0, 7),
            "sports": [
                {"name": rng.choice(["tennis", "golf", "chess {x}"]), "one_sided": rng.random() < 0.5}
                for _ in range(rng.randint(0, 2))
            ],
            "sleep_hours": _number(rng, 12),
            "sleep_quality": rng.randint(0, 10),
            "desk_job": rng.random() < 0.5,
            "stress": rng.randint(0, 10),
            "smoker": rng.random() < 0.3,
            "believes_movement_harms": rng.random() < 0.5,
            "work": rng.choice(["heavy", "mixed", "sedentary"]),
        },
        "capacity": {"cannot": _some(rng, CANNOT), "training": rng.choice(TRAINING)},
        "equipment": _some(rng, EQUIPMENT),
        "preferences": {
            "minutes_per_day": rng.randint(5, 60),
            "days_per_week": rng.randint(1, 7),
            "activities": _some(rng, ACTIVITIES),
            "excluded_exercises": _some(rng, list(LIBRARY), rng.choice([0, 0, 3, 20, 55])),
        },
    }


def healthy(rng: Random) -> JsonDict:
    """Nobody of the flags, mild lasting pain: most of these get a routine, in every phase."""
    case = plain(rng)
    case["as_of"] = AS_OF.isoformat()
    case["person"]["birth_year"] = AS_OF.year - rng.choice([18, 25, 38, 49, 50, 59, 60, 64, 65, 80])
    case["person"]["cleared_by_clinician_on"] = None
    case["safety"] = dict.fromkeys(FLAGS, "no")
    now = rng.choice([0, 1, 2, 2, 3, 4, 5, 6])
    case["pain"].update(
        now=now,
        average_week=min(10, now + rng.randint(0, 2)),
        worst_week=min(10, now + rng.randint(1, 5)),
        trend=rng.choice(["improving", "same"]),
        first_episode=False,
        leans_to_one_side=False,
        weeks_since_onset=rng.choice([1, 2, 4, 11, 20]),
    )
    case["positions"] = {name: rng.choices(ANSWERS, [2, 3, 5, 1])[0] for name in POSITIONS}
    case["direction_trials"] = {name: rng.choices(TRIALS, [6, 2, 2, 1])[0] for name in ("extension", "flexion")}
    case["capacity"]["cannot"] = _some(rng, CANNOT, rng.choice([0, 0, 0, 1, 2]))
    case["preferences"]["excluded_exercises"] = _some(rng, list(LIBRARY), rng.choice([0, 0, 0, 3]))
    return case


def _with_flags(rng: Random) -> JsonDict:
    case = healthy(rng)
    for flag in rng.sample(list(FLAGS), rng.choice([1, 1, 2, 3])):
        case["safety"][flag] = rng.choice(["yes", "unsure"])
    if rng.random() < 0.6:
        case["person"]["cleared_by_clinician_on"] = (AS_OF - timedelta(days=rng.choice(NEAR_CLEARANCE))).isoformat()
    return case


BARRING = [
    "pregnancy",
    "pregnancy_complication",
    "osteoporosis",
    "long_term_steroids",
    "falls_or_dizzy",
    "heart_or_exercise_limit",
    "known_disc_herniation",
    "known_spondylolisthesis",
    "known_spinal_fracture",
    "recent_surgery",
    "known_spinal_stenosis",
    "walking_leg_symptoms_eased_by_sitting",
]


def _barred(rng: Random) -> JsonDict:
    """One to three flags that bar exercises, cleared in time: a routine that must mind them."""
    case = healthy(rng)
    for flag in rng.sample(BARRING, rng.choice([1, 1, 2, 3])):
        case["safety"][flag] = rng.choice(["yes", "unsure"])
    case["person"]["cleared_by_clinician_on"] = (AS_OF - timedelta(days=rng.randint(0, 84))).isoformat()
    case["pain"]["trend"] = "improving"
    return case


def _few_minutes(rng: Random) -> JsonDict:
    case = rng.choice([healthy, _barred])(rng)
    case["preferences"]["minutes_per_day"] = rng.choice([5, 6, 7, 8, 9, 10, 11])
    case["preferences"]["days_per_week"] = rng.choice([1, 2, 3, 7])
    return case


def _cannot_much(rng: Random) -> JsonDict:
    case = rng.choice([healthy, _barred])(rng)
    case["capacity"]["cannot"] = rng.sample(CANNOT, rng.randint(3, 8))
    return case


def _kit(rng: Random) -> JsonDict:
    case = rng.choice([healthy, _barred])(rng)
    case["equipment"] = rng.choice([[], list(EQUIPMENT), rng.sample(EQUIPMENT, 3)])
    return case


def _sore(rng: Random) -> JsonDict:
    """Whole groups of positions worse."""
    case = healthy(rng)
    group = rng.choice(
        [list(FLEXION), list(EXTENSION), POSITIONS, ["twisting", "side_bending"], ["carrying", "standing"]]
    )
    for name in group:
        case["positions"][name] = "worse"
    for name in rng.sample(POSITIONS, 3):
        case["positions"][name] = rng.choice(ANSWERS)
    case["direction_trials"] = {name: rng.choice(TRIALS) for name in ("extension", "flexion")}
    return case


def _strong(rng: Random) -> JsonDict:
    """Strengthen, with time and kit: level 3, weekly limits, seven items."""
    case = healthy(rng)
    case["pain"].update(
        now=rng.choice([0, 1, 2]),
        average_week=rng.choice([0, 2, 3]),
        worst_week=rng.choice([3, 6]),
        weeks_since_onset=10,
    )
    case["capacity"]["training"] = rng.choice(["some", "regular", "regular"])
    case["equipment"] = rng.sample(EQUIPMENT, rng.randint(5, 14))
    case["preferences"]["minutes_per_day"] = rng.choice([15, 30, 39, 40, 41, 60])
    if rng.random() < 0.4:
        case["safety"][rng.choice(BARRING)] = "yes"
        case["person"]["cleared_by_clinician_on"] = AS_OF.isoformat()
    return case


def _bad_day(rng: Random) -> JsonDict:
    case = rng.choice([healthy, _barred])(rng)
    case["pain"].update(now=rng.choice([7, 8, 9, 10]), trend=rng.choice(["improving", "same"]))
    return case


def _edges(rng: Random) -> JsonDict:
    """The numbers of the page, each one at it, one below, one above."""
    case = _with_flags(rng) if rng.random() < 0.5 else healthy(rng)
    case["person"]["birth_year"] = AS_OF.year - rng.choice(AGES)
    case["person"]["cleared_by_clinician_on"] = rng.choice(
        [None, *((AS_OF - timedelta(days=days)).isoformat() for days in NEAR_CLEARANCE)]
    )
    case["pain"].update(
        now=rng.choice([2, 3, 5, 6, 7, 8]),
        average_week=rng.choice([3, 4, 5, 6]),
        worst_week=rng.choice([6, 7]),
        weeks_since_onset=rng.choice([1, 1.9, 2, 5, 6, 11, 11.9, 12, 13]),
        trend=rng.choice(TRENDS),
        first_episode=rng.random() < 0.3,
    )
    case["preferences"]["minutes_per_day"] = rng.choice([5, 9, 10, 11, 39, 40, 60])
    case["preferences"]["days_per_week"] = rng.randint(1, 7)
    return case


def _wishes(rng: Random) -> JsonDict:
    """Much left out by wish, activities among it."""
    case = healthy(rng)
    case["preferences"]["excluded_exercises"] = rng.sample(list(LIBRARY), rng.choice([10, 30, 45, 53, 55]))
    return case


def _mixed(rng: Random) -> JsonDict:
    """Two people crossed field by field."""
    one, two = rng.choice(KINDS[1:-1])(rng), rng.choice(KINDS[1:-1])(rng)
    return {name: rng.choice([one, two])[name] if name != "as_of" else one[name] for name in one}


KINDS: list[Callable[[Random], JsonDict]] = [
    plain,
    healthy,
    _with_flags,
    _barred,
    _few_minutes,
    _cannot_much,
    _kit,
    _sore,
    _strong,
    _bad_day,
    _edges,
    _wishes,
    _mixed,
]


def case_of(seed: int) -> JsonDict:
    """The case of that number: the kinds take turns."""
    rng = Random(f"contract {seed}")
    case = KINDS[seed % len(KINDS)](rng)
    # A birth year after as_of is no case at all.
    case["person"]["birth_year"] = min(case["person"]["birth_year"], date.fromisoformat(case["as_of"]).year)
    return case


def changed(case: JsonDict, **paths: Any) -> JsonDict:
    """A copy with other answers: `pain__now=3` sets pain.now."""
    copied = copy.deepcopy(case)
    for path, value in paths.items():
        *groups, last = path.split("__")
        node = copied
        for group in groups:
            node = node[group]
        node[last] = value
    return copied


_TENTHS = st.integers(0, 250).map(lambda tenths: tenths / 10)
_TRIALS_CM = st.none() | st.lists(_TENTHS, min_size=1, max_size=6)


def _subset(choices: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(choices), unique=True, max_size=len(choices))


@st.composite
def any_case(draw: st.DrawFn) -> JsonDict:
    """The whole domain, shrinking towards a person without warning signs, with few answers out of the ordinary."""
    case = copy.deepcopy(EXAMPLE)
    flags = draw(st.dictionaries(st.sampled_from(list(FLAGS)), st.sampled_from(["unsure", "yes"]), max_size=4))
    case["safety"].update(flags)
    case["person"]["birth_year"] = AS_OF.year - draw(st.integers(0, 100))
    case["person"]["seen_clinician"] = draw(st.booleans())
    days = draw(st.none() | st.integers(-2, 100))
    case["person"]["cleared_by_clinician_on"] = None if days is None else (AS_OF - timedelta(days=days)).isoformat()
    case["pain"] = {
        "now": draw(st.integers(0, 10)),
        "average_week": draw(st.integers(0, 10)),
        "worst_week": draw(st.integers(0, 10)),
        "weeks_since_onset": draw(st.integers(0, 60)),
        "first_episode": draw(st.booleans()),
        "trend": draw(st.sampled_from(TRENDS)),
        "leans_to_one_side": draw(st.booleans()),
        "location": draw(_subset(LOCATIONS)),
    }
    case["positions"] = {name: draw(st.sampled_from(["no_effect", "better", "unsure", "worse"])) for name in POSITIONS}
    case["direction_trials"] = {name: draw(st.sampled_from(TRIALS)) for name in ("extension", "flexion")}
    case["ankle"] = {"left_cm": draw(_TRIALS_CM), "right_cm": draw(_TRIALS_CM)}
    case["sitting"] = {"hours_per_day": draw(st.integers(0, 24)), "longest_unbroken_minutes": draw(st.integers(0, 600))}
    case["lifestyle"]["desk_job"] = draw(st.booleans())
    case["lifestyle"]["strength_days_per_week"] = draw(st.integers(0, 7))
    case["lifestyle"]["stretch_days_per_week"] = draw(st.integers(0, 7))
    case["capacity"] = {"cannot": draw(_subset(CANNOT)), "training": draw(st.sampled_from(TRAINING))}
    case["equipment"] = draw(_subset(EQUIPMENT))
    case["preferences"] = {
        "minutes_per_day": draw(st.integers(5, 60)),
        "days_per_week": draw(st.integers(1, 7)),
        "activities": draw(_subset(ACTIVITIES)),
        "excluded_exercises": draw(st.lists(st.sampled_from(list(LIBRARY)), unique=True, max_size=8)),
    }
    return case
