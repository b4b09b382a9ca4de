"""When less is asked for: a flare-up, the weeks after it, and a week of half the sets."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Final, Literal

from core.model.log import FlareState
from core.model.reason import Because
from core.review.logs import Logs
from core.review.readings import Readings
from core.review.why import OWN, pain_on, told, why
from core.review.zones import Judged
from core.trends.comparison import DAYS_OF_WEEK
from core.trends.inputs import Numbers

DELOAD_RULE: Final = "R04"
FLARE_RULE: Final = "R11"
Kind = Literal["flare", "comeback", "deload"]

# The rule of each reason, where that rests, and the number that decided.
SAYS: Final = {
    "flare_on": (FLARE_RULE, "moen", "flare_items"),
    "flare_comeback": (FLARE_RULE, OWN, "comeback_days_low"),
    "deload_reds": (DELOAD_RULE, OWN, "deload_reds"),
    "deload_ambers": (DELOAD_RULE, OWN, "deload_ambers"),
    "deload_mean_rise": (DELOAD_RULE, OWN, "deload_mean_rise"),
}


@dataclass(frozen=True, eq=False)
class Eased:
    """Why less is asked for on a day: in a flare-up easing moves alone, else about half the sets.

    `since`: the day that began it. What was said of a flare-up, the sessions, or the pain of two weeks: `because`
    quotes it to who asks.
    """

    kind: Kind
    since: date
    code: str
    flare: tuple[tuple[date, FlareState], ...] = ()
    sessions: tuple[Judged, ...] = ()
    readings: Readings | None = None

    @cached_property
    def because(self) -> Because:
        rule, source, evidence = SAYS[self.code]
        answers = [told(f"flares.{day}.state", state) for day, state in self.flare]
        answers += [answer for each in self.sessions for answer in each.answers]
        if self.readings is not None:
            for week in (self.since - timedelta(days=DAYS_OF_WEEK), self.since):
                noted = zip(self.readings.week_days(week), self.readings.week_values(week), strict=True)
                answers += [pain_on(day, value) for day, value in noted]
        return why(self.code, rule, source, answers, evidence)


class Easing:
    """Tells of any day up to `as_of` whether less was asked for then, from what was known by then."""

    def __init__(self, logs: Logs, judged: Sequence[Judged], numbers: Numbers) -> None:
        self._logs, self._numbers = logs, numbers
        found = (*self._reds(judged), *self._ambers(judged), *self._jumps())
        self._halved = sorted(found, key=attrgetter("since"))
        self._days = [each.since for each in self._halved]
        self._lasts = timedelta(days=int(numbers["deload_days"]) - 1)

    def on(self, day: date) -> Eased | None:
        """Why less is asked for on `day`, what was logged on it included."""
        return self._flare(day) or self._deload(day, bisect_right(self._days, day))

    def before(self, day: date) -> Eased | None:
        """Why less was asked for in a session of `day`: what that session itself brought on came later."""
        return self._flare(day) or self._deload(day, bisect_left(self._days, day))

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
                return Eased("flare", began, "flare_on", ((began, "began"),))
            if day < over + timedelta(days=self._comeback_days(began, over)):
                return Eased("comeback", over, "flare_comeback", ((began, "began"), (over, "over")))
        return None

    def _comeback_days(self, began: date, over: date) -> int:
        """As long as it lasted, within bounds."""
        low, high = int(self._numbers["comeback_days_low"]), int(self._numbers["comeback_days_high"])
        return min(max((over - began).days, low), high)

    # ---- half the sets ---------------------------------------------------------------------------------------------

    def _deload(self, day: date, place: int) -> Eased | None:
        """The latest reason before that place, if the week of it is not over on `day`."""
        if not place or self._days[place - 1] < day - self._lasts:
            return None
        return self._halved[place - 1]

    def _reds(self, judged: Sequence[Judged]) -> list[Eased]:
        """Red sessions within few days of each other."""
        many, days = int(self._numbers["deload_reds"]), int(self._numbers["deload_red_days"])
        reds = [each for each in judged if each.zone == "red"]
        found = []
        for n in range(many - 1, len(reds)):
            group = reds[n - many + 1 : n + 1]
            if (group[-1].day - group[0].day).days < days:
                found.append(Eased("deload", group[-1].day, "deload_reds", sessions=tuple(group)))
        return found

    def _ambers(self, judged: Sequence[Judged]) -> list[Eased]:
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
                group = tuple(full[n - many + 1 : n + 1])
                found.append(Eased("deload", each.day, "deload_ambers", sessions=group))
        return found

    def _pending(self, each: Judged) -> bool:
        """A session whose next morning has not come yet is not held against the person."""
        coming = each.day == self._logs.as_of and each.session.pain_next_morning is None
        return coming and each.zone == "amber" and not each.provoked

    def _jumps(self) -> list[Eased]:
        """Days on which the mean of a week lies well above that of the week before."""
        readings, as_of = self._logs.readings, self._logs.as_of
        return [
            Eased("deload", day, "deload_mean_rise", readings=readings)
            for day in readings.rises(self._numbers["deload_mean_rise"])
            if day <= as_of
        ]
