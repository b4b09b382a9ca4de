"""What the texts say of a history, worked out again from clinical.md and the contract alone.

Nothing here is shared with the product. Where a text leaves two readings, a fact has two faces: `must` holds under
every reading, `may` under at least one.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.contract.facts import JsonDict

Zone = str
GREEN, AMBER, RED = "green", "amber", "red"
OUTCOMES = ("done", "skipped", "hurt")
LEGS = ("none", "same", "spread")
WEEK = 7
READINGS_FOR_A_MEAN = 3
READINGS_FOR_A_BASELINE = 4
ANCHORS = ("trailing", "first", "monday")
A_WEEK_BACK = tuple(timedelta(days=n) for n in range(WEEK))


@dataclass(frozen=True)
class Session:
    """One local day's session; where a day was logged twice, the more cautious of the two (`twice`)."""

    day: date
    before: int | None
    peak: int | None
    morning: int | None
    leg: str | None
    kind: str
    items: tuple[JsonDict, ...]
    twice: bool = False

    @cached_property
    def zones(self) -> frozenset[Zone]:
        """Every zone a reading of the table allows; one alone where the texts are clear."""
        before, peak, morning = self.before, self.peak, self.morning
        rise = None if before is None or peak is None else peak - before
        next_day = None if before is None or morning is None else morning - before
        if self.leg == "spread" or (next_day is not None and next_day >= 2):
            return frozenset({RED})
        if rise is not None and peak is not None and (rise >= 3 or (rise == 2 and peak > 5)):
            return frozenset({RED})
        if rise is None or next_day is None or peak is None:
            return frozenset({AMBER})
        if rise <= 1 and peak <= 5 and next_day <= 0:
            # Not said whether a leg hurt, or one exercise stopped: green by the numbers, amber by caution.
            unclear = self.leg is None or any(item["outcome"] == "hurt" for item in self.items)
            return frozenset({GREEN, AMBER}) if unclear else frozenset({GREEN})
        return frozenset({AMBER})

    @property
    def measured(self) -> bool:
        return None not in (self.before, self.peak, self.morning)

    @cached_property
    def surely(self) -> Zone | None:
        """The zone, where the texts are clear."""
        return next(iter(self.zones)) if len(self.zones) == 1 else None

    def must(self, zone: Zone) -> bool:
        return self.surely == zone

    def may(self, zone: Zone) -> bool:
        return zone in self.zones

    @cached_property
    def named(self) -> dict[str, list[JsonDict]]:
        """exercise -> its items, skipped or not."""
        found: dict[str, list[JsonDict]] = {}
        for item in self.items:
            found.setdefault(item["exercise"], []).append(item)
        return found

    @cached_property
    def _done(self) -> dict[str, list[JsonDict]]:
        return {name: [item for item in items if item["outcome"] != "skipped"] for name, items in self.named.items()}

    def done(self, exercise: str) -> list[JsonDict]:
        return self._done.get(exercise, [])


def _day(entry: JsonDict) -> date:
    return date.fromisoformat(entry["day"])


