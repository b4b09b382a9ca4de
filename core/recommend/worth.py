"""What each candidate is worth in a week under the stated order of aims: the scale that weeks are weighed on."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

from core.content.rules import Pattern
from core.model.vocabulary import FOUNDATIONS, PLANES, WEEKDAYS
from core.recommend.candidates import Candidate
from core.recommend.dose import HUNDREDTHS_PER_MINUTE
from core.recommend.frame import OTHER, STRENGTH, Frame, days_of, limit_days, moved_planes, serves_direction
from core.recommend.person import Person

TENTH = HUNDREDTHS_PER_MINUTE // 10
MOST_CARRIES = 2

# A set of aims: one bit for each aim of the scale.
Aims = int


class Facts(NamedTuple):
    """What one candidate comes to in weeks of one pattern: found once, for the same ones are weighed again and again.

    `kinds`: the sessions that it may stand in. `most_days`: how many days a week at most. `once`: what it is worth by
    standing in the week at all; `in_session`: in each kind of session, in their order; `serves`: the aims above the
    fine choices that it meets there. `could_serve`: all aims that it could meet somewhere in the week.
    """

    name: str
    hundredths: int
    on_floor: bool
    supine: bool
    carry: bool
    control: bool
    heavy: bool
    deadlift: bool
    most_days: int
    kinds: tuple[str, ...]
    once: int
    in_session: tuple[int, ...]
    serves: tuple[Aims, ...]
    could_serve: Aims


class Offer(NamedTuple):
    """What there is of one exercise: its candidates with their facts, and all aims that any of them could meet."""

    name: str
    role: str
    candidates: tuple[tuple[Candidate, Facts], ...]
    could_serve: Aims


class Scale:
    """Weighs weeks of one person and one pattern of days."""

    def __init__(self, person: Person, frame: Frame, pattern: Pattern) -> None:
        self.person, self.frame, self.pattern = person, frame, pattern
        self.kinds = kinds_of(pattern)
        self.index = {kind: n for n, kind in enumerate(self.kinds)}
        self.days = {kind: days_of(pattern, (kind,)) for kind in self.kinds}
        self.aims = person.content.rules.aims.aims
        self._heavy = person.number("heavy_level")
        self.second_control = 0 if person.assessment.phase == "calm" else self.aims["second_control"]
        self.weights: dict[Aims, int] = {}
        self._direction = {kind: self._aim("direction") for kind in self.kinds}
        self._slots = {kind: {slot: self._aim("slot") for slot in frame.slots[kind]} for kind in self.kinds}
        self._planes = {plane: self._aim("plane") for plane in PLANES if frame.coverage}
        self._foundations = {part: self._aim("foundation") for part in FOUNDATIONS if frame.coverage}
        self._returned = {plane: self._aim("returned") for plane in person.returned}
        needs = [(need.exercises, self._aim("need")) for need in frame.needs]
        self.aims_in = tuple((self._direction[kind], *self._slots[kind].values()) for kind in self.kinds)
        self.aims_of_week = tuple(bit for bit in self.weights if not any(bit in aims for aims in self.aims_in))
        self.places: Aims = union(bit for slots in self._slots.values() for bit in slots.values())
        self.needs: Aims = union(bit for _, bit in needs)
        self._answers: dict[str, Aims] = {}
        for exercises, bit in needs:
            for name in exercises:
                self._answers[name] = self._answers.get(name, 0) | bit
        self.coverage: Aims = union(self._planes.values()) | union(self._foundations.values())
        # What a week has to have wherever it can; places of a session, findings and returned directions are sought.
        self.firm: Aims = self.coverage | union(self._direction.values())
        self._facts: dict[Candidate, Facts] = {}
        self._offers: dict[tuple[Candidate, ...], Offer] = {}
        self._weighed: dict[Aims, int] = {}

    def _aim(self, name: str) -> Aims:
        """One aim more, of that weight."""
        bit = 1 << len(self.weights)
        self.weights[bit] = self.aims[name]
        return bit

    # ---- one candidate ---------------------------------------------------------------------------------------------

    def of(self, candidate: Candidate) -> Facts:
        """The facts of a candidate."""
        found = self._facts.get(candidate)
        if found is None:
            found = self._facts[candidate] = self._find(candidate)
        return found

    def offer(self, candidates: tuple[Candidate, ...]) -> Offer:
        """The candidates of one exercise with what they come to."""
        found = self._offers.get(candidates)
        if found is None:
            exercise, facts = candidates[0].exercise, tuple((candidate, self.of(candidate)) for candidate in candidates)
            could_serve = union(each.could_serve for _, each in facts)
            found = self._offers[candidates] = Offer(exercise.id, exercise.role, facts, could_serve)
        return found

    def _find(self, candidate: Candidate) -> Facts:
        exercise, rung = candidate.exercise, candidate.rung
        most_days = limit_days(self.frame, candidate) or len(WEEKDAYS)
        kinds = tuple(kind for kind in self.kinds if self.days[kind] <= most_days)
        if candidate.strength_day_only:
            kinds = tuple(kind for kind in kinds if kind == STRENGTH)
        serves = self._serves(candidate)
        return Facts(
            name=exercise.id,
            hundredths=candidate.dosed.hundredths,
            on_floor=candidate.on_floor,
            supine=candidate.supine,
            carry=candidate.has("carry"),
            control="control" in exercise.slots,
            heavy=exercise.role == "strength" and rung.level >= self._heavy,
            deadlift=candidate.has("deadlift"),
            most_days=most_days,
            kinds=kinds,
            once=self._once(candidate),
            in_session=tuple(self._in_session(candidate, kind) for kind in self.kinds),
            serves=serves,
            could_serve=union(serves[self.index[kind]] for kind in kinds),
        )

    def _in_session(self, candidate: Candidate, kind: str) -> int:
        aims = self.aims
        worth = aims["item"] + aims["tenth_of_minute"] * (candidate.dosed.hundredths // TENTH)
        worth += aims["position_worse"] * candidate.worse + aims["position_eases"] * candidate.eases
        worth += aims["quick_dose"] * candidate.quick
        return worth + aims["lower_rung"] * candidate.below_start[kind == OTHER] ** 2

    def _once(self, candidate: Candidate) -> int:
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

    def _serves(self, candidate: Candidate) -> tuple[Aims, ...]:
        exercise = candidate.exercise
        anywhere: Aims = self._answers.get(exercise.id, 0)
        for plane in exercise.planes:
            anywhere |= self._planes.get(plane, 0)
        if exercise.foundation:
            anywhere |= self._foundations.get(exercise.foundation, 0)
        if self._returned:
            anywhere |= union(self._returned.get(plane, 0) for plane in moved_planes(candidate.rung))
        relieves = serves_direction(self.person, candidate)
        served = []
        for kind, slots in self._slots.items():
            here = anywhere | (self._direction[kind] if relieves else 0)
            for slot in exercise.slots:
                here |= slots.get(slot, 0)
            served.append(here)
        return tuple(served)

    def possible(self, candidates: Iterable[Candidate]) -> Aims:
        """The aims that any of `candidates` could meet somewhere in the week."""
        return union(self.of(candidate).could_serve for candidate in candidates)

    def possible_with(self, exercises: Iterable[tuple[Candidate, ...]]) -> Aims:
        """The same, of all that there is of these exercises."""
        return union(self.offer(candidates).could_serve for candidates in exercises)

    def weight(self, aims: Aims) -> int:
        """The weight of all of these aims."""
        found = self._weighed.get(aims)
        if found is None:
            found = self._weighed[aims] = sum(weight for bit, weight in self.weights.items() if bit & aims)
        return found


def union(sets: Iterable[Aims]) -> Aims:
    """All aims of all of them."""
    return reduce(or_, sets, 0)


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
