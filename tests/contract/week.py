"""Rule 7 and the order within the day (rule 8): minutes, counts, kinds of session, weekly limits, neighbours."""

from collections.abc import Callable
from itertools import combinations
from math import ceil

from tests.contract.bars import LIBRARY, Rung, surely_allowed
from tests.contract.facts import Facts, JsonDict

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FLOOR_POSITIONS = ("supine", "prone", "four_point", "kneeling", "side_lying", "floor_sitting")
SET_UP_S, REP_S, CARRY_S, FLOOR_S = 20, 3, 40, 30
REST_S = {"relief": 5, "mobility": 5, "stretch": 5, "control": 20, "strength": 45, "upper": 45}
CALM_MINUTES, FEW_MINUTES, MANY_MINUTES = 10, 10, 40
DISTINCT = 9
BAD_DAY = 8
BAD_DAY_EXERCISES = ("pelvic_tilt", "drawing_in")
# Enough for one more gentle thing: 20 s to set up, ten slow repetitions a side, getting to the floor.
ONE_MORE_S = 20 + 2 * 10 * REP_S + FLOOR_S

Wrong = Callable[..., None]
Items = dict[str, JsonDict]
Rungs = dict[str, Rung]
Week = dict[str, tuple[str, ...]]


def item_seconds(rung: Rung, item: JsonDict, dose: str = "") -> tuple[int, int]:
    """(least, most) seconds of one day: rests stand between sets, at most after each side too.

    `dose`: the kind of dose, where a control item is dosed like a strength item (the curl) and rests as long.
    """
    sets, reps, hold = item["sets"], item["reps"] or 1, item["hold_s"] or 0
    sides = 2 if item["per_side"] else 1
    one = CARRY_S if "carry" in rung.tags else reps * (REP_S + hold)
    least = SET_UP_S + sets * sides * one + (sets - 1) * REST_S["strength" if dose == "strength" else rung.role]
    return least, SET_UP_S + sets * sides * (one + max(REST_S.values()))


