"""The HTTP side: addresses, answers, and a server that starts and stops quickly."""

import asyncio
import contextlib
import inspect
import re
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.serving import served

from .errors import ApiError, not_found, unauthorized
from .faults import Cut, Instead, Page, Slow, Truncated, Way, prevented
from .methods import METHODS
from .parameters import Parameters, decode
from .wire import Wire
from .world import World

_TOKEN = re.compile(r"\d+:[\w-]+")


def application(world: World) -> Starlette:
    """The Bot API for one world."""

    async def method(request: Request) -> Response:
        return await _answer(world, request)

    async def download(request: Request) -> Response:
        return _download(world, request)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", download),
        ]
    )


async def _answer(world: World, request: Request) -> Response:
    await asyncio.sleep(world.delay / 2)
    body = await request.body()
    given, name, way = Parameters(), request.path_params["method"], None
    try:
        _check_token(world, request)
        given = decode(request.url.query, request.headers.get("content-type", ""), body)
        way = world.faults.way_for(_known(name), given.values)
        answer = await _perform(world, name, given, way)
    except ApiError as error:
        answer = error.wire()
    world.journal.note("call", method=name, parameters=given.values, answer=answer)
    await asyncio.sleep(world.delay / 2)
    return await _told(world, request, answer, way)


def _check_token(world: World, request: Request) -> None:
    """Telegram answers 404 to what is no token at all and 401 to one it does not know."""
    token = request.path_params["token"]
    if not _TOKEN.fullmatch(token):
        raise not_found()
    if token != world.bot.token:
        raise unauthorized()


def _known(name: str) -> str:
    if name.lower() not in METHODS:
        raise not_found()
    return name


async def _perform(world: World, name: str, given: Parameters, way: Way | None) -> Wire:
    """The call's effect and its answer. Raises ApiError, also for a call that goes wrong before."""
    if refusal := prevented(way):
        raise refusal
    result = METHODS[name.lower()](world, given)
    return {"ok": True, "result": await result if inspect.isawaitable(result) else result}


async def _told(world: World, request: Request, answer: Wire, way: Way | None) -> Response:
    """What of an answer reaches the caller."""
    told = JSONResponse(answer, answer.get("error_code") or 200)
    match way:
        case Cut():
            await world.door.hang_up(request.client)
        case Page(status=status, body=page):
            return Response(page, status, media_type="text/html")
        case Truncated(kept=kept):
            return Response(bytes(told.body)[:kept], told.status_code, media_type=told.media_type)
        case Instead(body=body):
            return JSONResponse(body)
        case Slow(seconds=seconds):
            await asyncio.sleep(seconds)
    return told


def _download(world: World, request: Request) -> Response:
    try:
        _check_token(world, request)
    except ApiError as error:
        return JSONResponse(error.wire(), error.code)
    stored = world.files.at(request.path_params["path"])
    if stored is None:
        return JSONResponse(not_found().wire(), 404)
    return Response(stored.data, media_type="application/octet-stream")


@contextlib.asynccontextmanager
async def serve(world: World, port: int = 0) -> AsyncIterator[str]:
    """Serve a world on 127.0.0.1; gives the address, such as `http://127.0.0.1:8081`.

    Port 0 takes a free one. It ends quickly: an open long poll is answered with nothing. The
    world outlives the server and may be served again.
    """
    app, wake = application(world), world.polling.wake
    serving = served(app, port, on_stop=wake, door=world.door)
    async with world.hook.posting(), serving as address:
        yield address
