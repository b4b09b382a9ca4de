"""What a week is worth under the stated order of aims, and whether it keeps the limits: counted, not solved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.content.rules import Pattern
from core.model.vocabulary import FOUNDATIONS, PLANES
from core.recommend.candidates import Candidate
from core.recommend.dose import HUNDREDTHS_PER_MINUTE
from core.recommend.eligible import Person
from core.recommend.frame import OTHER, STRENGTH, Frame, days_of, limit_days, moved_planes, serves_direction

TENTH = HUNDREDTHS_PER_MINUTE // 10
MOST_CARRIES = 2

Chosen = Mapping[str, tuple[Candidate, ...]]
Aim = tuple[str, str]


@dataclass(frozen=True)
class Worth:
    """`score`: all aims together. `lost`: the weight of what is not met of the aims above the fine choices (size,
    coverage, direction, slots, needs). `lacking`: the weight of missing items, unreached planes and foundations."""

    score: int
    lost: int
    lacking: int


class Scale:
    """Weighs weeks of one person and one pattern of days."""

    def __init__(self, person: Person, frame: Frame, pattern: Pattern) -> None:
        self.person, self.frame, self.pattern = person, frame, pattern
        self.kinds = kinds_of(pattern)
        self.aims = person.content.rules.aims.aims
        self._heavy = person.number("heavy_level")
        # By the candidate itself: the same ones are weighed again and again.
        self._served: dict[tuple[int, tuple[str, ...]], frozenset[Aim]] = {}

    # ---- one candidate ---------------------------------------------------------------------------------------------

    def in_session(self, candidate: Candidate, kind: str) -> int:
        """What it is worth in each kind of session it stands in."""
        aims = self.aims
        worth = aims["item"] + aims["tenth_of_minute"] * (candidate.dosed.hundredths // TENTH)
        worth += aims["position_worse"] * candidate.worse + aims["position_eases"] * candidate.eases
        worth += aims["quick_dose"] * candidate.quick
        return worth + aims["lower_rung"] * candidate.below_start[kind == OTHER] ** 2

    def once(self, candidate: Candidate) -> int:
        """What it is worth by standing in the week at all."""
        aims, exercise, person = self.aims, candidate.exercise, self.person
        worth = aims["other_rung"] * (not candidate.usual)
        if candidate.has("novelty"):
            worth += aims["novelty_lowered" if person.start_lowered else "novelty"]
        worth += aims["legs_up"] * candidate.has("legs_up")
        worth += aims["end_range"] * any("end_range" in demands for demands in candidate.rung.spine.values())
        worth += aims["daily_in_source"] * (exercise.id in person.content.rules.aims.daily.exercises)
        worth += aims["continues"] * (exercise.id in person.known)
        worth += aims["kit_at_hand"] * bool(candidate.rung.equipment)
        preference = person.assessment.directional_preference
        return worth + aims["direction_agrees"] * (exercise.role == "control" and preference in exercise.planes)

    def may_stand(self, candidate: Candidate, kind: str) -> bool:
        """Whether it may stand in sessions of that kind at all."""
        if kind == OTHER and candidate.strength_day_only:
            return False
        limit = limit_days(self.frame, candidate)
        return not limit or days_of(self.pattern, (kind,)) <= limit

    def may_repeat(self, candidate: Candidate) -> bool:
        """Whether it may stand in all kinds of session."""
        limit = limit_days(self.frame, candidate)
        return not limit or days_of(self.pattern, self.kinds) <= limit

    def serves(self, candidate: Candidate, kinds: Iterable[str]) -> frozenset[Aim]:
        """The aims above the fine choices that it meets where it stands in `kinds`, each with its place."""
        places = tuple(kinds)
        found = self._served.get((id(candidate), places))
        if found is None:
            found = self._served[id(candidate), places] = frozenset(self._aims_of(candidate, places))
        return found

    def _aims_of(self, candidate: Candidate, places: tuple[str, ...]) -> set[Aim]:
        exercise, frame = candidate.exercise, self.frame
        found = {(kind, slot) for kind in places for slot in frame.slots[kind] if slot in exercise.slots}
        if serves_direction(self.person, candidate):
            found |= {(kind, "direction") for kind in places}
        if places:
            if frame.coverage:
                found |= {("plane", plane) for plane in exercise.planes}
                found |= {("foundation", exercise.foundation)} if exercise.foundation else set()
            found |= {("need", str(n)) for n, need in enumerate(frame.needs) if exercise.id in need.exercises}
            found |= {("returned", p) for p in moved_planes(candidate.rung) if p in self.person.returned}
        return found

    def could_serve(self, candidate: Candidate) -> frozenset[Aim]:
        """The aims that it could meet somewhere in the week."""
        return self.serves(candidate, (kind for kind in self.kinds if self.may_stand(candidate, kind)))

    def weight(self, aim: Aim) -> int:
        """The weight of an aim that `serves` names."""
        place, name = aim
        if place in ("plane", "foundation", "need", "returned"):
            return self.aims[place]
        return self.aims["direction" if name == "direction" else "slot"]

    # ---- a week ----------------------------------------------------------------------------------------------------

    def worth(self, chosen: Chosen, possible: frozenset[Aim]) -> Worth:
        """What a week is worth; `possible`: the aims that anything could meet."""
        aims, frame = self.aims, self.frame
        where: dict[str, list[str]] = {}
        by_id: dict[str, Candidate] = {}
        score = short = 0
        for kind, here in chosen.items():
            for candidate in here:
                where.setdefault(candidate.exercise.id, []).append(kind)
                by_id[candidate.exercise.id] = candidate
                score += self.in_session(candidate, kind)
            short += max(0, frame.items_low - len(here))
            if frame.items_enough < frame.items_high:
                score += aims["item_many"] * max(0, len(here) - frame.items_enough)
            score += aims["second_carry"] * (sum(c.has("carry") for c in here) > 1)
            controls = sum("control" in c.exercise.slots for c in here)
            score += aims["second_control"] * (controls > 1 and self.person.assessment.phase != "calm")
        met: set[Aim] = set()
        for name, candidate in by_id.items():
            met |= self.serves(candidate, where[name])
            score += self.once(candidate)
            score += aims["both_kinds"] * (len(where[name]) == len(self.kinds) > 1)
        missed = possible - met
        lacking = short * -aims["item_short"]
        lost = lacking + sum(self.weight(aim) for aim in missed)
        score += sum(self.weight(aim) for aim in met & possible) + short * aims["item_short"]
        if frame.coverage:
            reached = coverage_of(by_id.values())
            lacking += sum(aims["plane"] for plane in PLANES if plane not in reached)
            lacking += sum(aims["foundation"] for part in FOUNDATIONS if part not in reached)
        return Worth(score, lost, lacking)

    def keeps_limits(self, chosen: Chosen) -> bool:
        """Whether the week keeps every limit but the minutes."""
        frame = self.frame
        by_id: dict[str, Candidate] = {}
        days: dict[str, int] = {}
        heavy = deadlifts = 0
        for kind, here in chosen.items():
            if len(here) > frame.items_high or sum(c.has("carry") for c in here) > MOST_CARRIES:
                return False
            if frame.supine_items is not None and sum(c.supine for c in here) > frame.supine_items:
                return False
            count = days_of(self.pattern, (kind,))
            for candidate in here:
                if by_id.setdefault(candidate.exercise.id, candidate) is not candidate:
                    return False
                if not self.may_stand(candidate, kind):
                    return False
                days[candidate.exercise.id] = days.get(candidate.exercise.id, 0) + count
                heavy += count * (candidate.exercise.role == "strength" and candidate.rung.level >= self._heavy)
                deadlifts += count * candidate.has("deadlift")
        if heavy > frame.heavy_days or deadlifts > frame.deadlift_days or len(by_id) > frame.distinct:
            return False
        return all(not (limit := limit_days(frame, c)) or days[name] <= limit for name, c in by_id.items())

    def too_long(self, chosen: Chosen) -> int:
        """By how many hundredths of a minute the sessions are too long, all kinds together."""
        over = 0
        for here in chosen.values():
            floor = self.frame.floor_hundredths if any(c.on_floor for c in here) else 0
            over += max(0, sum(c.dosed.hundredths for c in here) + floor - self.frame.hundredths)
        return over


def kinds_of(pattern: Pattern) -> tuple[str, ...]:
    """The kinds of session of that pattern."""
    return (STRENGTH, OTHER) if pattern.other else (STRENGTH,)


def coverage_of(candidates: Iterable[Candidate]) -> frozenset[str]:
    """Planes and foundations that `candidates` touch."""
    touched: set[str] = set()
    for candidate in candidates:
        touched.update(candidate.exercise.planes)
        if candidate.exercise.foundation:
            touched.add(candidate.exercise.foundation)
    return frozenset(touched)
