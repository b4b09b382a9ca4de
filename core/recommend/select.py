"""The best week under the stated order of aims: which exercises, doses and days it may be made of, in turn."""

from collections.abc import Callable
from dataclasses import dataclass

from core.content.rules import Pattern
from core.model.vocabulary import FOUNDATIONS, PLANES, WEEKDAYS
from core.recommend.bound import least_lost
from core.recommend.candidates import Candidate
from core.recommend.frame import Frame
from core.recommend.person import Person
from core.recommend.solver import make_problem, solve
from core.recommend.worth import Scale, coverage_of


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


def select(
    person: Person,
    frame: Frame,
    candidates: tuple[Candidate, ...],
    like: Selection | None = None,
    scale_for: Callable[[Pattern], Scale] | None = None,
) -> Selection:
    """The best selection for the days asked for. `like`: the plain plan, where the person has steps of their own: what
    they do already is enough where it loses no more than that plan, and likeness to it breaks ties. `scale_for`: where
    the person's scale of a pattern is kept.

    Other rungs and shorter doses, and after them other patterns of days, come into play only where the usual rungs in
    full doses on the usual days leave something of the aims unmet.
    """
    patterns = person.content.rules.patterns_for(person.case.preferences.days_per_week)
    if person.relief_only:
        patterns = (_alike(patterns[0]),)
    scale_for = scale_for or (lambda pattern: Scale(person, frame, pattern))
    scale = scale_for(patterns[0])
    usual = tuple(candidate for candidate in candidates if candidate.first_choice)
    if person.known:
        going_on = _within(like.lost if like else 0, scale, _going_on(scale, usual), like)
        if going_on is not None:
            return going_on
    best = _within(0, scale, usual, like) if len(usual) < len(candidates) else None
    if best is None:
        best = _best(scale, candidates, like)
    for pattern in patterns[1:]:
        if not best.lacking:
            break
        other = _best(scale_for(pattern), candidates, like)
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


def _within(most: int, scale: Scale, candidates: tuple[Candidate, ...], like: Selection | None) -> Selection | None:
    """The best week of these candidates; null where it loses more than `most`."""
    if least_lost(scale, candidates) > most:
        return None
    found = _best(scale, candidates, like)
    return found if found.lost <= most else None


def _best(scale: Scale, candidates: tuple[Candidate, ...], like: Selection | None) -> Selection:
    """The best week of these candidates."""
    solution = solve(make_problem(scale, candidates, _names(like) if like else {}))
    by_kind = {
        kind: tuple(candidates[i] for i in here) for kind, here in zip(scale.kinds, solution.chosen, strict=True)
    }
    reached = coverage_of(c for chosen in by_kind.values() for c in chosen)
    lacking = solution.short
    if scale.frame.coverage:
        lacking += sum(scale.aims["plane"] for plane in PLANES if plane not in reached)
        lacking += sum(scale.aims["foundation"] for part in FOUNDATIONS if part not in reached)
    return Selection(by_kind, scale.pattern, reached, solution.short + solution.missed, lacking)


def _names(week: Selection) -> dict[str, frozenset[str]]:
    """The exercises of each kind of session."""
    return {kind: frozenset(c.exercise.id for c in chosen) for kind, chosen in week.by_kind.items()}
