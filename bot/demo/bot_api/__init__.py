"""A local Telegram Bot API server, true to the real one, for tests, benchmarks and the demo."""

from .clock import Clock, MovableClock, SystemClock
from .errors import ApiError
from .groups import Group
from .limits import NO_LIMITS, Limits
from .messages import Message
from .presses import Press, PressAnswer
from .server import serve
from .users import User
from .world import World

__all__ = [
    "NO_LIMITS",
    "ApiError",
    "Clock",
    "Group",
    "Limits",
    "Message",
    "MovableClock",
    "Press",
    "PressAnswer",
    "SystemClock",
    "User",
    "World",
    "serve",
]
