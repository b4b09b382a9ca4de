"""A server of the app for one test: its own process, port and database file."""

import multiprocessing
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Final

import uvicorn

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_S: Final = 60
# Importing the app, reading its data and drawing its pictures takes seconds: once, not for each server.
FORKS: Final = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.browser.warm"])


@dataclass(frozen=True)
class Server:
    url: str
    database: Path
    log: Path

    def set_today(self, day: date) -> None:
        """The day this server believes it is, from the next rerun on."""
        urllib.request.urlopen(f"{self.url}/set-today/{day.isoformat()}", timeout=10).close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path, application: str = "tests.browser.served:app") -> Iterator[Server]:
    """The app on a free port, stopped at the end. `folder` gets the database and the server's log."""
    port, database, log = free_port(), folder / "lower-back.db", folder / "server.log"
    process = FORKS.Process(target=_run, args=(application, port, database, log), daemon=True)
    process.start()
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_up(url, process, log)
        yield Server(url, database, log)
    finally:
        process.terminate()
        process.join(PATIENCE_S)
        assert process.exitcode is not None, "the server did not stop"


def _run(application: str, port: int, database: Path, log: Path) -> None:
    """The server's own process: what it says goes to its log."""
    with log.open("wb") as sink:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(sink.fileno(), stream.fileno())
    os.chdir(ROOT)
    os.environ["LBP_DATABASE_URL"] = str(database)
    uvicorn.run(application, host="127.0.0.1", port=port, server_header=False, log_level="warning")


def _wait_until_up(url: str, process: ForkServerProcess, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if process.exitcode is not None:
            raise RuntimeError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # up, though out of order: some tests want just that
        except OSError:
            time.sleep(0.05)  # until the port is open; nothing to wait on
    raise RuntimeError("the server did not come up")
