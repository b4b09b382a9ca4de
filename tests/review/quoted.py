"""Looking every reason up: what a review quotes must stand in the answers, in the logs, or in the review itself."""

from collections.abc import Iterator
from typing import Any

from core.model.case import Case
from core.model.reason import Because
from core.model.record import History
from core.model.review import Review
from tests.make import content

NAMES = ("exercise", "activity", "what", "flag", "day", "plane")
KINDS = ("sessions", "check_ins", "rescreens", "flares", "kept_old", "function", "ankle")


def reasons(found: Review) -> Iterator[tuple[str, Because]]:
    """Every reason of a review with the place it stands in."""
    rows: list[tuple[str, Any]] = [("zone", row) for row in found.zones]
    rows += [("decision", row) for row in found.decisions]
    rows += [("finding", row) for row in found.triage.findings]
    rows += [(name, getattr(found.trends, name)) for name in type(found.trends).model_fields]
    if found.routine:
        for place in ("items", "left_out", "through_the_day", "activity", "missing"):
            rows += [(place, row) for row in getattr(found.routine, place)]
    for place, row in rows:
        for because in row.because:
            yield place, because
    for because in (*found.rescreen_because, *found.referral_because):
        yield "asked", because


def wrong_quotes(case: Case, told: History, found: Review) -> list[str]:
    """What is quoted and does not stand there, and reasons without a sentence, a rule or a source."""
    told_json = told.model_dump(mode="json") | {"ankle": [entry.model_dump(mode="json") for entry in told.ankle_tests]}
    told_json |= {"case": case.model_dump(mode="json"), "as_of": found.as_of.isoformat()}
    now = found.case_now.model_dump(mode="json") if found.case_now else {}
    roots = [found.model_dump(mode="json"), now, told_json]
    known = set(content().rules.rules) | content().safety.flag_ids
    wrong = []
    for place, because in reasons(found):
        if f"because.{because.code}" not in content().words["en"] or because.rule not in known or not because.source:
            wrong.append(f"{place}: {because.code} {because.rule}")
        if because.evidence is not None and because.evidence not in content().evidence.numbers:
            wrong.append(f"{place}: {because.evidence} is no number")
        if not because.answers and place != "finding":
            wrong.append(f"{place}: {because.code} quotes nothing")
        for answer in because.answers:
            values = [value for root in roots for value in at(root, answer.path.split("."))]
            if answer.value not in values:
                wrong.append(f"{place}: {because.code} {answer.path} {answer.value} {values}")
    return wrong


def at(node: Any, parts: list[str]) -> list[Any]:
    """Every value that stands at a path; rows of a list are found by name or day."""
    if not parts:
        return [node]
    head, *rest = parts
    if isinstance(node, dict):
        return at(node[head], rest) if head in node else []
    if isinstance(node, list):
        rows = [row for row in node if isinstance(row, dict) and head in {row.get(name) for name in NAMES}]
        return [value for row in rows for value in at(row, rest)]
    return []
