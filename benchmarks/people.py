"""Virtual people: what they answer at the intake, how their pain goes, what they can do, and what they tell of it.

All of it is invented. Nothing here is fitted to patients: the people are made to push the rules from every side.
"""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final, Literal, get_args

from core.content.content import Content
from core.model.case import Case
from core.model.exercise import Exercise

Kind = Literal["responder", "non_responder", "flarer", "skipper", "exaggerator", "stopper"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SHARES: Final = (30, 20, 15, 15, 12, 8)
START: Final = date(2026, 3, 2)  # a Monday
EXAMPLE: Final = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "case_example.json"

# Patterns of what hurts; the first is nobody in particular.
PATTERNS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"sitting": "worse", "bending_forward": "worse", "driving": "worse", "walking": "better"},
    {"standing": "worse", "leaning_back": "worse", "sitting": "better"},
    {"twisting": "worse", "side_bending": "worse"},
    {"lying_on_stomach": "worse", "lifting": "worse"},
)
KITS: Final = ((), ("mat",), ("mat", "band"), ("mat", "band", "dumbbell", "bench", "step"), None)


@dataclass
class Flare:
    """`began` counts days from the start; it lifts pain by `points`, fading over `days`."""

    began: int
    points: float
    days: int

    def on(self, number: int) -> float:
        left = 1 - (number - self.began) / self.days
        return self.points * left if self.began <= number and left > 0 else 0.0


@dataclass
class Person:
    """One virtual person. Pain is a slow level, plus days that resemble their neighbours, plus flare-ups.

    `respond`: share of the level that half a year of regular sessions takes away. `adherence`: share of planned
    sessions done. `candor`: points added to pain that is told; `boast`: repetitions added. `capacity`: what the person
    can truly do, in levels, for each exercise on its own; it grows with what is done.
    """

    seed: str
    kind: Kind
    case: Case
    level: float
    respond: float
    adherence: float
    candor: int
    boast: int
    growth: float
    fit: float
    stops_on: int
    flares: list[Flare]
    rng: Random
    mood: float = 0.0
    trained: float = 0.0
    capacity: dict[str, float] = field(default_factory=dict)

    def wake(self, number: int) -> float:
        """The true pain of a day (0-10, not rounded): days resemble their neighbours."""
        self.mood = 0.7 * self.mood + self.rng.gauss(0, 0.6)
        level = self.level * (1 - self.respond * min(1.0, self.trained / 80))
        return level + self.mood + sum(flare.on(number) for flare in self.flares)

    def tell(self, pain: float) -> int:
        return min(10, max(0, round(pain) + self.candor))

    def can(self, exercise: str) -> float:
        """Levels of this exercise that the person truly has."""
        if exercise not in self.capacity:
            own = Random(f"{self.seed}:{exercise}")
            self.capacity[exercise] = self.fit + own.gauss(0, 0.4)
        return self.capacity[exercise]

    def train(self, exercise: str) -> None:
        self.capacity[exercise] = min(self.can(exercise) + self.growth, self.fit + 3)


def demands(content: Content) -> dict[tuple[str, str | None], float]:
    """What each rung asks, in levels: within a level later rungs ask a little more."""
    found: dict[tuple[str, str | None], float] = {}
    for exercise in content.library.exercises:
        for place, rung in enumerate(exercise.rungs):
            earlier = sum(other.level == rung.level for other in exercise.rungs[:place])
            found[exercise.id, rung.id] = rung.level + 0.35 * earlier
    return found


def movements(content: Content) -> dict[tuple[str, str | None], frozenset[str]]:
    """The planes in which each rung moves the back, beyond bracing and the small tilt of the pelvis."""
    return {
        (exercise.id, rung.id): frozenset(plane for plane, demand in rung.spine.items() if "moves" in demand)
        for exercise in content.library.exercises
        for rung in exercise.rungs
    }


