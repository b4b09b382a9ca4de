"""Rule 8: a week that reaches more than the one handed out, where one exists. What it finds is sound; it may miss some.

Every exercise in the shortest dose of the planning notes, one rung each, only what no reading of the page bars: a hold
done more than once may count as repeated, and level 3 strength work "together 3" may mean exercises times days.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.contract.bars import FOUNDATIONS, LIBRARY, PLANES, Rung, surely_allowed
from tests.contract.facts import Facts
from tests.contract.week import DISTINCT, FLOOR_POSITIONS, FLOOR_S, items_of_session, limit_minutes

AIMS = (*PLANES, *FOUNDATIONS)
SET_UP_S = 20
# Seconds of work in the shortest dose (PLANNING: the calm row), one side; exercises with a dose of their own by name.
SHORTEST_S = {"relief": 40, "mobility": 24, "stretch": 33, "control": 55, "strength": 24, "upper": 81}
OF_ITS_OWN_S = {
    "bird_dog": 30,
    "pallof_press": 2 * 6 * 5 + 20,
    "drawing_in": 65,
    "glute_bridge": 48,
    "stomach_lying": 63,
    "superman": 3 * 40 + 90,
    "lat_pulldown": 3 * 36 + 90,
    "knee_flops": 30,
}
ONE_SIDE_AT_A_TIME = {
    "pallof_press",
    "dead_bug",
    "bird_dog",
    "side_plank",
    "single_arm_farmers_carry",
    "standing_side_flexion",
    "knee_flops",
    "seated_twist",
    "woodchopper_mid",
    "woodchopper_high",
    "woodchopper_low",
    "hip_90_90",
    "pigeon",
    "seated_spinal_twist",
    "reverse_lunge",
    "step_up",
    "bulgarian_split_squat",
    "hip_rotation",
    "lateral_trunk_flexion_stretch",
    "knee_to_chest",
    "glute_bridge",
}
OUTSIDE_THE_SESSION = frozenset({"ankle", "activity"})


@dataclass(frozen=True)
class Piece:
    """One exercise as a week could use it. `most_days`: the upper limit a week."""

    exercise: str
    mask: int
    seconds: int
    floor: bool
    most_days: int
    strength_days_only: bool
    level_3_strength: bool


def mask_of(names: Iterable[str | None]) -> int:
    return sum(1 << AIMS.index(name) for name in set(names) if name)


def reached(items: Iterable[dict[str, object]]) -> int:
    mask = 0
    for item in items:
        mask |= mask_of([*item["planes"], item["foundation"]])  # type: ignore[misc,list-item]
    return mask


def seconds_of(rung: Rung) -> int:
    work = 40 if "carry" in rung.tags else OF_ITS_OWN_S.get(rung.exercise, SHORTEST_S[rung.role])
    return SET_UP_S + work * (2 if rung.exercise in ONE_SIDE_AT_A_TIME else 1)


def _pieces(facts: Facts) -> list[Piece]:
    pieces = []
    for name, ladder in LIBRARY.items():
        for rung in ladder:
            if rung.role in OUTSIDE_THE_SESSION or not surely_allowed(rung, facts, 10):
                continue
            seconds = seconds_of(rung)
            one_set_s = 60 if name == "pallof_press" else seconds - SET_UP_S
            if rung.position == "standing" and "stand_5_min" in facts.case["capacity"]["cannot"] and one_set_s > 60:
                continue
            if facts.said("pregnancy") and rung.position == "supine":
                continue
            if facts.said("heart_or_exercise_limit") and rung.role in ("stretch", "relief", "control"):
                seconds += 30
            hard = rung.role in ("strength", "upper") and rung.level >= 2
            heavy = rung.role == "upper" or (rung.role == "strength" and rung.level >= 3)
            limit = 2 if "deadlift" in rung.tags else 3 if heavy or hard else 4 if rung.role == "strength" else 7
            if "carry" in rung.tags:
                limit = 4
            level_3 = rung.role == "strength" and rung.level >= 3
            mask = mask_of([*rung.planes, rung.foundation])
            pieces.append(Piece(name, mask, seconds, rung.position in FLOOR_POSITIONS, limit, hard, level_3))
    return pieces


def _sessions(pieces: list[Piece], high: int, limit_s: int) -> dict[tuple[int, int], int]:
    """(mask, items) -> fewest seconds, getting to the floor included; one rung of an exercise."""
    best: dict[tuple[int, int], int] = {}
    for floor in (False, True):
        room = limit_s - (FLOOR_S if floor else 0)
        table: dict[tuple[int, int], int] = {(0, 0): 0}
        by_exercise: dict[str, list[Piece]] = {}
        for piece in pieces:
            if floor or not piece.floor:
                by_exercise.setdefault(piece.exercise, []).append(piece)
        for options in by_exercise.values():
            for (mask, count), seconds in list(table.items()):
                if count == high:
                    continue
                for piece in options:
                    key, longer = (mask | piece.mask, count + 1), seconds + piece.seconds
                    if longer <= room and longer < table.get(key, limit_s + 1):
                        table[key] = longer
        for key, seconds in table.items():
            seconds += FLOOR_S if floor else 0
            best[key] = min(seconds, best.get(key, limit_s + 1))
    return best


def most_items(facts: Facts, limit_s: int, high: int) -> int:
    """How many items a session could have: of what may stand on every session day, in the shortest doses."""
    days = facts.case["preferences"]["days_per_week"]
    pieces = [p for p in _pieces(facts) if p.most_days >= days and (not p.strength_days_only or days <= 3)]
    if days > 1:
        first_heavy = next((p.exercise for p in pieces if p.level_3_strength), None)
        pieces = [p for p in pieces if not p.level_3_strength or p.exercise == first_heavy]
    return max((count for _, count in _sessions(pieces, high, limit_s)), default=0)


def best_reach(facts: Facts) -> int:
    """How many of the seven aims a week could reach, with one level 3 strength exercise where there are more days."""
    pieces = _pieces(facts)
    if facts.case["preferences"]["days_per_week"] == 1:
        return _best_reach(facts, pieces)
    heavy = {piece.exercise for piece in pieces if piece.level_3_strength}
    one_heavy = [[p for p in pieces if not p.level_3_strength or p.exercise == name] for name in sorted(heavy)]
    return max(_best_reach(facts, allowed) for allowed in (one_heavy or [pieces]))


def _best_reach(facts: Facts, pieces: list[Piece]) -> int:
    days = facts.case["preferences"]["days_per_week"]
    low, high = items_of_session(facts)
    limit_s = 60 * limit_minutes(facts)

    def masks(allowed: list[Piece]) -> dict[int, int]:
        """mask -> fewest items, of sessions that are long enough."""
        found: dict[int, int] = {}
        for mask, count in _sessions(allowed, high, limit_s):
            if count >= low:
                found[mask] = min(count, found.get(mask, count))
        return found

    def best_of(found: Iterable[int]) -> int:
        return max((mask.bit_count() for mask in found), default=0)

    one_kind = [p for p in pieces if p.most_days >= days and (not p.strength_days_only or days <= 3)]
    best = best_of(masks(one_kind))
    for strength in {1: (), 2: ()}.get(days, (2, 3)):
        other = days - strength
        if other <= 0:
            continue
        first = masks([p for p in pieces if p.most_days >= strength])
        second = masks([p for p in pieces if p.most_days == 7])
        both = {a | b for a, x in first.items() for b, y in second.items() if x + y <= DISTINCT}
        best = max(best, best_of(both))
    return best
