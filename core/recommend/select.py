"""The best week under the stated order of aims, found by a solver: both kinds of session in one exact model."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.content.rules import Pattern
from core.model.vocabulary import FOUNDATIONS, PLANES, WEEKDAYS
from core.recommend.candidates import Candidate
from core.recommend.eligible import Person
from core.recommend.frame import Frame, days_of, moved_planes, serves_direction
from core.recommend.worth import Scale, coverage_of

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True)
class Selection:
    """Chosen candidates by kind of session, the pattern of days, and what of planes and foundations is reached.

    `lost`: the weight of what is not met of the aims above the fine choices (size, coverage, direction, slots, needs).
    `lacking`: the weight of missing items and of unreached planes and foundations.
    """

    by_kind: dict[str, tuple[Candidate, ...]]
    pattern: Pattern
    reached: frozenset[str]
    lost: int
    lacking: int


def select(person: Person, frame: Frame, candidates: tuple[Candidate, ...], like: Selection | None = None) -> Selection:
    """The best selection for the days asked for. `like`: the plain plan, where the person has steps of their own: what
    they do already is enough where it loses no more than that plan, and likeness to it breaks ties.

    Other rungs and shorter doses, and after them other patterns of days, come into play only where the usual rungs in
    full doses on the usual days leave something of the aims unmet.
    """
    patterns = person.content.rules.patterns_for(person.case.preferences.days_per_week)
    if person.relief_only:
        patterns = (_alike(patterns[0]),)
    scale = Scale(person, frame, patterns[0])
    usual = tuple(candidate for candidate in candidates if candidate.first_choice)
    if person.known:
        going_on = _Model(scale, _going_on(scale, usual), like).solve()
        if going_on.lost <= (like.lost if like else 0):
            return going_on
    best = _Model(scale, usual, like).solve()
    if best.lost and len(usual) < len(candidates):
        best = _Model(scale, candidates, like).solve()
    for pattern in patterns[1:]:
        if not best.lacking:
            break
        other = _Model(Scale(person, frame, pattern), candidates, like).solve()
        if other.lacking < best.lacking:
            best = other
    return best


def _alike(pattern: Pattern) -> Pattern:
    """The same days, with one kind of session."""
    days = tuple(day for day in WEEKDAYS if day in (*pattern.strength, *pattern.other))
    return Pattern(days_per_week=pattern.days_per_week, strength=days, other=())


def _going_on(scale: Scale, usual: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """What the person does already, and of the rest only what serves an aim that nothing of it does."""
    known = scale.person.known
    served = scale.possible(c for c in usual if c.exercise.id in known)
    return tuple(c for c in usual if c.exercise.id in known or scale.of(c).could_serve & ~served)


class _Model:
    """One pattern of days as a CP-SAT model. `at[kind][i]`: candidate i stands in the sessions of that kind."""

    def __init__(self, scale: Scale, candidates: tuple[Candidate, ...], like: Selection | None) -> None:
        # Imported here: the solver costs a third of a second and 79 MB, and most pages never plan.
        from ortools.sat.python import cp_model

        self.cp = cp_model
        person, frame = scale.person, scale.frame
        self.scale, self.person, self.frame, self.pattern = scale, person, frame, scale.pattern
        self.candidates = candidates
        self.aims = scale.aims
        self.model = cp_model.CpModel()
        self.kinds = scale.kinds
        self.gains: list[tuple[Any, int]] = []
        self.like = {kind: {c.exercise.id for c in chosen} for kind, chosen in like.by_kind.items()} if like else {}
        # Likeness weighs less than anything else: all other weights are multiplied by more than it can come to.
        self.unit = sum(map(len, self.like.values())) + 1
        self.met: list[tuple[Any, int]] = []
        self.short: list[Any] = []
        self.at: dict[str, dict[int, Any]] = {kind: {} for kind in self.kinds}
        self.chosen: list[Any] = []
        self._choose()
        self._week_limits()
        for kind in self.kinds:
            self._session(kind)
        if frame.coverage:
            for plane in PLANES:
                self._reward("plane", [self.chosen[i] for i, c in enumerate(candidates) if plane in c.exercise.planes])
            for part in FOUNDATIONS:
                self._reward(
                    "foundation", [self.chosen[i] for i, c in enumerate(candidates) if part == c.exercise.foundation]
                )
        for plane in person.returned:
            moving = [self.chosen[i] for i, c in enumerate(candidates) if plane in moved_planes(c.rung)]
            self._reward("returned", moving)
        for need in frame.needs:
            self._reward("need", [self.chosen[i] for i, c in enumerate(candidates) if c.exercise.id in need.exercises])

    def solve(self) -> Selection:
        """The optimum. The model always has a solution: an empty week is allowed, at its price."""
        variables, weights = [v for v, _ in self.gains], [w * self.unit for _, w in self.gains]
        for kind, here in self.at.items():
            alike = [var for i, var in here.items() if self.candidates[i].exercise.id in self.like.get(kind, ())]
            variables += alike
            weights += [1] * len(alike)
        self.model.maximize(self.cp.LinearExpr.weighted_sum(variables, weights))
        solver = self.cp.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = 0
        # Found by trial on ordinary and on the slowest cases: several times faster so than with the defaults.
        parameters.cp_model_probing_level = 0
        parameters.max_presolve_iterations = 1
        parameters.symmetry_level = 0
        parameters.linearization_level = 2
        parameters.cut_level = 0
        parameters.use_sat_inprocessing = False
        parameters.search_branching = self.cp.LP_SEARCH
        status = solver.solve(self.model)
        if status != self.cp.OPTIMAL:
            raise RuntimeError(f"the week was not planned to the end: {solver.status_name(status)}")
        by_kind = {
            kind: tuple(self.candidates[i] for i, var in self.at[kind].items() if solver.boolean_value(var))
            for kind in self.kinds
        }
        reached = coverage_of(c for chosen in by_kind.values() for c in chosen)
        lacking = sum(solver.value(var) for var in self.short) * -self.aims["item_short"]
        lost = lacking + sum(weight for var, weight in self.met if not solver.boolean_value(var))
        if self.frame.coverage:
            lacking += sum(self.aims["plane"] for plane in PLANES if plane not in reached)
            lacking += sum(self.aims["foundation"] for part in FOUNDATIONS if part not in reached)
        return Selection(by_kind, self.pattern, reached, lost, lacking)

    def _choose(self) -> None:
        """Variables: where each candidate stands; one rung and dose an exercise."""
        by_exercise: dict[str, list[Any]] = {}
        for i, candidate in enumerate(self.candidates):
            here = []
            for kind in self.kinds:
                if kind not in self.scale.of(candidate).kinds:
                    continue
                var = self.at[kind][i] = self.model.new_bool_var("")
                here.append(var)
                self.gains.append((var, self.scale.of(candidate).in_session[kind]))
            chosen = self.model.new_bool_var("")
            self.chosen.append(chosen)
            for var in here:
                self.model.add_implication(var, chosen)
            self.model.add_bool_or([*here, chosen.negated()])
            by_exercise.setdefault(candidate.exercise.id, []).append(chosen)
            self._price(i, candidate, here)
        for group in by_exercise.values():
            if len(group) > 1:
                self.model.add_at_most_one(group)

    def _price(self, i: int, candidate: Candidate, here: list[Any]) -> None:
        """What one candidate is worth once, and in both kinds of session."""
        # The library's order breaks what ties are left, so that one case has one best week.
        self.gains.append((self.chosen[i], self.scale.of(candidate).once))
        if len(here) == len(self.kinds) > 1:
            if not self.scale.may_repeat(candidate):
                self.model.add_at_most_one(here)
                return
            both = self.model.new_bool_var("")
            for var in here:
                self.model.add_implication(both, var)
            self.gains.append((both, self.aims["both_kinds"]))

    def _week_limits(self) -> None:
        frame = self.frame
        self.model.add(self.cp.LinearExpr.sum(self.chosen) <= frame.distinct)
        heavy = self._where(lambda c: c.exercise.role == "strength" and c.rung.level >= self._heavy())
        self._at_most_days(heavy, frame.heavy_days)
        self._at_most_days(self._where(lambda c: c.has("deadlift")), frame.deadlift_days)

    def _heavy(self) -> float:
        return self.person.number("heavy_level")

    def _where(self, test: Callable[[Candidate], bool]) -> list[int]:
        return [i for i, candidate in enumerate(self.candidates) if test(candidate)]

    def _at_most_days(self, group: list[int], limit: int) -> None:
        terms = [
            (self.at[kind][i], days_of(self.pattern, (kind,)))
            for kind in self.kinds
            for i in group
            if i in self.at[kind]
        ]
        if terms:
            self.model.add(self.cp.LinearExpr.weighted_sum([v for v, _ in terms], [d for _, d in terms]) <= limit)

    def _session(self, kind: str) -> None:
        """Size, length and places of one kind of session."""
        frame, here = self.frame, self.at[kind]
        if not here:
            return
        variables = list(here.values())
        total = self.cp.LinearExpr.sum(variables)
        self.model.add(total <= frame.items_high)
        short = self.model.new_int_var(0, frame.items_low, "")
        self.model.add(total + short >= frame.items_low)
        self.gains.append((short, self.aims["item_short"]))
        self.short.append(short)
        if frame.items_enough < frame.items_high:
            many = self.model.new_int_var(0, frame.items_high - frame.items_enough, "")
            self.model.add(total - many <= frame.items_enough)
            self.gains.append((many, self.aims["item_many"]))
        floor = self.model.new_bool_var("")
        for i, var in here.items():
            if self.candidates[i].on_floor:
                self.model.add_implication(var, floor)
        lengths = [self.candidates[i].dosed.hundredths for i in here]
        self.model.add(
            self.cp.LinearExpr.weighted_sum([*variables, floor], [*lengths, frame.floor_hundredths]) <= frame.hundredths
        )
        if frame.supine_items is not None:
            supine = [var for i, var in here.items() if self.candidates[i].supine]
            if supine:
                self.model.add(self.cp.LinearExpr.sum(supine) <= frame.supine_items)
        self._reward("direction", [v for i, v in here.items() if serves_direction(self.person, self.candidates[i])])
        for slot in frame.slots[kind]:
            self._reward("slot", [v for i, v in here.items() if slot in self.candidates[i].exercise.slots])
        carries = [v for i, v in here.items() if self.candidates[i].has("carry")]
        if len(carries) > 1:
            again = self.model.new_bool_var("")
            self.model.add(self.cp.LinearExpr.sum(carries) <= 1 + again)
            self.gains.append((again, self.aims["second_carry"]))
        control = [v for i, v in here.items() if "control" in self.candidates[i].exercise.slots]
        if len(control) > 1 and self.person.assessment.phase != "calm":
            second = self.model.new_bool_var("")
            self.model.add(self.cp.LinearExpr.sum(control) >= 2 * second)
            self.gains.append((second, self.aims["second_control"]))

    def _reward(self, aim: str, variables: "list[cp_model.IntVar]") -> None:
        """`aim` is met where any of `variables` is true."""
        if not variables:
            return
        met = self.model.new_bool_var("")
        self.model.add_bool_or([*variables, met.negated()])
        self.gains.append((met, self.aims[aim]))
        self.met.append((met, self.aims[aim]))
