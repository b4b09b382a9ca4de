"""From a history as JSON to the review as JSON, its faults, and what must not change when it is told otherwise."""

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from core.content.cases import parse_case
from core.model.case import Case
from core.model.record import History
from core.review.review import review
from tests.contract.facts import JsonDict
from tests.contract.histories import KINDS_OF_LOG, history_of
from tests.contract.judged import content
from tests.contract.review_facts import Past, past_of
from tests.contract.review_oracle import Fault, judge_review, rung_at

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PHASES = ("calm", "build", "strengthen")


def answer(told: JsonDict) -> str:
    """The review as the shell prints it."""
    case = parse_case(json.dumps(told["case"]), content(), content().words["en"])
    assert isinstance(case, Case), case
    history = History.model_validate_json(json.dumps(told["history"]))
    return review(case, history, date.fromisoformat(told["as_of"]), content()).model_dump_json()


def review_of(told: JsonDict) -> JsonDict:
    result: JsonDict = json.loads(answer(told))
    return result


def faults(told: JsonDict) -> list[Fault]:
    return judge_review(told, review_of(told), content().words["en"].sentences)


def broken(told: JsonDict) -> list[str]:
    """What no reading of the texts allows."""
    return [str(fault) for fault in faults(told) if not fault.open]


EVERY = 5


def judge_histories(seeds: Iterable[int], *, told_otherwise: bool = True) -> tuple[Counter[str], dict[str, int]]:
    """Counts, and for each kind of broken promise one seed that shows it. Every fifth history is told otherwise too."""
    counts: Counter[str] = Counter()
    shown: dict[str, int] = {}
    for seed in seeds:
        told = history_of(seed)
        counts["histories"] += 1
        try:
            result = review_of(told)
            found = judge_review(told, result, content().words["en"].sentences)
            if told_otherwise and seed % EVERY == 0:
                found += differences(told, result, Random(f"otherwise {seed}"))
        except Exception as error:
            counts["broken: crash"] += 1
            shown.setdefault(f"crash: {error!r}"[:200], seed)
            continue
        counts["routines"] += result["routine"] is not None
        counts["rescreens"] += result["rescreen"]
        counts["referrals"] += result["referral"]
        counts["halved"] += result["standing"]["half_dose"]
        counts["easing"] += result["standing"]["relief_only"]
        counts["returned"] += bool(result["standing"]["returned"])
        for action in {decision["action"] for decision in result["decisions"]}:
            counts[f"with a {action}"] += 1
        for fault in found:
            counts[f"{'open' if fault.open else 'broken'}: {fault.rule}"] += 1
            if not fault.open:
                shown.setdefault(str(fault), seed)
    return counts, shown


# Told otherwise -----------------------------------------------------------------------------------------------------


def differences(told: JsonDict, result: JsonDict, rng: Random) -> list[Fault]:
    """One history, told otherwise: the dates moved, the entries shuffled, more pain, a red more, what is to come."""
    found = [
        _equal("dates moved", told, result, *_moved(told, rng)),
        _equal("entries shuffled", told, result, _shuffled(told, rng), 0),
        _equal("entries of days to come", told, result, _with_days_to_come(told, rng), 0),
    ]
    faults_found = [fault for fault in found if fault is not None]
    past = past_of(told)
    if past.twice or not past.sessions:
        return faults_found
    for name, other in (
        ("more pain at its worst", _more(told, past, rng, "pain_peak")),
        ("more pain the next morning", _more(told, past, rng, "pain_next_morning")),
        ("a morning not told", _without_morning(told, past, rng)),
        ("a worse day of this week", _worse_check_in(told, past, rng)),
        ("a red session more", _with_a_red(told, past, rng)),
        ("leg symptoms spread", _with_a_spread(told, past, rng)),
    ):
        if other is not None:
            # A day that was worse may be the one from which pain did not jump.
            jumps = name == "a worse day of this week"
            found_more = more_load(result, review_of(other))
            faults_found += [
                Fault("more pain", f"{name}: {what}", open=jumps and "rescreen" in what) for what in found_more
            ]
    return faults_found


