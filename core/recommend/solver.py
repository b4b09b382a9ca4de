"""The best week as an exact question to a solver, both kinds of session in one: plain numbers in, places out.

The same question is asked once: what was answered of late is remembered.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from core.recommend.candidates import Candidate
from core.recommend.worth import MOST_CARRIES, Aims, Facts, Scale

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


class Problem(NamedTuple):
    """All that the best week depends on. What stands for each kind of session stands in the order of `kinds`.

    `days`: how many days each kind has. `aims_in`: the aims of one kind of session; `aims_of_week`: the others, with
    the weights of all of them in `weights`. The rest are weights and limits by the names of the rules.
    """

    kinds: tuple[str, ...]
    days: tuple[int, ...]
    candidates: tuple[Facts, ...]
    like: tuple[frozenset[str], ...]
    aims_in: tuple[tuple[Aims, ...], ...]
    aims_of_week: tuple[Aims, ...]
    weights: tuple[tuple[Aims, int], ...]
    item_short: int
    item_many: int
    both_kinds: int
    second_carry: int
    second_control: int
    items_low: int
    items_high: int
    items_enough: int
    distinct: int
    hundredths: int
    floor_hundredths: int
    supine_items: int | None
    heavy_days: int
    deadlift_days: int


class Solution(NamedTuple):
    """`chosen`: indices of candidates by kind of session. `short`, `missed`: the weights of missing items, and of the
    aims that a candidate could meet and none does."""

    chosen: tuple[tuple[int, ...], ...]
    short: int
    missed: int


def make_problem(scale: Scale, candidates: tuple[Candidate, ...], like: dict[str, frozenset[str]]) -> Problem:
    """The question for the best week of `candidates`; likeness to the exercises of `like` breaks ties."""
    frame, aims = scale.frame, scale.aims
    return Problem(
        kinds=scale.kinds,
        days=tuple(scale.days.values()),
        candidates=tuple(map(scale.of, candidates)),
        like=tuple(like.get(kind, frozenset()) for kind in scale.kinds),
        aims_in=scale.aims_in,
        aims_of_week=scale.aims_of_week,
        weights=tuple(scale.weights.items()),
        item_short=aims["item_short"],
        item_many=aims["item_many"],
        both_kinds=aims["both_kinds"],
        second_carry=aims["second_carry"],
        second_control=scale.second_control,
        items_low=frame.items_low,
        items_high=frame.items_high,
        items_enough=frame.items_enough,
        distinct=frame.distinct,
        hundredths=frame.hundredths,
        floor_hundredths=frame.floor_hundredths,
        supine_items=frame.supine_items,
        heavy_days=frame.heavy_days,
        deadlift_days=frame.deadlift_days,
    )


@lru_cache
def solve(problem: Problem) -> Solution:
    """The optimum. There always is one: an empty week is allowed, at its price."""
    return _Model(problem).solve()


class _Model:
    """The problem as a CP-SAT model. `at[n][i]`: candidate i stands in the sessions of kind n."""

    def __init__(self, problem: Problem) -> None:
        # Imported here: the solver costs a third of a second and 79 MB, and most pages never plan.
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.problem = problem
        self.weights = dict(problem.weights)
        self.model = cp_model.CpModel()
        self.gains: list[tuple[Any, int]] = []
        self.met: list[tuple[Any, int]] = []
        self.short: list[Any] = []
        self.at: list[dict[int, Any]] = [{} for _ in problem.kinds]
        self.chosen: list[Any] = []
        self._choose()
        self._week_limits()
        for n in range(len(problem.kinds)):
            self._session(n)
        for aim in problem.aims_of_week:
            serving = [self.chosen[i] for i, facts in enumerate(problem.candidates) if facts.serves[0] & aim]
            self._reward(aim, serving)

    def solve(self) -> Solution:
        """Solves the model to the end."""
        problem = self.problem
        # Likeness weighs less than anything else: all other weights are multiplied by more than it can come to.
        unit = sum(map(len, problem.like)) + 1
        variables, weights = [v for v, _ in self.gains], [w * unit for _, w in self.gains]
        for here, like in zip(self.at, problem.like, strict=True):
            alike = [var for i, var in here.items() if problem.candidates[i].name in like]
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
        chosen = tuple(tuple(i for i, var in here.items() if solver.boolean_value(var)) for here in self.at)
        short = sum(solver.value(var) for var in self.short) * -problem.item_short
        return Solution(chosen, short, sum(weight for var, weight in self.met if not solver.boolean_value(var)))

    def _choose(self) -> None:
        """Variables: where each candidate stands; one rung and dose an exercise."""
        by_exercise: dict[str, list[Any]] = {}
        for i, facts in enumerate(self.problem.candidates):
            here = []
            for n, kind in enumerate(self.problem.kinds):
                if kind not in facts.kinds:
                    continue
                var = self.at[n][i] = self.model.new_bool_var("")
                here.append(var)
                self.gains.append((var, facts.in_session[n]))
            chosen = self.model.new_bool_var("")
            self.chosen.append(chosen)
            for var in here:
                self.model.add_implication(var, chosen)
            self.model.add_bool_or([*here, chosen.negated()])
            by_exercise.setdefault(facts.name, []).append(chosen)
            self._price(facts, chosen, here)
        for group in by_exercise.values():
            if len(group) > 1:
                self.model.add_at_most_one(group)

    def _price(self, facts: Facts, chosen: Any, here: list[Any]) -> None:
        """What one candidate is worth once, and in both kinds of session."""
        self.gains.append((chosen, facts.once))
        if len(here) == len(self.problem.kinds) > 1:
            if sum(self.problem.days) > facts.most_days:
                self.model.add_at_most_one(here)
                return
            both = self.model.new_bool_var("")
            for var in here:
                self.model.add_implication(both, var)
            self.gains.append((both, self.problem.both_kinds))

    def _week_limits(self) -> None:
        problem = self.problem
        self.model.add(self.cp.LinearExpr.sum(self.chosen) <= problem.distinct)
        self._at_most_days([facts.heavy for facts in problem.candidates], problem.heavy_days)
        self._at_most_days([facts.deadlift for facts in problem.candidates], problem.deadlift_days)

    def _at_most_days(self, counts: list[bool], limit: int) -> None:
        days = self.problem.days
        terms = [(var, days[n]) for n, here in enumerate(self.at) for i, var in here.items() if counts[i]]
        if terms:
            self.model.add(self.cp.LinearExpr.weighted_sum([v for v, _ in terms], [d for _, d in terms]) <= limit)

    def _session(self, n: int) -> None:
        """Size, length and places of one kind of session."""
        problem = self.problem
        here = [(problem.candidates[i], var) for i, var in self.at[n].items()]
        if not here:
            return
        variables = [var for _, var in here]
        total = self.cp.LinearExpr.sum(variables)
        self.model.add(total <= problem.items_high)
        short = self.model.new_int_var(0, problem.items_low, "")
        self.model.add(total + short >= problem.items_low)
        self.gains.append((short, problem.item_short))
        self.short.append(short)
        if problem.items_enough < problem.items_high:
            many = self.model.new_int_var(0, problem.items_high - problem.items_enough, "")
            self.model.add(total - many <= problem.items_enough)
            self.gains.append((many, problem.item_many))
        floor = self.model.new_bool_var("")
        for facts, var in here:
            if facts.on_floor:
                self.model.add_implication(var, floor)
        lengths = [*(facts.hundredths for facts, _ in here), problem.floor_hundredths]
        self.model.add(self.cp.LinearExpr.weighted_sum([*variables, floor], lengths) <= problem.hundredths)
        supine = [var for facts, var in here if facts.supine]
        if supine and problem.supine_items is not None:
            self.model.add(self.cp.LinearExpr.sum(supine) <= problem.supine_items)
        for aim in problem.aims_in[n]:
            self._reward(aim, [var for facts, var in here if facts.serves[n] & aim])
        self._seconds(here)

    def _seconds(self, here: list[tuple[Facts, Any]]) -> None:
        """What a second carry and a second control exercise of a session are worth."""
        carries = [var for facts, var in here if facts.carry]
        if len(carries) > 1:
            again = self.model.new_bool_var("")
            self.model.add(self.cp.LinearExpr.sum(carries) <= MOST_CARRIES - 1 + again)
            self.gains.append((again, self.problem.second_carry))
        control = [var for facts, var in here if facts.control]
        if len(control) > 1 and self.problem.second_control:
            second = self.model.new_bool_var("")
            self.model.add(self.cp.LinearExpr.sum(control) >= 2 * second)
            self.gains.append((second, self.problem.second_control))

    def _reward(self, aim: Aims, variables: "list[cp_model.IntVar]") -> None:
        """`aim` is met where any of `variables` is true."""
        if not variables:
            return
        met = self.model.new_bool_var("")
        self.model.add_bool_or([*variables, met.negated()])
        self.gains.append((met, self.weights[aim]))
        self.met.append((met, self.weights[aim]))
