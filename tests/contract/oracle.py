"""The contract as a judge: (case, result) as JSON -> every violation, by the numbered point of the page.

`open` marks what the page or the sources leave to two readings: it is counted, and does not fail a run.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.contract.bars import FOUNDATIONS, LIBRARY, PLANES, Rung, bars
from tests.contract.facts import FLAGS, LEVELS, Facts, JsonDict, ankles_need_work, work_out
from tests.contract.reach import best_reach, most_items
from tests.contract.week import WEEKDAYS, check_week, items_of_session, limit_minutes

ROUTINE_LEVELS = ("caution", "go")
RULE = re.compile(r"R(0[1-9]|[12][0-9]|3[0-2])|contract\.[1-9]")
WITHOUT_LEVEL = ("ankle", "activity")
BAD_DAY = 8


@dataclass(frozen=True)
class Violation:
    point: int
    what: str
    open: bool = False


def judge(case: JsonDict, result: JsonDict, sentences: Iterable[str]) -> list[Violation]:
    """Every violation; empty where the result keeps the contract. `sentences`: the keys of data/words."""
    found: list[Violation] = []

    def wrong(point: int, what: str, open: bool = False) -> None:
        found.append(Violation(point, what, open))

    facts = work_out(case)
    _triage(facts, result, wrong)
    _assessment(facts, result, wrong)
    _reasons(case, result, set(sentences), wrong)
    routine = result["routine"]
    if (routine is None) != (facts.level not in ROUTINE_LEVELS):
        wrong(1, f"routine {'null' if routine is None else 'given'} at {facts.level}")
    if routine is not None:
        _bars(facts, result, wrong)
        check_week(facts, routine, wrong)
        check_fewer(facts, routine, wrong)
        check_coverage(facts, routine, wrong)
        check_around_the_session(facts, routine, wrong)
        check_all_accounted_for(routine, wrong)
        _left_out_is_true(facts, routine, wrong)
    return found


Wrong = Callable[..., None]


def _triage(facts: Facts, result: JsonDict, wrong: Wrong) -> None:
    triage = result["triage"]
    if triage["level"] != facts.level:
        open_ = triage["level"] == facts.also_level
        wrong(2, f"level {triage['level']}, expected {facts.level}", open_)
    reported = triage["findings"]
    if LEVELS.index(triage["level"]) != min((LEVELS.index(f["level"]) for f in reported), default=4):
        wrong(1, "level is not the worst of its findings")
    quoted = [
        (f["level"], {a["path"] for b in f["because"] for a in b["answers"]}, f.get("prompt"), f["flag"])
        for f in reported
    ]
    for expected in facts.findings:
        matching = [
            q for q in quoted if q[0] == expected.level and all(not part or part & q[1] for part in expected.parts)
        ]
        if not matching:
            wrong(2, f"no finding {expected.name} of level {expected.level} with its parts named")
        if matching and expected.prompt and not any(q[2] for q in matching):
            wrong(2, f"{expected.name}: no prompt to make an appointment")
    for flag, row in FLAGS.items():
        own = [f for f in reported if f["flag"] == flag]
        if facts.said(flag) and row["level_if_yes"] != "go" and not own:
            wrong(2, f"{flag}: answered, and no finding of its own")
        if not facts.said(flag) and any(f["flag"] == flag for f in reported if flag != "leans_to_one_side"):
            wrong(2, f"{flag}: answered no, and a finding")
    if len({f["flag"] for f in reported}) != len(reported):
        wrong(2, "one finding stands twice")
    names = [name for name in (f["flag"] for f in reported) if name not in FLAGS]
    raises = [e for e in facts.findings if e.name not in FLAGS]
    # Whether a raise made lower by an unsure counts towards three or more can be read both ways.
    together = facts.also_level != facts.level or _could_count_more(facts)
    if len(names) not in (len(raises), len(raises) + together):
        wrong(2, f"raises {names}, expected {[e.name for e in raises]}")


def _could_count_more(facts: Facts) -> bool:
    counted = [finding for finding in facts.findings if finding.level == "see_clinician"]
    return len(counted) >= 3 and not any(finding.name == "three_or_more" for finding in facts.findings)


def _assessment(facts: Facts, result: JsonDict, wrong: Wrong) -> None:
    told = result["assessment"]
    for point, name, value in (
        (4, "directional_preference", facts.direction),
        (4, "direction_strength", facts.strength),
        (4, "conflict", facts.conflict),
        (5, "phase", facts.phase),
        (5, "age_years", facts.age),
        (6, "sore", facts.sore),
    ):
        if told[name] != value:
            wrong(point, f"{name} {told[name]}, expected {value}")
    if "direction_score" in told and told["direction_score"] != facts.score:
        wrong(4, f"direction_score {told['direction_score']}, expected {facts.score}")
    if told["level_cap"] not in facts.caps:
        wrong(5, f"level_cap {told['level_cap']}, expected {facts.caps}")
    if told["start_level"] not in facts.starts:
        wrong(5, f"start_level {told['start_level']}, expected {facts.starts}")


def _resolve(root: Any, path: str) -> Any:
    for part in path.split("."):
        root = root[int(part)] if isinstance(root, list) else root[part]
    return root


def _same(one: Any, two: Any) -> bool:
    """Exactly: true is not 1, and 8 is not 8.0 in what a person reads."""
    return type(one) is type(two) and one == two


def _all_because(result: JsonDict) -> Iterable[tuple[str, list[JsonDict], bool]]:
    """(where, reasons, whether they must not be empty)."""
    for finding in result["triage"]["findings"]:
        yield f"triage {finding['flag']}", finding["because"], True
        yield f"triage {finding['flag']}", [], False
    told = result["assessment"]
    yield "direction_evidence", told["direction_evidence"], told["direction_strength"] != "none"
    for finding in told["findings"]:
        yield f"finding {finding['id']}", finding["because"], True
    for name in ("phase_because", "level_because"):
        yield name, told.get(name, []), False
    routine = result["routine"] or {}
    for item in routine.get("items", []):
        yield f"item {item['exercise']}", item["because"], True
    for entry in routine.get("through_the_day", []):
        yield f"through the day {entry['exercise'] or entry['habit']}", entry["because"], True
    for entry in routine.get("activity", []):
        yield f"activity {entry['activity']}", entry.get("because", []), False
    for entry in routine.get("missing", []):
        yield f"missing {entry['what']}", entry["because"], True
    for entry in routine.get("left_out", []):
        yield f"left out {entry['exercise']}", entry["because"], True


def _reasons(case: JsonDict, result: JsonDict, sentences: set[str], wrong: Wrong) -> None:
    for finding in (*result["triage"]["findings"], *result["assessment"]["findings"]):
        if not finding["source"].strip():
            wrong(9, f"{finding.get('flag') or finding.get('id')}: no source")
    for where, reasons, needed in _all_because(result):
        if needed and not reasons:
            wrong(9, f"{where}: no reason")
        for reason in reasons:
            if not (RULE.fullmatch(reason["rule"]) or reason["rule"] in FLAGS):
                wrong(9, f"{where}: {reason['rule']!r} is no rule")
            if not reason["source"].strip():
                wrong(9, f"{where}: no source")
            if f"because.{reason['code']}" not in sentences:
                wrong(9, f"{where}: no sentence for {reason['code']}")
            if not reason["answers"]:
                wrong(9, f"{where}: {reason['code']} quotes nothing")
            for answer in reason["answers"]:
                root = result if answer["path"].split(".")[0] in ("assessment", "triage", "routine") else case
                try:
                    value = _resolve(root, answer["path"])
                except (KeyError, IndexError, ValueError, TypeError):
                    wrong(9, f"{where}: {answer['path']} leads nowhere")
                    continue
                if not _same(value, answer["value"]):
                    wrong(9, f"{where}: {answer['path']} is {value!r}, quoted as {answer['value']!r}")
    for entry in (result["routine"] or {}).get("left_out", []):
        if f"change.{entry.get('change')}" not in sentences:
            wrong(9, f"left out {entry['exercise']}: what would change it has no sentence")
    for item in (result["routine"] or {}).get("items", []):
        for adjust in item.get("adjust", []):
            if f"adjust.{adjust}" not in sentences:
                wrong(9, f"item {item['exercise']}: no sentence for {adjust}")


def rung_of(entry: JsonDict) -> Rung | None:
    for rung in LIBRARY.get(entry["exercise"], ()):
        if rung.name == entry["rung"]:
            return rung
    return None


def _bars(facts: Facts, result: JsonDict, wrong: Wrong) -> None:
    routine = result["routine"]
    for place in ("items", "through_the_day"):
        for entry in routine[place]:
            if entry["exercise"] is None:
                continue
            name = f"{place}: {entry['exercise']} {entry['rung']}"
            rung = rung_of(entry)
            if rung is None:
                wrong(6, f"{name}: no such rung")
                continue
            for bar in bars(rung, facts, entry["reps"], with_levels=rung.role not in WITHOUT_LEVEL):
                wrong(bar.rule, f"{name}: {bar.what}", bar.open)
            check_limits(facts, rung, entry, name, wrong)
    for item in routine["items"]:
        rung = rung_of(item)
        if rung is None:
            continue
        told = {
            "role": rung.role,
            "foundation": rung.foundation,
            "planes": list(rung.planes),
            "level": rung.level,
            "easier": _neighbour(rung, -1),
            "harder": _neighbour(rung, 1),
        }
        for field, value in told.items():
            if item[field] != value:
                wrong(9, f"{item['exercise']} {item['rung']}: {field} {item[field]!r}, table says {value!r}")


def _neighbour(rung: Rung, step: int) -> str | None:
    place = rung.order + step
    ladder = LIBRARY[rung.exercise]
    return ladder[place].name if 0 <= place < len(ladder) else None


def check_limits(facts: Facts, rung: Rung, entry: JsonDict, name: str, wrong: Wrong) -> None:
    """The limits of rule 6 on how a thing is done."""
    hold, reps = entry["hold_s"], entry["reps"]
    adjust = entry.get("adjust", [])
    if facts.said("heart_or_exercise_limit"):
        if hold is not None and hold > 10:
            wrong(6, f"{name}: holds {hold} s in spite of the heart")
        if rung.role == "stretch" and "sets" in entry and (entry["sets"] * (reps or 1), hold) != (3, 10):
            wrong(6, f"{name}: a stretch is 3 x 10 s with the heart, is {entry['sets']} x {reps} x {hold}")
    if facts.said("pregnancy") and rung.position == "supine" and hold:
        wrong(6, f"{name}: a hold of {hold} s on the back in pregnancy", open=hold < 10)
    if facts.said("falls_or_dizzy") and rung.position == "standing" and "supported" not in rung.tags:
        if "hand_on_support" not in adjust and "adjust" in entry:
            open_ = rung.name == "foot on a step"
            wrong(6, f"{name}: standing without a hand on support after falls", open_)
        elif "adjust" not in entry:
            wrong(6, f"{name}: through the day standing without support after falls", open=True)
    if "stand_5_min" in facts.case["capacity"]["cannot"] and rung.position == "standing":
        seconds = set_seconds(rung, reps, hold)
        if seconds > 60:
            wrong(6, f"{name}: a standing set of {seconds} s")
        elif entry["per_side"] and 2 * seconds > 60:
            wrong(6, f"{name}: a standing set of {2 * seconds} s with both sides", open=True)


def set_seconds(rung: Rung, reps: int | None, hold: int | None) -> int:
    if "carry" in rung.tags:
        return 40
    return (reps or 1) * (3 + (hold or 0))


def check_fewer(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    """Fewer items than a session should have only where no more are allowed and fit."""
    low, high = items_of_session(facts)
    fewest = min((len(routine["week"][day]) for day in WEEKDAYS if routine["week"][day]), default=0)
    if fewest < low and not _bad_day(facts):
        could = min(low, most_items(facts, 60 * limit_minutes(facts), high))
        if could > fewest:
            wrong(7, f"{fewest} items in a session where {could} are allowed and fit")


def check_coverage(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    missing = [entry["what"] for entry in routine["missing"]]
    if len(set(missing)) != len(missing):
        wrong(8, "something is missing twice")
    covered: set[str] = set()
    for item in routine["items"]:
        covered |= set(item["planes"]) | ({item["foundation"]} if item["foundation"] else set())
    if facts.case["pain"]["now"] >= BAD_DAY:
        if missing:
            wrong(8, "missing is not empty at pain of 8 or more")
        return
    for what in (*PLANES, *FOUNDATIONS):
        if (what in covered) == (what in missing):
            wrong(8, f"{what}: covered {what in covered}, missing {what in missing}")
    if missing and best_reach(facts) > len(covered):
        wrong(8, f"missing {missing}: {best_reach(facts)} of seven can be reached, {len(covered)} are")


def check_around_the_session(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    case = facts.case
    preferences, positions = case["preferences"], case["positions"]
    named = [entry["activity"] for entry in routine["activity"]]
    excluded = set(preferences["excluded_exercises"])
    for activity in named:
        if activity in excluded:
            wrong(8, f"activity {activity}: excluded")
        if activity == "running" and facts.phase != "strengthen":
            wrong(8, f"running in {facts.phase}")
    if len(set(named)) != len(named):
        wrong(8, "an activity stands twice")
    own = [
        a for a in preferences["activities"] if a not in excluded and (a != "running" or facts.phase == "strengthen")
    ]
    own = list(dict.fromkeys(own))
    if case["pain"]["now"] >= BAD_DAY:
        wanted = [a for a in ("walking",) if a not in excluded]
        if named != wanted:
            wrong(
                7, f"activity {named} at pain of 8 or more, expected a short walk", open=positions["walking"] == "worse"
            )
        if any(entry["minutes"] > 15 for entry in routine["activity"]):
            wrong(7, "not a short walk")
    elif own:
        if not set(named) <= set(own) or not named:
            wrong(8, f"activity {named}, their own are {own}")
        elif set(named) != set(own):
            wrong(8, f"activity {named} of their own {own}", open=True)
    else:
        default = "cycling" if positions["walking"] == "worse" else "walking"
        if named != ([default] if default not in excluded else []):
            wrong(8, f"activity {named}, none named: expected {default}", open=default in excluded)
    for entry in routine["activity"]:
        if entry["minutes"] <= 0 or not entry["days"]:
            wrong(8, f"activity {entry['activity']} without minutes or days")

    ankle = [e for e in routine["through_the_day"] if e["exercise"] == "ankle_dorsiflexion_mobilisation"]
    barred = "ankle_dorsiflexion_mobilisation" in excluded
    if bool(ankle) != (ankles_need_work(case) and not barred):
        wrong(8, f"ankle work {'given' if ankle else 'not given'}")
    for entry in ankle:
        if not (2 <= entry["times_per_day"] <= 3 and 10 <= (entry["reps"] or 0) <= 15):
            wrong(8, f"ankle work {entry['times_per_day']} bouts of {entry['reps']}")
    if any(item["role"] in WITHOUT_LEVEL for item in routine["items"]):
        wrong(8, "ankle work or an activity inside the session")
    for entry in routine["through_the_day"]:
        rung = rung_of(entry) if entry["exercise"] else None
        if rung is not None and rung.role not in ("ankle", "relief"):
            wrong(8, f"through the day: {rung.exercise} is neither relief nor ankle work", open=True)
        if rung is not None and rung.role == "relief":
            if facts.direction == "neutral":
                wrong(8, f"through the day: {rung.exercise} without a direction", open=True)
            elif facts.direction not in rung.planes:
                wrong(8, f"through the day: {rung.exercise} against the comfortable direction")
        if entry["times_per_day"] < 1:
            wrong(8, "through the day: never")


def check_all_accounted_for(routine: JsonDict, wrong: Wrong) -> None:
    items = [item["exercise"] for item in routine["items"]]
    day = [entry["exercise"] for entry in routine["through_the_day"] if entry["exercise"]]
    activity = [entry["activity"] for entry in routine["activity"]]
    out = [entry["exercise"] for entry in routine["left_out"]]
    for name, ids in (("items", items), ("through_the_day", day), ("left_out", out)):
        if len(set(ids)) != len(ids):
            wrong(9, f"{name}: an exercise stands twice")
    inside = set(items) | set(day) | set(activity)
    if set(items) & set(day):
        wrong(9, f"in the session and through the day: {set(items) & set(day)}", open=True)
    if inside & set(out):
        wrong(9, f"in and left out: {sorted(inside & set(out))}")
    unaccounted = set(LIBRARY) - inside - set(out)
    if unaccounted:
        wrong(9, f"neither in nor left out: {sorted(unaccounted)}")
    if (inside | set(out)) - set(LIBRARY):
        wrong(9, "an exercise that is not in the library")
    if not routine["stop_rules"]:
        wrong(9, "no stop rules")


ALLOWED_REASONS = ("out_place_taken", "out_few_are_enough", "out_position_worse", "out_activity_not_named")


def _left_out_is_true(facts: Facts, routine: JsonDict, wrong: Wrong) -> None:
    """A reason that bars needs a bar; a reason that only chose otherwise needs none."""
    for entry in routine["left_out"]:
        ladder = LIBRARY[entry["exercise"]]
        if ladder[0].role in WITHOUT_LEVEL:
            continue
        codes = {reason["code"] for reason in entry["because"]}
        by_rung = [bars(rung, facts, None) for rung in ladder]
        if codes <= set(ALLOWED_REASONS):
            if all(any(not bar.open for bar in found) for found in by_rung):
                first = [bar.what for bar in by_rung[0]]
                wrong(
                    9, f"left out {entry['exercise']} as {sorted(codes)} though barred: {first}", open=_bad_day(facts)
                )
        elif any(not found for found in by_rung) and not _bad_day(facts):
            wrong(9, f"left out {entry['exercise']} as {sorted(codes)} though nothing bars it", open=True)
        _true_codes(facts, entry, ladder, wrong)


def _bad_day(facts: Facts) -> bool:
    return bool(facts.case["pain"]["now"] >= BAD_DAY)


def _true_codes(facts: Facts, entry: JsonDict, ladder: tuple[Rung, ...], wrong: Wrong) -> None:
    case = facts.case
    for reason in entry["because"]:
        code = reason["code"]
        quoted = {answer["path"]: answer["value"] for answer in reason["answers"]}
        true = True
        if code == "excluded":
            true = entry["exercise"] in case["preferences"]["excluded_exercises"]
        elif code.startswith("cannot_"):
            true = code.removeprefix("cannot_") in case["capacity"]["cannot"]
        elif code.startswith("no_"):
            true = "equipment" in quoted
        elif code == "bad_day":
            true = _bad_day(facts)
        elif code.startswith("sore"):
            true = any(path.startswith("assessment.sore.") and value is True for path, value in quoted.items())
        elif code == "trial_worse":
            true = "worse" in quoted.values()
        elif code == "out_position_worse":
            true = bool(quoted) and set(quoted.values()) == {"worse"}
        elif code == "level_above_start":
            true = any(bar.rule == 5 for rung in ladder for bar in bars(rung, facts, None))
        elif code == "out_running":
            true = facts.phase != "strengthen"
        elif code.startswith("bar_"):
            true = any(value in ("yes", "unsure", "worse") for value in quoted.values())
        if not true:
            wrong(9, f"left out {entry['exercise']}: {code} is not true of this person")
