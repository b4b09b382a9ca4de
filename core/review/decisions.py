"""One decision on each exercise of the next week, and on what was done of late: what happens to it, and why."""

from core.model.reason import Because
from core.model.review import Action, Decision
from core.model.routine import Item
from core.model.triage import Triage
from core.review.course import Course
from core.review.ladder import Stand
from core.review.seen import Seen
from core.review.why import OWN, by_standing, of_item, told, why


def decide(seen: Seen, course: Course, found: Triage) -> tuple[Decision, ...]:
    """The decisions, those of the routine first in its order."""
    return _Decisions(seen, course, found).all()


class _Decisions:
    def __init__(self, seen: Seen, course: Course, found: Triage) -> None:
        self._seen, self._course, self._found = seen, course, found
        self._items = {item.exercise: item for item in course.routine.items} if course.routine else {}

    def all(self) -> tuple[Decision, ...]:
        late = self._seen.days_ago("gone_days")
        names = list(self._items)
        for name, stand in self._course.stands.items():
            recent = bool(stand.done) and stand.done[0].day >= late
            if name not in self._items and (recent or name in self._course.moves):
                names.append(name)
        return tuple(self._of(name, self._items.get(name)) for name in names)

    def _of(self, name: str, item: Item | None) -> Decision:
        course = self._course
        stand = course.stands.get(name) or course.stand(name, item.rung if item else None)
        action, because, index = self._settle(name, stand, item)
        rungs = stand.exercise.rungs
        left = None if stand.done or item is None else self._seen.long_ago.get(name)
        if left is not None and left.index > index:
            answer = of_item(left.day, name, "rung", rungs[left.index].id)
            because = (why("back_long_ago", "R09", OWN, (answer,), "ladder_memory_days"),)
            return Decision(
                exercise=name, action="regress", rung=rungs[left.index].id, to_rung=rungs[index].id, because=because
            )
        return Decision(exercise=name, action=action, rung=stand.rung.id, to_rung=rungs[index].id, because=because)

    def _settle(self, name: str, stand: Stand, item: Item | None) -> tuple[Action, tuple[Because, ...], int]:
        """What is done with it, why, and the place of its rung afterwards. What eases comes before what asks more."""
        course, here = self._course, stand.index
        if name in course.stopped:
            return "stop", (course.stopped[name],), here
        move = course.moves.get(name)
        goes_to = move.index if move else here
        planned = [rung.id for rung in stand.exercise.rungs].index(item.rung) if item else goes_to
        # Where the plan itself has come to ask for less, it goes to the gentler rung of the two.
        barred = self._barred(stand) if planned < goes_to else ()
        if move is not None:
            return move.action, (*move.because, *barred), min(planned, goes_to)
        if name in course.resting:
            return "hold", (course.resting[name],), here
        if barred:
            return "regress", barred, planned
        if course.chosen is not None and course.chosen.stand.exercise.id == name:
            return "progress", course.chosen.move.because, course.chosen.move.index
        if self._seen.eased is not None:
            return "deload", (self._seen.eased.because,), here
        if item is None:
            return self._gone(name, here)
        because = course.why_no_more() or course.waiting.get(name) or _why_new(stand)
        return "hold", (because,), here

    def _barred(self, stand: Stand) -> tuple[Because, ...]:
        """What stands in the way of the rung that was reached."""
        obstacles = self._course.reach.obstacles(stand.exercise, stand.index)
        if obstacles:
            return tuple(obstacle.because for obstacle in obstacles)
        return (by_standing("back_phase", "contract.5", self._seen.standing, "phase"),)

    def _gone(self, name: str, here: int) -> tuple[Action, tuple[Because, ...], int]:
        """Done of late, and not in the next week."""
        course, seen = self._course, self._seen
        if course.routine is None:
            return "hold", (why("hold_triage", "contract.1", OWN, (told("triage.level", self._found.level),)),), here
        because = course.why_less_now()
        if because is not None:
            return "hold", (because,), here
        row = next((row for row in course.routine.left_out if row.exercise == name), None)
        reasons = row.because if row else (by_standing("back_phase", "contract.5", seen.standing, "phase"),)
        severe = seen.now.pain.now >= seen.number("very_severe_pain_nrs")
        own_idea = seen.fresh and name not in seen.planned
        return "hold" if severe or own_idea else "swap", reasons, here


def _why_new(stand: Stand) -> Because:
    answer = told(f"decisions.{stand.exercise.id}.rung", stand.rung.id)
    return why("hold_new", "R08", OWN, (answer,))
