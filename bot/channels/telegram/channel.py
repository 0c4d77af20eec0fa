"""Telegram as a channel: what the other rooms hold in their hands."""

from __future__ import annotations

import logging
import re
from types import TracebackType

from telegram import Bot

from bot.channels.telegram import acting, members, updates
from bot.channels.telegram.faults import sorting
from bot.channels.telegram.request import AiohttpRequest, Patience
from bot.post.actions import Action
from bot.post.channel import Limits
from bot.post.errors import Uncertain
from bot.post.events import Incoming, Role

PUBLIC_API = "https://api.telegram.org"
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")

WEBHOOK_CONNECTIONS = 10
"""Posts that may be on their way at once: they are committed in company."""

_MOST_UPDATES = 100  # Bot API page, getUpdates
_GRACE = 10.0  # seconds that an answer to a long poll may be late
_START = re.compile(r"[A-Za-z0-9_-]{0,64}")  # core.telegram.org/api/links, bot links


class _Bot(Bot):
    """The library's own shows the token whenever it is printed."""

    def __repr__(self) -> str:
        return "<Bot>"


class TelegramChannel:
    """One bot at one Bot API server. `async with` opens and closes its connections; nothing goes
    over the network before the first call. Fulfils `Channel` and `Directory`.
    """

    name: str = "telegram"

    def __init__(
        self,
        token: str,
        root: str = PUBLIC_API,
        *,
        limits: Limits | None = None,
        connections: int = 64,
        patience: Patience | None = None,
    ) -> None:
        if not token.strip():
            raise ValueError("a Telegram channel needs a token")
        _quieten()
        self.limits: Limits = limits or Limits()
        self.root = root.rstrip("/")
        self._calls = AiohttpRequest(connections, patience)
        # Apart from the others: a poll must not wait for a free connection in a rush.
        self._polls = AiohttpRequest(2, patience)
        self.bot: Bot = _Bot(
            token.strip(),
            base_url=f"{self.root}/bot",
            base_file_url=f"{self.root}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._username = ""

    def __repr__(self) -> str:
        return f"<TelegramChannel at {self.root}>"

    async def __aenter__(self) -> TelegramChannel:
        await self._calls.initialize()
        await self._polls.initialize()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._polls.shutdown()
        await self._calls.shutdown()

    @property
    def too_many(self) -> int:
        """How often the platform had to say that it was too much, whatever was asked."""
        return self._calls.too_many + self._polls.too_many

    def read(self, raw: bytes) -> Incoming:
        """What an update says. Raises ValueError for one that nobody can read."""
        return updates.read(raw)

    async def perform(self, chat: str, action: Action) -> tuple[str, ...]:
        """Do it, and return the ids of the messages sent. Raises NotDone."""
        return await acting.perform(self.bot, chat, action)

    async def role(self, group: str, member: str) -> Role:
        """The role of somebody in a group. Raises NotDone."""
        return await members.role(self.bot, group, member)

    async def me(self) -> str:
        """The bot's username, asked for once. Raises NotDone."""
        if not self._username:
            self._username = (await sorting(self.bot.get_me())).username or ""
        return self._username

    def link(self, start: str) -> str:
        """A link that opens a private chat with the bot and starts it with a word: at most 64 of
        A-Z a-z 0-9 _ -. Raises ValueError for another word, RuntimeError before `me()`.
        """
        if not _START.fullmatch(start):
            raise ValueError("not a word that Telegram lets a link start a bot with")
        if not self._username:
            raise RuntimeError("ask me() once, so that the bot's name is known")
        return f"https://t.me/{self._username}" + (f"?start={start}" if start else "")

    async def fetch(self, offset: int | None, wait: int) -> list[object]:
        """Updates from an offset on, as they came; waits up to `wait` seconds (50 at most) for
        the first. An offset acknowledges everything before it. Raises NotDone.
        """
        asked: dict[str, object] = {
            "timeout": wait,
            "limit": _MOST_UPDATES,
            "allowed_updates": WANTED,
        }
        if offset is not None:
            asked["offset"] = offset
        url = f"{self.bot.base_url}/getUpdates"
        found = await sorting(self._polls.call(url, asked, wait + _GRACE))
        if not isinstance(found, list):
            raise Uncertain("not a list of updates")
        return found

    async def has_webhook(self) -> bool:
        """Whether updates are sent to an address, and so cannot be fetched. Raises NotDone."""
        return bool(await self.webhook_url())

    async def webhook_url(self) -> str:
        """The address to which updates are sent, or "". Raises NotDone."""
        return (await sorting(self.bot.get_webhook_info())).url

    async def set_webhook(self, url: str, token: str) -> None:
        """Have updates sent to an address, those that wait as well. Raises NotDone."""
        setting = self.bot.set_webhook(
            url,
            secret_token=token,
            max_connections=WEBHOOK_CONNECTIONS,
            allowed_updates=WANTED,
            drop_pending_updates=False,
        )
        await sorting(setting)

    async def drop_webhook(self) -> None:
        """Have updates kept for fetching again; those that wait stay. Raises NotDone."""
        await sorting(self.bot.delete_webhook(drop_pending_updates=False))


def _quieten() -> None:
    """python-telegram-bot writes the token and each message to its log at level DEBUG."""
    log = logging.getLogger("telegram")
    log.setLevel(max(log.level, logging.WARNING))
