"""HTTP to the Bot API over aiohttp, in the place of python-telegram-bot's own transport.

No address is ever put into an error: the token is a part of it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.faults import Unanswered, Unsent, refusal
from bot.channels.telegram.fields import Json, parse

_JSON = "application/json"
_DNS_SECONDS = 300

Body = aiohttp.FormData | bytes | None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for each part of a call, in seconds; None is for ever."""

    read: float | None = 20.0
    write: float | None = 10.0
    connect: float | None = 5.0
    pool: float | None = 5.0
    upload: float | None = 60.0

    def timeout(self) -> aiohttp.ClientTimeout:
        """The same in aiohttp's terms. It does not time the writing, so the whole is bounded;
        it counts the wait for a free connection as a part of connecting.
        """
        parts = (self.pool, self.connect, self.write, self.read)
        return aiohttp.ClientTimeout(
            total=_sum(parts),
            connect=_sum((self.pool, self.connect)),
            sock_connect=self.connect,
            sock_read=self.read,
        )


def _sum(parts: tuple[float | None, ...]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


class AiohttpRequest(BaseRequest):
    """The transport of a `telegram.Bot`; `connections` is how many calls may be in flight.

    Raises `Unsent`, `Unanswered` or `Refused` (see faults), and no other error of a network.
    """

    def __init__(self, connections: int = 64, patience: Patience | None = None) -> None:
        self._connections = connections
        self._patience = patience or Patience()
        self._session: aiohttp.ClientSession | None = None
        self._down = False
        self.too_many = 0
        """How often the answer was that it was too much (HTTP 429)."""

    @property
    def read_timeout(self) -> float | None:
        """How long an answer is waited for when a call does not say, in seconds."""
        return self._patience.read

    async def initialize(self) -> None:
        """Get ready, again if need be. The session is made by the first call, in its loop."""
        self._down = False

    async def shutdown(self) -> None:
        """Close all connections; calls that come later are not sent."""
        self._down = True
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call, for python-telegram-bot: the status (200 to 299) and the body."""
        uploads = request_data is not None and request_data.contains_files
        usual = self._patience
        patience = Patience(
            read=_given(read_timeout, usual.read),
            write=_given(write_timeout, usual.upload if uploads else usual.write),
            connect=_given(connect_timeout, usual.connect),
            pool=_given(pool_timeout, usual.pool),
        )
        return await self._exchange(method, url, _body(request_data), patience)

    async def call(self, url: str, parameters: Mapping[str, object], read: float) -> object:
        """One call whose result is wanted as it came, unparsed. `read` is in seconds."""
        patience = replace(self._patience, read=read)
        _, payload = await self._exchange("POST", url, _encoded(parameters), patience)
        return self.parse_json_payload(payload)["result"]

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The answer to a call that was taken. Unlike the original it never logs the body."""
        answer: Json = {}
        with contextlib.suppress(ValueError):
            answer = parse(payload)
        if "result" not in answer:
            raise Unanswered("an answer without a result")
        return dict(answer)

    async def _exchange(
        self, method: str, url: str, body: Body, patience: Patience
    ) -> tuple[int, bytes]:
        headers = {"User-Agent": self.USER_AGENT}
        if isinstance(body, bytes):
            headers["Content-Type"] = _JSON
        fault: Unsent | Unanswered
        try:
            async with self._open().request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=patience.timeout(),
                allow_redirects=False,
            ) as response:
                status, payload = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            fault = _fault(error)
        else:
            if 200 <= status <= 299:
                return status, payload
            self.too_many += status == HTTPStatus.TOO_MANY_REQUESTS
            raise refusal(status, payload)
        raise fault  # out here, so that it has no context: that may hold the address

    def _open(self) -> aiohttp.ClientSession:
        if self._down:
            raise Unsent("the connection was closed")
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=_DNS_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session


def _fault(error: Exception) -> Unsent | Unanswered:
    """Whether anything can have left before it went wrong. `ConnectionTimeoutError` covers the
    wait for a free connection as well; an address that is none never gets as far.
    """
    before = (
        aiohttp.ClientConnectorError,
        aiohttp.ConnectionTimeoutError,
        aiohttp.InvalidURL,
    )
    kind = type(error).__name__
    return Unsent(kind) if isinstance(error, before) else Unanswered(kind)


def _given(value: ODVInput[float], usual: float | None) -> float | None:
    return usual if isinstance(value, DefaultValue) else value


def _body(data: RequestData | None) -> Body:
    if data is None:
        return None
    return _multipart(data) if data.contains_files else _encoded(data.parameters)


def _encoded(parameters: Mapping[str, object]) -> bytes:
    return json.dumps(parameters, separators=(",", ":")).encode()


def _multipart(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
