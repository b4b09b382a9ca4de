"""How a session went with one exercise: too much, or well, and in what dose."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.content.content import Content
from core.model.exercise import Exercise, Rung
from core.model.vocabulary import PHASES, Phase
from core.review.ladder import Done, Sizes, planned_s, sizes_of, step_of, work_s
from core.review.logs import Logs
from core.review.reach import loaded_hip
from core.review.zones import Judged


class Went:
    """Measured by the doses of one phase."""

    def __init__(self, logs: Logs, judged: Sequence[Judged], phase: Phase, content: Content) -> None:
        self._phase, self._content = phase, content
        self._number = content.evidence.number
        self._first = next((each.day for each in judged if each.session.kind == "full"), logs.as_of)
        self._by_dose: dict[str, Sizes] = {}

    def too_much(self, done: Done, exercise: Exercise) -> bool:
        """Whether the exercise should go back after it."""
        if done.too_much:
            return True
        edge = done.judged.code == "zone_amber_edge"
        return edge and loaded_hip(exercise, exercise.rungs[done.index], self._content)

    def well(self, done: Done, exercise: Exercise, step: int) -> bool:
        """Whether it counts towards more than `step`."""
        return (
            done.judged.zone == "green"
            and not done.hurt
            and done.extra is not None
            and done.extra >= self._number("progress_extra_reps")
            and done.effort is not None
            and done.effort <= self._number(self.effort_cap(done.day))
            and self.full_dose(done, exercise, step)
        )

    def effort_cap(self, day: date) -> str:
        """The name of the number that effort may reach on that day."""
        early = (day - self._first).days < self._number("effort_first_days")
        return "effort_first_weeks" if early else "effort_later"

    def full_dose(self, done: Done, exercise: Exercise, step: int) -> bool:
        """Whether it was done in the dose that the step is about; sessions at half dose say nothing about more."""
        rung = exercise.rungs[done.index]
        if step < 0:
            return True
        if done.eased or self.step(done, rung) < step:
            return False
        # Measured by the dose of the calmest phase, so that asking less of somebody makes no session count for more.
        planned = planned_s(rung, 0, PHASES[0], self._content)
        return work_s(done.item, rung, self._phase, self._content) > self._number("full_dose_share") * planned

    def free_of_pain(self, done: Done) -> bool:
        """Whether pain is known not to have risen."""
        before, peak = done.judged.session.pain_before, done.judged.session.pain_peak
        return before is not None and peak is not None and peak - before <= self._number("pain_free_rise_points")

    def step(self, done: Done, rung: Rung) -> int:
        """Sizes of dose above what the phase plans; a session of less says nothing about more."""
        return 0 if done.eased else step_of(done.item, self._sizes(rung))

    def most(self, done: Iterable[Done], rung: Rung) -> int:
        """The most of such sizes; 0 where there are none."""
        sizes = self._sizes(rung)
        return max([step_of(each.item, sizes) for each in done if not each.eased], default=0)

    def _sizes(self, rung: Rung) -> Sizes:
        known = self._by_dose.get(rung.dose)
        if known is None:
            known = self._by_dose[rung.dose] = sizes_of(rung, self._phase, self._content)
        return known
