"""Where each exercise stands, and one step down after a session that was too much."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import takewhile
from typing import Final

from core.content.content import Content
from core.model.exercise import Exercise
from core.model.reason import Because
from core.review.ladder import EASED, Done, Stand, done_at
from core.review.logs import Logs
from core.review.reach import Move, Reach
from core.review.went import Went
from core.review.why import CLINIC, EASE_RULE, PAIN_FREE_RULE, of_item, why

PASSING: Final = frozenset({"pain_settles", "rest_over", "progress", "more_training"})


class Steps:
    """The ladders of one review. Everything it asks is what the logs show."""

    def __init__(
        self, done: Mapping[str, tuple[Done, ...]], logs: Logs, reach: Reach, went: Went, content: Content
    ) -> None:
        self._done, self._logs, self._reach, self._went = done, logs, reach, went
        self._number = content.evidence.number
        self._since = logs.as_of - timedelta(days=int(self._number("ladder_memory_days")))

    def stand(self, exercise: Exercise, planned: str | None) -> Stand:
        """Where the exercise stands before this review; `planned`: its rung in the plan, where no log holds it."""
        done = self._done.get(exercise.id, ())
        if done and done[-1].day < self._since:
            done = tuple([each for each in done if each.day >= self._since])
        if not done:
            ids = [rung.id for rung in exercise.rungs]
            index = ids.index(planned) if planned in ids else 0
            # What was never done has led nowhere: since the intake the plan may have come to ask for less.
            while index and not self._reach.allows(exercise, index, led_there=False):
                index -= 1
            return Stand(exercise, index, 0, ())
        index = done[0].index
        rung, here = exercise.rungs[index], done_at(done, index)
        too_much = next((n for n, each in enumerate(here) if self._went.too_much(each, exercise)), len(here))
        step = self._went.most(here[:too_much], rung)
        most = self._most_since(exercise, here) if too_much < len(here) else None
        return Stand(exercise, index, step if most is None else min(step, most), done)

    def _most_since(self, exercise: Exercise, here: Sequence[Done]) -> int | None:
        """The most that still holds after sessions that were too much at the easiest rung; null where nothing does."""
        if self._lower(exercise, here[0].index) is not None:
            return None
        most: int | None = None
        well = False
        # What the newest session has earned is this review's to give; before it, that was given already, unless a red
        # session came between.
        following = (None, *here)
        for later, each in zip(reversed(following[:-1]), reversed(here), strict=True):
            if self._went.too_much(each, exercise) and not self._gentlest(each, exercise):
                size = self._went.step(each, exercise.rungs[each.index])
                smaller = size - 1 if size else EASED
                most, well = smaller if most is None else min(most, smaller), False
            elif self._went.well(each, exercise, EASED):
                given = well and later is not None and later.judged.zone != "red"
                most, well = (None if given else most), True
            else:
                well = False
        return most

    def _lower(self, exercise: Exercise, index: int) -> int | None:
        """The next rung down that nothing lasting bars: what is too much today is no reason to stay above it."""
        barred = index and any(each.change not in PASSING for each in self._reach.obstacles(exercise, index - 1))
        return index - 1 if index and not barred else None

    @staticmethod
    def _gentlest(done: Done, exercise: Exercise) -> bool:
        """An easing move at its easiest rung that did not hurt by itself: nothing is gentler, and it may help now."""
        return exercise.role == "relief" and done.index == 0 and not done.hurt

    def back(self, stand: Stand) -> Move | None:
        """One step down after a session that was too much; a rest after two of them at the easiest rung."""
        if not stand.done or not self._went.too_much(stand.done[0], stand.exercise):
            return None
        exercise, latest = stand.exercise, stand.done[0]
        because = [self._why_back(latest, exercise)]
        lower = self._lower(exercise, stand.index)
        if lower is not None:
            return Move("regress", lower, 0, tuple(because))
        if self._gentlest(latest, exercise):
            return None
        earlier = stand.done[1] if len(stand.done) > 1 else None
        rests = (self._logs.as_of - latest.day).days < self._number("swap_rest_days")
        if earlier is not None and earlier.index == stand.index and self._went.too_much(earlier, exercise):
            because.append(self._why_back(earlier, exercise))
            if rests:
                return Move("swap", stand.index, EASED, tuple(because))
        step = self._went.step(latest, stand.rung)
        # Less than was done, and never more than was asked for before: a light week says nothing about more.
        well = takewhile(lambda each: not self._went.too_much(each, exercise), stand.here[1:])
        before = self._went.most(well, stand.rung)
        most = self._most_since(exercise, stand.here)
        less = min(step - 1, before) if step else EASED
        return Move("regress", stand.index, less if most is None else min(less, most), tuple(because))

    def _why_back(self, done: Done, exercise: Exercise) -> Because:
        if done.hurt:
            return why("back_hurt", EASE_RULE, CLINIC, (of_item(done.day, exercise.id, "outcome", "hurt"),))
        answers = done.judged.answers
        if done.judged.zone == "red":
            return why("back_red", EASE_RULE, CLINIC, answers, done.judged.evidence)
        return why("back_pain_free", PAIN_FREE_RULE, "moen", answers, "pain_free_rise_points")
