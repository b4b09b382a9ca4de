"""What the week may be made of: for each exercise the rungs and doses worth choosing between, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.content.content import Content, once_a_content
from core.model.exercise import Exercise, Rung
from core.model.review import Step
from core.model.routine import LeftOut
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Eligibility, Obstacle
from core.recommend.person import Person

# The rungs of an exercise that a person may do, in their doses; or, where there is none, why it is left out.
Rungs = tuple[list[tuple[Rung, Dosed]], LeftOut | None]
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
    by_exercise: Mapping[str, tuple[Candidate, ...]]
    left_out: Mapping[str, LeftOut]


def feels(person: Person, rung: Rung, answer: str) -> bool:
    """Whether any of the positions that feel like `rung` got `answer`."""
    positions = person.case.positions
    return answer in [getattr(positions, name) for name in rung.like_positions]


def position_answers(person: Person, rung: Rung, answer: str) -> tuple[str, ...]:
    """Paths of the positions that feel like `rung` and got `answer`."""
    positions = person.case.positions
    return tuple(f"positions.{name}" for name in rung.like_positions if getattr(positions, name) == answer)


def strength_day_only(content: Content, exercise: Exercise, rung: Rung) -> bool:
    """Whether `rung` stands on strength days only."""
    return exercise.role in ("strength", "upper") and rung.level >= content.evidence["strength_day_level"]


def rungs_of(person: Person, eligibility: Eligibility, exercise: Exercise) -> Rungs:
    """The rungs of one exercise that the person may do, as far as they have come."""
    step = person.steps.get(exercise.id)
    reach, phase, size = within_reach(exercise, step), person.assessment.phase, step.dose_step if step else 0
    useless: dict[str | None, Obstacle] = {}
    allowed: list[tuple[Rung, Dosed]] = []
    for rung in reach:
        if eligibility.allows(exercise, rung):
            dosed = dose(person, rung, phase, size)
            if isinstance(dosed, Dosed):
                allowed.append((rung, dosed))
            else:
                useless[rung.id] = dosed
    if allowed:
        return allowed, None
    in_the_way = ((useless[r.id],) if r.id in useless else eligibility.obstacles(exercise, r) for r in reach)
    return [], out_by(exercise, min(in_the_way, key=len))


def out_by(exercise: Exercise, in_the_way: tuple[Obstacle, ...], more: LeftOut | None = None) -> LeftOut:
    """The row of an exercise that these obstacles leave out, those of `more` after them."""
    because = tuple([obstacle.because for obstacle in in_the_way])
    if more is not None:
        because += more.because
    return LeftOut(exercise=exercise.id, because=because, change=in_the_way[0].change, instead=None)


def begin(
    person: Person, exercise: Exercise, allowed: list[tuple[Rung, Dosed]], *, easiest: bool = False
) -> tuple[Candidate, ...]:
    """The candidates that the rungs of an exercise make. `easiest`: who has no step of it yet begins at the easiest."""
    if exercise.id in person.steps:
        # Who does an exercise already goes on where they stand, or as near below it as they may.
        allowed = allowed[-1:]
    elif easiest:
        allowed = allowed[:1]
    return _worth_choosing(person, exercise, allowed)


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


class _Limits(NamedTuple):
    """What the limits of a week look at in a rung. `counted`: whether its days are counted by themselves."""

    supine: bool
    floor: bool
    strength_day_only: bool
    heavy: bool
    counted: bool


@once_a_content
def _limits_in(content: Content) -> Mapping[tuple[str, str | None], _Limits]:
    """The limits of every rung, by exercise and rung."""
    return {
        (exercise.id, rung.id): _Limits(
            supine="supine" in rung.needs,
            floor="floor" in rung.needs,
            strength_day_only=strength_day_only(content, exercise, rung),
            heavy=rung.level >= content.evidence["heavy_level"],
            counted="deadlift" in rung.tags or "carry" in rung.tags,
        )
        for exercise in content.library.exercises
        for rung in exercise.rungs
    }


def _in_order(person: Person, allowed: list[tuple[Rung, Dosed]]) -> list[tuple[Rung, Dosed]]:
    """The best rung first: the highest, then what is not worse, then the one that their training asks for."""
    if len(allowed) < 2:
        return allowed
    # Python's sort is stable: of rungs of one level and one comfort the order by training decides.
    return sorted(_by_training(person, allowed), key=lambda pair: (-pair[0].level, feels(person, pair[0], "worse")))


def _worth_choosing(person: Person, exercise: Exercise, allowed: list[tuple[Rung, Dosed]]) -> tuple[Candidate, ...]:
    """The start rung; and of the others only those that a limit of the week treats otherwise, or that are quicker."""
    ordered, limits_in = _in_order(person, allowed), _limits_in(person.content)
    best = ordered[0][0].level
    any_day = [rung.level for rung, _ in ordered if not limits_in[exercise.id, rung.id].strength_day_only]
    best_other = max(any_day, default=best)
    usual = {rung.level: rung for rung, _ in reversed(ordered)}
    step = person.steps.get(exercise.id)
    quick_size = min(step.dose_step, 0) if step else 0
    chosen_for: set[tuple[bool, bool]] = set()
    shortest: dict[tuple[_Limits, bool], int] = {}
    found: list[Candidate] = []
    for rung, full in ordered:
        options = [(full, False)]
        quick = dose(person, rung, "calm", quick_size)
        if isinstance(quick, Dosed) and quick.hundredths < full.hundredths:
            options.append((quick, True))
        limits = limits_in[exercise.id, rung.id]
        days = (limits.strength_day_only, limits.heavy)
        worse, eases = feels(person, rung, "worse"), feels(person, rung, "better")
        for dosed, is_quick in options:
            if dosed.hundredths >= shortest.get((limits, is_quick), dosed.hundredths + 1):
                continue
            shortest[limits, is_quick] = dosed.hundredths
            first_choice = not is_quick and days not in chosen_for
            chosen_for.add(days)
            found.append(
                Candidate(
                    exercise=exercise,
                    rung=rung,
                    dosed=dosed,
                    below_start=(best - rung.level, max(0, best_other - rung.level)),
                    strength_day_only=limits.strength_day_only,
                    first_choice=first_choice,
                    usual=rung is usual[rung.level],
                    quick=is_quick,
                    worse=worse,
                    eases=eases,
                )
            )
    return tuple(found)
