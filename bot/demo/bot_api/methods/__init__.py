"""The methods of the Bot API that this server knows, by their name in lower case.

Names are matched without case, as the real server does.
"""

from collections.abc import Callable, Mapping

from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.world import World

from . import chats, editing, identity, media, pressing, receiving, sending

Method = Callable[[World, Parameters], object]
"""Does one call and returns its `result`, or an awaitable of it. Raises ApiError."""

_FAMILIES: tuple[Mapping[str, Method], ...] = (
    receiving.METHODS,
    sending.METHODS,
    media.METHODS,
    editing.METHODS,
    pressing.METHODS,
    chats.METHODS,
    identity.METHODS,
)
METHODS: dict[str, Method] = {
    name.lower(): function for family in _FAMILIES for name, function in family.items()
}
