"""The pages that say how a process is: `/health`, `/ready`, `/metrics`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.health import Health, look_at
from bot.post.tally import Tally
from bot.store.database import Database
from bot.web.ready import Why, why_not


@dataclass(frozen=True)
class Seen:
    """What the pages look at. `tally` is None where nothing is sent; `blocked` says why nothing
    comes in.
    """

    database: Database
    clock: Clock
    tally: Tally | None = None
    too_many: Callable[[], int] = lambda: 0
    blocked: Callable[[], Why | None] = lambda: None


def pages(seen: Seen) -> list[Route]:
    """The three pages of a process."""

    async def ready(_request: Request) -> Response:
        why = await why_not(seen.database) or seen.blocked()
        return PlainTextResponse(f"{why or 'ready'}\n", status_code=503 if why else 200)

    async def metrics(_request: Request) -> Response:
        # Imported here: a start should not wait for it, and it may never be asked for.
        from bot.web.metrics import CONTENT_TYPE, exposition

        body = await exposition(seen.database, seen.clock, seen.tally, seen.too_many())
        return Response(body, media_type=CONTENT_TYPE)

    return [
        health_page(lambda: look_at(seen.database, seen.clock)),
        Route("/ready", ready),
        Route("/metrics", metrics),
    ]


def health_page(look: Callable[[], Awaitable[Health]]) -> Route:
    """`GET /health`: 200 where all is well, else 503, with the figures as JSON."""

    async def health(_request: Request) -> Response:
        found = await look()
        return JSONResponse(found, status_code=200 if found["ok"] else 503)

    return Route("/health", health)


def application(routes: list[Route]) -> Starlette:
    """An application with some pages."""
    return Starlette(routes=routes)
