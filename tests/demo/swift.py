"""Hands that play a story without waiting: time is moved, so that nobody meets a limit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.demo.bot_api import Message, Press, User
from bot.demo.bot_api.chats import Chat
from bot.demo.stories.story import Actor, Scene
from bot.demo.town import Town

BREATH = 0.05
"""Seconds of real time between a question and its answer: the bot hears that its question came."""

SECONDS = 1.2
"""The time that somebody takes for a message; no chat's limit is met then."""


@dataclass
class SwiftHands:
    """Does at once what a story asks for, and remembers who typed what and who pressed."""

    town: Town
    typed: list[tuple[User, Message]] = field(default_factory=list)
    pressed: list[list[Press]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    async def tell(self, words: str) -> None:
        """Remember what was told."""
        self.told.append(words)

    async def write(self, who: User, chat: Chat, text: str, reply_to: Message | None) -> None:
        """Type something and send it."""
        await self._breathe()
        self.typed.append((who, who.send_text(text, chat, reply_to=reply_to)))

    async def tap(self, who: User, label: str) -> None:
        """Tap a key that is shown."""
        await self._breathe()
        who.tap(label)

    async def press(self, who: Sequence[User], message: Message, label: str) -> None:
        """Press a button, all of them in the same moment."""
        await self._breathe()
        self.pressed.append([each.press(message, label) for each in who])

    async def speak(self, who: User) -> None:
        """Record a voice note."""
        await self._breathe()
        self.typed.append((who, who.send_voice()))

    async def moment(self, name: str) -> None:
        """Nobody looks."""

    async def _breathe(self) -> None:
        await asyncio.sleep(BREATH)
        self.town.let_pass(SECONDS)


async def arrives(town: Town, language: str) -> Actor:
    """Somebody new: has chosen a language, allowed that words are kept, and sees the menu."""
    person = Scene(town, SwiftHands(town)).actor(town.somebody(language))
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    return person


async def asks(person: Actor, words: str) -> str:
    """They ask for help in their own words; the reference."""
    await person.chooses("menu", "menu", "other_help")
    await person.writes(words)
    await person.chooses("other_help", "review", "send")
    return await person.gets_reference()
