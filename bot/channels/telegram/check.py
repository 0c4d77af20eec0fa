"""What an operator should know about the bot's place at Telegram before it starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.faults import sorting
from bot.post.errors import Moved, NotDone, Revoked, TooMany, Unreachable

_ADMIN = ("creator", "administrator")


async def check_telegram(
    channel: TelegramChannel, groups: Sequence[str], webhook_url: str = ""
) -> list[str]:
    """What is wrong, one plain line each, saying what to do; empty when all is well. Groups are
    named by their number in the settings; `webhook_url` is this installation's address, or "".
    Only reads, and never shows the token.
    """
    try:
        await channel.me()
        found = await _webhook(channel, webhook_url)
    except NotDone as fault:
        return [_no_way_in(channel, fault)]
    for number, group in enumerate(groups, start=1):
        found += await _group(channel, f"Staff group number {number}", group)
    return found


def _no_way_in(channel: TelegramChannel, fault: NotDone) -> str:
    if isinstance(fault, Revoked):
        return (
            "Telegram does not accept the token. Copy it again from @BotFather (/mybots, API "
            "Token), without spaces; if it was revoked there, the old one never works again."
        )
    if isinstance(fault, TooMany):
        return f"Telegram asks to wait {fault.after:.0f} seconds. Check again after that."
    return (
        f"{channel.root} cannot be reached or did not answer properly. Check the network, the "
        "firewall and the address of the Bot API."
    )


async def groups_seen(channel: TelegramChannel) -> list[str]:
    """The groups that the bot has heard of lately, as "id (title)", for an operator who looks for
    the id of theirs. Nothing is acknowledged by looking: no offset is given. Raises NotDone.
    """
    found: dict[str, None] = {}
    for update in await channel.fetch(None, 0):
        for chat in _chats(update):
            if chat.get("type") in ("group", "supergroup"):
                found[f"{chat.get('id')} ({chat.get('title', '')})"] = None
    return list(found)


def _chats(update: object) -> Iterator[dict[str, object]]:
    for content in update.values() if isinstance(update, dict) else ():
        chat = content.get("chat") if isinstance(content, dict) else None
        if isinstance(chat, dict):
            yield chat


async def _webhook(channel: TelegramChannel, ours: str) -> list[str]:
    found = await channel.webhook_url()
    if not found or (ours and found.startswith(f"{ours}/")):
        return []
    return [
        (
            "Another webhook is set for this bot, so its updates go to that address. If another "
            "program uses this token, give Loket a bot of its own; if not, Loket replaces or "
            "removes the webhook when it starts."
        )
    ]


async def _group(channel: TelegramChannel, name: str, group: str) -> list[str]:
    try:
        me = await sorting(channel.bot.get_me())
        rank = (await sorting(channel.bot.get_chat_member(group, me.id))).status
    except NotDone as fault:
        return [f"{name}: {_why(fault)}"]
    if rank in _ADMIN:
        return []
    if rank in ("left", "kicked"):
        return [f"{name}: the bot is not in it. Add the bot, then make it an administrator."]
    return [
        (
            f"{name}: the bot is not an administrator, so it does not learn who leaves. "
            "Make it one; "
            "it needs no particular right."
        )
    ]


def _why(fault: NotDone) -> str:
    if isinstance(fault, Moved):
        return f"it has another address now. Put {fault.new_address} into the settings."
    if isinstance(fault, Unreachable):
        return (
            "Telegram does not know it, or the bot is not in it. Check its number (a group's "
            "starts with a minus), add the bot, then make it an administrator."
        )
    return "Telegram did not answer. Check again in a minute."
