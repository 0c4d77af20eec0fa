"""The proxy in front of several web processes: each post goes to the next one of them."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.webhook import HEADER
from bot.demo.serving import served

TWICE = 4
"""Of so many posts one goes to all of them at once."""


class Front:
    """Passes on what Telegram posts. `behind` are the ports of the web processes, `taken` how many
    posts each of them has answered with 200.
    """

    def __init__(self) -> None:
        self.behind: list[int] = []
        self.taken: Counter[int] = Counter()
        self.passed = 0

    @contextlib.asynccontextmanager
    async def standing(self) -> AsyncIterator[str]:
        """Stand there until the end of the block; gives the address."""
        async with httpx.AsyncClient(timeout=30) as self._client:
            app = Starlette(routes=[Route("/{path:path}", self._pass, methods=["POST"])])
            async with served(app) as root:
                yield root

    async def _pass(self, request: Request) -> Response:
        body, self.passed = await request.body(), self.passed + 1
        if not self.behind:
            return Response(status_code=503)
        following = self.behind[self.passed % len(self.behind)]
        ports = [following] if self.passed % TWICE else list(self.behind)
        statuses = await asyncio.gather(*(self._post(port, request, body) for port in ports))
        return Response(status_code=max(statuses))

    async def _post(self, port: int, request: Request, body: bytes) -> int:
        url, said = f"http://127.0.0.1:{port}{request.url.path}", request.headers[HEADER]
        try:
            answer = await self._client.post(url, content=body, headers={HEADER: said})
        except httpx.HTTPError:
            return 502  # it is not there (any more)
        self.taken[port] += answer.status_code == 200
        return answer.status_code
