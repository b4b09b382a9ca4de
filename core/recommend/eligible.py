"""Which rungs this person may do, and for every other rung what stands in the way and what would change it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from core.assess.direction import EXTENSION_POSITIONS, FLEXION_POSITIONS, answered
from core.content.content import Content, once_a_content
from core.content.rules import Bar
from core.model.exercise import Exercise, Rung
from core.model.reason import Because
from core.model.vocabulary import PLANES, Demand, Plane, TrialAnswer
from core.recommend.person import OWN, Person

BARS_RULE: Final = "contract.6"
LEVEL_RULE: Final = "contract.5"
LIMIT_BY_START_ROLES: Final = ("control", "strength", "upper")
# Ankle bouts stand outside the session, and are asked for whatever the pain.
BAD_DAY_ROLES: Final = ("relief", "ankle")
RETURN_ROLES: Final = ("relief", "mobility")
BAD_DAY_EXERCISES: Final = ("pelvic_tilt", "drawing_in")


class Obstacle(NamedTuple):
    """One thing in the way of a rung: why, and the code of what would change it."""

    because: Because
    change: str


def why_rests(person: Person) -> Obstacle:
    """The reason of everything that rests for now."""
    return Obstacle(person.reason("resting", "R27", OWN, "standing.resting"), "rest_over")


def level_limit(person: Person, exercise: Exercise) -> int:
    """Highest level at which `exercise` may stand: where it may start, or where its own steps have led it."""
    start = _start_limit(person, exercise)
    if exercise.id not in person.steps:
        return start
    reached = person.steps[exercise.id].rung
    level = next((rung.level for rung in exercise.rungs if rung.id == reached), start)
    return max(start, min(level, progress_cap(person)))


def progress_cap(person: Person) -> int:
    """Highest level that progression may reach: above any start while strengthening, else the cap of the phase."""
    cap = person.assessment.level_cap
    return int(person.number("level_progressed")) if cap == person.number("level_strengthen") else cap


def _start_limit(person: Person, exercise: Exercise) -> int:
    start = person.assessment.start_level
    if exercise.role in LIMIT_BY_START_ROLES or person.assessment.phase == "strengthen":
        limit = start
    else:
        limit = min(start, int(person.number("level_calm")))
    if exercise.earned_from_level is not None and person.case.capacity.training != "regular":
        limit = min(limit, exercise.earned_from_level - 1)
    return limit


@once_a_content
def _bars_of(content: Content) -> Mapping[tuple[str, str | None], tuple[Bar, ...]]:
    """By exercise and rung: what bars it for those for whom the bar holds."""
    return {
        (exercise.id, rung.id): tuple(bar for bar in content.rules.bars if bar.matches(rung))
        for exercise in content.library.exercises
        for rung in exercise.rungs
    }


class Eligibility:
    """Obstacles of rungs for one person. Whether a bar holds for them is found when a rung is met that it bars."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._bars_of = _bars_of(person.content)
        self._bar_paths: dict[str, tuple[str, ...]] = {}
        self._limits: dict[str, int] = {}
        self._cannot = frozenset(person.case.capacity.cannot)
        self._kit = frozenset(person.case.equipment)
        self._excluded = frozenset(person.case.preferences.excluded_exercises)
        sore, trials = person.assessment.sore, person.case.direction_trials
        self._trials: dict[Plane, TrialAnswer] = {"extension": trials.extension, "flexion": trials.flexion}
        # The directions that may be in the way at all.
        self._tender = {p for p in PLANES if getattr(sore, p) or self._trials.get(p) == "worse"}

    def obstacles(self, exercise: Exercise, rung: Rung) -> tuple[Obstacle, ...]:
        """All that bars `rung`; empty where the person may do it."""
        return (
            *self._wish(exercise),
            *self._resting(exercise),
            *self._bad_day(exercise),
            *self._barred(exercise, rung),
            *self._directions(exercise, rung),
            *self._capacity(rung),
            *self._equipment(rung),
            *self._level(exercise, rung),
        )

    def allows(self, exercise: Exercise, rung: Rung) -> bool:
        """Whether nothing bars `rung`: looks no further than the first obstacle."""
        return not (
            self._wish(exercise)
            or self._resting(exercise)
            or self._bad_day(exercise)
            or self._level(exercise, rung)
            or self._capacity(rung)
            or self._equipment(rung)
            or self._barred(exercise, rung)
            or self._directions(exercise, rung)
        )

    def _holds_by(self, bar: Bar) -> tuple[str, ...]:
        """The answers by which a bar holds for this person; none where it does not."""
        found = self._bar_paths.get(bar.id)
        if found is None:
            positions = self.person.case.positions
            found = self._bar_paths[bar.id] = (
                *(f"safety.{flag}" for flag in self.person.flagged(*bar.flags)),
                *(f"positions.{name}" for name in bar.positions_worse if getattr(positions, name) == "worse"),
            )
        return found

    def _wish(self, exercise: Exercise) -> list[Obstacle]:
        if exercise.id not in self._excluded:
            return []
        because = self.person.reason("excluded", BARS_RULE, OWN, "preferences.excluded_exercises")
        return [Obstacle(because, "allow_again")]

    def _resting(self, exercise: Exercise) -> list[Obstacle]:
        return [why_rests(self.person)] if exercise.id in self.person.resting else []

    def _bad_day(self, exercise: Exercise) -> list[Obstacle]:
        if not self.person.bad_day or exercise.role in BAD_DAY_ROLES or exercise.id in BAD_DAY_EXERCISES:
            return []
        return [Obstacle(self._why_bad_day(), "pain_settles")]

    def _why_bad_day(self) -> Because:
        if self.person.relief_only:
            return self.person.reason("flare_waits", "contract.7", OWN, "standing.relief_only", evidence="flare_items")
        return self.person.reason("bad_day", "contract.7", OWN, "pain.now", evidence="very_severe_pain_nrs")

    def _barred(self, exercise: Exercise, rung: Rung) -> list[Obstacle]:
        found = []
        for bar in self._bars_of[exercise.id, rung.id]:
            if paths := self._holds_by(bar):
                because = self.person.reason(f"bar_{bar.id}", BARS_RULE, bar.source, *paths)
                found.append(Obstacle(because, bar.change))
        return found

    def _directions(self, exercise: Exercise, rung: Rung) -> list[Obstacle]:
        if not self._tender:
            return []
        planes = (plane for plane in dict.fromkeys((*rung.spine, *exercise.planes)) if plane in self._tender)
        return [found for plane in planes if (found := self._direction(exercise, rung, plane))]

    def _direction(self, exercise: Exercise, rung: Rung, plane: Plane) -> Obstacle | None:
        """Sore directions and direction trials; bracing and small tilts have no entry in `rung.spine`."""
        demands = rung.spine.get(plane, ())
        trial = self._trials.get(plane)
        if trial == "worse" and demands:
            because = self.person.reason("trial_worse", BARS_RULE, "clinic", f"direction_trials.{plane}")
            return Obstacle(because, "trial_again")
        if not getattr(self.person.assessment.sore, plane) or "comfortable_range" in rung.tags:
            return None
        loads = "loads" in demands or "braces_load" in demands
        lowest = rung.level == self.person.number("level_calm")
        if lowest and plane in self.person.returned and self._gently_back(exercise, demands):
            return None
        if self.person.assessment.phase == "strengthen":
            # What merely counts for a sore direction stays at this level too: the most cautious reading.
            if rung.level <= self.person.number("level_build") and not loads:
                return None
            code = "sore_not_loaded"
        else:
            gentle = lowest and exercise.role == "relief" and not loads
            if not demands or (trial == "better" and gentle):
                return None
            code = "sore"
        because = self.person.reason(
            code, BARS_RULE, "clinic", f"assessment.sore.{plane}", "assessment.phase", *self._sore_paths(plane)
        )
        return Obstacle(because, "direction_settles")

    def _gently_back(self, exercise: Exercise, demands: tuple[Demand, ...]) -> bool:
        """What a direction comes back with: moving it, without load and without going far."""
        return exercise.role in RETURN_ROLES and not {"loads", "braces_load", "end_range"} & set(demands)

    def _sore_paths(self, plane: Plane) -> tuple[str, ...]:
        """The answers that make `plane` sore."""
        names: tuple[str, ...]
        if plane == "flexion":
            names = answered(self.person.case, FLEXION_POSITIONS, "worse")
        elif plane == "extension":
            names = answered(self.person.case, EXTENSION_POSITIONS, "worse")
        else:
            names = ("twisting",) if plane == "rotation" else ("side_bending",)
        return tuple(f"positions.{name}" for name in names)

    def _capacity(self, rung: Rung) -> list[Obstacle]:
        lacking = [need for need in rung.needs if need in self._cannot]
        if not lacking:
            return []
        because = self.person.reason(f"cannot_{lacking[0]}", BARS_RULE, OWN, "capacity.cannot")
        return [Obstacle(because, "capacity_returns")]

    def _equipment(self, rung: Rung) -> list[Obstacle]:
        if not rung.equipment or any(set(kit) <= self._kit for kit in rung.equipment):
            return []
        because = self.person.reason(f"no_{'_'.join(rung.equipment[0])}", BARS_RULE, OWN, "equipment")
        return [Obstacle(because, "equipment")]

    def _level(self, exercise: Exercise, rung: Rung) -> list[Obstacle]:
        found = []
        limit = self._limits.get(exercise.id)
        if limit is None:
            limit = self._limits[exercise.id] = level_limit(self.person, exercise)
        if rung.level > limit:
            because = self.person.reason(
                "level_above_start",
                LEVEL_RULE,
                OWN,
                "assessment.phase",
                "assessment.start_level",
                "capacity.training",
            )
            found.append(Obstacle(because, "progress"))
        if "novelty" in rung.tags and self.person.case.capacity.training == "new":
            because = self.person.reason("novelty_for_new", "contract.8", OWN, "capacity.training")
            found.append(Obstacle(because, "more_training"))
        return found
