"""What the weeks of one person may be made of: every exercise at the step it has reached, looked up once."""

from core.content.rules import Pattern
from core.model.exercise import Exercise
from core.model.review import Standing, Step
from core.recommend.candidates import SESSION_ROLES, Candidate, Choice, of_exercise
from core.recommend.eligible import Eligibility, Obstacle, Person
from core.recommend.frame import make_frame
from core.recommend.worth import Scale

Found = tuple[list[Candidate], tuple[Obstacle, ...]]


class Menu:
    """Candidates of a person without steps and rests of their own; those of a step are added when asked for."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.frame = make_frame(person)
        self.exercises = {e.id: e for e in person.content.library.exercises if e.role in SESSION_ROLES}
        self._eligibility = Eligibility(person)
        self._found: dict[tuple[str, Step | None], Found] = {}
        self._choice: tuple[Standing | None, Choice] | None = None
        self._scales: list[Scale] = []

    def of(self, exercise: Exercise, step: Step | None) -> Found:
        """The candidates of an exercise at that step, or what stands in the way of its nearest rung."""
        key = (exercise.id, step)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(exercise, step)
        return found

    def _find(self, exercise: Exercise, step: Step | None) -> Found:
        standing = self.person.standing
        if step is None or standing is None:
            return of_exercise(self.person, self._eligibility, exercise)
        person = self.person.at(standing.model_copy(update={"steps": (step,)}))
        return of_exercise(person, Eligibility(person), exercise)

    def scale(self, pattern: Pattern) -> Scale:
        """The scale for these days; it remembers what each candidate of the menu is worth."""
        found = next((scale for scale in self._scales if scale.pattern is pattern), None)
        if found is None:
            found = Scale(self.person, self.frame, pattern)
            self._scales.append(found)
        return found

    def choice(self, standing: Standing | None) -> Choice:
        """All candidates of a standing, in the order of the library. The last answer is kept: it is asked for twice."""
        if self._choice is not None and self._choice[0] is standing:
            return self._choice[1]
        choice = self._make_choice(standing)
        self._choice = (standing, choice)
        return choice

    def _make_choice(self, standing: Standing | None) -> Choice:
        steps = {step.exercise: step for step in standing.steps} if standing else {}
        resting = frozenset(standing.resting) if standing else frozenset()
        candidates: list[Candidate] = []
        obstacles: dict[str, tuple[Obstacle, ...]] = {}
        rest: tuple[Obstacle, ...] = ()
        if resting:
            rest = (Eligibility(self.person.at(standing)).rest(),)
        for name, exercise in self.exercises.items():
            found, in_the_way = self.of(exercise, steps.get(name))
            if name in resting:
                obstacles[name] = (*rest, *in_the_way)
            elif found:
                candidates += found
            else:
                obstacles[name] = in_the_way
        return Choice(tuple(candidates), obstacles)
