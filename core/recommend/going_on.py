"""Plans for one person as their logs move them on: near to what they do already, and made once.

The plain plan is what the answers alone make in a phase. Who has come to another phase than that of the intake keeps
what they do: then the plan is made around that. Steps and rests change as little of it as can be.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.assess.assess import assess
from core.content.content import Content
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.review import Returned, Standing
from core.model.routine import Routine
from core.model.vocabulary import Phase, Training
from core.recommend.adapt import adapt
from core.recommend.candidates import Candidate
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Person
from core.recommend.menu import Menu
from core.recommend.routine import write_routine
from core.recommend.select import Selection, select

# How many plans of one person are remembered, and how many weeks they are made from.
MOST: Final = 64


# The person of a standing, with what follows from it.
Make = Callable[[Standing | None], Person]


class Planner:
    """Plans of a person in one phase. The same standing always gives the same plan.

    `standing`: the phase alone; null at an intake.
    """

    def __init__(self, standing: Standing | None, make: Make) -> None:
        self._standing, self._make = standing, make
        self._menus: dict[tuple[Returned, ...], Menu] = {}
        self._weeks: dict[frozenset[str], Selection] = {}
        self._routines: OrderedDict[Standing | None, Routine] = OrderedDict()
        self._near: OrderedDict[Standing, Selection | None] = OrderedDict()

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
            found = write_routine(person, menu.frame, menu.choice(standing), halved(person, self.week(standing)))
            self._routines[standing] = found
            if len(self._routines) > MOST:
                self._routines.popitem(last=False)
        return found

    def week(self, standing: Standing | None) -> Selection:
        """The week of a standing. The doses of a half week are not halved yet."""
        near = self.near(standing)
        if near is not None or standing is None:
            return near or self._plain(frozenset())
        whole, menu = _whole(standing), self.menu(standing)
        return select(menu.person.at(whole), menu.frame, menu.choice(whole).candidates, self._base(whole))

    def near(self, standing: Standing | None) -> Selection | None:
        """The week of a standing, where it can be had by changing little; else null."""
        if standing is None or not (standing.steps or standing.resting or standing.returned):
            return self._plain(frozenset())
        whole = _whole(standing)
        if whole not in self._near:
            base = self._base(whole)
            already = not (whole.resting or whole.returned) and does_already(base, whole)
            self._near[whole] = base if already else adapt(base, self.menu(whole), whole)
            if len(self._near) > MOST:
                self._near.popitem(last=False)
        return self._near[whole]

    def _base(self, standing: Standing) -> Selection:
        """The plain plan, or, where the person does not do all of it, the best around what the first plan held."""
        plain = self._plain(frozenset())
        known = {step.exercise for step in standing.steps}
        return plain if known >= exercises_of(plain) else self._plain(frozenset(standing.first))

    def _plain(self, known: frozenset[str]) -> Selection:
        found = self._weeks.get(known)
        if found is None:
            menu = self.menu()
            person = menu.person.at(self._standing, known)
            like = self._plain(frozenset()) if known else None
            found = self._weeks[known] = select(person, menu.frame, menu.choice(self._standing).candidates, like)
        return found


def exercises_of(week: Selection) -> frozenset[str]:
    """The exercises of a week."""
    return frozenset(candidate.exercise.id for chosen in week.by_kind.values() for candidate in chosen)


def maker(case: Case, content: Content) -> Make:
    """Makes the person of a case in any standing."""
    quotes = Quotes(case)
    return lambda at: Person(case, assess(case, content.evidence, at), content, quotes, at)


def plain_standing(phase: Phase, training: Training) -> Standing:
    """A standing that says nothing but the phase."""
    return Standing(
        phase=phase, training=training, steps=(), returned=(), resting=(), half_dose=False, relief_only=False
    )


def bare(standing: Standing | None) -> Standing | None:
    """The phase of a standing, and nothing else of it."""
    nothing = {"steps": (), "returned": (), "resting": (), "half_dose": False, "first": ()}
    return standing and standing.model_copy(update=nothing)


def _whole(standing: Standing) -> Standing:
    return standing.model_copy(update={"half_dose": False}) if standing.half_dose else standing


def does_already(week: Selection, standing: Standing) -> bool:
    """Whether the person does everything of the week as it stands there."""
    steps = {step.exercise: step for step in standing.steps}
    return all(
        candidate.exercise.id in steps
        and steps[candidate.exercise.id].rung == candidate.rung.id
        and not steps[candidate.exercise.id].dose_step
        for chosen in week.by_kind.values()
        for candidate in chosen
    )


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
