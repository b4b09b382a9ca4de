"""Where the plan goes next: what rests, what goes back, the one step that was earned, and who makes room."""

from collections.abc import Iterable, Sequence
from typing import Final

from core.model.reason import Because
from core.model.review import Standing
from core.model.routine import Item, Routine
from core.review.ladder import Stand, step_at
from core.review.onward import Onward
from core.review.pace import too_fast
from core.review.planning import can_rest, plan
from core.review.reach import Move, Reach, Ready
from core.review.rotation import Due, find_due, is_whole, still_whole
from core.review.seen import Seen
from core.review.steps import Steps
from core.review.stops import stopped_exercises
from core.review.went import Went
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
        phase, went = seen.standing.phase, Went(seen.logs, seen.judged, seen.standing.phase, seen.content)
        self._steps = Steps(seen.done, seen.logs, self.reach, went, seen.content)
        self._onward = Onward(
            seen.done, seen.logs, seen.judged, self.reach, went, phase, seen.phase.strong_on, seen.content
        )
        self.stopped = stopped_exercises(seen.stopped, seen.content)
        self.stands = {name: self.stand(name, self._begins_at(name)) for name in self._names()}
        self.moves = {name: move for name, stand in self.stands.items() if (move := self._steps.back(stand))}
        self.chosen: Ready | None = None
        self.waiting: dict[str, Because] = {}
        self.resting = self._find_resting()
        self.standing = self._with()
        self.routine: Routine | None = None
        if seen.cleared is not None:
            due = () if seen.standing.relief_only else self._find_due()
            before, may_begin = seen.days_ago("rotate_gap_days"), self._may_take_turns()
            late = [each for each in due if each.late and each.last >= before and may_begin]
            self.routine = self._without([*(each for each in due if each.last < before), *late])
            self.standing = self._with()
            if self.why_no_more() is None:
                self._one_step()
            if may_begin and not any(each.exercise in self.resting for each in late):
                self._take_a_turn([each for each in due if each.last >= before and not each.late])
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
        """Why nothing steps up today."""
        return self.why_less_now() or (self._why_bad_day() if self._seen.phase.bad_day else None)

    def why_less_now(self) -> Because | None:
        """Why the week asks for less than its plan for now."""
        seen = self._seen
        if seen.eased is not None:
            return seen.eased.because
        if seen.stopped:
            return why("hold_spread", "R18", CLINIC, seen.stopped[0].answers, "spread_calm_days")
        return self._why_bad_day() if seen.phase.one_bad_day else None

    def _why_bad_day(self) -> Because:
        logs = self._seen.logs
        day = logs.readings.latest(logs.as_of, 2)
        pain = () if day is None else (pain_on(day, logs.readings.on(day) or 0),)
        return why("hold_bad_day", BAD_DAY_RULE, "moen", pain, "calm_pain_nrs")

    # ---- where everything stands -----------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        """What was done of late, and what the first plan holds, as long as the person might begin it today."""
        since = self._seen.days_ago("ladder_memory_days")
        done = {name for name, rows in self._seen.done.items() if rows[0].day >= since}
        planned = {name for name in self._seen.planned if name in done or self._may_begin(name)}
        lower = {name for name in self._seen.long_ago if name not in done and self._may_begin(name, above=True)}
        return sorted(done | planned | lower)

    def _may_begin(self, name: str, *, above: bool = False) -> bool:
        """Whether somebody new to it might do its first rung today; `above`: the one above where they left it."""
        exercise = self._library[name]
        index = self._seen.long_ago[name].index + 1 if above else 0
        return index < len(exercise.rungs) and self.reach.allows(exercise, index, led_there=False)

    def _begins_at(self, name: str) -> str | None:
        """The rung where no log of late holds it: that of the plan, and never above where they left it."""
        planned, left = self._seen.planned.get(name), self._seen.long_ago.get(name)
        if left is None:
            return planned
        ids = [rung.id for rung in self._library[name].rungs]
        return planned if planned in ids[: left.index] else ids[left.index]

    def _find_resting(self) -> dict[str, Because]:
        resting = dict(self.stopped)
        for name, move in self.moves.items():
            if move.action == "swap":
                resting.setdefault(name, move.because[0])
        because = self.why_less_now()
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
            steps.append(step_at(name, self._library[name].rungs[index].id, size))
        rests = tuple(sorted({*self.resting, *resting}))
        return self._seen.standing.model_copy(update={"steps": tuple(steps), "resting": rests})

    def _plan(self, standing: Standing) -> Routine:
        if self._seen.cleared is None:
            raise ValueError("no routine without a cleared case")
        return plan(self._seen.cleared, standing, self._seen.content)

    def _one_step(self) -> None:
        """What has waited longest takes its step, if the week has room for it; the others say that they wait."""
        ready = []
        for name, stand in self.stands.items():
            if name not in self.moves and name not in self.resting:
                onward = self._onward.onward(stand)
                if isinstance(onward, Ready):
                    ready.append(onward)
                else:
                    self.waiting[name] = onward
        # A step that costs no other exercise its place goes first, whoever has waited longer.
        for most_gone in (0, 1):
            for each in sorted(ready, key=self._rank):
                name = each.stand.exercise.id
                if self.chosen is not each and (held := self._held(each, most_gone)) is not None:
                    self.waiting[name] = held

    def _held(self, ready: Ready, most_gone: int) -> Because | None:
        """Takes the step, unless something holds it back; so many exercises may make room for it."""
        if self.chosen is not None:
            answer = told(f"decisions.{self.chosen.stand.exercise.id}.action", "progress")
            return why("hold_next", "contract.9", OWN, (answer,))
        seen = self._seen
        stands = tuple(self.stands.values())
        fast = too_fast(ready, stands, seen.logs.as_of, seen.standing.phase, seen.content)
        if fast is not None:
            return fast
        before = self.routine
        known = before is not None and any(item.exercise == ready.stand.exercise.id for item in before.items)
        self.chosen = ready
        routine = self._plan(self._with())
        if before is None or not known or not self._holds_step(routine) or self._gone(before, routine) > most_gone:
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

    # ---- taking turns ----------------------------------------------------------------------------------------------

    def _may_take_turns(self) -> bool:
        """A week of less has the same movements, and after a spread some days bring nothing new."""
        seen = self._seen
        recent = any(spread.day > seen.days_ago("spread_calm_days") for spread in seen.stopped)
        return seen.eased is None and not seen.phase.one_bad_day and not recent

    def _find_due(self) -> tuple[Due, ...]:
        """What stood for weeks; what was too much at its easiest rung may rest instead of going back."""
        seen = self._seen
        exempt = {*self.resting, *seen.kept_turns()}
        exempt |= {name for name, move in self.moves.items() if move.index != self.stands[name].index}
        return find_due(seen.done, seen.logs.as_of, exempt, seen.content)

    def _without(self, due: Sequence[Due]) -> Routine:
        """The week without what rests already and what has to, as long as it stays whole; not whole, without each that
        it can do without. What else changes by that does not count."""
        routine = self._plan(self._with(each.exercise for each in due))
        if due and not is_whole(routine, self._seen.now.preferences.days_per_week):
            before = self._plan(self._with())
            if not still_whole(before, routine):
                due, routine = self._each_alone(due, before)
        for each in due:
            self._rest(each)
        return routine

    def _each_alone(self, due: Sequence[Due], before: Routine) -> tuple[list[Due], Routine]:
        found: list[Due] = []
        routine = before
        for each in due:
            without = self._plan(self._with(one.exercise for one in (*found, each)))
            if still_whole(routine, without, late=each.late):
                found, routine = [*found, each], without
        return found, routine

    def _take_a_turn(self, due: Sequence[Due]) -> None:
        """One of those that stood for weeks begins to rest, where hardly anything else changes."""
        for each in due:
            chosen = self.chosen is not None and self.chosen.stand.exercise.id == each.exercise
            if not chosen and self._begins_to_rest(each):
                return

    def _begins_to_rest(self, due: Due) -> bool:
        seen, before = self._seen, self.routine
        here = before is not None and any(item.exercise == due.exercise for item in before.items)
        if before is None or not here or seen.cleared is None:
            return False
        if not can_rest(seen.cleared, self.standing, due.exercise, seen.content):
            return False
        routine = self._plan(self._with((due.exercise,)))
        whole = still_whole(before, routine) and self._holds_step(routine)
        if not whole or self._gone(before, routine) > seen.number("rotate_gone"):
            return False
        self._rest(due)
        self.routine, self.standing = routine, self._with()
        return True

    def _rest(self, due: Due) -> None:
        self.moves[due.exercise] = Move("swap", *self.target(due.exercise), (due.because,))
        self.resting[due.exercise] = due.because

    @staticmethod
    def _gone(before: Routine, after: Routine) -> int:
        """How many exercises of one week are not in the other."""
        return len({item.exercise for item in before.items} - {item.exercise for item in after.items})

    def _told(self) -> Standing:
        """The standing with the rungs that the routine has: the same routine comes of it again."""
        items: tuple[Item, ...] = self.routine.items if self.routine else ()
        rungs = {item.exercise: item.rung for item in items}
        steps = tuple(
            step_at(step.exercise, rungs[step.exercise], step.dose_step) if step.exercise in rungs else step
            for step in self.standing.steps
        )
        return self.standing.model_copy(update={"steps": steps})