def _equal(name: str, told: JsonDict, result: JsonDict, other: JsonDict, days: int) -> Fault | None:
    changed = json.loads(_shift_text(answer(other), -days))
    if changed == result:
        return None
    where = [key for key in result if result[key] != changed.get(key)]
    return Fault("issue 3", f"{name}: {where} differ", open=past_of(told).twice and name == "entries shuffled")


def _shift_text(text: str, days: int) -> str:
    """Every date in a text, so many days later."""
    return DAY.sub(lambda m: (date.fromisoformat(m[0]) + timedelta(days=days)).isoformat(), text) if days else text


def _moved(told: JsonDict, rng: Random) -> tuple[JsonDict, int]:
    """So that no year changes: age counts by the year."""
    days = [date.fromisoformat(told[key] if key == "as_of" else told["case"]["as_of"]) for key in ("as_of", "case")]
    back = min((day - date(day.year, 1, 1)).days for day in days)
    on = min((date(day.year, 12, 31) - day).days for day in days)
    shift = rng.choice([n for n in range(-back, on + 1) if n] or [0])
    text = _shift_text(json.dumps(told), shift)
    return json.loads(text), shift


def _shuffled(told: JsonDict, rng: Random) -> JsonDict:
    other = copy.deepcopy(told)
    for kind in KINDS_OF_LOG:
        rng.shuffle(other["history"][kind])
    return other


def _with_days_to_come(told: JsonDict, rng: Random) -> JsonDict:
    """What a clock gone wrong writes: two days ahead and more is no journey."""
    other = copy.deepcopy(told)
    history = other["history"]
    for kind in ("sessions", "check_ins", "flares"):
        if history[kind]:
            entry = copy.deepcopy(rng.choice(history[kind]))
            ahead = rng.choice([2, 3, 40])
            entry["day"] = (date.fromisoformat(told["as_of"]) + timedelta(days=ahead)).isoformat()
            if all(entry["day"] != row["day"] for row in history[kind]):
                history[kind].append(entry)
                history[kind].sort(key=lambda row: row["day"])
    return other


def _entry(other: JsonDict, kind: str, day: date) -> JsonDict:
    return next(entry for entry in other["history"][kind] if entry["day"] == day.isoformat())


def _more(told: JsonDict, past: Past, rng: Random, field: str) -> JsonDict | None:
    other = copy.deepcopy(told)
    entry = _entry(other, "sessions", rng.choice(past.sessions[-4:]).day)
    if entry[field] is None or entry[field] == 10:
        return None
    entry[field] = rng.randint(entry[field] + 1, 10)
    return other


def _without_morning(told: JsonDict, past: Past, rng: Random) -> JsonDict | None:
    other = copy.deepcopy(told)
    session = rng.choice(past.sessions[-4:])
    # A red morning that is not told is amber: that is the texts' own rule.
    if session.morning is None or session.must("red"):
        return None
    _entry(other, "sessions", session.day)["pain_next_morning"] = None
    return other


def _worse_check_in(told: JsonDict, past: Past, rng: Random) -> JsonDict | None:
    days = [day for day in past.readings if day >= past.ago(6) and past.readings[day] < 10]
    if not days:
        return None
    other = copy.deepcopy(told)
    entry = _entry(other, "check_ins", rng.choice(days))
    entry["pain_average"] = rng.randint(entry["pain_average"] + 1, 10)
    return other


def _with_a_red(told: JsonDict, past: Past, rng: Random) -> JsonDict | None:
    """A day of its own, with the exercises of the last session at the rungs they had."""
    taken = {session.day for session in past.sessions}
    free = [day for day in (past.ago(n) for n in range(10)) if day not in taken and day >= past.intake]
    if not free:
        return None
    other = copy.deepcopy(told)
    entry = copy.deepcopy(_entry(other, "sessions", past.sessions[-1].day))
    entry.update(day=rng.choice(free).isoformat(), pain_before=3, pain_peak=7, pain_next_morning=4)
    other["history"]["sessions"] = sorted([*other["history"]["sessions"], entry], key=lambda row: row["day"])
    return other


