"""One step at a time: which exercise was too much and goes back, which has earned its step, why the rest hold."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from core.content.content import Content
from core.model.exercise import Exercise, Rung
from core.model.reason import Because
from core.model.review import Standing
from core.model.vocabulary import PHASES
from core.recommend.eligible import Obstacle
from core.review.ladder import (
    EASED,
    Done,
    Sizes,
    Stand,
    done_at,
    most_steps,
    planned_s,
    sizes_of,
    step_of,
    told_items,
    work_s,
)
from core.review.logs import Kept, Logs
from core.review.reach import Move, Reach, Ready, loaded_hip
from core.review.why import CLINIC, OWN, of_item, of_session, pain_on, told, why
from core.review.zones import Judged

PROGRESS_RULE: Final = "R08"
EASE_RULE: Final = "R04"
PAIN_FREE_RULE: Final = "R14"
SQUAT_RULE: Final = "R22"
SQUAT: Final = "squat"
PASSING: Final = frozenset({"pain_settles", "rest_over", "progress", "more_training"})


class Steps:
    """The steps of one review. Everything it asks is what the logs show."""

    def __init__(
        self,
        done: Mapping[str, tuple[Done, ...]],
        logs: Logs,
        judged: Sequence[Judged],
        reach: Reach,
        standing: Standing,
        strong_on: date | None,
        content: Content,
    ) -> None:
        self._strong_on = strong_on
        self._sizes: dict[str, Sizes] = {}
        self._done, self._logs, self._judged, self._reach = done, logs, judged, reach
        self._phase, self._content = standing.phase, content
        self._number = content.evidence.__getitem__
        self._since = logs.as_of - timedelta(days=int(self._number("ladder_memory_days")))
        self._first = next((each.day for each in judged if each.session.kind == "full"), logs.as_of)

    # ---- where it stands -------------------------------------------------------------------------------------------

    def stand(self, exercise: Exercise, planned: str | None) -> Stand:
        """Where the exercise stands before this review; `planned`: its rung in the plan, where no log holds it."""
        done = tuple(each for each in self._done.get(exercise.id, ()) if each.day >= self._since)
        if not done:
            ids = [rung.id for rung in exercise.rungs]
            index = ids.index(planned) if planned in ids else 0
            # What was never done has led nowhere: since the intake the plan may have come to ask for less.
            while index and self._reach.obstacles(exercise, index, led_there=False):
                index -= 1
            return Stand(exercise, index, 0, ())
        index = done[0].index
        rung, here = exercise.rungs[index], done_at(done, index)
        too_much = next((n for n, each in enumerate(here) if self._too_much(each, exercise)), len(here))
        step = max((self._step(each, rung) for each in here[:too_much]), default=0)
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
            if self._too_much(each, exercise) and (exercise.role != "relief" or each.hurt):
                size = self._step(each, exercise.rungs[each.index])
                smaller = size - 1 if size else EASED
                most, well = smaller if most is None else min(most, smaller), False
            elif self._went_well(each, exercise, EASED):
                given = well and later is not None and later.judged.zone != "red"
                most, well = (None if given else most), True
            else:
                well = False
        return most

    def _step(self, done: Done, rung: Rung) -> int:
        if done.eased:
            return 0
        sizes = self._sizes.get(rung.dose)
        if sizes is None:
            sizes = self._sizes[rung.dose] = sizes_of(rung, self._phase, self._content)
        return step_of(done.item, sizes)

    def _lower(self, exercise: Exercise, index: int) -> int | None:
        """The next rung down that nothing lasting bars: what is too much today is no reason to stay above it."""
        barred = index and any(each.change not in PASSING for each in self._reach.obstacles(exercise, index - 1))
        return index - 1 if index and not barred else None

    # ---- too much --------------------------------------------------------------------------------------------------

    def _too_much(self, done: Done, exercise: Exercise) -> bool:
        edge = done.judged.code == "zone_amber_edge" and loaded_hip(exercise, exercise.rungs[done.index], self._content)
        return done.too_much or edge

    def back(self, stand: Stand) -> Move | None:
        """One step down after a session that was too much; a rest after two of them at the easiest rung."""
        if not stand.done or not self._too_much(stand.done[0], stand.exercise):
            return None
        exercise, latest = stand.exercise, stand.done[0]
        because = [self._why_back(latest, exercise)]
        lower = self._lower(exercise, stand.index)
        if lower is not None:
            return Move("regress", lower, 0, tuple(because))
        if exercise.role == "relief" and not latest.hurt:
            return None
        earlier = stand.done[1] if len(stand.done) > 1 else None
        rests = (self._logs.as_of - latest.day).days < self._number("swap_rest_days")
        if earlier is not None and earlier.index == stand.index and self._too_much(earlier, exercise):
            because.append(self._why_back(earlier, exercise))
            if rests:
                return Move("swap", stand.index, EASED, tuple(because))
        step = self._step(latest, stand.rung)
        # Less than was done, and never more than was asked for before: a light week says nothing about more.
        well = takewhile(lambda each: not self._too_much(each, exercise), stand.here[1:])
        before = max((self._step(each, stand.rung) for each in well), default=0)
        most = self._most_since(exercise, stand.here)
        less = min(step - 1, before) if step else EASED
        return Move("regress", stand.index, less if most is None else min(less, most), tuple(because))

    def _why_back(self, done: Done, exercise: Exercise) -> Because:
        if done.hurt:
            return why("back_hurt", EASE_RULE, CLINIC, (of_item(done.day, exercise.id, "outcome", "hurt"),))
        answers = (*of_session(done.judged.session, *done.judged.fields), *done.judged.spread)
        if done.judged.zone == "red":
            return why("back_red", EASE_RULE, CLINIC, answers, done.judged.evidence)
        return why("back_pain_free", PAIN_FREE_RULE, "moen", answers, "pain_free_rise_points")

    # ---- earned ----------------------------------------------------------------------------------------------------

    def onward(self, stand: Stand) -> Ready | Because:
        """The next step of an exercise, or the reason why it holds."""
        held = self._held_by_sessions(stand)
        if held is not None:
            return held
        many = int(self._number("progress_sessions"))
        pair = stand.here[:many]
        target = self._target(stand)
        if isinstance(target, Because):
            return target
        index, step = target
        held = self._held_by_order(stand, index)
        if held is not None:
            return held
        answers = [of_item(each.day, stand.exercise.id, "extra_reps", each.extra) for each in pair]
        answers += [answer for each in pair for answer in of_session(each.judged.session, *each.judged.fields)]
        code = "on_rung" if index != stand.index else "on_dose" if stand.step >= 0 else "on_full_dose"
        because = why(code, PROGRESS_RULE, CLINIC, answers, "progress_extra_reps")
        return Ready(stand, self._earned_on(stand, many), Move("progress", index, step, (because,)))

    def _earned_on(self, stand: Stand, many: int) -> date:
        """The day on which the sessions in a row that went well were enough."""
        run = list(takewhile(lambda each: self._went_well(each, stand.exercise, stand.step), stand.here))
        return run[-many].day

    def _held_by_sessions(self, stand: Stand) -> Because | None:
        """What the latest sessions with it say against a step."""
        exercise, many = stand.exercise, int(self._number("progress_sessions"))
        if not stand.done:
            return why("hold_new", PROGRESS_RULE, OWN, (told(f"standing.steps.{exercise.id}.rung", stand.rung.id),))
        kept = self._logs.kept.get(exercise.id)
        pair = stand.here[:many]
        for each in pair:
            if not each.named:
                return why("hold_rung", PROGRESS_RULE, OWN, (of_item(each.day, exercise.id, "rung", each.item.rung),))
            if each.hurt:
                return why("hold_hurt", EASE_RULE, CLINIC, (of_item(each.day, exercise.id, "outcome", "hurt"),))
            if each.judged.zone != "green":
                fields = of_session(each.judged.session, *each.judged.fields)
                code = "hold_unknown" if each.judged.code == "zone_amber_unknown" else f"hold_{each.judged.zone}"
                return why(code, EASE_RULE, CLINIC, (*fields, *each.judged.spread), each.judged.evidence)
        if len(pair) < many:
            answers = [of_item(each.day, exercise.id, "rung", each.item.rung) for each in pair]
            return why("hold_few", PROGRESS_RULE, OWN, answers, "progress_sessions")
        if kept is not None and pair[-1].day <= kept.day:
            return _why_kept(exercise, kept)
        if self._strong_on is not None and pair[-1].day <= self._strong_on:
            pain = pain_on(self._strong_on, self._logs.readings.on(self._strong_on) or 0)
            return why("hold_strong", "R11", "moen", (pain,), "calm_pain_nrs")
        for each in pair:
            held = self._held_by_item(stand, each)
            if held is not None:
                return held
        return (
            self._held_by_easing(exercise, pair[-1].day)
            or self._red_since(pair[-1].day)
            or self._long_since(pair[0], exercise)
        )

    def _held_by_easing(self, exercise: Exercise, day: date) -> Because | None:
        """Easing moves of a painful day earn no step; where they did not go well they speak against one."""
        for each in reversed(self._judged):
            if each.day < day:
                return None
            if each.session.kind == "full":
                continue
            for row in told_items(each.session).items:
                if row.exercise == exercise.id:
                    if each.zone != "green":
                        return why("hold_amber", EASE_RULE, CLINIC, each.because.answers, each.evidence)
                    if row.extra is None or row.extra < self._number("progress_extra_reps"):
                        answer = of_item(each.day, exercise.id, "extra_reps", row.extra)
                        return why("hold_extra", PROGRESS_RULE, OWN, (answer,), "progress_extra_reps")
        return None

    def _long_since(self, latest: Done, exercise: Exercise) -> Because | None:
        """Back from a rest or a break: what went well weeks ago earns nothing today."""
        if (self._logs.as_of - latest.day).days <= self._number("earned_days"):
            return None
        answer = of_item(latest.day, exercise.id, "rung", latest.item.rung)
        return why("hold_back_again", PROGRESS_RULE, OWN, (answer,), "earned_days")

    def _held_by_item(self, stand: Stand, each: Done) -> Because | None:
        exercise, day = stand.exercise, each.day

        def held(code: str, field: str, value: int | None, evidence: str) -> Because:
            return why(code, PROGRESS_RULE, OWN, (of_item(day, exercise.id, field, value),), evidence)

        if each.extra is None or each.extra < self._number("progress_extra_reps"):
            return held("hold_extra", "extra_reps", each.extra, "progress_extra_reps")
        cap = self._effort_cap(day)
        if each.effort is None or each.effort > self._number(cap):
            return held("hold_effort", "effort", each.effort, cap)
        if not self._full_dose(each, stand.exercise, stand.step):
            return held("hold_dose", "sets", each.item.sets, "full_dose_share")
        if loaded_hip(exercise, stand.rung, self._content) and not self._free_of_pain(each):
            return self._why_not_free(each)
        return None

    def _red_since(self, day: date) -> Because | None:
        """A red session, whatever it held, or symptoms that spread, since the sessions that a step would rest on."""
        for when, spread in self._logs.spreads.items():
            if when >= day:
                return why("hold_red", EASE_RULE, CLINIC, spread, "spread_calm_days")
        for each in reversed(self._judged):
            if each.day < day:
                return None
            if each.zone == "red":
                answers = (*of_session(each.session, *each.fields), *each.spread)
                return why("hold_red", EASE_RULE, CLINIC, answers, each.evidence)
        return None

    def _target(self, stand: Stand) -> tuple[int, int] | Because:
        """The next rung where it may be done; else a size of dose more; else why there is no more."""
        if stand.step < 0:
            return stand.index, 0
        following = stand.index + 1
        obstacles: tuple[Obstacle, ...] = ()
        if following < len(stand.exercise.rungs):
            obstacles = self._reach.obstacles(stand.exercise, following)
            if not obstacles and self._in_order(stand, following) is None:
                return following, 0
        if stand.step < most_steps(stand.rung, self._phase, self._content):
            return stand.index, stand.step + 1
        if obstacles:
            return obstacles[0].because
        if following < len(stand.exercise.rungs):
            return self._in_order(stand, following) or self._top(stand)
        return self._top(stand)

    def _top(self, stand: Stand) -> Because:
        latest = stand.done[0]
        answers = (of_item(latest.day, stand.exercise.id, "rung", latest.item.rung),)
        return why("hold_top", PROGRESS_RULE, OWN, answers)

    def _in_order(self, stand: Stand, index: int) -> Because | None:
        """Bracing of a direction before strength through its range; squats in comfort before loaded ones."""
        exercise, rung = stand.exercise, stand.exercise.rungs[index]
        loaded = [plane for plane, demands in rung.spine.items() if "loads" in demands]
        if exercise.id == SQUAT and loaded:
            greens = int(self._number("loaded_squat_greens"))
            latest = stand.done[:greens]
            if len(latest) < greens or any(each.judged.zone != "green" for each in latest):
                answers = [of_item(each.day, SQUAT, "rung", each.item.rung) for each in latest]
                return why("hold_squat", SQUAT_RULE, "fioranelli", answers, "loaded_squat_greens")
        greens = int(self._number("bracing_greens"))
        for plane in loaded:
            bracing = self._bracing(plane)[:greens]
            if len(bracing) < greens or any(each.judged.zone != "green" for each in bracing):
                answers = [of_item(each.day, exercise.id, "rung", each.item.rung) for each in stand.done[:1]]
                return why(f"hold_bracing_{plane}", PROGRESS_RULE, CLINIC, answers, "bracing_greens")
        return None

    def _bracing(self, plane: str) -> list[Done]:
        """The latest sessions with work that holds the trunk steady in that direction, newest first."""
        found: dict[date, Done] = {}
        for exercise in self._content.library.exercises:
            if exercise.role == "control" and plane in exercise.planes:
                found |= {each.day: each for each in self._done.get(exercise.id, ()) if not each.hurt}
        return [found[day] for day in sorted(found, reverse=True)]

    def _held_by_order(self, stand: Stand, index: int) -> Because | None:
        if index != stand.index and loaded_hip(stand.exercise, stand.exercise.rungs[index], self._content):
            for each in stand.here[: int(self._number("progress_sessions"))]:
                if not self._free_of_pain(each):
                    return self._why_not_free(each)
        return None

    # ---- a session that went well ----------------------------------------------------------------------------------

    def _went_well(self, done: Done, exercise: Exercise, step: int) -> bool:
        return (
            done.judged.zone == "green"
            and not done.hurt
            and done.extra is not None
            and done.extra >= self._number("progress_extra_reps")
            and done.effort is not None
            and done.effort <= self._number(self._effort_cap(done.day))
            and self._full_dose(done, exercise, step)
        )

    def _effort_cap(self, day: date) -> str:
        early = (day - self._first).days < self._number("effort_first_days")
        return "effort_first_weeks" if early else "effort_later"

    def _full_dose(self, done: Done, exercise: Exercise, step: int) -> bool:
        """Whether it was done in the dose that the step is about; sessions at half dose say nothing about more."""
        rung = exercise.rungs[done.index]
        if step < 0:
            return True
        if done.eased or self._step(done, rung) < step:
            return False
        # Measured by the dose of the calmest phase, so that asking less of somebody makes no session count for more.
        planned = planned_s(rung, 0, PHASES[0], self._content)
        return work_s(done.item, rung, self._phase, self._content) > self._number("full_dose_share") * planned

    def _free_of_pain(self, done: Done) -> bool:
        before, peak = done.judged.session.pain_before, done.judged.session.pain_peak
        return before is not None and peak is not None and peak - before <= self._number("pain_free_rise_points")

    def _why_not_free(self, done: Done) -> Because:
        answers = of_session(done.judged.session, "pain_before", "pain_peak")
        return why("hold_pain_free", PAIN_FREE_RULE, "moen", answers, "pain_free_rise_points")


def _why_kept(exercise: Exercise, kept: Kept) -> Because:
    return why("hold_kept", "contract.9", OWN, (told(f"kept_old.{kept.day}.kept.{exercise.id}.rung", kept.rung.rung),))
