"""Where the plan goes next: what rests, what goes back, the one step that was earned, and who makes room."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from core.model.reason import Because
from core.model.review import Standing, Step
from core.model.routine import Item, Routine
from core.review.ladder import Stand
from core.review.planning import plan, plan_near
from core.review.rotation import Due, find_due, still_whole
from core.review.seen import Seen
from core.review.steps import Move, Reach, Ready, Steps
from core.review.stops import stopped_exercises
from core.review.why import CLINIC, OWN, pain_on, told, why

BAD_DAY_RULE: Final = "R11"


class Course:
    """What one review does with the plan.

    `stands`: exercises as they stood. `moves`: those that go back or make room. `resting`: left out for now, and why.
    `chosen`: the one step. `waiting`: why the others hold. `routine`: the next week, null where triage allows none;
    `standing`: what it was made from.
    """

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._library = {exercise.id: exercise for exercise in seen.content.library.exercises}
        self._order = {role: place for place, role in enumerate(seen.content.rules.aims.order.roles)}
        self.reach = Reach(seen.now, seen.assessment, seen.standing, seen.content)
        self._steps = Steps(
            seen.done, seen.logs, seen.judged, self.reach, seen.standing, seen.phase.fell_on, seen.content
        )
        self.stopped = stopped_exercises(seen.stopped, seen.content)
        self.stands = {name: self.stand(name, seen.planned.get(name)) for name in self._names()}
        self.moves = {name: move for name, stand in self.stands.items() if (move := self._steps.back(stand))}
        self.chosen: Ready | None = None
        self.waiting: dict[str, Because] = {}
        self.resting = self._find_resting()
        self.standing = self._with()
        self.routine: Routine | None = None
        if seen.cleared is not None:
            self.routine = self._plan(self.standing)
            self.standing = self._with()
            if self.why_no_more() is None:
                self._one_step()
                self._take_turns(self.routine)
        self.standing = self._told()

    def stand(self, name: str, rung: str | None) -> Stand:
        """Where an exercise stands; `rung`: in the plan, where no log holds it."""
        return self._steps.stand(self._library[name], rung)

    def target(self, name: str) -> tuple[int, int]:
        """Place of the rung and size of dose that an exercise goes to."""
        if self.chosen is not None and self.chosen.stand.exercise.id == name:
            return self.chosen.move.index, self.chosen.move.step
        move, stand = self.moves.get(name), self.stands[name]
        return (move.index, move.step) if move else (stand.index, stand.step)

    def why_no_more(self) -> Because | None:
        """Why nothing steps up or takes turns today."""
        seen = self._seen
        if seen.eased is not None:
            return seen.eased.because
        if seen.stopped:
            return why("hold_spread", "R18", CLINIC, seen.stopped[0].answers, "spread_calm_days")
        if seen.phase.one_bad_day:
            day = seen.logs.readings.latest(seen.logs.as_of, 2)
            pain = () if day is None else (pain_on(day, seen.logs.readings.on(day) or 0),)
            return why("hold_bad_day", BAD_DAY_RULE, "moen", pain, "calm_pain_nrs")
        return None

    # ---- where everything stands -----------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        """What was done of late, and what the first plan holds."""
        since = self._seen.days_ago("ladder_memory_days")
        return sorted(
            {name for name, rows in self._seen.done.items() if rows[0].day >= since} | set(self._seen.planned)
        )

    def _find_resting(self) -> dict[str, Because]:
        resting = dict(self.stopped)
        for name, move in self.moves.items():
            if move.action == "swap":
                resting.setdefault(name, move.because[0])
        because = self.why_no_more()
        if self._seen.phase.one_bad_day and because is not None:
            for name, stand in self.stands.items():
                if stand.exercise.rungs[self.target(name)[0]].level > self._seen.number("level_calm"):
                    resting.setdefault(name, because)
        for name in self._seen.kept_new():
            kept = self._seen.logs.kept[name]
            answer = told(f"kept_old.{kept.day}.kept.{name}.rung", kept.rung.rung)
            resting.setdefault(name, why("hold_kept", "contract.9", OWN, (answer,)))
        return resting

    # ---- the next routine ------------------------------------------------------------------------------------------

    def _with(self, resting: Iterable[str] = ()) -> Standing:
        steps = []
        for name in sorted(self.stands):
            index, size = self.target(name)
            steps.append(Step(exercise=name, rung=self._library[name].rungs[index].id, dose_step=size))
        rests = tuple(sorted({*self.resting, *resting}))
        return self._seen.standing.model_copy(update={"steps": tuple(steps), "resting": rests})

    def _plan(self, standing: Standing) -> Routine:
        if self._seen.cleared is None:
            raise ValueError("no routine without a cleared case")
        routine = plan(self._seen.cleared, standing, self._seen.content)
        again = [stand for item in routine.items if (stand := self._lower_before(item)) is not None]
        if not again:
            return routine
        # Who comes back to an exercise after a long time begins no higher than they left it.
        self.stands |= {stand.exercise.id: stand for stand in again}
        steps = {step.exercise: step for step in (*standing.steps, *(stand.as_step() for stand in again))}
        told = tuple(steps[name] for name in sorted(steps))
        return self._plan(standing.model_copy(update={"steps": told}))

    def _lower_before(self, item: Item) -> Stand | None:
        """A new item that was done long ago, at a lower rung."""
        found = None if item.exercise in self.stands else self._seen.long_ago(item.exercise)
        if found is None:
            return None
        exercise = self._library[item.exercise]
        place = [rung.id for rung in exercise.rungs].index(item.rung)
        return Stand(exercise, found.index, 0, ()) if found.index < place else None

    def _one_step(self) -> None:
        """What has waited longest takes its step, if the week has room for it; the others say that they wait."""
        ready = []
        for name, stand in self.stands.items():
            if name not in self.moves and name not in self.resting:
                onward = self._steps.onward(stand)
                if isinstance(onward, Ready):
                    ready.append(onward)
                else:
                    self.waiting[name] = onward
        for each in sorted(ready, key=self._rank):
            held = self._held(each)
            if held is not None:
                self.waiting[each.stand.exercise.id] = held

    def _held(self, ready: Ready) -> Because | None:
        """Takes the step, unless something holds it back."""
        if self.chosen is not None:
            answer = told(f"decisions.{self.chosen.stand.exercise.id}.action", "progress")
            return why("hold_next", "contract.9", OWN, (answer,))
        fast = self._steps.too_fast(ready, tuple(self.stands.values()))
        if fast is not None:
            return fast
        self.chosen = ready
        standing = self._with()
        routine = self._plan(standing)
        before = {item.exercise for item in self.routine.items} if self.routine else set()
        if not self._holds_step(routine) or before - {item.exercise for item in routine.items}:
            self.chosen = None
            return why("hold_room", "contract.7", OWN, ready.move.because[0].answers)
        self.routine, self.standing = routine, self._with()
        return None

    def _rank(self, ready: Ready) -> tuple[object, ...]:
        exercise = ready.stand.exercise
        return ready.since, self._order[exercise.role], exercise.id

    def _holds_step(self, routine: Routine) -> bool:
        """Whether the step that was chosen stands in the routine."""
        if self.chosen is None:
            return True
        exercise = self.chosen.stand.exercise
        rung = exercise.rungs[self.chosen.move.index].id
        return any(item.exercise == exercise.id and item.rung == rung for item in routine.items)

    def _take_turns(self, routine: Routine) -> None:
        """Drills that stood for weeks rest in turn, as long as the week stays whole."""
        seen = self._seen
        exempt = {*self.moves, *self.resting, *seen.kept_turns()}
        if self.chosen is not None:
            exempt.add(self.chosen.stand.exercise.id)
        gap = timedelta(days=int(seen.number("rotate_gap_days")))
        last = None
        for due in find_due(seen.done, seen.logs.as_of, exempt, seen.content):
            if (last is None or due.last >= last + gap) and self._makes_room(due, self.routine or routine):
                last = due.last

    def _makes_room(self, due: Due, before: Routine) -> bool:
        if self._seen.cleared is None:
            return False
        standing = self._with((due.exercise,))
        near = plan_near(self._seen.cleared, standing, self._seen.content)
        fits = near is not None and still_whole(before, near) and self._holds_step(near)
        # Who rests already goes on resting, even where that takes another week; nobody begins to for that price.
        if not fits and due.last >= self._seen.days_ago("rotate_gap_days"):
            return False
        routine = self._plan(standing)
        if not fits and not (still_whole(before, routine) and self._holds_step(routine)):
            return False
        self.moves[due.exercise] = Move("swap", *self.target(due.exercise), (due.because,))
        self.resting[due.exercise] = due.because
        self.routine, self.standing = routine, self._with()
        return True

    def _told(self) -> Standing:
        """The standing with the rungs that the routine has: the same routine comes of it again."""
        items: tuple[Item, ...] = self.routine.items if self.routine else ()
        rungs = {item.exercise: item.rung for item in items}
        steps = tuple(
            step.model_copy(update={"rung": rungs[step.exercise]}) if step.exercise in rungs else step
            for step in self.standing.steps
        )
        return self.standing.model_copy(update={"steps": steps})
