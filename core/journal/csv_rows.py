"""From stored rows to rows of the CSV export: one a check-in, exercise done, trial, answer, decision."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from core.content.content import Content

Cell = str | int | float | bool | None
Row = dict[str, Any]


def tables(found: dict[str, list[Row]], content: Content, language: str) -> dict[str, list[Row]]:
    """Every table of TABLES; of each day what stands, of intakes and routines every version."""
    names = {
        exercise.id: (exercise.text.get(language) or exercise.text["en"]).name for exercise in content.library.exercises
    }
    return {
        "check_ins": [_check_in(row, entry) for row, entry in _standing(found["check_in"])],
        "sessions": [line for row, entry in _standing(found["session"]) for line in _session(row, entry, names)],
        "ankle_tests": [line for row, entry in _standing(found["ankle_test"]) for line in _ankle(row, entry)],
        "activities": [line for row, entry in _standing(found["function"]) for line in _activities(row, entry)],
        "peg": [
            {"day": entry["day"]} | entry["peg"] | _meta(row)
            for row, entry in _standing(found["function"])
            if entry["peg"]
        ],
        "rescreens": [line for row, entry in _standing(found["rescreen"]) for line in _rescreen(row, entry)],
        "flares": [entry | _meta(row) for row, entry in _standing(found["flare"])],
        "day_ticks": [line for row, entry in _standing(found["day_ticks"]) for line in _ticks(row, entry, names)],
        "kept_old": [line for row, entry in _standing(found["kept_old"]) for line in _kept(row, entry, names)],
        "routines": [_routine(row) for row in found["routine"]],
        "review_decisions": [line for row in found["routine"] for line in _decisions(row, names)],
        "routine_items": [line for row in found["routine"] for line in _items(row, names)],
        "intake_answers": [line for row in found["intake"] for line in _answers(row)],
    }


def _standing(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """The latest version of each day with its entry opened, deleted days left out. Rows come by day and version."""
    for row in {row["day"]: row for row in rows}.values():
        if not row["deleted"]:
            yield row, json.loads(row["body"])


def _meta(row: Row) -> Row:
    return {"saved_at": row["saved_at"].isoformat(timespec="seconds"), "made_up": row["demo"]}


def _check_in(row: Row, entry: Row) -> Row:
    # What was not asked yet when an entry was saved is not in it.
    return {"leg_symptoms": None, "fell": None} | entry | _meta(row)


def _session(row: Row, entry: Row, names: dict[str, str]) -> Iterator[Row]:
    """One row an exercise; one with no exercise where the session has none."""
    about = {name: value for name, value in entry.items() if name != "items"} | _meta(row)
    nothing = dict.fromkeys(("place", "exercise", "rung", "outcome", "sets", "reps", "hold_s", "extra_reps", "effort"))
    for place, item in enumerate(entry["items"], start=1):
        yield about | item | {"place": place, "exercise_name": names.get(item["exercise"])}
    if not entry["items"]:
        yield about | nothing | {"exercise_name": None}


def _activities(row: Row, entry: Row) -> Iterator[Row]:
    for place, scored in enumerate(entry["activities"], start=1):
        yield {"day": entry["day"], "place": place} | scored | _meta(row)


def _rescreen(row: Row, entry: Row) -> Iterator[Row]:
    for flag, answer in entry["answers"].items():
        yield {"day": entry["day"], "flag": flag, "answer": answer} | _meta(row)


def _ticks(row: Row, entry: Row, names: dict[str, str]) -> Iterator[Row]:
    for tick in entry["ticks"]:
        yield {"day": entry["day"], "exercise_name": names.get(tick["what"])} | tick | _meta(row)


def _kept(row: Row, entry: Row, names: dict[str, str]) -> Iterator[Row]:
    """One row an exercise that was kept; one with no exercise where the person only read what changed."""
    about = {"day": entry["day"], "seen_version": entry.get("seen_version")} | _meta(row)
    for kept in entry["kept"]:
        yield about | kept | {"exercise_name": names.get(kept["exercise"])}
    if not entry["kept"]:
        yield about | {"exercise": None, "exercise_name": None, "rung": None}


def _ankle(row: Row, entry: Row) -> Iterator[Row]:
    for side in ("left", "right"):
        for trial, cm in enumerate(entry[f"{side}_cm"] or (), start=1):
            yield {"day": entry["day"], "side": side, "trial": trial, "knee_to_wall_cm": cm} | _meta(row)


def _routine(row: Row) -> Row:
    result = json.loads(row["body"])
    review = json.loads(row["review"]) if row["review"] else None
    return {
        "routine_version": row["version"],
        "intake_version": row["intake_version"],
        "made_at": row["made_at"].isoformat(timespec="seconds"),
        "made_on": row["made_on"].isoformat(),
        "advice_level": result["triage"]["level"],
        "direction": result["assessment"]["directional_preference"],
        "phase": result["assessment"]["phase"],
        "reviewed_on": review and review["as_of"],
        "half_dose": review and review["standing"]["half_dose"],
        "relief_only": review and review["standing"]["relief_only"],
        "made_up": row["demo"],
    }


def _decisions(row: Row, names: dict[str, str]) -> Iterator[Row]:
    for decision in json.loads(row["review"])["decisions"] if row["review"] else ():
        yield decision | {
            "routine_version": row["version"],
            "exercise_name": names.get(decision["exercise"]),
            "reasons": _joined(because["code"] for because in decision["because"]),
            "made_up": row["demo"],
        }


def _items(row: Row, names: dict[str, str]) -> Iterator[Row]:
    routine = json.loads(row["body"])["routine"]
    for item in routine["items"] if routine else ():
        yield item | {
            "routine_version": row["version"],
            "exercise_name": names.get(item["exercise"]),
            "planes": _joined(item["planes"]),
            "days": _joined(item["days"]),
            "made_up": row["demo"],
        }


def _answers(row: Row) -> Iterator[Row]:
    about = {"intake_version": row["version"], "made_on": row["made_on"].isoformat(), "made_up": row["demo"]}
    for question, answer in _flat("", json.loads(row["body"])):
        yield about | {"question": question, "answer": answer}


def _flat(path: str, value: Any) -> Iterator[tuple[str, Cell]]:
    """Every answer by its path: `positions.sitting`; a list of plain values is one answer."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        for number, inner in enumerate(value, start=1):
            yield from _flat(f"{path}.{number}", inner)
    else:
        yield path, _joined(value) if isinstance(value, list) else value


def _joined(values: Iterable[object]) -> str:
    return "; ".join(map(str, values))
