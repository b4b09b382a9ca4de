"""Plans for one person as their logs move them on: near to what they do already, and made once.

The plain week is what the answers alone make in a phase. Who does something else by now keeps it, where nothing is lost
by that; each exercise is put at its own step, and what rests makes room for what serves the same.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from core.assess.assess import assess
from core.content.content import Content
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.review import Returned, Standing
from core.model.routine import Routine
from core.recommend.adapt import adapt
from core.recommend.candidates import Candidate
from core.recommend.dose import Dosed, dose
from core.recommend.menu import Menu
from core.recommend.person import Person
from core.recommend.select import Selection, select
from core.recommend.weeks import worth_of

# How many plans of one person are remembered, and how many weeks they are made from.
MOST: Final = 64

Key = TypeVar("Key")
Made = TypeVar("Made")
# The person of a standing, with what follows from it.
Make = Callable[[Standing | None], Person]


class Planner:
    """Plans of a person in one phase. The same standing always gives the same plan.

    `standing`: the phase alone; null at an intake.
    """

    def __init__(self, standing: Standing | None, make: Make) -> None:
        self._standing, self._make = standing, make
        self._menus: dict[tuple[Returned, ...], Menu] = {}
        self._routines: OrderedDict[Standing | None, Routine] = OrderedDict()
        self._chosen: OrderedDict[Standing, Selection] = OrderedDict()
        self._plain: Selection | None = None

    def menu(self, standing: Standing | None = None) -> Menu:
        """What a week may be made of, with the directions that came back."""
        returned = standing.returned if standing else ()
        found = self._menus.get(returned)
        if found is None:
            at = self._standing and self._standing.model_copy(update={"returned": returned})
            found = self._menus[returned] = Menu(self._make(at))
        return found

    def routine(self, standing: Standing | None) -> Routine:
        """The routine of a standing of this phase."""
        found = self._routines.get(standing)
        if found is None:
            menu = self.menu(standing)
            person = menu.person.at(standing)
            week = halved(person, self.week(standing))
            found = menu.writer.write(person, menu.choice(standing), week)
            _keep(self._routines, standing, found)
        return found

    def week(self, standing: Standing | None) -> Selection:
        """The week of a standing. The doses of a half week are not halved yet."""
        if standing is None or not (standing.steps or standing.resting or standing.returned):
            return self.plain
        whole = _whole(standing)
        found = self._chosen.get(whole)
        if found is None:
            found = self._choose(whole)
            _keep(self._chosen, whole, found)
        return found

    def can_rest(self, standing: Standing, name: str) -> bool:
        """Whether others serve what `name` alone serves in the week of a standing, so that no place of a session
        becomes empty. What answers a finding may wait meanwhile."""
        week, menu = self.week(standing), self.menu(standing)
        scale, there = menu.scale(week.pattern), menu.choice(standing).by_exercise
        here = [(c, c.exercise.id == name) for chosen in week.by_kind.values() for c in chosen]
        alone = scale.possible(c for c, its in here if its) & ~scale.possible(c for c, its in here if not its)
        others = scale.possible_with(candidates for other, candidates in there.items() if other != name)
        if alone & ~scale.needs & ~others:
            return False
        empty = self._empty(standing)
        resting = standing.model_copy(update={"resting": tuple(sorted({*standing.resting, name}))})
        return self._empty(resting) <= empty

    def _empty(self, standing: Standing) -> int:
        """The weight of the places of a session that stay empty in the week of a standing."""
        week, menu = self.week(standing), self.menu(standing)
        weighed = menu.weighed(week.pattern)
        scale = weighed.scale
        possible = scale.possible_with(menu.choice(standing).by_exercise.values())
        worth = worth_of(scale, weighed.week(week.by_kind), possible)
        return scale.weight(worth.missed & scale.places)

    @property
    def plain(self) -> Selection:
        """The week that the answers alone make in the phase."""
        # No cached_property: while one person's is found, those of Python 3.11 make everybody else wait.
        if self._plain is None:
            menu = self.menu()
            candidates = menu.choice(self._standing).candidates
            self._plain = select(menu.person.at(self._standing), menu.frame, candidates, scale_for=menu.scale)
        return self._plain

    def _choose(self, standing: Standing) -> Selection:
        """The plain week, changed as little as can be; where that loses something, the best around what they do."""
        menu = self.menu(standing)
        near = adapt(self.plain, menu, standing)
        if near is not None:
            return near
        return select(
            menu.person.at(standing, _doing(standing)), menu.frame, menu.choice(standing).candidates, self.plain
        )


def _keep(kept: OrderedDict[Key, Made], key: Key, made: Made) -> None:
    kept[key] = made
    if len(kept) > MOST:
        kept.popitem(last=False)


def _doing(standing: Standing) -> frozenset[str]:
    """What the person does; where nobody says, what they have steps of."""
    return frozenset(standing.doing or (step.exercise for step in standing.steps))


def exercises_of(week: Selection) -> frozenset[str]:
    """The exercises of a week."""
    return frozenset(candidate.exercise.id for chosen in week.by_kind.values() for candidate in chosen)


def maker(case: Case, content: Content) -> Make:
    """Makes the person of a case in any standing."""
    quotes = Quotes(case)
    return lambda at: Person(case, assess(case, content.evidence, at), content, quotes, at)


def bare(standing: Standing | None) -> Standing | None:
    """The phase of a standing, and nothing else of it."""
    if standing is None:
        return None
    return Standing(phase=standing.phase, training=standing.training, relief_only=standing.relief_only)


def _whole(standing: Standing) -> Standing:
    return standing.model_copy(update={"half_dose": False}) if standing.half_dose else standing


def halved(person: Person, selection: Selection) -> Selection:
    """The same week at about half the dose, where the person's standing asks for it."""
    if not person.half_dose:
        return selection
    by_kind = {kind: tuple(_halved(person, each) for each in chosen) for kind, chosen in selection.by_kind.items()}
    return replace(selection, by_kind=by_kind)


def _halved(person: Person, candidate: Candidate) -> Candidate:
    step = person.steps.get(candidate.exercise.id)
    size = step.dose_step if step else 0
    phase = "calm" if candidate.quick else person.assessment.phase
    less = dose(person, candidate.rung, phase, min(size, 0) if candidate.quick else size)
    return replace(candidate, dosed=less) if isinstance(less, Dosed) else candidate
