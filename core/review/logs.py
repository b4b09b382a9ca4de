"""What was logged up to a day: one entry a day and kind, in the order of the days, whatever order it came in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from core.model.case import KneeToWallTrialsCm
from core.model.log import AnkleTest, Flare, KeptRung, Rescreen, SessionDone
from core.model.merging import merge_rescreens, merge_sessions
from core.model.reason import Answer
from core.model.record import History
from core.review.readings import Readings
from core.trends.inputs import Numbers


@dataclass(frozen=True)
class Kept:
    """What the person kept as it was, and the day they last said so."""

    day: date
    rung: KeptRung


@dataclass(frozen=True, eq=False)
class Logs:
    """Entries up to `as_of`, by day; sessions and check-ins of the days that may still decide.

    `spreads`: days on which leg symptoms spread, with the entries that say so.

    `falls`: days with a fall. `flares`: by day; where a day holds both, the flare-up began. `kept`: by exercise.
    `ankles`: the latest trials of each side.
    """

    as_of: date
    sessions: tuple[SessionDone, ...]
    readings: Readings
    spreads: dict[date, tuple[Answer, ...]]
    falls: tuple[date, ...]
    rescreens: tuple[Rescreen, ...]
    flares: tuple[Flare, ...]
    kept: dict[str, Kept]
    ankles: dict[str, KneeToWallTrialsCm]

    def full(self) -> tuple[SessionDone, ...]:
        """Sessions of the routine itself; easing moves on a painful day are none."""
        return tuple(session for session in self.sessions if session.kind == "full")


def read_logs(history: History, intake: date, as_of: date, numbers: Numbers) -> Logs:
    """The logs of `history` as seen on `as_of`: what is dated later is not there yet.

    Of sessions and check-ins, those that a review can rest on: since the intake or the last weeks, whichever is longer,
    and some weeks before, so that what was going on then is seen from where it began.
    """
    first = min(intake, as_of - timedelta(days=int(numbers["zones_days"])))
    first -= timedelta(days=int(numbers["run_up_days"]))
    sessions = _merged([session for session in history.sessions if session.day >= first], as_of, merge_sessions)
    pains: dict[date, int] = {}
    spreads: dict[date, tuple[Answer, ...]] = {}
    falls: set[date] = set()
    for check_in in history.check_ins:
        day = check_in.day
        if not first <= day <= as_of:
            continue
        pain = check_in.pain_average
        if pain > pains.get(day, -1):
            pains[day] = pain
        if check_in.leg_symptoms == "spread":
            spreads[day] = (Answer(path=f"check_ins.{day}.leg_symptoms", value="spread"),)
        if check_in.fell:
            falls.add(day)
    for session in sessions:
        if session.leg_symptoms == "spread":
            told = Answer(path=f"sessions.{session.day}.leg_symptoms", value="spread")
            spreads[session.day] = (*spreads.get(session.day, ()), told)
    return Logs(
        as_of=as_of,
        sessions=sessions,
        readings=Readings(pains, int(numbers["pain_week_least_readings"])),
        spreads=dict(sorted(spreads.items())),
        falls=tuple(sorted(falls)),
        rescreens=_merged(history.rescreens, as_of, merge_rescreens),
        flares=_flares(history.flares, as_of),
        kept=_kept(history, as_of),
        ankles=_ankles(history.ankle_tests, as_of),
    )


class _Dated(Protocol):
    @property
    def day(self) -> date: ...


Entry = TypeVar("Entry", bound=_Dated)


def _by_day(entries: Iterable[Entry], as_of: date) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = {}
    for entry in entries:
        if entry.day <= as_of:
            found.setdefault(entry.day, []).append(entry)
    return dict(sorted(found.items()))


def _merged(entries: Iterable[Entry], as_of: date, merge: Callable[[Entry, Entry], Entry]) -> tuple[Entry, ...]:
    """One entry a day, by day."""
    found: dict[date, Entry] = {}
    for entry in entries:
        day = entry.day
        if day <= as_of:
            found[day] = merge(found[day], entry) if day in found else entry
    return tuple([found[day] for day in sorted(found)])


def _flares(flares: Iterable[Flare], as_of: date) -> tuple[Flare, ...]:
    return tuple(min(same, key=lambda flare: flare.state) for same in _by_day(flares, as_of).values())


def _kept(history: History, as_of: date) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for day, same in _by_day(history.kept_old, as_of).items():
        for rung in sorted((rung for entry in same for rung in entry.kept), key=lambda rung: rung.rung or ""):
            found[rung.exercise] = Kept(day, rung)
    return found


def _ankles(tests: Iterable[AnkleTest], as_of: date) -> dict[str, KneeToWallTrialsCm]:
    """Of two tests of one day the shorter reach counts."""
    found: dict[str, KneeToWallTrialsCm] = {}
    for same in _by_day(tests, as_of).values():
        for side, trials in (("left", [t.left_cm for t in same]), ("right", [t.right_cm for t in same])):
            known = [each for each in trials if each is not None]
            if known:
                found[side] = min(known, key=lambda each: (sum(each) / len(each), each))
    return found
