"""A local Telegram Bot API server, true to the real one, for tests, benchmarks and the demo."""

from .clock import Clock, MovableClock, SystemClock
from .errors import ApiError
from .faults import Cut, Instead, Page, Slow, Truncated, When
from .groups import Group
from .limits import NO_LIMITS, Limits
from .messages import Message
from .presses import Press, PressAnswer
from .server import serve
from .topics import Topic
from .users import User
from .world import World

__all__ = [
    "NO_LIMITS",
    "ApiError",
    "Clock",
    "Cut",
    "Group",
    "Instead",
    "Limits",
    "Message",
    "MovableClock",
    "Page",
    "Press",
    "PressAnswer",
    "Slow",
    "SystemClock",
    "Topic",
    "Truncated",
    "User",
    "When",
    "World",
    "serve",
]
