"""What a person sees."""

from __future__ import annotations

from bot.demo.bot_api import Message, User


def last(user: User) -> Message:
    """The newest message in the private chat with the bot."""
    return user.chat.last


def address(user: User) -> str:
    """The private chat's address, as our rooms know it."""
    return str(user.user_id)
