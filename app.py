"""The entry: an ASGI app (`uvicorn app:app`, or `streamlit run app.py`) with headers, a health route, a start-up.

The script lies in pages/ui/shell.py, not here: beside a folder named `pages` Streamlit would run a page file by
itself when its address is the first request after the start, without the shell's gate.
"""

import base64
import gc
import hashlib
import logging
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from uuid import uuid4

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from core.storage.problem import StorageProblem
from pages.ui import figure, out_of_order, state

ROOT = Path(__file__).resolve().parent
LOG = logging.getLogger("lower_back")

LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Not /_stcore/host-config: every browser asks it before it connects, and it holds nothing about anybody.
FOR_THIS_MACHINE_ONLY = ("/_stcore/metrics", "/_stcore/agent")
A_HOST = re.compile(r"[\w.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")


def inline_script_hashes(index: Path = Path(st.__file__).parent / "static" / "index.html") -> list[str]:
    """The CSP sources of the inline scripts of this Streamlit version's page: `'sha256-...'` each."""
    scripts = re.findall(r"<script>(.*?)</script>", index.read_text(encoding="utf-8"), flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class Guard:
    """Headers on every answer; what only the machine itself may ask is kept from others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.policy = "; ".join(
            [
                "default-src 'self'",
                f"script-src 'self' {' '.join(inline_script_hashes())}",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                "frame-src 'none'",
                "frame-ancestors 'none'",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers(asked.get("host", "")))
            await send(message)

        if scope["path"].startswith(FOR_THIS_MACHINE_ONLY) and not _from_this_machine(scope, asked):
            await PlainTextResponse("not found", status_code=404)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)

    def _headers(self, host: str) -> dict[str, str]:
        # Some browsers do not count the web socket as 'self'.
        sockets = f" ws://{host} wss://{host}" if A_HOST.fullmatch(host) else ""
        return {
            "content-security-policy": self.policy.format(sockets=sockets),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }


def _from_this_machine(scope: Scope, asked: Headers) -> bool:
    """Asked straight from this machine: a proxy in between asks for somebody else."""
    client = scope.get("client")
    return bool(client) and client[0] in LOOPBACK and "x-forwarded-for" not in asked and "forwarded" not in asked


async def health(_: Request) -> JSONResponse:
    """200 where the journal and the content are there, else 503: nothing about anybody."""
    problem = out_of_order.problem()
    return JSONResponse({"status": "out of order" if problem else "ok"}, status_code=503 if problem else 200)


def on_script_error(error: Exception) -> bool:
    """A problem with the data: its sentence and way out. A fault of ours: a number on the screen and in the log."""
    if isinstance(error, StorageProblem):
        LOG.warning("storage: %s", error.code)
        out_of_order.show(error)
        return True
    number = uuid4().hex[:8]
    LOG.error("fault %s", number, exc_info=error)
    out_of_order.show_fault(number)
    return True


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None, None]:
    """Open everything once before the first visitor, then leave it out of every later collection."""
    out_of_order.problem()
    import altair  # noqa: F401  (slow to import: here, not on somebody's first chart)

    gc.collect()
    gc.freeze()
    if out_of_order.problem() is None:
        Thread(target=figure.draw_ahead, args=(state.journal().content,), name="draw-ahead", daemon=True).start()
    yield


# As `streamlit run` does, so that .streamlit/config.toml beside this file holds wherever the server is started.
config._main_script_path = config._main_script_path or str(ROOT / "app.py")

app = st.App(
    ROOT / "pages" / "ui" / "shell.py",
    middleware=[Middleware(Guard)],
    routes=[Route("/healthz", health)],
    lifespan=lifespan,
    on_script_error=on_script_error,
)
