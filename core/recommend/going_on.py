"""Going on with what the person does already: the plan as their answers make it, where that is what they do; else as
near to it as their own steps allow."""

from collections.abc import Callable

from core.model.review import Standing
from core.model.routine import Routine

Plan = Callable[[Standing | None, Routine | None], Routine]


def go_on(standing: Standing | None, plan: Plan) -> Routine:
    """The routine of a standing. `plan` makes one from a standing, alike in its days to another where one is given."""
    if standing is None or not standing.steps:
        return plan(standing, None)
    plain = plan(standing.model_copy(update={"steps": ()}), None)
    if does_already(plain, standing):
        return plain
    return plan(standing, plain)


def does_already(plain: Routine, standing: Standing) -> bool:
    """Whether the person does every item of the plain plan as it stands there."""
    steps = {step.exercise: step for step in standing.steps}
    return all(
        item.exercise in steps and steps[item.exercise].rung == item.rung and not steps[item.exercise].dose_step
        for item in plain.items
    )
