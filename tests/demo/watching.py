"""Somebody who has the page open: reads its stream, and asks it to do things. No browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import httpx

from bot.demo.bot_api import MovableClock, User
from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.wire import Wire
from bot.demo.page.app import page_of
from bot.demo.town import Town, town

T = TypeVar("T")


@dataclass
class Watcher:
    """What one open page knows; `names` are the events in the order in which they came."""

    stream: AsyncIterator[tuple[str, Wire]]
    names: list[str] = field(default_factory=list)
    phones: dict[str, Wire] = field(default_factory=dict)
    lines: list[Wire] = field(default_factory=list)
    notes: list[Wire] = field(default_factory=list)
    town: Wire = field(default_factory=dict)
    counts: Wire = field(default_factory=dict)
    story: Wire = field(default_factory=dict)

    async def until(self, seen: Callable[[], T], within: float = 10) -> T:
        """Read on until something is seen. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not (found := seen()):
                self._take(*await anext(self.stream))
        return found

    def _take(self, name: str, data: Wire) -> None:
        self.names.append(name)
        match name:
            case "phone":
                self.phones[data["chat"]] = data
            case "happened":
                self.lines.append(data)
            case "note":
                self.notes.append(data)
            case _:
                setattr(self, name, data)

    def phone(self, chat: Chat) -> Wire:
        """One phone, as far as the page knows it."""
        return self.phones.get(str(chat.chat_id), {"messages": [], "blocked": False})

    def texts(self, chat: Chat) -> list[str]:
        """The texts that a phone shows."""
        return [each.get("text", "") for each in self.phone(chat)["messages"]]

    def lines_of(self, who: str) -> list[Wire]:
        """What happened to somebody, in order."""
        return [line for line in self.lines if line["who"] == who]

    def words_of(self, who: str) -> list[str]:
        """The kinds of what happened to somebody, in order."""
        return [str(line["what"]) for line in self.lines_of(who)]


@dataclass
class Demo:
    """A town whose time the tests move, and its page."""

    town: Town
    http: httpx.AsyncClient

    async def asks(self, content: object, **headers: str) -> httpx.Response:
        """Send anything to where the page sends what it wants done."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return await self.http.post("/do", content=body, headers=headers)

    async def does(self, do: str, user: User | None = None, **asked: object) -> Wire:
        """Do one thing on the page; what it was answered with. A user is in their own chat."""
        who = {"user": str(user.user_id), "chat": str(user.user_id)} if user else {}
        response = await self.asks({"do": do, **who, **asked})
        answer: Wire = response.json()
        assert response.status_code == 200, answer
        return answer

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Watcher]:
        """Open the page, and see all that is there."""
        async with (
            self.http.stream("GET", "/events") as response,
            aclosing(_read(response)) as read,
        ):
            assert response.headers["content-type"].startswith("text/event-stream")
            watcher = Watcher(read)
            await watcher.until(lambda: watcher.story)
            yield watcher


async def _read(response: httpx.Response) -> AsyncGenerator[tuple[str, Wire], None]:
    """Events as a browser reads them (HTML standard, server-sent events)."""
    name = ""
    async for line in response.aiter_lines():
        field_name, _, value = line.partition(": ")
        if field_name == "event":
            name = value
        elif field_name == "data":
            yield name, json.loads(value)


@asynccontextmanager
async def demo() -> AsyncIterator[Demo]:
    """A demo that is there until the block ends."""
    async with (
        town(MovableClock()) as opened,
        page_of(opened) as address,
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=10) as http,
    ):
        yield Demo(opened, http)
