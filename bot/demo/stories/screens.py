"""A coordinator's hands on the screens of the list: one message, edited with each press."""

from __future__ import annotations

from bot.demo.bot_api import Message
from bot.demo.stories.story import Actor
from bot.engine import Text


async def presses(who: Actor, under: Text, label: Text | str | None = None) -> None:
    """Press a button of the screen that asks something, once it does; None: the first button."""
    screen = await asked(who, under)
    words = who.words(label) if isinstance(label, Text) else label
    await who.hands.press([who.user], screen, words or screen.buttons[0][0])


async def asked(who: Actor, under: Text) -> Message:
    """Wait until the newest screen asks something. Raises LookupError, TimeoutError."""
    await who.sees(lambda _chat: _screen(who, under))
    found = _screen(who, under)
    if found is None:
        raise LookupError(under.msgid)
    return found


async def decided(who: Actor, under: Text) -> None:
    """Wait until the newest screen does not ask that any more. Raises TimeoutError."""
    await who.sees(lambda _chat: _screen(who, under) is None)


def was_told(who: Actor, words: str) -> bool:
    """Whether it stands somewhere in their private chat."""
    return any(words in message.text for message in who.user.chat.bot_messages)


def _screen(who: Actor, under: Text) -> Message | None:
    """The newest message with buttons, where it has these words."""
    shown = [message for message in who.user.chat.bot_messages if message.buttons]
    return shown[-1] if shown and who.words(under) in shown[-1].text else None
