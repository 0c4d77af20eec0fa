"""What a story is made of: who acts, what they wait for, and the hands that do it.

The same story plays itself on the page, is clicked through by the browser tests, and makes the
pictures: only the hands differ.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.demo.bot_api import Message, User
from bot.demo.bot_api.chats import Chat
from bot.demo.stories.labels import key, reference_in
from bot.demo.town import Town
from bot.desk.board import CLAIM
from bot.desk.showing import CLOSE
from bot.engine import Text

PATIENCE = 30.0
"""Seconds of real time that somebody waits for what should come."""


class Hands(Protocol):
    """How things are done on phones."""

    async def tell(self, words: str) -> None:
        """Tell whoever watches what is about to happen."""

    async def write(self, who: User, chat: Chat, text: str, reply_to: Message | None) -> None:
        """Type something and send it."""

    async def tap(self, who: User, label: str) -> None:
        """Tap a key of the reply keyboard."""

    async def press(self, who: Sequence[User], message: Message, label: str) -> None:
        """Press a button under a message; several people do it at the same moment."""

    async def speak(self, who: User) -> None:
        """Record a voice note for the bot."""

    async def moment(self, name: str) -> None:
        """Something is to be seen now."""


@dataclass(frozen=True)
class Actor:
    """Somebody in a story, with a phone in their hand."""

    user: User
    town: Town
    hands: Hands

    @property
    def code(self) -> str:
        """The language of their phone."""
        return self.town.language_of(self.user)

    def words(self, text: Text) -> str:
        """A text in their language."""
        return self.town.catalogues.say(text, self.code)

    async def begins(self) -> None:
        """Open the bot for the first time."""
        await self.hands.write(self.user, self.user.chat, "/start", None)

    async def writes(self, text: str) -> None:
        """Write to the bot, after what it said last has come."""
        await self.sees(lambda chat: chat.last.from_bot)
        await self.hands.write(self.user, self.user.chat, text, None)

    async def speaks(self) -> None:
        """Send a voice note to the bot."""
        await self.sees(lambda chat: chat.last.from_bot)
        await self.hands.speak(self.user)

    async def taps(self, label: str) -> None:
        """Tap a key as soon as it is offered."""

        def offered(chat: Chat) -> bool:
            return chat.last.from_bot and any(label in row for row in chat.keyboard)

        await self.sees(offered)
        await self.hands.tap(self.user, label)

    async def picks_language(self) -> None:
        """Tap the own language by its own name."""
        await self.taps(self.town.catalogues[self.code].endonym)

    async def chooses(self, flow: str, step: str, *values: str) -> None:
        """Tap choices of a step, one after the other."""
        for value in values:
            await self.taps(self.words(key(flow, step, value)))

    async def sees(self, shown: Callable[[Chat], object]) -> None:
        """Wait until the private chat, no longer empty, looks like that. Raises TimeoutError."""
        await self.user.chat.wait_for(lambda chat: chat.shown and shown(chat), PATIENCE)

    async def gets_reference(self) -> str:
        """Wait for the number of the request."""
        await self.sees(lambda chat: chat.last.from_bot and reference_in(chat.last.text))
        return reference_in(self.user.chat.last.text)

    async def ticket(self, reference: str) -> Message:
        """Wait for a ticket to be opened here; the message with which it begins."""

        def head() -> Message | None:
            heads = (m for m in self.user.chat.bot_messages if m.text.startswith("🎫"))
            return next((m for m in heads if reference in m.text), None)

        await self.sees(lambda _chat: head())
        found = head()
        if found is None:
            raise LookupError(reference)
        return found

    async def answers(self, reference: str, text: str) -> None:
        """Reply to a ticket, and see that it was delivered."""
        head = await self.ticket(reference)
        await self.hands.write(self.user, self.user.chat, text, head)
        await self.sees(lambda chat: any(m.bot_reaction and m.text == text for m in chat.shown))

    async def closes(self, reference: str) -> None:
        """Close a ticket with its button."""
        await self.hands.press([self.user], await self.ticket(reference), self.words(CLOSE))


@dataclass(frozen=True)
class Scene:
    """A town, and the hands that act in it."""

    town: Town
    hands: Hands

    def actor(self, user: User) -> Actor:
        """Somebody as an actor."""
        return Actor(user, self.town, self.hands)

    def newcomer(self, language: str) -> Actor:
        """Somebody who has never written to the bot."""
        return self.actor(self.town.newcomer(language))

    async def claim(self, reference: str, *who: User) -> Actor:
        """Volunteers press Claim at the same moment; the one who has the ticket then."""
        group, claim = self.town.group, CLAIM.with_values(reference=reference)
        label = self.town.catalogues.say(claim, self.town.catalogues.codes[0])

        def card() -> Message | None:
            return next((m for m in group.bot_messages if [label] in m.buttons), None)

        await group.wait_for(lambda _chat: card(), PATIENCE)
        found = card()
        if found is None:
            raise LookupError(reference)
        await self.hands.press(who, found, label)
        return await self._owner(reference, who)

    async def _owner(self, reference: str, who: Sequence[User]) -> Actor:
        def winner() -> User | None:
            return next((one for one in who if _opened(one, reference)), None)

        found = await self.town.world.wait_for(winner, PATIENCE)
        if found is None:
            raise LookupError(reference)
        return self.actor(found)


def _opened(who: User, reference: str) -> bool:
    return any(m.text.startswith("🎫") and reference in m.text for m in who.chat.bot_messages)


@dataclass(frozen=True)
class Story:
    """A walk-through. `about` is one line for whoever chooses; `play` tells it. `typed` is what the
    person writes: no group may ever show it.
    """

    id: str
    title: str
    about: str
    typed: tuple[str, ...]
    play: Callable[[Scene], Awaitable[None]]
