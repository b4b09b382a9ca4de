"""The app as it is served, with a day that the tests can set: GET /set-today/2026-11-20."""

import os
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from app import app as real

PREFIX: Final = "/set-today/"


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http" and scope["path"].startswith(PREFIX):
        os.environ["LBP_TODAY"] = scope["path"].removeprefix(PREFIX)
        await PlainTextResponse("ok")(scope, receive, send)
        return
    await real(scope, receive, send)
