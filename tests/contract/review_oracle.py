"""The review's judge: (case, history, as_of, review) as JSON -> every fault, by the sentence of the texts it breaks.

Written from the contract, clinical.md and RULES.md alone. `open` marks what they leave to two readings: it is counted,
and does not fail a run.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.contract.bars import LIBRARY, Rung, bars
from tests.contract.facts import FLAGS, LEVELS, JsonDict, lower, work_out, worst
from tests.contract.review_facts import GREEN, RED, WEEK, Past, index_of, past_of
from tests.contract.review_routine import check_routine, facts_for, pains_now, possible_levels
from tests.contract.review_verdicts import check_trends

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ROUTINE_LEVELS = ("caution", "go")
MOVES = ("progress", "hold", "regress", "swap", "stop", "deload")
EASED = ("regress", "swap", "stop", "deload")
LONGEST_WEEKS_RUNNING = 10
GATE_NRS = 6
DRILLS = ("relief", "mobility", "stretch")
STAGE_DAYS = {1: (14, 14), 2: (21, 28)}
# Work that C9 wants free of pain altogether: loaded glute and hinge work.
PAIN_FREE = (
    "romanian_deadlift",
    "kettlebell_deadlift",
    "hip_thrust",
    "squat",
    "bulgarian_split_squat",
    "reverse_lunge",
)


@dataclass(frozen=True)
class Fault:
    rule: str
    what: str
    open: bool = False

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


Wrong = Callable[..., None]


def judge_review(told: JsonDict, review: JsonDict, sentences: Iterable[str]) -> list[Fault]:
    """Every fault; empty where the review keeps the texts. `sentences`: the keys of data/words."""
    return _best_reading(told, lambda past, wrong: _whole(told, past, review, set(sentences), wrong))


def judge_decisions(past: Past, review: JsonDict) -> list[Fault]:
    """The cheap part: decisions, zones, warning signs. `review` needs no reasons, trends or reading of the routine."""
    found: list[Fault] = []

    def wrong(rule: str, what: str, open: bool = False) -> None:
        found.append(Fault(rule, what, open))

    _decisions(past, review, wrong)
    _standing(past, review, wrong)
    _warnings(past, review, wrong)
    return found


def _best_reading(told: JsonDict, judge: Callable[[Past, Wrong], None]) -> list[Fault]:
    """An entry of tomorrow may be a flight west or a clock gone wrong: the reading with fewer faults stands."""
    best: list[Fault] | None = None
    for ahead in (0, 1):
        found: list[Fault] = []

        def wrong(rule: str, what: str, open: bool = False, found: list[Fault] = found) -> None:
            found.append(Fault(rule, what, open))

        judge(past_of(told, ahead), wrong)
        if best is None or _certain(found) < _certain(best):
            best = found
        if not _certain(best):
            break
    assert best is not None
    return best


def _certain(found: list[Fault]) -> int:
    return sum(not fault.open for fault in found)


def _whole(told: JsonDict, past: Past, review: JsonDict, sentences: set[str], wrong: Wrong) -> None:
    if review["as_of"] != told["as_of"]:
        wrong("contract.history", f"as_of {review['as_of']}, asked for {told['as_of']}")
    _decisions(past, review, wrong)
    _standing(past, review, wrong)
    _warnings(past, review, wrong)
    _triage(past, review, wrong)
    _reasons(told, review, sentences, wrong)
    check_trends(past, review["trends"], wrong)
    if review["routine"] is not None:
        check_routine(past, review, wrong)


# Zones and decisions ------------------------------------------------------------------------------------------------


def _zones(past: Past, review: JsonDict, wrong: Wrong) -> None:
    by_day = {session.day: session for session in past.sessions}
    told = {date.fromisoformat(row["day"]): row["zone"] for row in review["zones"]}
    if len(told) != len(review["zones"]):
        wrong("6.zones", "a day has two zones")
    for day, zone in told.items():
        session = by_day.get(day)
        if session is None:
            wrong("6.zones", f"a zone of {day}, where no session was")
        elif zone not in session.zones and not (zone == RED and past.leg_spread_on(session.day)):
            wrong("6.zones", f"{day} is {zone}, expected {sorted(session.zones)}", open=session.twice)
    for day, session in by_day.items():
        if session.day >= past.ago(WEEK - 1) and day not in told:
            wrong("6.zones", f"no zone of {day}")


def _decisions(past: Past, review: JsonDict, wrong: Wrong) -> None:
    if "zones" in review:
        _zones(past, review, wrong)
    decisions = review["decisions"]
    named = [decision["exercise"] for decision in decisions]
    if len(set(named)) != len(named):
        wrong("contract.history", "two decisions on one exercise")
    progressed = [decision for decision in decisions if decision["action"] == "progress"]
    if len(progressed) > 1:
        wrong("issue 3.2", f"{len(progressed)} steps in one review: {[d['exercise'] for d in progressed]}")
    for decision in decisions:
        _ladder(past, decision, wrong)
    for decision in progressed:
        _may_progress(past, review, decision, wrong)
    for decision in decisions:
        _must_ease(past, decision, wrong)
        if decision["action"] == "deload" and not past.deload_may():
            wrong("6.deload", f"{decision['exercise']} halved without a reason", open=past.deload_may(2 * WEEK))
    _carried_out(past, review, wrong)


def rung_at(exercise: str, name: str | None) -> Rung | None:
    return next((rung for rung in LIBRARY.get(exercise, ()) if rung.name == name), None)


def _ladder(past: Past, decision: JsonDict, wrong: Wrong) -> None:
    exercise, action = decision["exercise"], decision["action"]
    if action not in MOVES:
        wrong("contract.history", f"{exercise}: {action} is no action")
    stood = past.stood(exercise)
    if stood and decision["rung"] not in stood:
        last = past.last_done(exercise)
        # After a long pause it may begin anew.
        anew = last is not None and (past.as_of - last).days > 4 * WEEK and action != "progress"
        what = f"{exercise} stood at {sorted(map(str, stood))}, told {decision['rung']}"
        # Easing moves alone may be no step of a ladder at all.
        eased = all(s.kind != "full" for s in past.sessions if s.done(exercise))
        wrong("loop.ladder", what, open=anew or eased or not all(rung_at(exercise, rung) for rung in stood))
    here, there = rung_at(exercise, decision["rung"]), rung_at(exercise, decision["to_rung"])
    if action in ("swap", "stop"):
        return
    if there is None:
        wrong("contract.history", f"{exercise}: {action} to {decision['to_rung']!r}, which is no rung")
        return
    if here is None:
        if action == "progress":
            wrong("contract.history", f"{exercise}: progress from {decision['rung']!r}, which is no rung")
        return
    moved = there.order - here.order
    allowed = {"progress": (0, 1), "hold": (0,), "deload": (0,), "regress": (0, -1)}[action]
    if moved not in allowed:
        # Down by more than one can be what safety asks for; the page says one rung at most of every move.
        wrong("contract.history", f"{exercise}: {action} by {moved} rungs", open=action == "regress" and moved < 0)


def _may_progress(past: Past, review: JsonDict, decision: JsonDict, wrong: Wrong) -> None:
    exercise, rung = decision["exercise"], decision["rung"]

    def no(rule: str, why: str, open: bool = False) -> None:
        wrong(rule, f"{exercise} progresses, {why}", open)

    two = past.last_two(exercise)
    if len(two) < 2:
        no("6.progress", f"with {len(two)} sessions of it")
        return
    for session in two:
        done = session.done(exercise)
        if not session.may(GREEN):
            no("6.progress", f"{session.day} was {sorted(session.zones)}", open=session.kind != "full")
        elif not session.must(GREEN):
            no("6.progress", f"{session.day} is green by one reading only", open=True)
        extra = [item["extra_reps"] for item in done]
        if any(reps is None or reps < 2 for reps in extra):
            # Of a day logged twice the fewer count; of two rungs on one day those of this rung.
            own = [item["extra_reps"] for item in done if item["rung"] == rung]
            no("6.progress", f"{extra} extra repetitions on {session.day}", open=all((r or 0) >= 2 for r in own))
        if all(item["rung"] != rung for item in done):
            no("6.progress", f"{session.day} was at {[item['rung'] for item in done]}, not at {rung}")
        if any(item["outcome"] == "hurt" for item in done):
            no("C8", f"it hurt on {session.day}")
        if session.peak is not None and session.before is not None and session.peak > session.before:
            here = rung_at(exercise, rung)
            loaded = exercise in PAIN_FREE or (here is not None and here.role == "strength" and here.level >= 3)
            if loaded:
                no("C9", f"pain rose on {session.day}", open=True)
    latest = past.sessions[-1]
    if latest.must(RED):
        no("issue 3.2", f"the last session {latest.day} was red")
    since = two[1].day
    for session in past.sessions:
        if session.day > since and session.must(RED):
            no("issue 3.2", f"{session.day} was red")
    for day in past.leg_spreads:
        if day >= since:
            no("issue 3.2", f"leg symptoms spread on {day}")
    if past.flare_must:
        no("issue 3.4", "in a flare-up")
    elif past.flare_may and past.flare_states and "began" in past.flare_states[-1][1]:
        no("issue 3.4", "in a flare-up that nobody ended", open=True)
    if past.deload_must:
        no("6.deload", past.deload_must)
    if review["standing"]["half_dose"] or review["standing"]["relief_only"]:
        no("6.progress", "while the sets are halved")
    if review["routine"] is None:
        no("contract.1", "without a routine")
    kept = past.kept_since(exercise)
    if kept is not None and two[0].day < kept:
        no("issue 3.2", f"which was kept as it was on {kept}")
    if (past.as_of - two[0].day).days > 4 * WEEK:
        no("6.progress", f"last done on {two[0].day}", open=True)
    for session in (past.sessions[-1],):
        if session.kind != "full":
            no("issue 3.4", "after a session of easing moves", open=True)


def _must_ease(past: Past, decision: JsonDict, wrong: Wrong) -> None:
    """The next session after a red one is easier; an exercise that hurt goes a rung back."""
    exercise, action = decision["exercise"], decision["action"]
    if not past.sessions or action in EASED:
        return
    latest = past.sessions[-1]
    here = rung_at(exercise, decision["rung"])
    lowest = here is None or here.order == 0
    kept = past.kept_since(exercise)
    kept_later = kept is not None and kept >= latest.day
    if latest.must(RED) and latest.done(exercise):
        told_which = any(item["outcome"] == "hurt" for item in latest.items)
        long_ago = (past.as_of - latest.day).days > 4 * WEEK
        soft = lowest or told_which or kept_later or long_ago or past.deload_may()
        wrong("6.red", f"{exercise}: {action} after the red session of {latest.day}", open=soft)
    two = past.last_two(exercise)
    if two and any(item["outcome"] == "hurt" for item in two[0].done(exercise)):
        if action == "progress":
            wrong("C8", f"{exercise}: progress after it hurt on {two[0].day}")
        else:
            soft = lowest or kept_later or (past.as_of - two[0].day).days > 4 * WEEK
            wrong("C8", f"{exercise}: {action} after it hurt on {two[0].day}", open=soft)


def _carried_out(past: Past, review: JsonDict, wrong: Wrong) -> None:
    """What was decided stands in the routine."""
    if review["routine"] is None:
        if any(d["action"] == "progress" for d in review["decisions"]):
            wrong("contract.1", "progress without a routine")
        return
    items = {item["exercise"]: item["rung"] for item in review["routine"]["items"]}
    relief = review["standing"]["relief_only"]
    for decision in review["decisions"]:
        exercise, action, rung = decision["exercise"], decision["action"], decision["to_rung"]
        inside = exercise in items
        if action in ("swap", "stop"):
            if inside:
                wrong("decision", f"{exercise}: {action}, and it stands in the routine")
        elif inside and items[exercise] != rung:
            wrong("decision", f"{exercise}: {action} to {rung}, the routine has {items[exercise]}")
        elif not inside and action == "progress":
            wrong("decision", f"{exercise}: progress, and it does not stand in the routine")
        elif not inside and not relief:
            wrong("decision", f"{exercise}: {action}, and it does not stand in the routine", open=True)
    for exercise, rung in items.items():
        if rung_at(exercise, rung) is None:
            wrong("contract.6", f"{exercise} {rung}: no such rung")
    _rotated(past, review, items, relief, wrong)


def _rotated(past: Past, review: JsonDict, items: JsonDict, relief: bool, wrong: Wrong) -> None:
    """Nothing for ten weeks running; where a whole week is overdue at once, turns begin at least."""
    overdue = {name: past.weeks_running(name, rung) for name, rung in items.items()}
    overdue = {name: weeks for name, weeks in overdue.items() if weeks >= LONGEST_WEEKS_RUNNING - 1}
    resting = (d["exercise"] for d in review["decisions"] if d["action"] == "swap")
    turned = any(2 * past.weeks_of_late(name, LONGEST_WEEKS_RUNNING + 2) >= LONGEST_WEEKS_RUNNING for name in resting)
    instead: set[str] | None = None
    for exercise, weeks in overdue.items():
        kept = past.kept_since(exercise) is not None
        # A week of half the sets has the same movements (6), and after a spread nothing new begins.
        same = review["standing"]["half_dose"] or past.spread_unsettled or _gated(past)
        # R27 speaks of drills; strength and control climb their ladders, and a hinge or squat has its own slot (8).
        drill = LIBRARY[exercise][0].role in DRILLS
        soft = kept or relief or same or turned or weeks < LONGEST_WEEKS_RUNNING or not drill
        if not soft:
            instead = _could_stand(past, review, items) if instead is None else instead
            soft = not any(_serves_as_well(name, exercise) for name in instead)
        wrong("issue 3.2", f"{exercise} for the {weeks + 1}th week running", open=soft)


def _gated(past: Past) -> bool:
    """Pain of today or yesterday that lets only relief be offered before a session (6): nothing new begins on it."""
    return any(past.readings.get(past.ago(days), 0) >= GATE_NRS for days in (0, 1))


def _could_stand(past: Past, review: JsonDict, items: JsonDict) -> set[str]:
    """Exercises outside the routine that no reading of the contract bars at their first rung."""
    now = past.readings[max(past.readings)] if past.readings else past.case["pain"]["now"]
    facts = facts_for(past, review, now)
    resting = set(review["standing"]["resting"])
    return {
        name
        for name, ladder in LIBRARY.items()
        if name not in items and name not in resting and not bars(ladder[0], facts, 10)
    }


def _serves_as_well(one: str, other: str) -> bool:
    """The same role and foundation, and every plane of the other."""
    first, second = LIBRARY[one][0], LIBRARY[other][0]
    same = (first.role, first.foundation) == (second.role, second.foundation)
    return same and set(second.planes) <= set(first.planes)


# Standing -----------------------------------------------------------------------------------------------------------


def _standing(past: Past, review: JsonDict, wrong: Wrong) -> None:
    standing = review["standing"]
    half, relief = standing["half_dose"], standing["relief_only"]
    gone = review["routine"] is None
    if past.flare_must and not (relief or gone):
        wrong("issue 3.4", "a flare-up is on, and the routine goes on")
    if relief and not past.flare_may:
        wrong("issue 3.4", "easing moves only, without a flare-up", open=_very_bad(past))
    if (past.deload_must or past.flare_just_over) and not (half or relief or gone):
        wrong("6.deload", f"sets are not halved: {past.deload_must or 'a flare-up just ended'}")
    if half and not past.deload_may():
        wrong("6.deload", "sets are halved without a reason", open=past.deload_may(2 * WEEK))
    for step in standing["steps"]:
        if step["exercise"] not in LIBRARY or rung_at(step["exercise"], step["rung"]) is None:
            wrong("standing", f"{step['exercise']} at {step['rung']!r}: no such rung")
    named = [step["exercise"] for step in standing["steps"]]
    if len(set(named)) != len(named):
        wrong("standing", "an exercise stands on two rungs")
    steps = {step["exercise"]: step["rung"] for step in standing["steps"]}
    for decision in review["decisions"]:
        if decision["action"] in ("progress", "hold", "regress", "deload"):
            rung = steps.get(decision["exercise"], decision["to_rung"])
            if rung != decision["to_rung"]:
                wrong("standing", f"{decision['exercise']}: decided {decision['to_rung']}, stands at {rung}")
    _phase(past, standing, wrong)
    _returned(past, standing, wrong)


def _very_bad(past: Past) -> bool:
    return any(pain >= 6 for day, pain in past.readings.items() if day >= past.ago(WEEK))


def _phase(past: Past, standing: JsonDict, wrong: Wrong) -> None:
    """Rule 5 on what the last week says, where it says it plainly."""
    since = max(past.ago(WEEK - 1), past.intake)
    recent = {day: pain for day, pain in past.readings.items() if day >= since}
    if past.twice or len(recent) < 3:
        return
    latest = recent[max(recent)]
    # The week that ends today, and the one that ends with the last entry: the phase is plain where both say it.
    means = [Fraction(sum(recent.values()), len(recent)), past.mean_ending(max(recent)) or Fraction(0)]
    mean = min(means)
    phase = standing["phase"]
    fresh = max(recent) >= past.ago(1)
    if (mean >= 6 and phase != "calm") or (fresh and latest >= 6 and phase != "calm"):
        wrong("contract.5", f"phase {phase} at {latest} and a week's mean of {float(mean):.1f}")
    if phase == "strengthen" and (latest > 2 or mean > 3 or max(recent.values()) > 6):
        # Rule 5 says how a phase begins. Whether one day of 3 to 5 ends it is open; the week's mean and worst are not.
        soft = not (mean > 3 or max(recent.values()) > 6)
        wrong("contract.5", f"strengthen at {latest}, mean {float(mean):.1f}, worst {max(recent.values())}", open=soft)
    if phase == "strengthen" and standing["training"] == "new":
        wrong("contract.5", "strengthen though training is new")
    order = ("new", "some", "regular")
    if order.index(standing["training"]) < order.index(past.case["capacity"]["training"]):
        wrong("contract.5", "training became less than it was", open=True)


def _returned(past: Past, standing: JsonDict, wrong: Wrong) -> None:
    quiet = past.quiet_days()
    for row in standing["returned"]:
        plane, stage = row["plane"], row["stage"]
        surely, maybe = STAGE_DAYS.get(stage, (10_000, 10_000))
        if quiet < maybe:
            wrong("2.return", f"{plane} came back to stage {stage} after {quiet} calm days", open=quiet >= surely)
        for block in range(surely // WEEK):
            if not past.logged_in(past.ago(WEEK * (block + 1) - 1), past.ago(WEEK * block)):
                wrong("2.return", f"{plane} came back though nothing was logged {block + 1} weeks ago", open=block > 1)
        if standing["phase"] == "calm":
            wrong("2.return", f"{plane} came back in calm")
        if past.case["direction_trials"].get(plane) == "worse":
            wrong("contract.6", f"{plane} came back though its trial was worse", open=True)
    planes = [row["plane"] for row in standing["returned"]]
    if len(set(planes)) != len(planes):
        wrong("2.return", "a direction came back twice")


# Warning signs ------------------------------------------------------------------------------------------------------


def _warnings(past: Past, review: JsonDict, wrong: Wrong) -> None:
    asked, referred = review["rescreen"], review["referral"]
    if past.rescreen_must and not asked:
        wrong("issue 3.3", f"warning signs not asked: {past.rescreen_must}")
    if asked and not past.rescreen_may:
        wrong("issue 3.3", f"warning signs asked, last on {past.screened}, and nothing happened")
    if past.referral_must and not referred:
        wrong("issue 3.3", f"no way to a clinician: {past.referral_must}", open=review["routine"] is None)
    if referred and not past.referral_may and review["routine"] is not None:
        wrong("issue 3.3", "sent to a clinician without a reason")
    for name in ("rescreen", "referral"):
        if f"{name}_because" in review and bool(review[f"{name}_because"]) != review[name]:
            wrong("contract.9", f"{name} is {review[name]} with {len(review[f'{name}_because'])} reasons")


def _triage(past: Past, review: JsonDict, wrong: Wrong) -> None:
    level = review["triage"]["level"]
    least = worst([_flag_level(flag, answer, past) for flag, answer in past.safety.items()])
    if LEVELS.index(level) > LEVELS.index(least):
        wrong("contract.2", f"level {level}, the answers alone give {least}")
    allowed = possible_levels(past)
    if level not in allowed:
        wrong("contract.2", f"level {level}, expected one of {sorted(allowed)}")
    now = review.get("case_now")
    if now is not None:
        _answers_now(past, now, wrong)
        facts = work_out(now)
        if level not in (facts.level, facts.also_level):
            wrong("contract.2", f"level {level}, the answers as it prints them give {facts.level}")
    if (review["routine"] is None) != (level not in ROUTINE_LEVELS):
        wrong("contract.1", f"routine {'null' if review['routine'] is None else 'given'} at {level}")


KEPT = ("positions", "direction_trials", "equipment", "preferences", "person")


def _answers_now(past: Past, now: JsonDict, wrong: Wrong) -> None:
    """The answers that the review goes by: the logs may move pain, training, ankles and falls, nothing else."""
    for part in KEPT:
        if now[part] != past.case[part]:
            wrong("contract.history", f"{part} changed without a log", open=part == "person")
    if now["as_of"] != max(past.as_of, past.intake).isoformat():
        wrong("contract.history", f"answers of {now['as_of']}")
    order = ("no", "unsure", "yes")
    for flag, answer in past.safety.items():
        told = now["safety"][flag]
        if order.index(told) < order.index(answer):
            wrong("contract.2", f"{flag} is {told}, though {answer} was answered")
        elif told != answer and not (flag == "falls_or_dizzy" and past.fell):
            wrong("contract.2", f"{flag} is {told}, answered {answer}", open=flag == "falls_or_dizzy")
    if not past.twice and now["pain"]["now"] not in pains_now(past):
        wrong("contract.5", f"pain now {now['pain']['now']}, the logs say {pains_now(past)}")


def _flag_level(flag: str, answer: str, past: Past) -> str:
    if answer == "no":
        return "go"
    row = FLAGS[flag]
    level = row["level_if_yes"] if answer == "yes" else lower(row["level_if_yes"])
    return "caution" if level == "see_clinician" and row["clearable"] == "yes" else level


# Reasons ------------------------------------------------------------------------------------------------------------


def _all_because(review: JsonDict) -> Iterable[tuple[str, list[JsonDict], bool]]:
    yield "rescreen", review["rescreen_because"], review["rescreen"]
    yield "referral", review["referral_because"], review["referral"]
    for row in review["zones"]:
        yield f"zone {row['day']}", row["because"], True
    for row in review["decisions"]:
        yield f"decision {row['exercise']}", row["because"], True
    for name, verdict in review["trends"].items():
        yield f"trend {name}", verdict["because"], verdict["verdict"] != "too_early"
    for finding in review["triage"]["findings"]:
        yield f"triage {finding['flag']}", finding["because"], True
    routine = review["routine"] or {}
    for place in ("items", "left_out", "through_the_day", "missing"):
        for row in routine.get(place, ()):
            name = row.get("exercise") or row.get("habit") or row.get("what")
            yield f"{place} {name}", row["because"], True


def _reasons(told: JsonDict, review: JsonDict, sentences: set[str], wrong: Wrong) -> None:
    index = index_of(told["history"])
    for where, reasons, needed in _all_because(review):
        if needed and not reasons:
            wrong("contract.9", f"{where}: no reason")
        for reason in reasons:
            if f"because.{reason['code']}" not in sentences:
                wrong("contract.9", f"{where}: no sentence for {reason['code']}")
            if not reason["source"].strip():
                wrong("contract.9", f"{where}: no source")
            if not reason["answers"]:
                wrong("contract.9", f"{where}: {reason['code']} quotes nothing", open=where.startswith("trend"))
            for answer in reason["answers"]:
                _quoted(told, review, index, where, answer, wrong)


def _quoted(told: JsonDict, review: JsonDict, index: JsonDict, where: str, answer: JsonDict, wrong: Wrong) -> None:
    path, value = answer["path"], answer["value"]
    parts = path.split(".")
    if parts[0] in index and len(parts) > 1 and DAY.fullmatch(parts[1]):
        entries = index[parts[0]].get(parts[1], [])
        found = [value_at(entry, parts[2:]) for entry in entries]
        if value not in [item for options in found for item in options]:
            wrong("contract.9", f"{where}: {path} is {found}, quoted as {value!r}", open=len(entries) > 1)
        if parts[1] > told["as_of"]:
            wrong("contract.9", f"{where}: {path} is quoted, after {told['as_of']}", open=True)
        return
    roots = [review, review.get("case_now") or {}, told["case"], told["history"], told]
    found = [item for root in roots for item in value_at(root, parts)]
    if not found:
        wrong("contract.9", f"{where}: {path} leads nowhere")
    elif not any(type(item) is type(value) and item == value for item in found):
        wrong("contract.9", f"{where}: {path} is {found}, quoted as {value!r}")


def value_at(node: Any, parts: list[str]) -> list[Any]:
    """What stands there; rows of a list are found by their exercise, activity, tick, flag or day, or by number."""
    if not parts:
        return [node]
    head, rest = parts[0], parts[1:]
    if isinstance(node, dict):
        return value_at(node[head], rest) if head in node else []
    if isinstance(node, list):
        rows = [
            row
            for row in node
            if isinstance(row, dict)
            and head in (row.get("exercise"), row.get("activity"), row.get("what"), row.get("flag"), row.get("day"))
        ]
        if not rows and head.isdigit() and int(head) < len(node):
            rows = [node[int(head)]]
        return [value for row in rows for value in value_at(row, rest)]
    return []
