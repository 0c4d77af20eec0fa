"""A server that answers exactly the bytes it is told to, or nothing, or never."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator

SILENCE = None
HANG_UP = b""


def http(status: int, body: object, *, length: int | None = None) -> bytes:
    """An HTTP answer; `body` is JSON unless it is bytes; `length` may lie."""
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    size = len(payload) if length is None else length
    head = f"HTTP/1.1 {status} Whatever\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
    return head.encode() + payload


def refused(status: int, description: str, **parameters: int) -> bytes:
    """An answer as the Bot API refuses."""
    body = {"ok": False, "error_code": status, "description": description}
    return http(status, body | ({"parameters": parameters} if parameters else {}))


def done(result: object) -> bytes:
    """An answer as the Bot API gives a result."""
    return http(200, {"ok": True, "result": result})


class Wire:
    """What was asked (`heads`, `bodies`) and what will be answered next."""

    def __init__(self) -> None:
        self.root = ""
        self.answers: deque[bytes | None] = deque()
        self.heads: list[str] = []
        self.bodies: list[bytes] = []
        self.asked = asyncio.Event()
        self.closing = asyncio.Event()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, one answer."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            sizes = [line for line in head.lower().split("\r\n") if "content-length" in line]
            size = int(sizes[0].partition(":")[2]) if sizes else 0
            self.heads.append(head)
            self.bodies.append(await reader.readexactly(size))
            self.asked.set()
            answer = self.answers.popleft()
            if answer is SILENCE:
                await self.closing.wait()
            writer.write(answer or b"")
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@contextlib.asynccontextmanager
async def wire() -> AsyncIterator[Wire]:
    """A server on a free port; it is gone afterwards."""
    told = Wire()
    server = await asyncio.start_server(told.converse, "127.0.0.1", 0)
    told.root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield told
        told.closing.set()
