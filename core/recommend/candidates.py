"""What the week may be made of: for each exercise the rungs and doses worth choosing between, and why not the rest."""

from dataclasses import dataclass
from functools import cached_property

from core.content.content import Content
from core.model.exercise import Exercise, Rung
from core.model.review import Step
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Eligibility, Obstacle, Person

# The rungs that a person may do in their doses; or, where there is none, what stands in the way of the nearest.
Rungs = tuple[list[tuple[Rung, Dosed]], tuple[Obstacle, ...]]
SESSION_ROLES = ("relief", "mobility", "control", "strength", "upper", "stretch")


@dataclass(frozen=True, eq=False)
class Candidate:
    """One exercise at one rung in one dose; made once, so that it is found by itself, not by what stands in it.

    `quick`: the shorter dose. `first_choice`: in full dose, the first rung of those that may stand on the same days.

    `usual`: the rung of its level that the person's training asks for. `below_start`: levels below the best rung of the
    exercise for strength days, and for other days where fewer stand.
    """

    exercise: Exercise
    rung: Rung
    dosed: Dosed
    below_start: tuple[int, int]
    strength_day_only: bool
    usual: bool
    first_choice: bool
    quick: bool
    worse: bool
    eases: bool

    @property
    def supine(self) -> bool:
        return "supine" in self.rung.needs

    @property
    def on_floor(self) -> bool:
        return "floor" in self.rung.needs

    def has(self, tag: str) -> bool:
        return tag in self.rung.tags


@dataclass(frozen=True)
class Choice:
    """All candidates of one person, and for every exercise without one what stands in the way of its nearest rung."""

    candidates: tuple[Candidate, ...]
    obstacles: dict[str, tuple[Obstacle, ...]]

    @cached_property
    def by_exercise(self) -> dict[str, tuple[Candidate, ...]]:
        """The candidates of each exercise."""
        found: dict[str, tuple[Candidate, ...]] = {}
        for candidate in self.candidates:
            name = candidate.exercise.id
            found[name] = (*found.get(name, ()), candidate)
        return found


def position_answers(person: Person, rung: Rung, answer: str) -> tuple[str, ...]:
    """Paths of the positions that feel like `rung` and got `answer`."""
    positions = person.case.positions
    return tuple(f"positions.{name}" for name in rung.like_positions if getattr(positions, name) == answer)


def strength_day_only(content: Content, exercise: Exercise, rung: Rung) -> bool:
    """Whether `rung` stands on strength days only."""
    return exercise.role in ("strength", "upper") and rung.level >= content.evidence["strength_day_level"]


def find_candidates(person: Person, eligibility: Eligibility) -> Choice:
    """Candidates of every exercise that can stand in a session."""
    candidates: list[Candidate] = []
    obstacles: dict[str, tuple[Obstacle, ...]] = {}
    for exercise in person.content.library.exercises:
        if exercise.role not in SESSION_ROLES:
            continue
        found, in_the_way = of_exercise(person, eligibility, exercise)
        candidates += found
        if not found:
            obstacles[exercise.id] = in_the_way
    return Choice(tuple(candidates), obstacles)


def of_exercise(
    person: Person, eligibility: Eligibility, exercise: Exercise, *, easiest: bool = False
) -> tuple[list[Candidate], tuple[Obstacle, ...]]:
    """The candidates of one exercise, or what stands in the way of its nearest rung. `easiest`: who has no step of it
    yet begins at the easiest rung."""
    return begin(person, exercise, rungs_of(person, eligibility, exercise), easiest=easiest)


def rungs_of(person: Person, eligibility: Eligibility, exercise: Exercise) -> Rungs:
    """The rungs of one exercise that the person may do, as far as they have come."""
    allowed: list[tuple[Rung, Dosed]] = []
    nearest: tuple[Obstacle, ...] | None = None
    step = person.steps.get(exercise.id)
    for rung in within_reach(exercise, step):
        in_the_way = eligibility.obstacles(exercise, rung)
        if not in_the_way:
            dosed = dose(person, rung, person.assessment.phase, step.dose_step if step else 0)
            if isinstance(dosed, Dosed):
                allowed.append((rung, dosed))
                continue
            in_the_way = (dosed,)
        if nearest is None or len(in_the_way) < len(nearest):
            nearest = in_the_way
    return allowed, () if allowed else nearest or ()


