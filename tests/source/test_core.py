"""Mistakes that others made, looked for in the sources of the core: numbers in code, screens, clocks."""

import ast
from pathlib import Path

import pytest

from tests.source.sources import calls, modules, short, tree

CLINICAL = modules("core/triage", "core/assess", "core/recommend", "core/trends", "core/review", "core/session")
CORE = modules("core")
each_clinical = pytest.mark.parametrize("path", CLINICAL, ids=short)
each_module = pytest.mark.parametrize("path", CORE, ids=short)

ORDINARY = {0, 1, 2, -1}
# Numbers that are no clinical choice, each with its reason. What decides about a person stands in data/evidence.
ALLOWED: dict[str, dict[str, set[float]]] = {
    "core/assess/findings.py": {
        "digits to which a mean is rounded before it is compared": {6},
        "how many people's findings are remembered": {64},
    },
    "core/recommend/adapt.py": {"how many changes make another week": {12}},
    "core/recommend/dose.py": {
        "hundredths in a minute: the unit in which the plan is calculated": {100},
        "how many doses are remembered": {256},
    },
    "core/recommend/going_on.py": {"how many plans of one person are remembered": {64}},
    "core/recommend/weeks.py": {"how many sessions are remembered as they were weighed": {512}},
    "core/recommend/worth.py": {"tenths in a minute: how fine the plan weighs time": {10}},
    "core/review/effective.py": {"the most weeks that a case can say": {6240}},
    "core/review/ladder.py": {
        "how many sessions are remembered as they were read": {8192},
        "how many steps and doses are remembered": {1024, 256},
    },
    "core/recommend/planners.py": {"how many people's planners are remembered": {64}},
    "core/review/zones.py": {"how many sessions are remembered as they were judged": {8192}},
    "core/trends/comparison.py": {"days of a week": {7}, "rounding of binary fractions": {1e-09}},
    "core/trends/verdicts.py": {
        "digits to which a mean is written": {3},
        "how many verdicts without entries are remembered": {256},
    },
    "core/trends/pain.py": {"the end of the pain scale": {10}},
    "core/trends/sessions.py": {"days of a week": {7}, "hundredths in a per cent": {100}},
    "core/trends/slope.py": {
        "days of a week, weeks of a month as people say it": {4, 7},
        "the variance of Kendall's S": {5, 18},
    },
    "core/trends/remembered.py": {
        "how many results are kept": {32},
    },
    "core/trends/went_with.py": {
        "Fisher's z has the variance 1 / (n - 3)": {3},
        "digits to which a value is rounded before it is ranked": {6},
    },
    "core/trends/window.py": {
        "days of a week": {7},
        "lengths of the windows a chart can show, in weeks": {4, 12, 52},
        "how many steps a chart may have before it thins out": {4, 26, 53, 160},
    },
}


def numbers(path: Path) -> set[float]:
    return {
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in ORDINARY
    }


@each_clinical
def test_no_clinical_number_stands_in_code(path: Path) -> None:
    allowed = {number for told in ALLOWED.get(short(path), {}).values() for number in told}
    assert numbers(path) <= allowed


def test_every_exception_is_still_needed() -> None:
    for name, told in ALLOWED.items():
        found = numbers(next(path for path in CLINICAL if short(path) == name))
        for reason, allowed in told.items():
            assert allowed <= found, f"{name}: {reason}"


SCREENS = {"streamlit", "altair", "pages", "uvicorn", "starlette"}


@each_module
def test_the_core_knows_no_screen(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not {name.name.split(".")[0] for name in node.names} & SCREENS
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in SCREENS


CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "strftime"}
CLOCKS = {"datetime", "date", "time", "dt"}


@each_module
def test_the_core_reads_no_clock(path: Path) -> None:
    for name, call in calls(path):
        if (
            name in CLOCK
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name | ast.Attribute)
        ):
            owner = call.func.value
            assert (owner.id if isinstance(owner, ast.Name) else owner.attr) not in CLOCKS, f"line {call.lineno}"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert "time" not in {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module != "time"


CHANCE = {"random", "secrets", "uuid4", "uuid1", "shuffle"}


@pytest.mark.parametrize("path", [p for p in CORE if "storage" not in p.parts and "journal" not in p.parts], ids=short)
def test_no_decision_is_left_to_chance(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert not {name.name for name in node.names} & CHANCE
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in CHANCE


@each_module
def test_every_module_opens_with_what_it_is(path: Path) -> None:
    if path.name != "__init__.py" and path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(tree(path))


def test_only_triage_makes_a_cleared_case() -> None:
    for path in CORE:
        if short(path) != "core/triage/cleared.py":
            assert "Cleared" not in {name for name, _ in calls(path)}, short(path)


def test_triage_asks_neither_the_assessment_nor_the_plan() -> None:
    for path in modules("core/triage"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith(("core.assess", "core.recommend"))
