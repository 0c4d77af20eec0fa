"""The web server inside the bot ends when it is told to, whoever is still asking."""

from __future__ import annotations

import asyncio
import time

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.demo.process import free_port
from bot.web import server
from bot.web.pages import application
from bot.web.server import HttpServer


async def reads_all(request: Request) -> Response:
    """A page that waits for all that it is sent."""
    return Response(await request.body())


async def test_a_caller_who_never_finishes_does_not_keep_it_from_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "PARTING", 1)
    port = free_port()
    http = HttpServer(application([Route("/", reads_all, methods=["POST"])]), port)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(http.run())
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
        await writer.drain()
        await asyncio.sleep(0.3)
        began = time.monotonic()
        http.stop()
    assert time.monotonic() - began < 3
    writer.close()
