"""A server of the app for one test: its own process, port and database file."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_S: Final = 60


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
    command = [sys.executable, "-m", "uvicorn", application, "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"LBP_DATABASE_URL": str(database), "PYTHONPATH": str(ROOT)}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*command, "--no-server-header", "--log-level", "warning"],
            cwd=ROOT, env=environment, stdout=sink, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_up(url, process, log)
            yield Server(url, database, log)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_S)


def _wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text(errors='replace')[-2000:]}")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # up, though out of order: some tests want just that
        except OSError:
            time.sleep(0.05)  # until the port is open; nothing to wait on
    raise RuntimeError("the server did not come up")
