"""`python -m core review`: bytes in, bytes out, an exit code, and never a traceback."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_shell import as_bytes, in_a_shell, run
from tests.content.test_histories import HISTORY, MORE


def review(told: Any) -> dict[str, Any]:
    code, out, err = run(as_bytes(told), "review", "-")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_example_in_a_real_shell(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    path.write_bytes(as_bytes(HISTORY))
    by_file, by_pipe = in_a_shell("review", str(path)), in_a_shell("review", "-", given=as_bytes(HISTORY))
    assert (by_file.returncode, by_file.stderr) == (0, b"")
    assert by_file.stdout == by_pipe.stdout
    found = json.loads(by_file.stdout)
    assert {"as_of", "rescreen", "decisions", "trends", "routine"} <= set(found)
    assert set(found["trends"]) >= {"pain", "ankle_left", "ankle_right", "ankle_difference"}
    for decision in found["decisions"]:
        assert decision["action"] in ("progress", "hold", "regress", "swap", "stop", "deload")
        assert decision["because"]
    assert {decision["exercise"] for decision in found["decisions"]} >= {"bird_dog", "plank"}
    assert found["rescreen"] is False
    assert found["rescreen_because"] == []


def test_the_same_history_gives_the_same_bytes() -> None:
    shuffled = dict(reversed((HISTORY | MORE).items()))
    assert run(as_bytes(HISTORY | MORE), "review", "-")[1] == run(as_bytes(shuffled), "review", "-")[1]


def test_a_history_without_logs_gives_the_plan_of_the_answers() -> None:
    found = review(HISTORY | {"sessions": [], "check_ins": [], "ankle": []})
    code, out, _ = run(as_bytes(HISTORY["case"]), "recommend", "-")
    assert code == 0
    assert found["routine"] == json.loads(out)["routine"]
    assert {decision["action"] for decision in found["decisions"]} == {"hold"}


def test_a_sign_asked_again_gives_no_routine_and_is_a_result() -> None:
    told = deepcopy(HISTORY)
    told["rescreens"] = [{"date": "2026-11-20", "answers": {"bladder_change": "yes"}}]
    found = review(told)
    assert (found["triage"]["level"], found["routine"]) == ("emergency", None)


@pytest.mark.parametrize("given", [b"", b"{}", b"[]", b"null", b"\xff", b'{"as_of": 3}'])
def test_what_is_no_history(given: bytes) -> None:
    code, out, err = run(given, "review", "-")
    assert (code, out) == (2, b"")
    assert err.strip()
    assert "Traceback" not in err
    assert all(": " in line for line in err.strip().splitlines())


def test_a_file_that_is_not_there() -> None:
    code, out, err = run(b"", "review", "/nowhere/history.json")
    assert (code, out) == (2, b"")
    assert err == "/nowhere/history.json: a file that can be read\n"
