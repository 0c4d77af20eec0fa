"""What the page asks for: write, tap, press, kill, play a story. README.md has the shapes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable

from bot.demo.bot_api import ApiError, Group, Message, User
from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.wire import Wire
from bot.demo.playing import Player
from bot.demo.samples import HERE, photo, voice
from bot.demo.stories import STORIES
from bot.demo.town import Town

MOST_BYTES = 3_000_000
"""Of a voice note or a photo."""

CLOSED_FOR = 8.0
"""Seconds for which Telegram answers 429."""

BAD_GATEWAYS = 3


class Wrong(Exception):
    """What is asked for cannot be done; one line that says why."""


class Doing:
    """Does what the page asks for."""

    def __init__(self, town: Town, player: Player) -> None:
        self._town = town
        self._player = player
        self._acts: dict[str, Callable[[Wire], Awaitable[Wire | None]]] = {
            "write": self._write,
            "tap": self._tap,
            "press": self._press,
            "race": self._race,
            "voice": self._voice,
            "photo": self._photo,
            "location": self._location,
            "block": self._block,
            "unblock": self._unblock,
            "person": self._person,
            "trouble": self._trouble,
            "bot": self._bot,
            "play": self._play,
            "take_over": self._take_over,
        }

    async def do(self, asked: Wire) -> Wire:
        """Do one thing. Raises Wrong."""
        try:
            return await self._acts[str(asked["do"])](asked) or {}
        except KeyError as missing:
            raise Wrong(f"there is no {missing}") from None
        except (ValueError, TypeError, OverflowError, binascii.Error) as wrong:
            raise Wrong(str(wrong)) from None

    async def _write(self, asked: Wire) -> None:
        user, chat = self._user(asked), self._chat(asked)
        number = asked.get("reply_to")
        answered = chat.messages[int(number)] if number else None
        for _ in range(_times(asked)):
            user.send_text(str(asked["text"]), chat, reply_to=answered)

    async def _tap(self, asked: Wire) -> None:
        user, label = self._user(asked), str(asked["label"])
        user.tap(label)
        if _times(asked) > 1:
            user.send_text(label)

    async def _press(self, asked: Wire) -> None:
        user, message = self._user(asked), self._message(asked)
        label, link = _button(asked, message)
        if link:
            user.send_text("/start desk")
            return
        for _ in range(_times(asked)):
            user.press(message, label)

    async def _race(self, asked: Wire) -> None:
        message = self._message(asked)
        label, _ = _button(asked, message)
        for volunteer in (self._town.ada, self._town.bob):
            volunteer.press(message, label)

    async def _voice(self, asked: Wire) -> None:
        self._user(asked).send_voice(_bytes(asked) or voice(), self._chat(asked))

    async def _photo(self, asked: Wire) -> None:
        self._user(asked).send_photo(_bytes(asked) or photo(), self._chat(asked))

    async def _location(self, asked: Wire) -> None:
        self._user(asked).send_location(*HERE, self._chat(asked))

    async def _block(self, asked: Wire) -> None:
        self._user(asked).block()

    async def _unblock(self, asked: Wire) -> None:
        self._user(asked).unblock()

    async def _person(self, asked: Wire) -> Wire:
        person = self._town.somebody(str(asked["language"]))
        return {"id": str(person.user_id)}

    async def _trouble(self, asked: Wire) -> None:
        world, chat = self._town.world, self._chat(asked)
        match asked["kind"]:
            case "429":
                world.flood.close_at_next(chat.chat_id, CLOSED_FOR)
            case "502":
                world.fail_next_in(chat, *[ApiError(502, "Bad Gateway")] * BAD_GATEWAYS)
            case other:
                raise Wrong(f"there is no trouble {other!r}")

    async def _bot(self, asked: Wire) -> None:
        host = self._town.host
        match asked["act"]:
            case "stop":
                await host.stop()
            case "kill":
                await host.kill()
            case "start":
                host.start_now()
            case other:
                raise Wrong(f"there is no act {other!r}")

    async def _play(self, asked: Wire) -> None:
        self._player.play(STORIES[str(asked["story"])])

    async def _take_over(self, _asked: Wire) -> None:
        self._player.stop()

    def _user(self, asked: Wire) -> User:
        return self._town.world.users[int(asked["user"])]

    def _chat(self, asked: Wire) -> Chat:
        """The chat asked for: a group, or somebody's own with the bot. Raises ValueError."""
        chat, world = int(asked["chat"]), self._town.world
        if "user" in asked and chat not in (int(asked["user"]), *world.groups):
            raise ValueError("this is somebody else's chat")
        group: Group | None = world.groups.get(chat)
        return group or world.users[chat].chat

    def _message(self, asked: Wire) -> Message:
        return self._chat(asked).messages[int(asked["message"])]


def _times(asked: Wire) -> int:
    return 2 if asked.get("twice") else 1


def _button(asked: Wire, message: Message) -> tuple[str, bool]:
    """The label of the button asked for, and whether it is a link. Raises ValueError."""
    row, place = int(asked["row"]), int(asked["place"])
    buttons = message.inline_buttons
    if not (0 <= row < len(buttons) and 0 <= place < len(buttons[row])):
        raise ValueError("this button is gone")
    button = buttons[row][place]
    return str(button.get("callback_data", button["text"])), "url" in button


def _bytes(asked: Wire) -> bytes:
    """What was recorded or chosen. Raises ValueError where it is too big or is not base64."""
    data = base64.b64decode(str(asked.get("data") or ""), validate=True)
    if len(data) > MOST_BYTES:
        raise ValueError("this is too big for the demo: three megabytes at most")
    return data
