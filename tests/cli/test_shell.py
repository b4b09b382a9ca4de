"""The commands of the contract, as a shell sees them: bytes in, bytes out, an exit code."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.__main__ import main
from tests.contract.cases import EXAMPLE, case_of, changed
from tests.contract.facts import FIXTURES

CASE = FIXTURES / "case_example.json"
ROOT = Path(__file__).parents[2]


class _Pipe:
    """Standard input, output and error of one call; what is not a pipe of bytes is refused by the shell."""

    def __init__(self, given: bytes) -> None:
        self.input = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
        self.output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        self.errors = io.StringIO()

    def written(self) -> bytes:
        raw = self.output.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue()


def run(given: bytes, *arguments: str) -> tuple[int, bytes, str]:
    """(exit code, stdout, stderr) of the command, run in this process."""
    pipe = _Pipe(given)
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = pipe.input, pipe.output, pipe.errors
    try:
        code = main(list(arguments))
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    return code, pipe.written(), pipe.errors.getvalue()


def as_bytes(case: Any) -> bytes:
    return json.dumps(case).encode()


def in_a_shell(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "core", *arguments], input=given, capture_output=True, cwd=ROOT, check=False, timeout=60
    )


def test_the_example_in_a_real_shell() -> None:
    by_file, by_pipe = in_a_shell("recommend", str(CASE)), in_a_shell("recommend", "-", given=CASE.read_bytes())
    assert (by_file.returncode, by_file.stderr) == (0, b"")
    assert by_file.stdout == by_pipe.stdout
    result = json.loads(by_file.stdout)
    assert result["triage"]["level"] == "go"
    assert result["assessment"]["directional_preference"] == "extension"
    assert result["routine"]["items"]
    bad = in_a_shell("recommend", "-", given=b'{"as_of": 3}')
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert b"Traceback" not in bad.stderr


def test_a_result_without_a_routine_is_a_result() -> None:
    case = changed(EXAMPLE, safety__bladder_change="yes")
    code, out, err = run(as_bytes(case), "recommend", "-")
    assert (code, err) == (0, "")
    assert json.loads(out)["triage"]["level"] == "emergency"
    assert json.loads(out)["routine"] is None


def test_the_same_case_twice_gives_the_same_bytes() -> None:
    given = as_bytes(case_of(8))
    assert run(given, "recommend", "-") == run(given, "recommend", "-")


def test_the_library_is_json_of_all_exercises() -> None:
    code, out, err = run(b"", "library")
    assert (code, err) == (0, "")
    exercises = json.loads(out)["exercises"]
    assert len(exercises) == 55
    assert sum(len(exercise["rungs"]) for exercise in exercises) == 102


def lines(*rows: bytes) -> bytes:
    return b"\n".join(rows) + b"\n"


def test_a_bad_line_in_the_middle_keeps_its_place() -> None:
    first, last = case_of(1), case_of(8)
    given = lines(as_bytes(first), b'{"as_of": "tomorrow"', as_bytes(changed(EXAMPLE, pain__now=11)), as_bytes(last))
    code, out, err = run(given, "recommend", "--jsonl")
    rows = [json.loads(row) for row in out.splitlines()]
    assert (code, err, len(rows)) == (1, "", 4)
    assert [row.get("line") for row in rows] == [None, 2, 3, None]
    assert rows[1]["errors"]
    (error,) = rows[2]["errors"]
    assert error.startswith("pain.now: ")
    for case, row in ((first, rows[0]), (last, rows[3])):
        assert row == json.loads(run(as_bytes(case), "recommend", "-")[1])


def test_all_lines_good_is_exit_0_and_no_line_is_nothing() -> None:
    assert run(lines(as_bytes(EXAMPLE), as_bytes(EXAMPLE)), "recommend", "--jsonl")[0] == 0
    assert run(b"", "recommend", "--jsonl") == (0, b"", "")


def test_a_file_that_is_not_there() -> None:
    code, out, err = run(b"", "recommend", "no such file.json")
    assert (code, out) == (2, b"")
    assert "no such file.json" in err


BAD: list[tuple[str, object]] = [
    ("as_of", "2026-13-01"),
    ("as_of", None),
    ("person.birth_year", "1988"),
    ("person.birth_year", 2999),
    ("person.seen_clinician", "yes"),
    ("person.cleared_by_clinician_on", "soon"),
    ("safety.fever_unwell", "maybe"),
    ("safety.fever_unwell", None),
    ("safety.fever_unwell", True),
    ("pain.now", 11),
    ("pain.now", -1),
    ("pain.now", 4.5),
    ("pain.now", True),
    ("pain.now", None),
    ("pain.trend", "better"),
    ("pain.location.1", "neck"),
    ("pain.weeks_since_onset", -1),
    ("positions.sitting", "yes"),
    ("direction_trials.flexion", "unsure"),
    ("sitting.hours_per_day", 25),
    ("ankle.left_cm", []),
    ("ankle.left_cm", [1, 2, 3, 4, 5, 6, 7]),
    ("ankle.left_cm.0", 25.5),
    ("ankle.left_cm.0", "8"),
    ("lifestyle.stress", 12),
    ("lifestyle.work", "office"),
    ("capacity.cannot", None),
    ("capacity.cannot.0", "run"),
    ("capacity.training", "pro"),
    ("equipment.0", "sofa"),
    ("preferences.minutes_per_day", 4),
    ("preferences.minutes_per_day", 61),
    ("preferences.days_per_week", 0),
    ("preferences.days_per_week", 8),
    ("preferences.activities.0", "chess"),
    ("preferences.excluded_exercises.0", "burpee"),
]


def with_answer(case: Any, path: str, value: object) -> Any:
    copied = json.loads(json.dumps(case))
    copied["capacity"]["cannot"] = ["wrists"]
    copied["preferences"]["excluded_exercises"] = ["plank"]
    node = copied
    *groups, last = path.split(".")
    for part in groups:
        node = node[int(part)] if isinstance(node, list) else node[part]
    node[int(last) if isinstance(node, list) else last] = value
    return copied


@pytest.mark.parametrize(("path", "value"), BAD)
def test_a_bad_field_is_named_once_with_what_is_allowed(path: str, value: object) -> None:
    code, out, err = run(as_bytes(with_answer(EXAMPLE, path, value)), "recommend", "-")
    assert (code, out) == (2, b"")
    (line,) = err.splitlines()
    named, _, allowed = line.partition(": ")
    assert named == path
    assert len(allowed) > 2


def _leaves(node: Any, path: str = "") -> list[str]:
    """Every field of every level of a case."""
    found = []
    for name, value in node.items():
        here = f"{path}.{name}" if path else name
        found.append(here)
        if isinstance(value, dict):
            found += _leaves(value, here)
    return found


@pytest.mark.parametrize("path", _leaves(EXAMPLE))
def test_a_missing_field_is_an_error_never_a_silent_no(path: str) -> None:
    case = json.loads(json.dumps(EXAMPLE))
    node = case
    *groups, last = path.split(".")
    for part in groups:
        node = node[part]
    del node[last]
    code, out, err = run(as_bytes(case), "recommend", "-")
    assert (code, out) == (2, b"")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [path]


@pytest.mark.parametrize("group", ["", "person", "safety", "pain", "positions", "preferences"])
def test_an_unknown_field_is_refused(group: str) -> None:
    case = json.loads(json.dumps(EXAMPLE))
    (case[group] if group else case)["shoe_size"] = 42
    code, out, err = run(as_bytes(case), "recommend", "-")
    assert (code, out) == (2, b"")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{group}.shoe_size".lstrip(".")]


def test_several_bad_fields_are_all_named() -> None:
    case = with_answer(with_answer(EXAMPLE, "pain.now", 99), "equipment.1", "sofa")
    del case["safety"]["both_legs"]
    _, _, err = run(as_bytes(case), "recommend", "-")
    assert {line.partition(": ")[0] for line in err.splitlines()} == {"pain.now", "equipment.1", "safety.both_legs"}


ODD = [
    b"",
    b" ",
    b"null",
    b"[]",
    b"3",
    b'"case"',
    b"{",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"NaN",
    b'{"as_of": 1e999}',
    b"[" * 100_000,
    b'{"a":' * 5_000,
    b'{"as_of": "' + b"9" * 50_000 + b'"}',
    b"9" * 5_000,
    b'"\\ud800"',
    b'{"\\ud800": 1}',
    b"\x00",
]


@pytest.mark.parametrize("given", ODD, ids=range(len(ODD)))
def test_odd_bytes_are_refused_in_words(given: bytes) -> None:
    code, out, err = run(given, "recommend", "-")
    assert (code, out) == (2, b"")
    assert err.strip()
    assert "Traceback" not in err


@settings(max_examples=150, deadline=None)
@given(given=st.binary(max_size=200))
def test_any_bytes_never_end_in_a_traceback(given: bytes) -> None:
    code, out, err = run(given, "recommend", "-")
    assert (code, out) == (2, b"")
    assert err.strip()
    code, out, err = run(given, "recommend", "--jsonl")
    assert code in (0, 1)
    assert all("errors" in json.loads(row) for row in out.splitlines())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(path=st.sampled_from(_leaves(EXAMPLE)), value=_JSON)
def test_any_value_in_any_field_gives_a_result_or_a_line(path: str, value: Any) -> None:
    """NaN and infinities are not JSON, but Python writes them."""
    code, out, err = run(as_bytes(with_answer(EXAMPLE, path, value)), "recommend", "-")
    if code == 0:
        assert json.loads(out)["triage"]
        assert not err
    else:
        assert (code, out) == (2, b"")
        assert all(": " in line for line in err.splitlines())
        assert any(line.startswith((path, "case", "person")) for line in err.splitlines())


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(as_bytes(EXAMPLE)) - 1), with_byte=st.integers(0, 255))
def test_a_spoiled_byte_never_ends_in_a_traceback(cut: int, with_byte: int) -> None:
    given = bytearray(as_bytes(EXAMPLE))
    given[cut] = with_byte
    code, out, err = run(bytes(given), "recommend", "-")
    assert code in (0, 2)
    assert bool(out) == (code == 0)
    assert bool(err) == (code == 2)