def check_week(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    items = {item["exercise"]: item for item in routine["items"]}
    rungs: Rungs = {}
    for name, item in items.items():
        for rung in LIBRARY.get(name, ()):
            if rung.name == item["rung"]:
                rungs[name] = rung
    if rungs.keys() != items.keys():
        return
    week = {day: tuple(routine["week"][day]) for day in WEEKDAYS}
    if set(routine["week"]) != set(WEEKDAYS):
        wrong(7, "the week has other days than mon..sun")
    for day, names in week.items():
        if len(set(names)) != len(names):
            wrong(7, f"{day}: an exercise stands twice")
        for name in names:
            if name not in items or day not in items[name]["days"]:
                wrong(7, f"{day}: {name} stands in the week and not in its item")
    for name, item in items.items():
        for day in item["days"]:
            if name not in week[day]:
                wrong(7, f"{day}: {name} stands in its item and not in the week")
        if list(item["days"]) != [day for day in WEEKDAYS if day in item["days"]] or not item["days"]:
            wrong(7, f"{name}: days {item['days']}")
    if {name for names in week.values() for name in names} - items.keys():
        return
    days = [day for day in WEEKDAYS if week[day]]
    if not items:
        wrong(7, "no session at all", open=True)
        return
    _minutes(facts, items, rungs, week, wrong)
    _counts(facts, items, rungs, week, days, wrong)
    _weekly_limits(items, rungs, wrong)
    _strength_days(items, rungs, week, days, wrong)
    _order(facts, items, rungs, week, wrong)
    _rung_choice(facts, items, rungs, wrong)
    if facts.said("pregnancy"):
        for day in days:
            supine = [name for name in week[day] if rungs[name].position == "supine"]
            if len(supine) > 1:
                wrong(6, f"{day}: {len(supine)} items on the back in pregnancy")
            for name in supine:
                if item_seconds(rungs[name], items[name])[0] > 180:
                    wrong(6, f"{name}: more than 3 minutes on the back in pregnancy")


def _day_seconds(items: Items, rungs: Rungs, names: tuple[str, ...]) -> int:
    floor = any(rungs[name].position in FLOOR_POSITIONS for name in names)
    return sum(item_seconds(rungs[name], items[name])[0] for name in names) + (FLOOR_S if floor else 0)


def items_of_session(facts: Facts) -> tuple[int, int]:
    """(least, most) items of a session."""
    minutes = facts.case["preferences"]["minutes_per_day"]
    if facts.case["pain"]["now"] >= BAD_DAY:
        return 2, 4
    if minutes < FEW_MINUTES:
        return 3, 4
    return 4, 7 if facts.phase == "strengthen" and minutes >= MANY_MINUTES else 6


def limit_minutes(facts: Facts) -> int:
    asked: int = facts.case["preferences"]["minutes_per_day"]
    return min(asked, CALM_MINUTES) if facts.phase == "calm" else asked


def _minutes(facts: Facts, items: Items, rungs: Rungs, week: Week, wrong: Wrong) -> None:
    for name, item in items.items():
        least, most = item_seconds(rungs[name], item)
        if not least / 60 - 0.051 <= item["minutes"] <= ceil(most / 6) / 10 + 0.001:
            wrong(7, f"{name}: {item['minutes']} minutes, the dose takes {least / 60:.2f} to {most / 60:.2f}")
    limit = limit_minutes(facts)
    for day in WEEKDAYS:
        told = sum(items[name]["minutes"] for name in week[day] if name in items)
        if told > limit + 1e-6:
            wrong(7, f"{day}: {told:.1f} minutes of {limit}")
        if _day_seconds(items, rungs, week[day]) > limit * 60:
            wrong(7, f"{day}: {_day_seconds(items, rungs, week[day]) / 60:.2f} minutes of {limit} by the dose")


def _counts(
    facts: Facts,
    items: Items,
    rungs: Rungs,
    week: Week,
    days: list[str],
    wrong: Wrong,
) -> None:
    case = facts.case
    if len(days) > case["preferences"]["days_per_week"]:
        wrong(7, f"{len(days)} days of {case['preferences']['days_per_week']}")
    elif len(days) < case["preferences"]["days_per_week"]:
        wrong(7, f"only {len(days)} days of {case['preferences']['days_per_week']}", open=True)
    if len(items) > DISTINCT:
        wrong(7, f"{len(items)} distinct exercises")
    kinds = {frozenset(week[day]) for day in days}
    orders = {week[day] for day in days}
    if len(kinds) > 2:
        wrong(7, f"{len(kinds)} kinds of session")
    if len(orders) != len(kinds):
        wrong(7, "the same session in two orders")
    bad_day = case["pain"]["now"] >= BAD_DAY
    low, high = items_of_session(facts)
    for name, rung in rungs.items():
        if bad_day and rung.role != "relief" and name not in BAD_DAY_EXERCISES:
            wrong(7, f"{name} at pain of 8 or more")
    for names in kinds:
        if len(names) > high:
            wrong(7, f"{len(names)} items in a session, at most {high}")
        if len(names) < low:
            more = _could_be_added(facts, items, rungs, names, bad_day)
            wrong(7, f"{len(names)} items in a session of {low}; allowed as well: {more}", open=not more)


def _could_be_added(facts: Facts, items: Items, rungs: Rungs, names: frozenset[str], bad_day: bool) -> list[str]:
    if _day_seconds(items, rungs, tuple(names)) + ONE_MORE_S > limit_minutes(facts) * 60:
        return []
    more = []
    supine_taken = facts.said("pregnancy") and any(rungs[name].position == "supine" for name in names)
    for name, ladder in LIBRARY.items():
        if name in names or (len(items) >= DISTINCT and name not in items):
            continue
        for rung in ladder:
            gentle = rung.role == "mobility" or rung.exercise in BAD_DAY_EXERCISES or (rung.role == "relief")
            allowed = gentle and surely_allowed(rung, facts, 10)
            if bad_day and rung.role != "relief" and name not in BAD_DAY_EXERCISES:
                allowed = False
            if allowed and not (supine_taken and rung.position == "supine"):
                more.append(name)
                break
    return more


def _weekly_limits(items: Items, rungs: Rungs, wrong: Wrong) -> None:
    hard: set[str] = set()
    hard_or_upper: set[str] = set()
    hinges: set[str] = set()
    for name, item in items.items():
        rung, days = rungs[name], set(item["days"])
        if "deadlift" in rung.tags and len(days) > 2:
            wrong(7, f"{name} on {len(days)} days")
        if "deadlift" in rung.tags or (name == "romanian_deadlift" and rung.level > 1):
            hinges |= days
        if "carry" in rung.tags and len(days) > 4:
            wrong(7, f"{name} on {len(days)} days")
        if rung.role == "strength" and len(days) > 4:
            wrong(7, f"{name} on {len(days)} days")
        if rung.role == "strength" and rung.level >= 3:
            hard |= days
        if (rung.role == "strength" and rung.level >= 3) or rung.role == "upper":
            hard_or_upper |= days
    if len(hinges) > 2:
        wrong(7, f"deadlifts of all kinds on {len(hinges)} days", open=True)
    if len(hard) > 3:
        wrong(7, f"level 3 strength work on {len(hard)} days")
    if any(neighbours(one, two) for one, two in combinations(hard, 2)):
        wrong(7, f"level 3 strength work on neighbouring days {sorted(hard)}")
    if len(hard_or_upper) > 3:
        wrong(7, f"level 3 strength and upper work on {len(hard_or_upper)} days")


def neighbours(one: str, two: str) -> bool:
    apart = abs(WEEKDAYS.index(one) - WEEKDAYS.index(two))
    return apart in (1, 6)


def _strength_days(items: Items, rungs: Rungs, week: Week, days: list[str], wrong: Wrong) -> None:
    work = [name for name, rung in rungs.items() if rung.role in ("strength", "upper") and rung.level >= 2]
    on = {day for day in days if any(name in week[day] for name in work)}
    if not on:
        return
    if len(on) > 3:
        wrong(7, f"strength work on {len(on)} days")
    if len(days) > 1 and len(on) < 2:
        wrong(7, f"strength work on one day of {len(days)}")
    if len({frozenset(week[day]) for day in on}) > 1:
        wrong(7, "strength work stands in both kinds of session")
    if any(neighbours(one, two) for one, two in combinations(sorted(on), 2)):
        apart = [c for c in combinations(days, len(on)) if not any(neighbours(a, b) for a, b in combinations(c, 2))]
        if apart:
            wrong(7, f"strength days {sorted(on)} lie side by side, {apart[0]} would not")


def _order(facts: Facts, items: Items, rungs: Rungs, week: Week, wrong: Wrong) -> None:
    if facts.case["positions"]["standing"] != "worse":
        return
    for names in {week[day] for day in WEEKDAYS}:
        # The hip turn with a foot on a step can be done sitting or standing.
        standing = [rungs[name].position == "standing" for name in names if rungs[name].name != "foot on a step"]
        if standing != sorted(standing):
            wrong(8, f"standing is worse and standing work is not last: {names}")
    for name, rung in rungs.items():
        if rung.position == "standing" and items[name]["sets"] != 1:
            open_ = facts.said("heart_or_exercise_limit") or rung.name == "foot on a step"
            wrong(8, f"standing is worse and {name} has {items[name]['sets']} sets", open_)


def _rung_choice(facts: Facts, items: Items, rungs: Rungs, wrong: Wrong) -> None:
    training = facts.case["capacity"]["training"]
    first = training == "new" or facts.starts != facts.caps
    if not first and training != "regular":
        return
    for name, rung in rungs.items():
        reps = items[name]["reps"]
        peers = [r for r in LIBRARY[name] if r.level == rung.level and (r is rung or surely_allowed(r, facts, reps))]
        wanted = peers[0] if first else peers[-1]
        if wanted is not rung:
            which = "first" if first else "last"
            settled = _settled_by_position(facts, rung, wanted)
            wrong(8, f"{name}: {rung.name} of level {rung.level}, the {which} would be {wanted.name}", open=settled)


FEELS_LIKE = {"supine": "lying_on_back", "prone": "lying_on_stomach", "standing": "standing", "seated": "sitting"}


def _settled_by_position(facts: Facts, chosen: Rung, wanted: Rung) -> bool:
    """Whether something else in the page may have spoken for the chosen rung: a position, the floor, pregnancy."""
    answers = facts.case["positions"]
    # Other exercises feel like several positions at once (a row with a dumbbell is standing and bending).
    if chosen.position == wanted.position or "small" not in chosen.tags:
        return "worse" in answers.values() or "better" in answers.values()
    told, other = (answers.get(FEELS_LIKE.get(rung.position, ""), "no_effect") for rung in (chosen, wanted))
    if (other == "worse" and told != "worse") or (told == "better" and other != "better"):
        return True
    saves_the_floor = wanted.position in FLOOR_POSITIONS and chosen.position not in FLOOR_POSITIONS
    return saves_the_floor or (wanted.position == "supine" and facts.said("pregnancy"))
