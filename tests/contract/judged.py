"""From a case as JSON to the result as JSON, the way anybody reaches the core; and its violations."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from core.content.cases import parse_case
from core.content.content import Content, load_content
from core.model.case import Case
from core.recommend.recommend import recommend
from tests.contract.cases import case_of
from tests.contract.facts import JsonDict
from tests.contract.oracle import Violation, judge


@lru_cache(maxsize=1)
def content() -> Content:
    return load_content()


def answer(case: JsonDict) -> str:
    """The result as the shell prints it."""
    words = content().words["en"]
    parsed = parse_case(json.dumps(case), content(), words)
    assert isinstance(parsed, Case), parsed
    return recommend(parsed, content()).model_dump_json()


def result_of(case: JsonDict) -> JsonDict:
    result: JsonDict = json.loads(answer(case))
    return result


def violations(case: JsonDict) -> list[Violation]:
    return judge(case, result_of(case), content().words["en"].sentences)


def broken(case: JsonDict) -> list[str]:
    """What no reading of the page allows."""
    return [f"rule {found.point}: {found.what}" for found in violations(case) if not found.open]


def judge_seeds(seeds: Iterable[int]) -> tuple[Counter[str], dict[str, int]]:
    """Counts (cases, routines, broken and open points), and for each broken point one seed that shows it."""
    counts: Counter[str] = Counter()
    shown: dict[str, int] = {}
    for seed in seeds:
        case = case_of(seed)
        counts["cases"] += 1
        try:
            result = result_of(case)
        except Exception as error:
            counts["broken: crash"] += 1
            shown.setdefault(f"crash: {error!r}", seed)
            continue
        counts["routines"] += result["routine"] is not None
        counts[f"level {result['triage']['level']}"] += 1
        for found in judge(case, result, content().words["en"].sentences):
            counts[f"{'open' if found.open else 'broken'}: rule {found.point}"] += 1
            if not found.open:
                shown.setdefault(f"rule {found.point}: {found.what}", seed)
    return counts, shown
