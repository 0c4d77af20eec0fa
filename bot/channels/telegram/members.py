"""Who belongs to a group of staff, asked of Telegram."""

from __future__ import annotations

from telegram import Bot, ChatMember, ChatMemberRestricted

from bot.channels.telegram.faults import Refused, sorting
from bot.channels.telegram.roles import role_of
from bot.post.events import Role

_NOT_THERE = (
    "user not found",
    "member not found",
    "invalid user_id",
    "participant_id_invalid",
    "user_id_invalid",
)


async def role(bot: Bot, group: str, member: str) -> Role:
    """The role of somebody in a group (getChatMember; certain only while the bot is an
    administrator there). Raises NotDone.
    """
    return await sorting(_role(bot, group, member))


async def _role(bot: Bot, group: str, member: str) -> Role:
    if not member.isdecimal():
        return "absent"
    try:
        found: ChatMember = await bot.get_chat_member(group, int(member))
    except Refused as error:
        if error.mentions(*_NOT_THERE):
            return "absent"
        raise
    inside = isinstance(found, ChatMemberRestricted) and found.is_member
    return role_of(found.status, inside)
