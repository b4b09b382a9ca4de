"""Going on with what the person does already: the plan as their answers make it, where that is what they do; else as
near to it as their own steps allow. At half dose the week stays the same, and each exercise becomes less."""

from collections.abc import Callable
from dataclasses import replace

from core.model.review import Standing
from core.recommend.candidates import Candidate
from core.recommend.dose import Dosed, dose
from core.recommend.eligible import Person
from core.recommend.select import Selection

# A week made for a standing; of equally good ones the one most like another, where one is given.
Choose = Callable[[Standing | None, Selection | None], Selection]


def go_on(standing: Standing | None, choose: Choose) -> Selection:
    """The week of a standing; `choose` makes one. The dose of a half week is not halved yet: see `halved`."""
    if standing is None:
        return choose(None, None)
    whole = standing.model_copy(update={"half_dose": False})
    plain = choose(whole.model_copy(update={"steps": ()}), None)
    if not whole.steps or does_already(plain, whole):
        return plain
    return choose(whole, plain)


def does_already(plain: Selection, standing: Standing) -> bool:
    """Whether the person does everything of the plain plan as it stands there."""
    steps = {step.exercise: step for step in standing.steps}
    return all(
        candidate.exercise.id in steps
        and steps[candidate.exercise.id].rung == candidate.rung.id
        and not steps[candidate.exercise.id].dose_step
        for chosen in plain.by_kind.values()
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
