"""The entry: headers, health, what is kept from others, and what a person sees of a fault."""

import asyncio
import base64
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Scope

import app as entry
from tests.pages.conftest import ROOT


def answer(path: str, *, client: str = "127.0.0.1", **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers of what the guard lets through to an app that says ok to everything."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": raw, "client": (client, 1)}
    asyncio.run(entry.Guard(PlainTextResponse("ok"))(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told


def test_every_answer_carries_the_headers() -> None:
    _, headers = answer("/", host="127.0.0.1:8501")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "x'y", ""])
def test_a_strange_host_adds_nothing_to_the_policy(host: str) -> None:
    _, headers = answer("/", host=host)
    assert "connect-src 'self';" in headers["content-security-policy"]


def test_the_hash_is_that_of_the_inline_script(tmp_path: Path) -> None:
    index = tmp_path / "index.html"
    index.write_text("<script src='x.js'></script><script>\n  one()\n</script>", encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(b"\n  one()\n").digest()).decode()
    assert entry.inline_script_hashes(index) == [f"'sha256-{digest}'"]


def test_this_streamlit_has_an_inline_script_to_hash() -> None:
    assert len(entry.inline_script_hashes()) == 1


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
class TestKeptFromOthers:
    def test_this_machine_may_ask(self, path: str) -> None:
        assert answer(path)[0] == 200
        assert answer(path, client="::1")[0] == 200

    def test_others_may_not(self, path: str) -> None:
        assert answer(path, client="192.168.1.7")[0] == 404

    def test_nor_through_a_proxy_on_this_machine(self, path: str) -> None:
        assert answer(path, x_forwarded_for="192.168.1.7")[0] == 404

    def test_the_refusal_carries_the_headers_too(self, path: str) -> None:
        assert "content-security-policy" in answer(path, client="192.168.1.7")[1]


def test_others_get_the_pages() -> None:
    assert answer("/routine", client="192.168.1.7")[0] == 200


def test_the_settings_hold_wherever_the_server_is_started(tmp_path: Path) -> None:
    code = "import app; from streamlit import config; print(config.get_option('client.showErrorDetails'))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "none"


def test_health_says_ok_and_nothing_else(database: Path) -> None:
    response = asyncio.run(entry.health(None))  # type: ignore[arg-type]
    assert (response.status_code, response.body) == (200, b'{"status":"ok"}')


def test_health_says_when_the_data_cannot_be_reached(database: Path) -> None:
    database.write_bytes(b"not a database, but bytes" * 100)
    response = asyncio.run(entry.health(None))  # type: ignore[arg-type]
    assert (response.status_code, response.body) == (503, b'{"status":"out of order"}')
