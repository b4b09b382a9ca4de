"""When less is asked for: a flare-up, the weeks after it, and a week of half the sets."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from core.model.reason import Answer, Because
from core.review.logs import Logs
from core.review.why import OWN, of_session, pain_on, told, why
from core.review.zones import Judged
from core.trends.comparison import DAYS_OF_WEEK, at_least
from core.trends.inputs import Numbers

DELOAD_RULE: Final = "R04"
FLARE_RULE: Final = "R11"
Kind = Literal["flare", "comeback", "deload"]


@dataclass(frozen=True)
class Eased:
    """Why less is asked for on a day: in a flare-up easing moves alone, else about half the sets."""

    kind: Kind
    because: Because


class Easing:
    """Tells of any day up to `as_of` whether less was asked for then, from what was known by then."""

    def __init__(self, logs: Logs, judged: Sequence[Judged], numbers: Numbers) -> None:
        self._logs, self._numbers = logs, numbers
        found = (*self._reds(judged), *self._ambers(judged), *self._jumps())
        self._triggers = sorted(found, key=lambda trigger: trigger.day)
        self._days = [trigger.day for trigger in self._triggers]

    def on(self, day: date) -> Eased | None:
        """Why less is asked for on `day`, what was logged on it included."""
        return self._flare(day) or self._deload(day, including=True)

    def before(self, day: date) -> Eased | None:
        """Why less was asked for in a session of `day`: what that session itself brought on came later."""
        return self._flare(day) or self._deload(day, including=False)

    # ---- flare-ups -------------------------------------------------------------------------------------------------

    @cached_property
    def flares(self) -> tuple[tuple[date, date | None], ...]:
        """Flare-ups from the day they began to the day they were said to be over; null while they are on."""
        found: list[tuple[date, date | None]] = []
        for entry in self._logs.flares:
            on = bool(found) and found[-1][1] is None
            if entry.state == "began" and not on:
                found.append((entry.day, None))
            elif entry.state == "over" and on:
                found[-1] = (found[-1][0], entry.day)
        return tuple(found)

    def _flare(self, day: date) -> Eased | None:
        # The latest first: a new flare-up may begin in the weeks after an older one.
        for began, over in reversed(self.flares):
            if day < began:
                continue
            if over is None or day < over:
                return Eased("flare", why("flare_on", FLARE_RULE, "moen", (_began(began),), "flare_items"))
            if day < over + timedelta(days=self._comeback_days(began, over)):
                answers = (_began(began), told(f"flares.{over}.state", "over"))
                return Eased("comeback", why("flare_comeback", FLARE_RULE, OWN, answers, "comeback_days_low"))
        return None

    def _comeback_days(self, began: date, over: date) -> int:
        """As long as it lasted, within bounds."""
        low, high = int(self._numbers["comeback_days_low"]), int(self._numbers["comeback_days_high"])
        return min(max((over - began).days, low), high)

    # ---- half the sets ---------------------------------------------------------------------------------------------

    def _deload(self, day: date, *, including: bool) -> Eased | None:
        last = day if including else day - timedelta(days=1)
        first = day - timedelta(days=int(self._numbers["deload_days"]) - 1)
        place = bisect_right(self._days, last)
        if not place or self._days[place - 1] < first:
            return None
        return Eased("deload", self._triggers[place - 1].because)

    def _reds(self, judged: Sequence[Judged]) -> list["_Trigger"]:
        """Red sessions within few days of each other."""
        many, days = int(self._numbers["deload_reds"]), int(self._numbers["deload_red_days"])
        reds = [each for each in judged if each.zone == "red"]
        found = []
        for n in range(many - 1, len(reds)):
            group = reds[n - many + 1 : n + 1]
            if (group[-1].day - group[0].day).days < days:
                found.append(_Trigger(group[-1].day, "deload_reds", tuple(group), ()))
        return found

    def _ambers(self, judged: Sequence[Judged]) -> list["_Trigger"]:
        """Sessions in a row that are not green. Where only answers are missing, once in such a run: nobody who never
        answers is kept at half the sets for ever."""
        many = int(self._numbers["deload_ambers"])
        run, unknown = 0, 0
        found = []
        full = [each for each in judged if each.session.kind == "full" and not self._pending(each)]
        for n, each in enumerate(full):
            run = 0 if each.zone == "green" else run + 1
            unknown = 0 if each.zone == "green" or each.provoked else unknown + 1
            if unknown == many or (run >= many and unknown < many):
                found.append(_Trigger(each.day, "deload_ambers", tuple(full[n - many + 1 : n + 1]), ()))
        return found

    def _pending(self, each: Judged) -> bool:
        """A session whose next morning has not come yet is not held against the person."""
        coming = each.day == self._logs.as_of and each.session.pain_next_morning is None
        return coming and each.zone == "amber" and not each.provoked

    def _jumps(self) -> list["_Trigger"]:
        """Days on which the mean of a week lies well above that of the week before."""
        readings, rise = self._logs.readings, self._numbers["deload_mean_rise"]
        found = []
        for day, mean, before_mean in self._means():
            if mean is not None and before_mean is not None and at_least(mean - before_mean, rise):
                before = day - timedelta(days=DAYS_OF_WEEK)
                days = (*readings.week_days(before), *readings.week_days(day))
                values = (*readings.week_values(before), *readings.week_values(day))
                found.append(_Trigger(day, "deload_mean_rise", (), tuple(zip(days, values, strict=True))))
        return found

    def _means(self) -> Iterator[tuple[date, float | None, float | None]]:
        """Each day with a reading, and those soon after without one: the mean of its week and of the week before."""
        readings, as_of = self._logs.readings, self._logs.as_of
        for place, (day, week) in enumerate(zip(readings.days, readings.weeks, strict=True)):
            yield day, week.mean, week.before
            following = readings.days[place + 1] if place + 1 < len(readings.days) else as_of + timedelta(days=1)
            for later in range(1, min((following - day).days, DAYS_OF_WEEK)):
                silent = day + timedelta(days=later)
                yield silent, readings.mean(silent), readings.mean(silent - timedelta(days=DAYS_OF_WEEK))


def _began(day: date) -> Answer:
    return told(f"flares.{day}.state", "began")


@dataclass(frozen=True)
class _Trigger:
    """What halves the sets from `day` on: sessions, or the days and pain of two weeks."""

    day: date
    code: str
    sessions: tuple[Judged, ...]
    readings: tuple[tuple[date, int], ...]

    @property
    def because(self) -> Because:
        answers = [a for each in self.sessions for a in (*of_session(each.session, *each.fields), *each.spread)]
        answers += [pain_on(day, value) for day, value in self.readings]
        return why(self.code, DELOAD_RULE, OWN, answers, self.code)
