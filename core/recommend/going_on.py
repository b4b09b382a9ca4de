"""Plans for one person as their logs move them on: near to what they do already, and made once.

The plain plan is what the answers alone make in a phase. Who has come to strengthening from building keeps what they
do: then the plan is chosen around that. Steps and rests change as little of it as can be.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.assess.assess import assess
from core.content.content import Content
from core.model.case import Case
from core.model.quoting import Quotes
from core.model.review import Standing
from core.model.routine import Routine
from core.model.vocabulary import PHASES, Phase, Training
from core.recommend.adapt import adapt
from core.recommend.candidates import Candidate
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Person
from core.recommend.menu import Menu
from core.recommend.routine import write_routine
from core.recommend.select import Selection, select

# How many plans of one person are remembered, and how many weeks they are made from.
MOST: Final = 64
_, BUILD, STRENGTHEN = PHASES


class Planner:
    """Plans of a person in one phase, with the same directions. The same standing always gives the same plan.

    `person`: without steps, rests and half doses of their own. `built`: the exercises of the plan of building.
    """

    def __init__(self, person: Person, built: Callable[[], frozenset[str]]) -> None:
        self.menu = Menu(person)
        self._built = built
        self._weeks: OrderedDict[frozenset[str], Selection] = OrderedDict()
        self._routines: OrderedDict[Standing | None, Routine] = OrderedDict()
        self._near: OrderedDict[Standing, Selection | None] = OrderedDict()

    def routine(self, standing: Standing | None) -> Routine:
        """The routine of a standing of this phase."""
        found = self._routines.get(standing)
        if found is None:
            person = self.menu.person.at(standing)
            choice = self.menu.choice(standing)
            found = write_routine(person, self.menu.frame, choice, halved(person, self.week(standing)))
            self._routines[standing] = found
            if len(self._routines) > MOST:
                self._routines.popitem(last=False)
        return found

    def week(self, standing: Standing | None) -> Selection:
        """The week of a standing. The doses of a half week are not halved yet."""
        near = self.near(standing)
        if near is not None or standing is None:
            return near or self._plain(frozenset())
        whole = _whole(standing)
        return select(
            self.menu.person.at(whole), self.menu.frame, self.menu.choice(whole).candidates, self._base(whole)
        )

    def near(self, standing: Standing | None) -> Selection | None:
        """The week of a standing, where it can be had by changing little; else null."""
        if standing is None or not (standing.steps or standing.resting):
            return self._plain(frozenset())
        whole = _whole(standing)
        if whole not in self._near:
            base = self._base(whole)
            already = not whole.resting and does_already(base, whole)
            self._near[whole] = base if already else adapt(base, self.menu, whole)
            if len(self._near) > MOST:
                self._near.popitem(last=False)
        return self._near[whole]

    def _base(self, standing: Standing) -> Selection:
        """The plain plan, or, where the person does not do all of it, the best around what they built up."""
        plain = self._plain(frozenset())
        known = {step.exercise for step in standing.steps}
        if standing.phase != STRENGTHEN or known >= exercises_of(plain):
            return plain
        return self._plain(self._built())

    def _plain(self, known: frozenset[str]) -> Selection:
        found = self._weeks.get(known)
        if found is None:
            person = self.menu.person.at(self.menu.person.standing, known)
            like = self._plain(frozenset()) if known else None
            found = select(person, self.menu.frame, self.menu.choice(person.standing).candidates, like)
            self._weeks[known] = found
            if len(self._weeks) > MOST:
                self._weeks.popitem()
        return found


def exercises_of(week: Selection) -> frozenset[str]:
    """The exercises of a week."""
    return frozenset(candidate.exercise.id for chosen in week.by_kind.values() for candidate in chosen)


def built_by(case: Case, content: Content, training: Training) -> frozenset[str]:
    """The exercises of the plan of building, as the answers alone make it."""
    standing = plain_standing(BUILD, training)
    person = Person(case, assess(case, content.evidence, standing), content, Quotes(case), standing)
    return exercises_of(Planner(person, frozenset).week(None))


def plain_standing(phase: Phase, training: Training) -> Standing:
    """A standing that says nothing but the phase."""
    return Standing(
        phase=phase, training=training, steps=(), returned=(), resting=(), half_dose=False, relief_only=False
    )


def bare(standing: Standing | None) -> Standing | None:
    """The standing without steps, rests and half doses: its phase and directions."""
    return standing and standing.model_copy(update={"steps": (), "resting": (), "half_dose": False})


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
