"""One step at a time: which exercise has earned its next step, and why the rest hold."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from core.content.content import Content
from core.model.exercise import Exercise
from core.model.reason import Because
from core.model.vocabulary import Phase
from core.recommend.eligible import Obstacle
from core.review.ladder import Done, Stand, most_steps
from core.review.logs import Kept, Logs
from core.review.reach import Move, Reach, Ready, loaded_hip
from core.review.went import Went
from core.review.why import (
    CLINIC,
    EASE_RULE,
    OWN,
    PAIN_FREE_RULE,
    PROGRESS_RULE,
    of_item,
    of_session,
    pain_on,
    told,
    why,
)
from core.review.zones import Judged

SQUAT_RULE: Final = "R22"
SQUAT: Final = "squat"


class Onward:
    """The steps up of one review. `strong_on`: the last day that called for calm; null where there was none."""

    def __init__(
        self,
        done: Mapping[str, tuple[Done, ...]],
        logs: Logs,
        judged: Sequence[Judged],
        reach: Reach,
        went: Went,
        phase: Phase,
        strong_on: date | None,
        content: Content,
    ) -> None:
        self._done, self._logs, self._judged, self._reach, self._went = done, logs, judged, reach, went
        self._phase, self._strong_on, self._content = phase, strong_on, content
        self._number = content.evidence.number

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
        answers += [answer for each in pair for answer in each.judged.answers]
        code = "on_rung" if index != stand.index else "on_dose" if stand.step >= 0 else "on_full_dose"
        because = why(code, PROGRESS_RULE, CLINIC, answers, "progress_extra_reps")
        return Ready(stand, self._earned_on(stand, many), Move("progress", index, step, (because,)))

    def _earned_on(self, stand: Stand, many: int) -> date:
        """The day on which the sessions in a row that went well were enough."""
        run = list(takewhile(lambda each: self._went.well(each, stand.exercise, stand.step), stand.here))
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
                code = "hold_unknown" if each.judged.code == "zone_amber_unknown" else f"hold_{each.judged.zone}"
                return why(code, EASE_RULE, CLINIC, each.judged.answers, each.judged.evidence)
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
            for row in each.held.items:
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
        cap = self._went.effort_cap(day)
        if each.effort is None or each.effort > self._number(cap):
            return held("hold_effort", "effort", each.effort, cap)
        if not self._went.full_dose(each, stand.exercise, stand.step):
            return held("hold_dose", "sets", each.item.sets, "full_dose_share")
        if loaded_hip(exercise, stand.rung, self._content) and not self._went.free_of_pain(each):
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
                return why("hold_red", EASE_RULE, CLINIC, each.answers, each.evidence)
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
                if not self._went.free_of_pain(each):
                    return self._why_not_free(each)
        return None

    def _why_not_free(self, done: Done) -> Because:
        answers = of_session(done.judged.session, "pain_before", "pain_peak")
        return why("hold_pain_free", PAIN_FREE_RULE, "moen", answers, "pain_free_rise_points")


def _why_kept(exercise: Exercise, kept: Kept) -> Because:
    return why("hold_kept", "contract.9", OWN, (told(f"kept_old.{kept.day}.kept.{exercise.id}.rung", kept.rung.rung),))
