"""Telegram's webhook: each update is committed before Telegram is told that it arrived.

Path and token are derived from the ring of keys: nothing more has to be kept secret, every process
knows them, and they change with the ring. Telegram may still use those of an older key of the ring
until the webhook is set anew.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.updates import UNREADABLE, key_of, received
from bot.post.channel import Intake, Received
from bot.privacy.keyring import KeyRing, RingKey

MOST_BYTES = 1 << 20
"""An update is far smaller: 4096 characters, and what stands around them."""

HEADER = "x-telegram-bot-api-secret-token"
AGAIN_AFTER = "5"
"""Seconds after which Telegram tries again (reliability.md, 1.2)."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Door:
    """Where Telegram may come in, and the word that it has to say (core.telegram.org/bots/api,
    setWebhook: 1 to 256 of A-Z a-z 0-9 _ -).
    """

    path: str = field(repr=False)
    token: str = field(repr=False)


def doors(ring: KeyRing) -> list[Door]:
    """A door for each key of the ring, the newest first: that one is told to Telegram."""
    return [Door(_word(key, "webhook-path"), _word(key, "webhook-token")) for key in ring.keys]


def _word(key: RingKey, purpose: str) -> str:
    return base64.urlsafe_b64encode(key.derive(purpose)).decode().rstrip("=")


def address(url: str, door: Door) -> str:
    """What Telegram is told, for the public address of this installation."""
    return f"{url}/telegram/{door.path}"


class InCompany:
    """Commits together what arrives together: the first one in commits for all who wait."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._turn = asyncio.Lock()
        self._waiting: list[tuple[Received, asyncio.Future[None]]] = []

    async def keep(self, one: Received) -> None:
        """Return once it is committed. Raises what the database raises."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, kept))
        async with self._turn:
            if not kept.done():
                await self._commit()
        await kept

    async def _commit(self) -> None:
        # In the order of their numbers: two processes that are brought the same updates would
        # wait for each other's rows in another one.
        together, self._waiting = sorted(self._waiting, key=_number), []
        fault: Exception | None = None
        try:
            await self._intake.keep([one for one, _ in together])
        except Exception as error:  # whatever the database's driver raises: all are told
            fault = error
        for _, kept in together:
            if fault is None:
                kept.set_result(None)
            else:
                kept.set_exception(fault)


def _number(waiting: tuple[Received, asyncio.Future[None]]) -> tuple[int, str]:
    key = waiting[0].key
    return len(key), key


def webhook(open_doors: Sequence[Door], intake: Intake, on_new: Callable[[], None]) -> Route:
    """`POST /telegram/…`: 200 once the update is committed, 503 where that failed. Others get 404,
    401 or 413, and nobody reads what they sent.
    """
    together = InCompany(intake)

    async def take(request: Request) -> Response:
        refused = refusal(open_doors, request)
        if refused:
            return Response(status_code=refused)
        try:
            body = await body_of(request)
            await together.keep(update_of(body))
        except TooLarge:
            return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as fault:
            log.error("an update could not be kept", fault=type(fault).__name__)
            return Response(status_code=503, headers={"Retry-After": AGAIN_AFTER})
        on_new()
        return Response()

    # Whatever path the public address has: proxies in front pass it on, or take it away.
    return Route("/{before:path}telegram/{path}", take, methods=["POST"])


def refusal(open_doors: Sequence[Door], request: Request) -> int:
    """The status for somebody who does not know a door's path (404) or its word (401), else 0.
    Compared so that the time it takes tells nothing (hmac.compare_digest).
    """
    path = str(request.path_params["path"]).encode()
    said = request.headers.get(HEADER, "").encode()
    found = [door for door in open_doors if hmac.compare_digest(door.path.encode(), path)]
    if not found:
        return 404
    return 0 if hmac.compare_digest(found[0].token.encode(), said) else 401


class TooLarge(Exception):
    """More than any update."""


async def body_of(request: Request) -> bytes:
    """The body as it came. Raises TooLarge as soon as there is too much of it."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooLarge
    return bytes(body)


def update_of(body: bytes) -> Received:
    """An update as it will be kept: as it came, even where it is no JSON."""
    try:
        update: object = json.loads(body)
    except (ValueError, RecursionError):
        return Received(key_of(body), UNREADABLE, body)
    return received(update, body)
