"""What the weeks of one person may be made of: every exercise at the step it has reached, looked up once."""

from core.content.rules import Pattern
from core.model.exercise import Exercise
from core.model.review import Standing, Step
from core.model.routine import LeftOut
from core.recommend.candidates import SESSION_ROLES, Candidate, Choice, Rungs, begin, out_by, rungs_of
from core.recommend.eligible import Eligibility, Person
from core.recommend.frame import make_frame
from core.recommend.routine import Writer
from core.recommend.worth import Scale

# The candidates of an exercise, or why it is left out.
Found = tuple[list[Candidate], LeftOut | None]
# An exercise, and where the person stands with it: rung and size of dose; before that, whether it would begin at
# its easiest.
_Key = tuple[str, tuple[str | None, int] | bool]


class Menu:
    """Candidates of a person without steps and rests of their own; those of a step are added when asked for."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.frame = make_frame(person)
        self.exercises = {e.id: e for e in person.content.library.exercises if e.role in SESSION_ROLES}
        self._eligibility = Eligibility(person)
        self.writer = Writer(person, self.frame)
        self._found: dict[_Key, Found] = {}
        self._unbegun: dict[str, Rungs] = {}
        self._choice: tuple[Standing | None, Choice] | None = None
        self._scales: list[Scale] = []

    def scale(self, pattern: Pattern) -> Scale:
        """The scale for these days; it remembers what each candidate of the menu is worth."""
        found = next((scale for scale in self._scales if scale.pattern is pattern), None)
        if found is None:
            found = Scale(self.person, self.frame, pattern)
            self._scales.append(found)
        return found

    def choice(self, standing: Standing | None) -> Choice:
        """All candidates of a standing, in the order of the library. The last answer is kept: it is asked for twice."""
        last = self._choice
        if last is None or last[0] is not standing:
            last = self._choice = (standing, self._make_choice(standing))
        return last[1]

    def _make_choice(self, standing: Standing | None) -> Choice:
        resting = frozenset(standing.resting) if standing else frozenset()
        candidates: list[Candidate] = []
        left_out: dict[str, LeftOut] = {}
        rest = (Eligibility(self.person.at(standing)).rest(),) if resting else ()
        goes_on = standing is not None and bool(standing.doing)
        for name, (found, out) in self._at(standing.steps if standing else (), goes_on=goes_on).items():
            if name in resting:
                left_out[name] = out_by(self.exercises[name], rest, out)
            elif out is not None:
                left_out[name] = out
            else:
                candidates += found
        return Choice(tuple(candidates), left_out)

    def _at(self, steps: tuple[Step, ...], *, goes_on: bool) -> dict[str, Found]:
        """What there is of every exercise at these steps; in a plan that goes on others begin at their easiest.

        What was looked up once is not looked up again."""
        keys: dict[str, _Key] = {name: (name, goes_on) for name in self.exercises}
        if self.person.standing is not None:
            keys |= {s.exercise: (s.exercise, (s.rung, s.dose_step)) for s in steps if s.exercise in keys}
        missing = [name for name, key in keys.items() if key not in self._found]
        begun = {step.exercise for step in steps} if self.person.standing is not None else set()
        for name in missing:
            if name not in begun:
                self._found[keys[name]] = self._beginning(name, easiest=goes_on)
        if not begun.isdisjoint(missing):
            person = self.person.at(self.person.standing and self.person.standing.model_copy(update={"steps": steps}))
            eligibility = Eligibility(person)
            for name in missing:
                if name in begun:
                    rungs = rungs_of(person, eligibility, self.exercises[name])
                    self._found[keys[name]] = _found(person, self.exercises[name], rungs)
        return {name: self._found[key] for name, key in keys.items()}

    def _beginning(self, name: str, *, easiest: bool) -> Found:
        """What there is of an exercise that the person has no step of."""
        exercise = self.exercises[name]
        rungs = self._unbegun.get(name)
        if rungs is None:
            rungs = self._unbegun[name] = rungs_of(self.person, self._eligibility, exercise)
        return _found(self.person, exercise, rungs, easiest=easiest)


def _found(person: Person, exercise: Exercise, rungs: Rungs, *, easiest: bool = False) -> Found:
    allowed, out = rungs
    return (begin(person, exercise, allowed, easiest=easiest) if allowed else []), out
