"""What the weeks of one person may be made of: every exercise at the step it has reached, looked up once."""

from core.content.content import Content, once_a_content
from core.content.rules import Pattern
from core.model.exercise import Exercise
from core.model.review import Standing, Step
from core.model.routine import LeftOut
from core.recommend.candidates import SESSION_ROLES, Candidate, Choice, Rungs, begin, out_by, rungs_of
from core.recommend.eligible import Eligibility, why_rests
from core.recommend.frame import make_frame
from core.recommend.person import Person
from core.recommend.routine import Writer
from core.recommend.weeks import Weighed
from core.recommend.worth import Scale

# The candidates of an exercise, or why it is left out.
Found = tuple[tuple[Candidate, ...], LeftOut | None]
# An exercise, and where the person stands with it: rung and size of dose; before that, whether it would begin at
# its easiest.
_Key = tuple[str, tuple[str | None, int] | bool]
# What of a standing the candidates depend on: steps, what rests, whether the plan goes on.
_Asked = tuple[tuple[Step, ...], tuple[str, ...], bool]


class Menu:
    """Candidates of a person without steps and rests of their own; those of a step are added when asked for."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.frame = make_frame(person)
        self._exercises = _in_sessions(person.content)
        self._eligibility = Eligibility(person)
        self.writer = Writer(person, self.frame)
        self._found: dict[_Key, Found] = {}
        self._unbegun: dict[str, Rungs] = {}
        self._choice: tuple[_Asked | None, Choice] | None = None
        self._weighed: list[Weighed] = []

    def scale(self, pattern: Pattern) -> Scale:
        """The scale for these days; it remembers what each candidate of the menu is worth."""
        return self.weighed(pattern).scale

    def weighed(self, pattern: Pattern) -> Weighed:
        """What was weighed on that scale."""
        found = next((weighed for weighed in self._weighed if weighed.scale.pattern is pattern), None)
        if found is None:
            found = Weighed(Scale(self.person, self.frame, pattern))
            self._weighed.append(found)
        return found

    def choice(self, standing: Standing | None) -> Choice:
        """All candidates of a standing, in the order of the library. The last answer is kept: it is asked for twice."""
        asked = (standing.steps, standing.resting, bool(standing.doing)) if standing else None
        last = self._choice
        if last is None or last[0] != asked:
            last = self._choice = (asked, self._make_choice(standing))
        return last[1]

    def _make_choice(self, standing: Standing | None) -> Choice:
        steps = {step.exercise: step for step in standing.steps} if standing and self.person.standing else {}
        # In a plan that goes on, others begin at their easiest.
        goes_on = standing is not None and bool(standing.doing)
        resting = frozenset(standing.resting) if standing else frozenset()
        rest = (why_rests(self.person.at(standing)),) if resting else ()
        candidates: list[Candidate] = []
        by_exercise: dict[str, tuple[Candidate, ...]] = {}
        left_out: dict[str, LeftOut] = {}
        for exercise in self._exercises:
            name = exercise.id
            step = steps.get(name)
            found, out = self._beginning(exercise, goes_on) if step is None else self._going_on(exercise, step)
            if name in resting:
                left_out[name] = out_by(exercise, rest, out)
            elif out is not None:
                left_out[name] = out
            else:
                candidates += found
                by_exercise[name] = found
        return Choice(tuple(candidates), by_exercise, left_out)

    def _beginning(self, exercise: Exercise, easiest: bool) -> Found:
        """What there is of an exercise that the person has no step of."""
        key = (exercise.id, easiest)
        found = self._found.get(key)
        if found is None:
            rungs = self._unbegun.get(exercise.id)
            if rungs is None:
                rungs = self._unbegun[exercise.id] = rungs_of(self.person, self._eligibility, exercise)
            found = self._found[key] = _found(self.person, exercise, rungs, easiest=easiest)
        return found

    def _going_on(self, exercise: Exercise, step: Step) -> Found:
        """What there is of an exercise at that step."""
        key = (exercise.id, (step.rung, step.dose_step))
        found = self._found.get(key)
        if found is None:
            bare = self.person.standing
            person = self.person.at(bare and bare.model_copy(update={"steps": (step,)}))
            found = self._found[key] = _found(person, exercise, rungs_of(person, Eligibility(person), exercise))
        return found


def _found(person: Person, exercise: Exercise, rungs: Rungs, *, easiest: bool = False) -> Found:
    allowed, out = rungs
    return (begin(person, exercise, allowed, easiest=easiest) if allowed else ()), out


@once_a_content
def _in_sessions(content: Content) -> tuple[Exercise, ...]:
    """The exercises that can stand in a session."""
    return tuple(exercise for exercise in content.library.exercises if exercise.role in SESSION_ROLES)
