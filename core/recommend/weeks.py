"""What a week is worth under the stated order of aims, and whether it keeps the limits: counted, not solved."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from core.recommend.candidates import Candidate
from core.recommend.frame import OTHER, STRENGTH
from core.recommend.worth import MOST_CARRIES, Aims, Facts, Scale

Chosen = Mapping[str, tuple[Candidate, ...]]

# How many sessions are remembered; of some hundred bytes each.
MOST_KNOWN: Final = 512


class Worth(NamedTuple):
    """`score`: all aims together. `lost`: the weight of what is not met of the aims above the fine choices (size,
    coverage, direction, slots, needs). `lacking`: the weight of missing items, unreached planes and foundations.
    `missed`: those of the aims above the fine choices that are not met."""

    score: int
    lost: int
    lacking: int
    missed: Aims


class Session(NamedTuple):
    """What one kind of session comes to by itself.

    `by_name`: the facts of its exercises. `score`: without what each is worth `once` a week, and without the aims
    `met`. `short`: items too few; `spare`: hundredths of a minute that are left, less than 0 where it is too long.
    `heavy_days`, `deadlift_days`: how many such items times days of the week.
    """

    by_name: dict[str, Facts]
    score: int
    once: int
    met: Aims
    short: int
    on_floor: bool
    spare: int
    keeps_limits: bool
    heavy_days: int
    deadlift_days: int


# A week, by kind of session in their order.
Sessions = tuple[Session, ...]


class Weighed:
    """Sessions as they were weighed on one scale: the same stand in many of the weeks that are looked at."""

    def __init__(self, scale: Scale) -> None:
        self.scale: Final = scale
        self._known: dict[tuple[str, tuple[Candidate, ...]], Session] = {}

    def session(self, kind: str, here: tuple[Candidate, ...]) -> Session:
        """What one kind of session comes to."""
        found = self._known.get((kind, here))
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[kind, here] = session_of(self.scale, kind, here)
        return found

    def week(self, chosen: Chosen) -> Sessions:
        """All of a week."""
        return tuple([self.session(kind, here) for kind, here in chosen.items()])


def session_of(scale: Scale, kind: str, here: Iterable[Candidate]) -> Session:
    """What one kind of session comes to by itself."""
    frame, n, days = scale.frame, scale.index[kind], scale.days[kind]
    by_name: dict[str, Facts] = {}
    items = score = once = length = carries = controls = supine = heavy = deadlifts = 0
    keeps_limits, on_floor = True, False
    met: Aims = 0
    for candidate in here:
        facts = scale.of(candidate)
        keeps_limits &= kind in facts.kinds
        by_name[facts.name] = facts
        items += 1
        score += facts.in_session[n]
        once += facts.once
        met |= facts.serves[n]
        length += facts.hundredths
        on_floor |= facts.on_floor
        carries += facts.carry
        controls += facts.control
        supine += facts.supine
        heavy += facts.heavy
        deadlifts += facts.deadlift
    if frame.items_enough < frame.items_high:
        score += scale.aims["item_many"] * max(0, items - frame.items_enough)
    score += scale.aims["second_carry"] * (carries > 1)
    score += scale.second_control * (controls > 1)
    keeps_limits &= items <= frame.items_high and items == len(by_name) and carries <= MOST_CARRIES
    keeps_limits &= frame.supine_items is None or supine <= frame.supine_items
    return Session(
        by_name=by_name,
        score=score,
        once=once,
        met=met,
        short=max(0, frame.items_low - items),
        on_floor=on_floor,
        spare=frame.hundredths - length - frame.floor_hundredths * on_floor,
        keeps_limits=keeps_limits,
        heavy_days=days * heavy,
        deadlift_days=days * deadlifts,
    )


def worth_of(scale: Scale, week: Sessions, possible: Aims) -> Worth:
    """What a week is worth; `possible`: the aims that anything could meet."""
    aims = scale.aims
    score = short = 0
    met: Aims = 0
    for session in week:
        score += session.score + session.once
        short += session.short
        met |= session.met
    for facts in _in_both(week):
        score += aims["both_kinds"] - facts.once
    missed = possible & ~met
    lacking = short * -aims["item_short"]
    lost = lacking + scale.weight(missed)
    score += scale.weight(met & possible) + short * aims["item_short"]
    lacking += scale.weight(scale.coverage & ~met)
    return Worth(score, lost, lacking, missed)


def keeps_limits(scale: Scale, week: Sessions) -> bool:
    """Whether the week keeps every limit but the minutes."""
    frame = scale.frame
    distinct = heavy = deadlifts = 0
    for session in week:
        if not session.keeps_limits:
            return False
        distinct += len(session.by_name)
        heavy += session.heavy_days
        deadlifts += session.deadlift_days
    if heavy > frame.heavy_days or deadlifts > frame.deadlift_days:
        return False
    days = sum(scale.days.values())
    for facts in _in_both(week):
        distinct -= 1
        if facts.most_days < days or week[0].by_name[facts.name] is not facts:
            return False
    return distinct <= frame.distinct


def too_long(week: Sessions) -> int:
    """By how many hundredths of a minute the sessions are too long, all kinds together."""
    return sum([-session.spare for session in week if session.spare < 0])


def has_room(scale: Scale, kind: str, session: Session, facts: Facts) -> bool:
    """Whether the exercise may come into the session too, as far as that session goes."""
    frame = scale.frame
    if kind not in facts.kinds or facts.name in session.by_name or len(session.by_name) >= frame.items_high:
        return False
    floor = frame.floor_hundredths if facts.on_floor and not session.on_floor else 0
    return facts.hundredths + floor <= session.spare


def _in_both(week: Sessions) -> list[Facts]:
    """What stands in both kinds of session; there are two at most."""
    if len(week) < len((STRENGTH, OTHER)):
        return []
    one, other = week[0].by_name, week[1].by_name
    return [facts for name, facts in other.items() if name in one]
