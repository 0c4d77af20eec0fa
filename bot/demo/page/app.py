"""The page's addresses, and the demo as a whole."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.bot_api import ApiError
from bot.demo.meanwhile import meanwhile
from bot.demo.page.doing import Doing, Wrong
from bot.demo.page.feed import Feed, Told
from bot.demo.page.telling import Telling
from bot.demo.playing import Player
from bot.demo.serving import served
from bot.demo.town import Town

STATIC = Path(__file__).parent / "static"
MOST_BYTES = 6_000_000
"""Of what a page sends."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SEALED_OFF = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}
"""For a document: it is shown, runs nothing, and is not of this page."""

KINDS = {b"RIFF": "audio/wav", b"OggS": "audio/ogg", b"\x1aE\xdf\xa3": "audio/webm",
         b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}  # fmt: skip


class Page:
    """Everything behind the page of one town."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.feed = Feed()
        self.telling = Telling(town, self.feed)
        self.player = Player(town, lambda now: self.feed.tell("story", now))
        self.doing = Doing(town, self.player)

    async def index(self, _request: Request) -> Response:
        """The page."""
        return FileResponse(STATIC / "index.html", headers=HEADERS)

    async def events(self, request: Request) -> Response:
        """What is so now, and then whatever happens."""
        return StreamingResponse(
            self._stream(request), media_type="text/event-stream", headers=HEADERS
        )

    async def _stream(self, request: Request) -> AsyncIterator[str]:
        async with aclosing(self.feed.follow(self._now)) as told:
            async for words in told:
                # Nobody else would notice: what is sent to a page that is gone is thrown away.
                if await request.is_disconnected():
                    return
                yield words

    def _now(self) -> list[Told]:
        return [*self.telling.now(), ("story", self.player.now)]

    async def do(self, request: Request) -> Response:
        """Do what the page asks for; 400 with one line where that cannot be."""
        if not _from_the_page(request):
            return JSONResponse({"wrong": "only the page itself may ask"}, 403, HEADERS)
        try:
            return JSONResponse(await self.doing.do(await _asked(request)), 200, HEADERS)
        except Wrong as wrong:
            return JSONResponse({"wrong": str(wrong)}, 400, HEADERS)

    async def file(self, request: Request) -> Response:
        """A voice note, a photo, or a page that the bot made to be printed."""
        try:
            stored = self.town.world.files.find(request.path_params["file_id"])
        except ApiError:
            return Response(status_code=404)
        data = stored.data
        if stored.kind == "document" and stored.name.endswith(".html"):
            return Response(data, media_type="text/html", headers=HEADERS | SEALED_OFF)
        kind = next((kind for start, kind in KINDS.items() if data.startswith(start)), None)
        return Response(data, media_type=kind or "application/octet-stream", headers=HEADERS)

    def app(self, hosts: list[str]) -> Starlette:
        """The addresses; `hosts` are the names under which the page may be asked for: another
        site must not reach it under a name of its own (DNS rebinding).
        """
        return Starlette(
            routes=[
                Route("/", self.index),
                Route("/events", self.events),
                Route("/do", self.do, methods=["POST"]),
                Route("/files/{file_id}", self.file),
                Mount("/static", _Files(directory=STATIC)),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        )


class _Files(StaticFiles):
    """The page's files, with its headers: what is edited is there after a reload."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers.update(HEADERS)
        return response


def _from_the_page(request: Request) -> bool:
    """Whether a page of our own asks, and not another site that is open in the same browser."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _asked(request: Request) -> dict[str, object]:
    """What is asked for. Raises Wrong."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Wrong("this is too big for the demo")
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Wrong("this is not JSON") from None
    if not isinstance(asked, dict):
        raise Wrong("an object is expected")
    return asked


@asynccontextmanager
async def page_of(town: Town, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """Serve the page of a town; gives its address. Raises OSError where the port is taken."""
    page = Page(town)
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - somebody asked for it
    app = page.app(["*"] if everywhere else [host, "localhost", "127.0.0.1"])
    async with (
        meanwhile(page.telling.run(), page.player.run()),
        served(app, port, host=host, on_stop=page.feed.close) as address,
    ):
        yield address
