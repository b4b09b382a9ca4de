"""The review against its judge: histories as people write them, faulty ones, and one history told in two ways."""

import copy
from datetime import date

import pytest

from tests.contract.facts import JsonDict
from tests.contract.histories import history_of, ten_years
from tests.contract.judged import content
from tests.contract.long_run import judge_all
from tests.contract.review_facts import session_of
from tests.contract.review_oracle import judge_review
from tests.contract.reviewed import answer, broken, judge_histories, review_of

EVERYDAY = 260
LONG = 20_800
CHUNK = 130


def test_everyday_histories_keep_the_texts() -> None:
    counts, shown = judge_histories(range(EVERYDAY))
    assert not shown, (shown, counts)
    for seen in ("routines", "rescreens", "referrals", "halved", "easing", "returned", "with a progress"):
        assert counts[seen], (seen, counts)


# (before, at its worst, next morning, leg) -> zone: the table and its examples, at each edge.
ZONES: list[tuple[tuple[int | None, int | None, int | None, str | None], str]] = [
    ((3, 3, 3, "none"), "green"),
    ((4, 5, 4, "same"), "green"),
    ((5, 5, 5, "none"), "green"),
    ((5, 3, 2, "none"), "green"),
    ((2, 4, 2, "none"), "amber"),
    ((3, 5, 3, "none"), "amber"),
    ((5, 6, 5, "none"), "amber"),
    ((6, 6, 6, "none"), "amber"),
    ((3, 3, 4, "none"), "amber"),
    ((3, 3, None, "none"), "amber"),
    ((None, None, None, None), "amber"),
    ((3, None, 3, "none"), "amber"),
    ((5, 8, 5, "none"), "red"),
    ((5, 7, 5, "none"), "red"),
    ((0, 3, 0, "none"), "red"),
    ((3, 3, 5, "none"), "red"),
    ((3, None, 5, "none"), "red"),
    ((3, 3, 3, "spread"), "red"),
    ((None, None, None, "spread"), "red"),
    ((0, 10, None, "none"), "red"),
]


def _with_last_session(told: JsonDict, pains: tuple[int | None, int | None, int | None, str | None]) -> JsonDict:
    changed = copy.deepcopy(told)
    last = changed["history"]["sessions"][-1]
    last.update(zip(("pain_before", "pain_peak", "pain_next_morning", "leg_symptoms"), pains, strict=True))
    changed["as_of"] = last["day"]
    return changed


@pytest.mark.parametrize(("pains", "zone"), ZONES)
def test_every_edge_of_the_zones(pains: tuple[int | None, int | None, int | None, str | None], zone: str) -> None:
    told = _with_last_session(history_of(0), pains)
    day = told["as_of"]
    assert session_of(told["history"]["sessions"][-1]).zones == {zone}
    assert [row["zone"] for row in review_of(told)["zones"] if row["day"] == day] == [zone]


def test_the_same_history_gives_the_same_bytes() -> None:
    for seed in (0, 1, 2, 3, 7, 9):
        assert answer(history_of(seed)) == answer(copy.deepcopy(history_of(seed)))


def test_ten_years_of_logs_keep_the_texts() -> None:
    assert not broken(ten_years())


def _bent(told: JsonDict, result: JsonDict, fault: str) -> None:
    """Puts one fault into a review."""
    decision = next(row for row in result["decisions"] if row["action"] == "hold")
    if fault == "two steps forward":
        for row in [row for row in result["decisions"] if row["action"] == "hold"][:2]:
            row["action"] = "progress"
    elif fault == "a step without the logs":
        told["history"]["sessions"] = told["history"]["sessions"][-1:]
        decision["action"] = "progress"
    elif fault == "a zone painted green":
        last = told["history"]["sessions"][-1]
        last["pain_peak"] = 10
    elif fault == "halved without a reason":
        result["standing"]["half_dose"] = True
    elif fault == "a flare-up passed over":
        told["history"]["flares"] = [{"day": told["as_of"], "state": "began"}]
    elif fault == "warning signs not asked":
        result.update(rescreen=False, rescreen_because=[])
        told["history"]["check_ins"][-1]["fell"] = True
        told["history"]["check_ins"][-1]["day"] = told["as_of"]
    elif fault == "a false quotation":
        decision["because"][0]["answers"] = [{"path": f"sessions.{told['as_of']}.pain_peak", "value": 99}]
    elif fault == "a verdict too soon":
        result["trends"]["peg"] = result["trends"]["pain"] | {"verdict": "better"}
    elif fault == "a direction too soon":
        told["case"]["as_of"] = told["as_of"]
        result["standing"]["returned"] = [{"plane": "rotation", "stage": 2}]
    elif fault == "an emergency passed over":
        told["history"]["rescreens"] = [{"day": told["as_of"], "answers": {"bladder_change": "yes"}}]
    elif fault == "a barred exercise":
        for case in (told["case"], result["case_now"]):
            case["preferences"]["excluded_exercises"] = [result["routine"]["items"][0]["exercise"]]
    else:
        result["routine"]["items"][0]["rung"] = "no such rung"


BENT = {
    "two steps forward": "issue 3.2",
    "a step without the logs": "6.progress",
    "a zone painted green": "6.zones",
    "halved without a reason": "6.deload",
    "a flare-up passed over": "issue 3.4",
    "warning signs not asked": "issue 3.3",
    "a false quotation": "contract.9",
    "a verdict too soon": "11.verdict",
    "a direction too soon": "2.return",
    "an emergency passed over": "contract.2",
    "a barred exercise": "contract.6",
    "a rung that is none": "contract.6",
}


@pytest.mark.parametrize(("fault", "rule"), list(BENT.items()))
def test_the_judge_sees_a_fault_put_in(fault: str, rule: str) -> None:
    """A judge that can only say yes proves nothing."""
    told = history_of(0)
    result = review_of(told)
    sentences = content().words["en"].sentences
    before = {str(found) for found in judge_review(told, result, sentences)}
    _bent(told, result, fault)
    found = [f for f in judge_review(told, result, sentences) if not f.open and str(f) not in before]
    assert rule in {f.rule for f in found}, [str(f) for f in found]


@pytest.mark.long
def test_twenty_thousand_histories_keep_the_texts(capsys: pytest.CaptureFixture[str]) -> None:
    total, shown = judge_all(judge_histories, LONG, CHUNK, capsys)
    assert total["histories"] == LONG
    assert not shown


def test_the_stories_hold_what_they_promise() -> None:
    """Without reds, gaps, spreads, flares and kept rungs in them, the histories would prove little."""
    told = [history_of(seed)["history"] for seed in range(130)]
    for kind in ("check_ins", "sessions", "ankle_tests", "function", "rescreens", "flares", "kept_old"):
        assert any(history[kind] for history in told), kind
    days = [[date.fromisoformat(s["day"]) for s in history["sessions"]] for history in told]
    assert any(len(set(each)) < len(each) for each in days)
