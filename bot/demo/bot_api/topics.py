"""Topics of a forum: a supergroup whose members write in several threads.

Rules: Bot API page (Message.message_thread_id, is_topic_message, forum_topic_*), reliability.md
1.4. General is the topic without an id: what is written into a forum without one goes there, and
asking for it by a number finds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .errors import bad_request

if TYPE_CHECKING:
    from .messages import Message

TOPIC_FIELDS = {"forum_topic_created", "forum_topic_closed", "forum_topic_reopened"}


@dataclass(eq=False)
class Topic:
    """One thread of a forum; its id is the number of the message that opened it."""

    name: str
    opening: Message
    closed: bool = False

    @property
    def thread_id(self) -> int:
        return self.opening.message_id


class Topics:
    """The topics of one forum by thread id. `general_closed`: nobody but who manages topics writes
    in General, and the bot does not.
    """

    def __init__(self) -> None:
        self.open: dict[int, Topic] = {}
        self.general_closed = False

    def check_writable(self, thread_id: int) -> None:
        """Whether the bot may write in a thread; 0 is General. Raises ApiError 400."""
        topic = self.open.get(thread_id)
        if thread_id and topic is None:
            raise bad_request("message thread not found")
        if topic.closed if topic else self.general_closed:
            raise bad_request("TOPIC_CLOSED")