def _with_a_spread(told: JsonDict, past: Past, rng: Random) -> JsonDict | None:
    other = copy.deepcopy(told)
    _entry(other, "sessions", rng.choice(past.sessions[-3:]).day)["leg_symptoms"] = "spread"
    return other


def _loads(result: JsonDict) -> dict[str, tuple[int, int]]:
    """What stands in the week: place on the ladder, and sizes of dose above what the phase plans. Not the dose itself:
    where another exercise leaves, there may be time for the full dose again."""
    steps = {step["exercise"]: step["dose_step"] for step in result["standing"]["steps"]}
    found = {}
    for item in result["routine"]["items"]:
        rung = rung_at(item["exercise"], item["rung"])
        found[item["exercise"]] = (rung.order if rung else 0, steps.get(item["exercise"], 0))
    return found


def _has_room_now(before: JsonDict, after: JsonDict) -> set[str]:
    """Steps that were earned before as well, and waited for room or for the limit of a week that asks for less by now:
    of a direction that is asked for no more, or because all of it takes less time."""
    stages = {row["plane"]: row["stage"] for row in after["standing"]["returned"]}
    fewer = any(stages.get(row["plane"], 0) < row["stage"] for row in before["standing"]["returned"])
    codes = {"hold_room"} if fewer else set()
    if _minutes(after) < _minutes(before):
        codes.add("hold_week")
    return {d["exercise"] for d in before["decisions"] if d["action"] == "hold" and d["because"][0]["code"] in codes}


def _minutes(result: JsonDict) -> float:
    """Minutes of exercise in the week."""
    return sum(item["minutes"] * len(item["days"]) for item in result["routine"]["items"])


def more_load(before: JsonDict, after: JsonDict) -> list[str]:
    """In what the second review asks more of the person than the first."""
    if after["routine"] is None:
        return []
    if before["routine"] is None:
        return ["a routine where there was none"]
    was, now = before["standing"], after["standing"]
    was_loads, now_loads = _loads(before), _loads(after)
    if was["phase"] != now["phase"]:
        # The same dose is more above the plan of a gentler phase: then only the rungs can be compared.
        was_loads = {name: (place, 0) for name, (place, _) in was_loads.items()}
        now_loads = {name: (place, 0) for name, (place, _) in now_loads.items()}
    moving = {d["exercise"] for d in after["decisions"] if d["action"] == "progress"}
    found = []
    moved = [sum(d["action"] == "progress" for d in result["decisions"]) for result in (before, after)]
    more = {name for name, load in now_loads.items() if name in was_loads and load > was_loads[name]}
    if moved[1] > moved[0] and more & moving - _has_room_now(before, after):
        found.append(f"{moved[1]} steps forward instead of {moved[0]}: {sorted(more & moving)} in {now['phase']}")
    for name in sorted(more - moving):
        # Of several that are ready another may go first; how many go is counted above.
        found.append(f"{name} at {now_loads[name]}, not {was_loads[name]}")
    if PHASES.index(now["phase"]) > PHASES.index(was["phase"]):
        found.append(f"{now['phase']} instead of {was['phase']}")
    for name in ("half_dose", "relief_only"):
        if was[name] and not now[name] and not now["relief_only"]:
            found.append(f"{name} no more")
    stages = {row["plane"]: row["stage"] for row in was["returned"]}
    found += [f"{row['plane']} came back" for row in now["returned"] if row["stage"] > stages.get(row["plane"], 0)]
    for name in ("rescreen", "referral"):
        if before[name] and not after[name]:
            found.append(f"no {name} any more")
    return found
