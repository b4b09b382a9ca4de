"""Both ways to start the app, as the README gives them."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.browser.server import PATIENCE_S, ROOT, free_port

pytestmark = pytest.mark.browser

UVICORN = ("uvicorn", "app:app", "--host", "127.0.0.1", "--port", "{port}", "--no-server-header")
STREAMLIT = ("streamlit", "run", "app.py", "--server.port", "{port}")


@contextmanager
def started(command: tuple[str, ...], folder: Path) -> Iterator[str]:
    port = str(free_port())
    words = [sys.executable, "-m", *(word.replace("{port}", port) for word in command)]
    environment = os.environ | {"LBP_DATABASE_URL": str(folder / "lower-back.db")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_S)


def ask(address: str) -> HTTPResponse:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            answer: HTTPResponse = urllib.request.urlopen(address, timeout=5)
            return answer
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)  # until the port is open; nothing to wait on


@pytest.mark.parametrize("command", [UVICORN, STREAMLIT], ids=["uvicorn", "streamlit run"])
def test_the_app_is_the_same_either_way(browser: Browser, tmp_path: Path, command: tuple[str, ...]) -> None:
    with started(command, tmp_path) as url:
        with ask(f"{url}/healthz") as answer:
            assert answer.read() == b'{"status":"ok"}'
            assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
        someone = Person(browser.new_page(), url).open().sees_title("Lower back, step by step")
        assert someone.complaints == []
        assert someone.offsite == []
        assert "Traceback" not in (tmp_path / "log").read_text()
