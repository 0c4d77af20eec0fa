"""A web server inside the bot's process."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

PARTING = 3
"""Seconds that calls which are being answered are given at the end."""


class HttpServer:
    """Serves an application until told to stop. It writes no access log: an address can be secret,
    and who asks is nobody's business.
    """

    def __init__(self, app: Starlette, port: int) -> None:
        """Raises OSError where the port is taken."""
        self._socket = socket.create_server(("", port))
        config = uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=PARTING,
        )
        self._server = _Server(config)

    async def run(self) -> None:
        """Answer until `stop`; who takes too long is cut off after `PARTING`."""
        await self._server.serve(sockets=[self._socket])

    def stop(self) -> None:
        """Close it."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none: signals are the business of the process."""
        yield