def make_person(seed: str, content: Content, weeks: int) -> Person:
    """The person of that seed."""
    rng = Random(seed)
    kind = rng.choices(KINDS, SHARES)[0]
    case = _case(rng, content)
    days = 7 * weeks
    start = float(case.pain.average_week)
    overstates = kind == "exaggerator" and rng.random() < 0.4
    understates = kind == "exaggerator" and not overstates
    training = {"new": 0.9, "some": 1.5, "regular": 2.2}[case.capacity.training]
    return Person(
        seed=seed,
        kind=kind,
        case=case,
        level=max(1.0, start + rng.gauss(0, 0.5)),
        respond={"responder": rng.uniform(0.5, 0.9), "non_responder": 0.0}.get(kind, rng.uniform(0.0, 0.6)),
        adherence={"skipper": rng.uniform(0.15, 0.45)}.get(kind, rng.uniform(0.7, 0.98)),
        candor=2 if overstates else -1 if understates else 0,
        boast=3 if understates else 0,
        growth=rng.uniform(0.01, 0.05) if kind != "non_responder" else rng.uniform(0.0, 0.03),
        fit=training + rng.gauss(0, 0.3),
        stops_on=rng.randrange(7, days) if kind == "stopper" else days,
        flares=_flares(rng, 35 if kind == "flarer" else 200, days),
        rng=rng,
    )


def _flares(rng: Random, every_days: int, days: int) -> list[Flare]:
    found: list[Flare] = []
    at = round(rng.expovariate(1 / every_days))
    while at < days:
        found.append(Flare(at, rng.uniform(2.5, 5), rng.randint(3, 9)))
        at += 10 + round(rng.expovariate(1 / every_days))
    return found


def _case(rng: Random, content: Content) -> Case:
    """Answers of somebody without warning signs; a tenth have a condition that bars something."""
    answers: dict[str, Any] = deepcopy(_example())
    now = rng.choice([1, 2, 2, 3, 3, 4, 4, 5, 6, 7])
    average = min(10, max(0, now + rng.choice([-1, 0, 0, 1])))
    answers["as_of"] = START.isoformat()
    answers["person"].update(birth_year=START.year - rng.randint(19, 80), seen_clinician=rng.random() < 0.7)
    answers["safety"] = dict.fromkeys(answers["safety"], "no")
    if rng.random() < 0.1:
        answers["safety"][rng.choice(["osteoporosis", "falls_or_dizzy", "pregnancy", "long_term_steroids"])] = "yes"
    answers["pain"].update(
        now=now,
        average_week=average,
        worst_week=min(10, max(now, average) + rng.randint(1, 3)),
        weeks_since_onset=rng.choice([1, 3, 6, 10, 20, 60]),
        trend=rng.choice(["improving", "same"]),
    )
    plain = {name: rng.choice(["no_effect"] * 6 + ["better", "unsure"]) for name in answers["positions"]}
    answers["positions"] = plain | rng.choice(PATTERNS)
    answers["capacity"] = {
        "cannot": rng.choice([[], [], [], ["floor"], ["kneel"], ["prone"], ["stand_5_min"]]),
        "training": rng.choice(["new", "new", "some", "some", "regular"]),
    }
    kit = rng.choice(KITS)
    answers["equipment"] = list(kit) if kit is not None else _all_kit(content)
    answers["preferences"].update(
        minutes_per_day=rng.choice([5, 10, 15, 15, 20, 30, 45]), days_per_week=rng.randint(2, 7)
    )
    return Case.model_validate_json(json.dumps(answers))


_EXAMPLE_TEXT: Final = EXAMPLE.read_text(encoding="utf-8")


def _example() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(_EXAMPLE_TEXT)
    return parsed


def _all_kit(content: Content) -> list[str]:
    kit: set[str] = set()
    for exercise in content.library.exercises:
        kit |= _kit_of(exercise)
    return sorted(kit)


def _kit_of(exercise: Exercise) -> set[str]:
    return {name for rung in exercise.rungs for option in rung.equipment for name in option}
