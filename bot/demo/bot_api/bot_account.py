"""The bot as Telegram knows it: its identity and the texts it set about itself."""

from dataclasses import dataclass, field

from .wire import Wire

CommandScope = tuple[str, str]
"""Scope as compact JSON, and language code ("" for every language)."""


@dataclass(eq=False)
class BotAccount:
    """The one bot of a world; texts are by language code, commands by scope and language."""

    token: str
    username: str
    name: str
    commands: dict[CommandScope, list[Wire]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_connections: int = 40

    @property
    def user_id(self) -> int:
        return int(self.token.partition(":")[0])

    def wire(self) -> Wire:
        """The Bot API's User object."""
        return {
            "id": self.user_id,
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }

    def self_wire(self) -> Wire:
        """What getMe adds to it."""
        return self.wire() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
        }