def _least(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _merged(entries: list[JsonDict]) -> Session:
    legs = [entry["leg_symptoms"] for entry in entries if entry["leg_symptoms"]]
    first = entries[0]
    return Session(
        day=_day(first),
        before=_least(entry["pain_before"] for entry in entries),
        peak=_most(entry["pain_peak"] for entry in entries),
        morning=_most(entry["pain_next_morning"] for entry in entries),
        leg=max(legs, key=LEGS.index, default=None),
        kind="full" if any(entry["kind"] == "full" for entry in entries) else first["kind"],
        items=tuple(item for entry in entries for item in entry["items"]),
        twice=len(entries) > 1,
    )


def session_of(entry: JsonDict) -> Session:
    """One entry as it stands."""
    return _merged([entry])


@dataclass
class Past:
    """The history as seen on `as_of`. Entries of later days do not exist, but for `ahead` days (a flight west)."""

    case: JsonDict
    history: JsonDict
    as_of: date
    ahead: int = 0
    anchors: tuple[str, ...] = field(default=ANCHORS)
    _means: dict[date, Fraction | None] = field(default_factory=dict, init=False, repr=False)

    def _seen(self, kind: str) -> Iterator[JsonDict]:
        last = (self.as_of + timedelta(days=self.ahead)).isoformat()
        return (entry for entry in self.history[kind] if entry["day"] <= last)

    def by_day(self, kind: str) -> dict[date, list[JsonDict]]:
        found: dict[date, list[JsonDict]] = {}
        for entry in sorted(self._seen(kind), key=_day):
            found.setdefault(_day(entry), []).append(entry)
        return found

    @cached_property
    def intake(self) -> date:
        return date.fromisoformat(self.case["as_of"])

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(_merged(entries) for entries in self.by_day("sessions").values())

    @cached_property
    def check_ins(self) -> dict[date, list[JsonDict]]:
        return self.by_day("check_ins")

    @cached_property
    def readings(self) -> dict[date, int]:
        """The day's average pain; the highest, where a day stands twice."""
        return {day: max([entry["pain_average"] for entry in entries]) for day, entries in self.check_ins.items()}

    @cached_property
    def first_reading(self) -> date:
        """The day of it; today, where there is none."""
        return min(self.readings, default=self.as_of)

    @cached_property
    def twice(self) -> bool:
        """A check-in, an ankle test or an answer stands twice: its value is open."""
        kinds = ("check_ins", "ankle_tests", "function", "flares", "rescreens", "sessions")
        return any(len(entries) > 1 for kind in kinds for entries in self.by_day(kind).values())

    def ago(self, days: int) -> date:
        return self.as_of - timedelta(days=days)

    @cached_property
    def naming(self) -> dict[str, list[Session]]:
        """exercise -> the sessions that name it, the latest first."""
        found: dict[str, list[Session]] = {}
        for session in reversed(self.sessions):
            for exercise in session.named:
                found.setdefault(exercise, []).append(session)
        return found

    def doing(self, exercise: str) -> Iterator[Session]:
        """The sessions in which it was done, the latest first."""
        return (session for session in self.naming.get(exercise, ()) if session.done(exercise))

    @cached_property
    def kept(self) -> dict[str, list[tuple[date, str | None]]]:
        """exercise -> days on which a rung of it was kept, and the rung."""
        found: dict[str, list[tuple[date, str | None]]] = {}
        for day, entries in self.by_day("kept_old").items():
            for entry in entries:
                for kept in entry["kept"]:
                    found.setdefault(kept["exercise"], []).append((day, kept["rung"]))
        return found

    # Weeks --------------------------------------------------------------------------------------------------------

    def week_ending(self, last: date) -> list[int]:
        return [self.readings[day] for day in (last - back for back in A_WEEK_BACK) if day in self.readings]

    def mean_ending(self, last: date) -> Fraction | None:
        if last not in self._means:
            week = self.week_ending(last)
            self._means[last] = Fraction(sum(week), len(week)) if len(week) >= READINGS_FOR_A_MEAN else None
        return self._means[last]

    def week_ends(self, anchor: str) -> Iterator[date]:
        """Last days of weeks, the latest first, back to the first reading."""
        first = self.first_reading
        if anchor == "trailing":
            last = self.as_of
        elif anchor == "first":
            last = first + timedelta(days=(self.as_of - first).days // WEEK * WEEK - 1)
            if (self.as_of - first).days % WEEK == WEEK - 1:
                last = self.as_of
        else:
            last = self.as_of - timedelta(days=(self.as_of.weekday() + 1) % WEEK)
        while last >= first:
            yield last
            last -= timedelta(days=WEEK)

    @cached_property
    def baseline_day(self) -> date | None:
        """The first day that begins seven days with enough readings."""
        for day in self.readings:
            if len(self.week_ending(day + timedelta(days=WEEK - 1))) >= READINGS_FOR_A_BASELINE:
                return day
        return None

    @cached_property
    def baseline(self) -> Fraction | None:
        if self.baseline_day is None:
            return None
        week = self.week_ending(self.baseline_day + timedelta(days=WEEK - 1))
        return Fraction(sum(week), len(week))

    def jumped(self, last: date) -> bool:
        """The mean of the week that ends on `last` is 2 or more above the week before."""
        now, then = self.mean_ending(last), self.mean_ending(last - timedelta(days=WEEK))
        return now is not None and then is not None and now - then >= 2

    # Flares -------------------------------------------------------------------------------------------------------

    @cached_property
    def flare_states(self) -> list[tuple[date, set[str]]]:
        return [(day, {entry["state"] for entry in entries}) for day, entries in self.by_day("flares").items()]

    @property
    def flare_must(self) -> bool:
        """On, and not longer than the seven days a flare-up may take."""
        if not self.flare_states:
            return False
        day, states = self.flare_states[-1]
        return states == {"began"} and day >= self.intake and (self.as_of - day).days < WEEK

    @property
    def flare_may(self) -> bool:
        told = bool(self.flare_states) and "began" in self.flare_states[-1][1]
        return told or any(s.kind == "flare" and (self.as_of - s.day).days <= WEEK for s in self.sessions)

    def flare_near(self, days: int) -> bool:
        """A flare-up began, ended, was on, or its moves were done within that many days."""
        if self.flare_may or any(day >= self.ago(days) for day, _ in self.flare_states):
            return True
        return any(s.kind == "flare" and s.day >= self.ago(days) for s in self.sessions)

    @property
    def flare_just_over(self) -> bool:
        """Over for less than a week, by one clear pair of entries: comes back at half dose."""
        if len(self.flare_states) < 2:
            return False
        (_, before), (day, now) = self.flare_states[-2:]
        return now == {"over"} and before == {"began"} and day >= self.intake and (self.as_of - day).days < WEEK

    # Deload -------------------------------------------------------------------------------------------------------

    @cached_property
    def deload_must(self) -> str | None:
        """Why the sets are halved this week, under every reading."""
        days = [s.day for s in self.sessions if s.must(RED) and not s.twice and s.day >= self.intake]
        for first, second in itertools.pairwise(days):
            if (second - first).days < WEEK and 0 <= (self.as_of - second).days < WEEK:
                return f"reds on {first} and {second}"
        run = self._amber_run()
        if run == 3 and self.sessions[-3].day >= self.intake and 0 <= (self.as_of - self.sessions[-1].day).days < WEEK:
            return f"three ambers up to {self.sessions[-1].day}"
        ends = [next(self.week_ends(anchor), None) for anchor in self.anchors]
        settled = (self.as_of - self.intake).days >= 2 * WEEK and not self.twice
        if settled and all(end is not None and self.jumped(end) for end in ends):
            return f"the weekly mean rose by 2 to {self.as_of}"
        return None

    def _amber_run(self) -> int:
        run = 0
        for session in reversed(self.sessions):
            if not (session.must(AMBER) and session.measured and session.kind == "full") or session.twice:
                break
            run += 1
        # A red before the ambers, or one that may count, makes the run a matter of reading.
        rest = self.sessions[: len(self.sessions) - run]
        return run if not rest or not rest[-1].may(AMBER) else 0

    def deload_may(self, within: int = WEEK) -> bool:
        """Whether any reading gives a reason to halve, seen in the last `within` days."""
        since = self.ago(within)
        reds = [s.day for s in self.sessions if s.may(RED) or self.leg_spread_on(s.day)]
        if any(b >= since and (b - a).days <= WEEK for a, b in itertools.pairwise(reds)):
            return True
        for kinds in (("full",), ("full", "relief"), ("full", "relief", "flare")):
            counted = [s for s in self.sessions if s.kind in kinds]
            late = sum(s.day >= since for s in counted)
            counted = counted[-late - 2 :] if late else []
            for three in zip(counted, counted[1:], counted[2:], strict=False):
                if not any(s.must(GREEN) and not self.leg_spread_on(s.day) for s in three):
                    return True
        if any(self.jumped(self.ago(days)) for days in range(-self.ahead, within + 1)):
            return True
        return self.twice or self.flare_near(max(within, 2 * WEEK))

    # Warning signs ------------------------------------------------------------------------------------------------

    def leg_spread_on(self, day: date) -> bool:
        return day in self._spread_days

    @cached_property
    def _spread_days(self) -> set[date]:
        days = self.check_ins.items()
        return {day for day, entries in days for entry in entries if entry["leg_symptoms"] == "spread"}

    @cached_property
    def leg_spreads(self) -> list[date]:
        return sorted({*self._spread_days, *(s.day for s in self.sessions if s.leg == "spread")})

    @cached_property
    def screened(self) -> date:
        """The last day on which the warning signs were asked: the intake, or asked again since."""
        return max([self.intake, *(day for day in self.by_day("rescreens") if day >= self.intake)])

    @cached_property
    def rescreen_must(self) -> list[str]:
        found = []
        if (self.as_of - self.screened).days >= WEEK:
            found.append(f"asked {self.screened}, a week ago or more")
        for day in self.leg_spreads:
            if day > self.screened:
                found.append(f"leg symptoms spread on {day}")
        days = list(self.readings)
        for day, entries in self.check_ins.items():
            if day > self.screened and any(entry["fell"] for entry in entries):
                found.append(f"a fall on {day}")
        for one, two in itertools.pairwise(days):
            if two <= self.screened or (two - one).days != 1:
                continue
            once = len(self.check_ins[one]) == len(self.check_ins[two]) == 1
            if once and self.readings[two] - self.readings[one] >= 3:
                found.append(f"pain up by 3 on {two}")
        return found

    @cached_property
    def rescreen_may(self) -> bool:
        if self.rescreen_must or self.twice:
            return True
        since = self.screened
        if (self.as_of + timedelta(days=self.ahead) - since).days >= WEEK:
            return True
        if any(day >= since for day in self.leg_spreads):
            return True
        if any(day >= since and any(e["fell"] for e in entries) for day, entries in self.check_ins.items()):
            return True
        # A jump: from any day before to any day since, within a session, or by the next morning.
        pains = [(day, pain) for day, pain in self.readings.items()]
        before = [pain for day, pain in pains if day <= since or day >= since]
        before += [self.case["pain"]["now"], self.case["pain"]["average_week"]]
        if any(day >= since and pain - min(before) >= 3 for day, pain in pains):
            return True
        for session in self.sessions:
            known = [p for p in (session.peak, session.morning, session.before) if p is not None]
            # The morning after the evening before the intake is a day of the intake's own.
            late = session.day >= since or (session.morning is not None and session.day == since - timedelta(days=1))
            if late and known and max(known) - min([*known, *before]) >= 3:
                return True
        return any(day >= since for day, _ in self.flare_states) or any(
            s.day >= since and (s.kind == "flare" or s.may(RED)) for s in self.sessions
        )

    @cached_property
    def safety(self) -> dict[str, str]:
        """The worst answer since the intake holds."""
        order = ("no", "unsure", "yes")
        worst = dict(self.case["safety"])
        for day, entries in self.by_day("rescreens").items():
            if day < self.intake:
                continue
            for entry in entries:
                for flag, answer in entry["answers"].items():
                    if flag in worst:
                        worst[flag] = max(worst[flag], answer, key=order.index)
        return worst

    @cached_property
    def fell(self) -> bool:
        """A fall was logged since the intake."""
        return any(day >= self.intake and any(e["fell"] for e in es) for day, es in self.check_ins.items())

    # Referral -----------------------------------------------------------------------------------------------------

    def _improved(self, mean: Fraction) -> bool:
        assert self.baseline is not None
        drop = self.baseline - mean
        return drop >= 2 or drop >= self.baseline * Fraction(3, 10)

    @cached_property
    def severe_two_days(self) -> bool:
        """Pain before of 8 or more on two days running, seen in the last week."""
        days = [s.day for s in self.sessions if s.before is not None and s.before >= 8 and not s.twice]
        return any((b - a).days == 1 and b >= self.ago(WEEK - 1) for a, b in itertools.pairwise(days))

    @cached_property
    def referral_must(self) -> list[str]:
        found = []
        if self.severe_two_days:
            found.append("pain before of 8 two days running")
        base, first = self.baseline, self.baseline_day
        if base is None or first is None or self.twice:
            return found
        worse = []
        flat = []
        for anchor in self.anchors:
            ends = list(itertools.islice(self.week_ends(anchor), 2))
            means = [self.mean_ending(end) for end in ends]
            later = len(ends) >= 2 and ends[1] >= first + timedelta(days=2 * WEEK - 1)
            worse.append(later and all(m is not None and m - base >= 2 for m in means))
            flat.append(bool(means) and means[0] is not None and not self._improved(means[0]))
        if all(worse):
            found.append("worse for two weeks running")
        peg = self.peg_gain
        if all(flat) and base > 3 and (self.as_of - first).days >= 6 * WEEK and (peg is None or peg < 1):
            since_intake = (self.as_of - self.intake).days >= 6 * WEEK
            if since_intake:
                found.append("no improvement in six weeks")
        return found

    @property
    def peg_gain(self) -> Fraction | None:
        """Points of PEG less than at first; null where it was not answered twice."""
        scores = [
            Fraction(sum(peg.values()), 3)
            for entries in self.by_day("function").values()
            for entry in entries
            if (peg := entry["peg"]) is not None
        ]
        return scores[0] - scores[-1] if len(scores) > 1 else None

    @cached_property
    def referral_may(self) -> bool:
        if self.referral_must or self.twice:
            return True
        if any(answer != "no" for answer in self.safety.values()):
            return True
        befores = [s.day for s in self.sessions if s.before is not None and s.before >= 8]
        if any((b - a).days <= 2 for a, b in itertools.pairwise(befores)):
            return True
        highs = [day for day, pain in self.readings.items() if pain >= 8]
        if any((b - a).days <= 2 for a, b in itertools.pairwise(highs)):
            return True
        # Symptoms that went down a leg whichever way the back was bent (section 2).
        if any(day >= self.ago(6 * WEEK) for day in self.leg_spreads):
            return True
        if not self.readings:
            return False
        first = min([self.intake, *self.readings])
        four_weeks = (self.as_of - first).days >= 4 * WEEK - 1
        for anchor in self.anchors:
            ends = list(self.week_ends(anchor))
            means = [mean for mean in map(self.mean_ending, ends) if mean is not None]
            base = self.baseline if self.baseline is not None else (means[-1] if means else None)
            if four_weeks and (base is None or not means or not self._surely_improved(base, means[0])):
                return True
            if len(means) >= 3 and means[0] > means[1] > means[2]:
                return True
            if base is not None and len(means) >= 2 and means[0] > base and means[1] > base:
                return True
        return False

    @staticmethod
    def _surely_improved(base: Fraction, mean: Fraction) -> bool:
        return base - mean >= 2 and base - mean >= base * Fraction(3, 10)

    # Calm weeks ---------------------------------------------------------------------------------------------------

    def quiet_days(self) -> int:
        """How many whole days up to as_of have nothing against bringing a direction back, since the intake."""
        days = (self.as_of - self.intake).days
        for session in self.sessions:
            if session.must(RED):
                days = min(days, (self.as_of - session.day).days)
        for day in self.leg_spreads:
            days = min(days, (self.as_of - day).days)
        on: date | None = None
        for day, states in self.flare_states:
            if "began" in states:
                on = day
            elif on is not None:
                days = min(days, (self.as_of - day).days)
                on = None
        if self.flare_must:
            days = 0
        elif on is not None:
            # Nobody said that it was over: it lasts a week at the most.
            days = min(days, max(0, (self.as_of - on).days - WEEK))
        return max(days, 0)

    def logged_in(self, first: date, last: date) -> bool:
        """Anything at all that says how it went."""
        return any(first <= day <= last for day in (*self.readings, *(s.day for s in self.sessions)))

    # Ladders ------------------------------------------------------------------------------------------------------

    def stood(self, exercise: str) -> set[str | None]:
        """The rung of the latest session that holds it; more where a day holds two, where it was kept since, or where
        the latest was of easing moves, which may not count as a step of the ladder."""
        found: set[str | None] = set()
        at = date.min
        for session in self.naming.get(exercise, ()):
            found.update(item["rung"] for item in session.named[exercise])
            if session.kind == "full" and session.done(exercise):
                at = session.day
                break
        return found | {rung for day, rung in self.kept.get(exercise, ()) if day >= at}

    def last_done(self, exercise: str) -> date | None:
        return next((session.day for session in self.doing(exercise)), None)

    def kept_since(self, exercise: str) -> date | None:
        return max((day for day, _ in self.kept.get(exercise, ())), default=None)

    def last_two(self, exercise: str) -> list[Session]:
        """The two latest sessions in which it was done, the later first."""
        return list(itertools.islice(self.doing(exercise), 2))

    def weeks_running(self, exercise: str, rung: str | None) -> int:
        """In how many of the last seven-day blocks, without a gap, it was done at that rung in sessions of the routine.

        The easing moves of painful days are those that ease this person: nothing there takes turns."""
        count = 0
        for block in self._blocks(exercise, rung):
            if block > count:
                break
            count += block == count
        return count

    def weeks_of_late(self, exercise: str, within: int) -> int:
        """In how many of so many last blocks it was done, at any rung."""
        return sum(block < within for block in set(self._blocks(exercise, None, any_rung=True)))

    def _blocks(self, exercise: str, rung: str | None, *, any_rung: bool = False) -> Iterator[int]:
        """How many weeks ago, the latest first."""
        for session in self.doing(exercise):
            if session.kind == "full" and (any_rung or any(item["rung"] == rung for item in session.done(exercise))):
                yield (self.as_of - session.day).days // WEEK

    @cached_property
    def spread_unsettled(self) -> bool:
        """Leg symptoms spread within two weeks, or since all warning signs were last answered with no."""
        asked = self.by_day("rescreens").items()
        told = [(day, [a for entry in entries for a in entry["answers"].values()]) for day, entries in asked]
        clear = [day for day, answers in told if answers and set(answers) == {"no"}]
        return any(day >= self.ago(2 * WEEK) or day > max(clear, default=self.intake) for day in self.leg_spreads)


def past_of(told: JsonDict, ahead: int = 0) -> Past:
    return Past(told["case"], told["history"], date.fromisoformat(told["as_of"]), ahead)


def index_of(history: JsonDict) -> dict[str, dict[str, list[Any]]]:
    """kind -> day -> entries, by the names that reasons use."""
    found: dict[str, dict[str, list[Any]]] = {}
    for kind, entries in history.items():
        if isinstance(entries, list) and kind != "plan_dates":
            for entry in entries:
                found.setdefault(kind, {}).setdefault(entry["day"], []).append(entry)
    found.setdefault("ankle", found.get("ankle_tests", {}))
    return found
