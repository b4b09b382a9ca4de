"""How much the plan may ask for: it falls at once, and rises one step at a time, after calm weeks only."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.assess.phase import phase_of
from core.content.evidence import Evidence
from core.model.case import Case
from core.model.vocabulary import PHASES, Phase, Training
from core.review.easing import Easing
from core.review.effective import round_half_up
from core.review.logs import Logs
from core.review.zones import Judged
from core.trends.comparison import DAYS_OF_WEEK

CALM, BUILD, STRENGTHEN = PHASES


@dataclass(frozen=True)
class PhaseNow:
    """`phase` is what holds today; `lasting` what the weeks say, where one very painful day asks for less.

    `bad_day`: pain today as strong as calls for calm, whatever the weeks say.

    `strong_on`: the last day that called for calm; null where there was none.
    """

    phase: Phase
    lasting: Phase
    strong_on: date | None
    bad_day: bool = False

    @property
    def one_bad_day(self) -> bool:
        return self.phase != self.lasting


def phase_now(
    case: Case, logs: Logs, judged: Sequence[Judged], easing: Easing, training: Training, evidence: Evidence
) -> PhaseNow:
    """The phase on the day of the logs, from that of the intake on, day by day."""
    walk = _Walk(case, logs, judged, easing, evidence)
    lasting = walk.to_the_end()
    if lasting == STRENGTHEN and training == "new":
        lasting = BUILD
    eased = easing.on(logs.as_of)
    if eased is not None and eased.kind == "flare":
        return PhaseNow(CALM, CALM, walk.strong_on)
    # The answers of yesterday are the newest there may be in the morning.
    fresh = logs.readings.latest(logs.as_of, 2)
    pain = logs.readings.on(fresh) if fresh is not None and fresh >= case.as_of else None
    if pain is not None and pain >= evidence["calm_pain_nrs"]:
        return PhaseNow(CALM, lasting, walk.strong_on, bad_day=True)
    return PhaseNow(lasting, lasting, walk.strong_on)


class _Walk:
    """Goes through the days with a reading since the intake, and keeps since when each phase was possible again."""

    def __init__(self, case: Case, logs: Logs, judged: Sequence[Judged], easing: Easing, evidence: Evidence) -> None:
        self._case, self._logs, self._easing, self._number = case, logs, easing, evidence.number
        self._reds = [each.day for each in judged if each.zone == "red"]
        self._peaks = [(each.day, each.session.pain_peak or 0) for each in judged]
        self._phase: Phase = phase_of(case, evidence)[0]
        self._risen = case.as_of
        self.strong_on: date | None = None
        # The last day that spoke against more than calm, and the last that spoke against strengthening.
        self._against = {BUILD: date.min, STRENGTHEN: date.min}
        self._days = int(self._number("rise_days"))
        self._wait = timedelta(days=self._days)
        self._calm = self._number("calm_pain_nrs")
        self._average = self._number("strengthen_average_nrs")
        self._worst_nrs = self._number("strengthen_worst_nrs")
        self._often = self._number("calm_bad_days")

    def to_the_end(self) -> Phase:
        readings = self._logs.readings
        low, _ = readings.between(self._case.as_of.toordinal() + 1, self._logs.as_of.toordinal())
        # Two days with pain as strong as calls for calm are no single bad day.
        bad = readings.many([value >= self._calm for value in readings.values])
        strong = readings.many([value > self._worst_nrs for value in readings.values])
        for place in range(low, len(readings.days)):
            day = readings.days[place]
            self._fall(day, readings.means[place], bad[place], strong[place])
            self._rise(day)
        self._fall_by_flare(self._logs.as_of)
        return self._phase

    def _fall(self, day: date, mean: float | None, bad: int, strong: int) -> None:
        """Of the week that ends on `day`: its mean, and how many days call for calm, or speak against strengthening."""
        if self._easing.flares:
            self._fall_by_flare(day)
        if bad >= self._often or (mean is not None and mean >= self._calm):
            self._phase = CALM
            self._against[BUILD] = self._against[STRENGTHEN] = self.strong_on = day
        elif mean is not None and (mean > self._average or strong):
            self._phase = BUILD if self._phase == STRENGTHEN else self._phase
            self._against[STRENGTHEN] = day

    def _fall_by_flare(self, day: date) -> None:
        for began, over in self._easing.flares:
            if self._case.as_of <= began <= day:
                if began >= self._risen and self._phase == STRENGTHEN:
                    self._phase = BUILD
                self._against[STRENGTHEN] = max(self._against[STRENGTHEN], min(over or day, day))

    def _rise(self, day: date) -> None:
        if self._phase == STRENGTHEN:
            return
        higher = PHASES[PHASES.index(self._phase) + 1]
        since = day - self._wait
        if self._risen > since or self._against[higher] > since or self._reds_between(since, day):
            return
        if self._easing.on(day) is not None or not self._told_enough(day) or not self._allowed(higher, day):
            return
        self._phase, self._risen = higher, day

    def _reds_between(self, since: date, day: date) -> bool:
        return bisect_right(self._reds, day) > bisect_right(self._reds, since)

    def _told_enough(self, day: date) -> bool:
        weeks = self._days // DAYS_OF_WEEK
        ends = (day - timedelta(days=DAYS_OF_WEEK * n) for n in range(weeks))
        return all(self._logs.readings.mean(end) is not None for end in ends)

    def _allowed(self, phase: Phase, day: date) -> bool:
        """Whether the rule of the intake holds for what the last week says (contract.5)."""
        readings = self._logs.readings
        now, mean = readings.on(day) or 0, readings.mean(day)
        if mean is None or now >= self._number("calm_pain_nrs"):
            return False
        if phase == BUILD:
            return round_half_up(mean) < self._number("calm_pain_nrs")
        weeks = self._case.pain.weeks_since_onset + (day - self._case.as_of).days // DAYS_OF_WEEK
        return (
            now <= self._number("strengthen_now_nrs")
            and weeks >= self._number("strengthen_weeks")
            and self._worst(day) <= self._worst_nrs
        )

    def _worst(self, day: date) -> int:
        first = day - timedelta(days=DAYS_OF_WEEK - 1)
        low = bisect_left(self._peaks, (first, 0))
        peaks = [peak for when, peak in self._peaks[low : low + DAYS_OF_WEEK] if when <= day]
        return max([*self._logs.readings.week_values(day), *peaks])


def training_now(case: Case, logs: Logs, evidence: Evidence) -> Training:
    """New to training becomes used to some after enough regular weeks; nobody is made a regular by the app."""
    if case.capacity.training != "new":
        return case.capacity.training
    weeks: dict[int, int] = {}
    for session in logs.full():
        back = (logs.as_of - session.day).days // DAYS_OF_WEEK
        if back < evidence["training_window_weeks"] and session.exercises:
            weeks[back] = weeks.get(back, 0) + 1
    regular = sum(count >= evidence["training_sessions"] for count in weeks.values())
    return "some" if regular >= evidence["training_weeks"] else "new"