def begin(
    person: Person, exercise: Exercise, rungs: Rungs, *, easiest: bool
) -> tuple[list[Candidate], tuple[Obstacle, ...]]:
    """The candidates that its rungs make, or what stands in the way."""
    allowed, in_the_way = rungs
    if not allowed:
        return [], in_the_way
    if exercise.id in person.steps:
        # Who does an exercise already goes on where they stand, or as near below it as they may.
        allowed = allowed[-1:]
    elif easiest:
        allowed = allowed[:1]
    return _worth_choosing(person, exercise, allowed), ()


def within_reach(exercise: Exercise, step: Step | None) -> tuple[Rung, ...]:
    """The rungs up to the one reached; all of them where nobody has begun."""
    ids = [rung.id for rung in exercise.rungs]
    return exercise.rungs[: ids.index(step.rung) + 1] if step and step.rung in ids else exercise.rungs


def _by_training(person: Person, allowed: list[tuple[Rung, Dosed]]) -> list[tuple[Rung, Dosed]]:
    """Which of the rungs of one level comes first: the easiest for the new, the hardest for the regular, and for those
    between them the first that the sources name themselves."""
    if person.start_lowered:
        return allowed
    if person.case.capacity.training == "regular":
        return list(reversed(allowed))
    return sorted(allowed, key=lambda pair: pair[0].ours)


def _worth_choosing(person: Person, exercise: Exercise, allowed: list[tuple[Rung, Dosed]]) -> list[Candidate]:
    """The start rung; and of the others only those that a limit of the week treats otherwise, or that are quicker."""
    ordered = _by_training(person, allowed)
    # Python's sort is stable: of rungs of one level and one comfort the order above decides.
    ordered = sorted(ordered, key=lambda pair: (-pair[0].level, bool(position_answers(person, pair[0], "worse"))))
    best = ordered[0][0].level
    any_day = [r.level for r, _ in ordered if not strength_day_only(person.content, exercise, r)]
    best_other = max(any_day, default=best)
    usual = {rung.level: rung for rung, _ in reversed(ordered)}
    chosen_for: set[tuple[bool, bool]] = set()
    shortest: dict[tuple[object, ...], int] = {}
    found: list[Candidate] = []
    for rung, full in ordered:
        options = [(full, False)]
        step = person.steps.get(exercise.id)
        quick = dose(person, rung, "calm", min(step.dose_step, 0) if step else 0)
        if isinstance(quick, Dosed) and quick.hundredths < full.hundredths:
            options.append((quick, True))
        for dosed, is_quick in options:
            limits = (
                "supine" in rung.needs,
                "floor" in rung.needs,
                only_strength := strength_day_only(person.content, exercise, rung),
                heavy := rung.level >= person.number("heavy_level"),
                bool({"deadlift", "carry"} & set(rung.tags)),
                is_quick,
            )
            if dosed.hundredths >= shortest.get(limits, dosed.hundredths + 1):
                continue
            shortest[limits] = dosed.hundredths
            days = (only_strength, heavy)
            first_choice = not is_quick and days not in chosen_for
            chosen_for.add(days)
            found.append(
                Candidate(
                    exercise=exercise,
                    rung=rung,
                    dosed=dosed,
                    below_start=(best - rung.level, max(0, best_other - rung.level)),
                    strength_day_only=only_strength,
                    first_choice=first_choice,
                    usual=rung is usual[rung.level],
                    quick=is_quick,
                    worse=bool(position_answers(person, rung, "worse")),
                    eases=bool(position_answers(person, rung, "better")),
                )
            )
    return found
