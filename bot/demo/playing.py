"""A story plays itself on the page at reading speed, until it ends or somebody takes over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.demo.bot_api import Message, User
from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.wire import Wire
from bot.demo.samples import voice
from bot.demo.stories import Story
from bot.demo.stories.story import Scene
from bot.demo.town import Town

READING = 0.055
"""Seconds that somebody needs to read one character, without hurry."""

AT_LEAST, AIMING = 1.6, 1.1
TYPING = 0.045
"""Seconds for a character that is typed; LONGEST for a whole message."""
LONGEST = 2.4
SPEAKING = 1.8

DISTURBED = "Something came between, and the story ends here. Go on by hand, or play it again."

Tell = Callable[[Wire], None]
SILENT: Wire = {"playing": None, "told": "", "step": 0, "finger": None}


class Player:
    """Plays one story at a time. `tell` is given the page's `story`, whenever it changes."""

    def __init__(self, town: Town, tell: Tell) -> None:
        self._town = town
        self._tell = tell
        self._wanted: asyncio.Queue[Story] = asyncio.Queue()
        self._playing: asyncio.Task[None] | None = None
        self.now = SILENT

    async def run(self) -> None:
        """Play what is asked for until cancelled."""
        while True:
            story = await self._wanted.get()
            async with asyncio.TaskGroup() as tasks:
                self._playing = tasks.create_task(self._play(story))
            self._playing = None

    def play(self, story: Story) -> None:
        """Play a story now, in place of one that plays."""
        self.stop()
        self._wanted.put_nowait(story)

    def stop(self) -> None:
        """Leave the phones as they are: somebody takes over."""
        if self._playing:
            self._playing.cancel()

    async def _play(self, story: Story) -> None:
        self._show(playing=story.id, told="", step=0, finger=None)
        try:
            await story.play(Scene(self._town, self))
        except (LookupError, TimeoutError, ValueError):
            # Somebody blocked the bot, or tapped something else, while the story went on.
            self._show(told=DISTURBED, finger=None)
            await self._read(len(DISTURBED))
        finally:
            self._show(**SILENT)

    def _show(self, **changed: object) -> None:
        self.now = self.now | changed
        self._tell(self.now)

    async def _point(self, seconds: float, **finger: object) -> None:
        """Show what somebody is about to do, and then let it happen."""
        self._show(step=self.now["step"] + 1, finger={**finger, "seconds": seconds})
        await asyncio.sleep(seconds)
        self._show(finger=None)

    async def _read(self, characters: int) -> None:
        await asyncio.sleep(max(characters * READING, AT_LEAST))

    # What follows is what stories call: see Hands.

    async def tell(self, words: str) -> None:
        self._show(told=words)
        await self._read(len(words))

    async def write(self, who: User, chat: Chat, text: str, reply_to: Message | None) -> None:
        seconds = min(max(len(text) * TYPING, AIMING), LONGEST)
        await self._point(
            seconds, **_at(who, chat), kind="words", label=text, message=_id(reply_to)
        )
        who.send_text(text, chat, reply_to=reply_to)

    async def tap(self, who: User, label: str) -> None:
        await self._point(AIMING, **_at(who, who.chat), kind="key", label=label)
        who.tap(label)

    async def press(self, who: Sequence[User], message: Message, label: str) -> None:
        for one in who[:1]:
            at = _at(one, message.chat)
            await self._point(AIMING, **at, kind="button", label=label, message=_id(message))
        for one in who:
            one.press(message, label)

    async def speak(self, who: User) -> None:
        await self._point(SPEAKING, **_at(who, who.chat), kind="voice", label="")
        who.send_voice(voice())

    async def moment(self, name: str) -> None:
        pass


def _at(who: User, chat: Chat) -> Wire:
    return {"chat": str(chat.chat_id), "user": str(who.user_id)}


def _id(message: Message | None) -> int | None:
    return message.message_id if message else None
