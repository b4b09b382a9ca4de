"""The best week as an integer program for CP-SAT, written the short way: most plans pose a small one, and often.

So it is handed over as the solver's own message, with as few variables and constraints as say the same, and solved
without a presolve, which would cost more here than it saves.
"""

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from core.recommend.solver import Problem, Solution
from core.recommend.worth import MOST_CARRIES, Aims, Facts, union

# A variable is its number in the program.
Var = int


class Program:
    """One problem. `at[n][i]`: candidate i stands in the sessions of kind n; `in_week[i]`: variables of which one is
    true where it stands in the week at all, and none where it does not."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.message = cp_model.CpModelProto()
        self.variables, self.constraints = self.message.variables, self.message.constraints
        self.weights = dict(problem.weights)
        self.gains: list[int] = []
        self.at: list[dict[int, Var]] = [{} for _ in problem.kinds]
        self.in_week: list[list[Var]] = []
        self.rewards: list[tuple[list[Var], int]] = []
        self.met: dict[tuple[Var, ...], Var] = {}
        # Weights come first, then likeness, then the order of the library: all that comes later weighs less.
        ranks = len(problem.candidates) * sum(range(1, len(problem.kinds) + 1))
        self.alike = problem.items_high * ranks + 1
        self.unit = self.alike * (sum(map(len, problem.like)) + 1)
        self._choose()
        self._week_limits()
        for n in range(len(problem.kinds)):
            self._session(n)
        self._reward(problem.aims_of_week, [(f, f.serves[0], v) for f, v in self._of_week()])

    def solve(self) -> Solution:
        """Solves the program to the end."""
        problem, objective = self.problem, self.message.objective
        # The solver's own messages say what is to be as small as can be.
        objective.vars.extend(range(len(self.gains)))
        objective.coeffs.extend([-gain for gain in self.gains])
        solver = cp_model.CpSolver()
        solver.parameters = _PARAMETERS
        status = solver.solve(_Model(self.message))
        if status != cp_model.OPTIMAL:
            raise RuntimeError(f"the week was not planned to the end: {solver.status_name(status)}")
        value = list(solver.response_proto.solution)
        chosen = tuple(tuple(i for i, var in here.items() if value[var]) for here in self.at)
        missing = sum(max(0, problem.items_low - len(c)) for c, here in zip(chosen, self.at, strict=True) if here)
        missed = sum(weight for serving, weight in self.rewards if not any(value[var] for var in serving))
        return Solution(chosen, missing * -problem.item_short, missed)

    # ---- the parts of a program ------------------------------------------------------------------------------------

    def _variable(self, gain: int, most: int = 1) -> Var:
        """A whole number from 0 to `most`, and what each of it is worth."""
        self.variables.add().domain.extend((0, most))
        self.gains.append(gain * self.unit)
        return len(self.gains) - 1

    def _at_most(self, most: int, variables: Sequence[Var], factors: Sequence[int]) -> None:
        """The sum of `variables` times `factors` is at most that."""
        linear = self.constraints.add().linear
        linear.vars.extend(variables)
        linear.coeffs.extend(factors)
        linear.domain.extend((cp_model.INT_MIN, most))

    def _one_at_most(self, variables: Sequence[Var]) -> None:
        if len(variables) > 1:
            self.constraints.add().at_most_one.literals.extend(variables)

    def _none_without(self, needed: Var, variables: Iterable[Var]) -> None:
        """Where any of `variables` is true, so is `needed`."""
        constraint = self.constraints.add()
        constraint.enforcement_literal.append(_no(needed))
        constraint.bool_and.literals.extend([_no(var) for var in variables])

    def _needs_any(self, var: Var, variables: Iterable[Var]) -> None:
        """Where `var` is true, so is one of `variables`."""
        self.constraints.add().bool_or.literals.extend([*variables, _no(var)])

    # ---- the week --------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Where each candidate stands; one rung and dose an exercise."""
        problem = self.problem
        by_exercise: dict[str, list[Var]] = {}
        of_week = union(problem.aims_of_week)
        for i, facts in enumerate(problem.candidates):
            in_both = len(facts.kinds) == len(problem.kinds) > 1 and sum(problem.days) <= facts.most_days
            # What stands in both counts once: its sessions less the week are 1 there, and 0 for all else.
            in_session, once = (problem.both_kinds, facts.once - problem.both_kinds) if in_both else (facts.once, 0)
            here = []
            for n, kind in enumerate(problem.kinds):
                if kind in facts.kinds:
                    var = self.at[n][i] = self._variable(facts.in_session[n] + in_session)
                    self.gains[var] += self.alike * (facts.name in problem.like[n])
                    self.gains[var] += (len(problem.candidates) - i) * (len(problem.kinds) - n)
                    here.append(var)
            if in_both:
                chosen = self._variable(once)
                self._none_without(chosen, here)
                if once > 0 or facts.serves[0] & of_week:
                    self._needs_any(chosen, here)
                here = [chosen]
            self.in_week.append(here)
            by_exercise.setdefault(facts.name, []).extend(here)
        for group in by_exercise.values():
            self._one_at_most(group)

    def _of_week(self) -> Iterable[tuple[Facts, list[Var]]]:
        return zip(self.problem.candidates, self.in_week, strict=True)

    def _week_limits(self) -> None:
        problem = self.problem
        standing = [var for here in self.in_week for var in here]
        self._at_most(problem.distinct, standing, [1] * len(standing))
        self._at_most_days([facts.heavy for facts in problem.candidates], problem.heavy_days)
        self._at_most_days([facts.deadlift for facts in problem.candidates], problem.deadlift_days)

    def _at_most_days(self, counts: list[bool], limit: int) -> None:
        days = self.problem.days
        terms = [(var, days[n]) for n, here in enumerate(self.at) for i, var in here.items() if counts[i]]
        if sum(d for _, d in terms) > limit:
            self._at_most(limit, [var for var, _ in terms], [d for _, d in terms])

    def _session(self, n: int) -> None:
        """Size, length and places of one kind of session."""
        problem = self.problem
        here = [(problem.candidates[i], var) for i, var in self.at[n].items()]
        if not here:
            return
        variables = [var for _, var in here]
        ones = [1] * len(here)
        self._at_most(problem.items_high, variables, ones)
        short = self._variable(problem.item_short, problem.items_low)
        self._at_most(-problem.items_low, [*variables, short], [-1] * (len(here) + 1))
        if problem.items_enough < problem.items_high:
            many = self._variable(problem.item_many, problem.items_high - problem.items_enough)
            self._at_most(problem.items_enough, [*variables, many], [*ones, -1])
        floor = self._variable(0)
        self._none_without(floor, (var for facts, var in here if facts.on_floor))
        lengths = [*(facts.hundredths for facts, _ in here), problem.floor_hundredths]
        self._at_most(problem.hundredths, [*variables, floor], lengths)
        supine = [var for facts, var in here if facts.supine]
        if supine and problem.supine_items is not None:
            self._at_most(problem.supine_items, supine, [1] * len(supine))
        self._reward(problem.aims_in[n], [(facts, facts.serves[n], [var]) for facts, var in here])
        self._seconds(here)

    def _seconds(self, here: list[tuple[Facts, Var]]) -> None:
        """What a second carry and a second control exercise of a session are worth."""
        carries = [var for facts, var in here if facts.carry]
        if len(carries) > 1:
            again = self._variable(self.problem.second_carry)
            self._at_most(MOST_CARRIES - 1, [*carries, again], [*[1] * len(carries), -1])
        control = [var for facts, var in here if facts.control]
        if len(control) > 1 and self.problem.second_control:
            second = self._variable(self.problem.second_control)
            self._at_most(0, [second, *control], [2, *[-1] * len(control)])
            met = self.met.get(tuple(control))
            if met is not None:
                # Says nothing new of whole numbers, but spares the solver a week with half a second one.
                self._at_most(0, [second, met, *control], [1, 1, *[-1] * len(control)])

    def _reward(self, aims: tuple[Aims, ...], standing: list[tuple[Facts, Aims, list[Var]]]) -> None:
        """Each of `aims` is met where one that serves it stands; `standing`: candidates, what they serve, and where."""
        for aim in aims:
            serving = [(facts.name, variables) for facts, serves, variables in standing if serves & aim]
            if not serving:
                continue
            weight = self.weights[aim]
            any_of = [var for _, variables in serving for var in variables]
            self.rewards.append((any_of, weight))
            if len({name for name, _ in serving}) == 1:
                # One at most of an exercise stands: where it does, the aim is met.
                for var in any_of:
                    self.gains[var] += weight * self.unit
            else:
                met = self.met[tuple(any_of)] = self._variable(weight)
                self._needs_any(met, any_of)


def _no(var: Var) -> int:
    """Not that variable, as the solver's messages say it."""
    return -var - 1


class _Model(cp_model.CpModel):
    """A model without the old names of its methods: to add them takes longer than to write a small program."""

    def _add_pre_pep8_methods(self) -> None:
        pass


def _parameters() -> cp_model.SatParameters:
    """Found by trial on ordinary and on the slowest cases: several times faster so than with the defaults."""
    parameters = cp_model.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = 0
    parameters.cp_model_presolve = False
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.linearization_level = 2
    parameters.add_lp_constraints_lazily = False
    parameters.cut_level = 0
    parameters.use_sat_inprocessing = False
    parameters.search_branching = cp_model.PSEUDO_COST_SEARCH
    return parameters


_PARAMETERS = _parameters()
