"""Chats and their members."""

from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.errors import bad_request
from bot.demo.bot_api.groups import Group
from bot.demo.bot_api.members import ADMINISTRATORS, member_wire
from bot.demo.bot_api.messages import Account
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
          "gifts_from_channels")  # fmt: skip


def get_chat(world: World, given: Parameters) -> Wire:
    chat = _readable(world, given)
    gifts = dict.fromkeys(_GIFTS, False)
    fixed = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return chat.wire() | fixed


def get_chat_member(world: World, given: Parameters) -> Wire:
    chat = _readable(world, given)
    account = _account(world, given.number("user_id"))
    if isinstance(chat, Group):
        return member_wire(account, chat.status(account))
    if account.user_id not in (chat.chat_id, world.bot.user_id):
        raise bad_request("user not found")
    return member_wire(account, "member")


def get_chat_administrators(world: World, given: Parameters) -> list[Wire]:
    """Administrators except bots (Bot API page)."""
    group = _readable(world, given)
    if not isinstance(group, Group):
        raise bad_request("there are no administrators in the private chat")
    return [
        member_wire(group.accounts[user_id], status)
        for user_id, status in group.statuses.items()
        if status in ADMINISTRATORS and user_id != world.bot.user_id
    ]


def leave_chat(world: World, given: Parameters) -> bool:
    group = _readable(world, given)
    if not isinstance(group, Group):
        raise bad_request("chat member status can't be changed in private chats")
    group.set_status(world.bot, "left", by=world.bot)
    return True


def _readable(world: World, given: Parameters) -> Chat:
    """The chat; of a group only if the bot is in it. Blocked people stay readable."""
    chat = world.find_chat(given.chat())
    if isinstance(chat, Group):
        chat.check_writable()
    elif isinstance(given.chat(), int) and not world.users[chat.chat_id].chat.started:
        raise bad_request("chat not found")
    return chat


def _account(world: World, user_id: int) -> Account:
    if user_id == world.bot.user_id:
        return world.bot
    if user_id not in world.users:
        raise bad_request("invalid user_id specified")
    return world.users[user_id]


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
}
