"""Presses of inline buttons and how the bot answered them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .messages import Message
from .updates import PRESS_LIFE
from .wire import Wire

if TYPE_CHECKING:
    from .users import User


@dataclass(frozen=True)
class PressAnswer:
    """What the person saw: a note (or an alert to dismiss), or an address opened."""

    text: str
    alert: bool
    url: str


@dataclass(eq=False)
class Press:
    """One press; `answer` is None until the bot calls answerCallbackQuery."""

    query_id: str
    user: User
    message: Message
    data: str
    at: datetime
    answer: PressAnswer | None = None

    def wire(self) -> Wire:
        """The Bot API's CallbackQuery object."""
        return {
            "id": self.query_id,
            "from": self.user.wire(),
            "message": self.message.pressed_wire(),
            "chat_instance": str(self.message.chat.chat_id * 7919),
            "data": self.data,
        }

    def expired(self, now: datetime) -> bool:
        """Whether it is too old to be answered.

        Telegram publishes no time; here it is the 150 seconds that the update lives.
        """
        return now - self.at > PRESS_LIFE

    async def answered(self, within: float = 5) -> PressAnswer:
        """Wait for the bot's answer, `within` seconds of real time. Raises TimeoutError."""
        chat = self.message.chat
        answer = await chat.world.wait_for(lambda: self.answer, within, chat=chat)
        assert answer is not None  # noqa: S101 -- wait_for returns only true values
        return answer
