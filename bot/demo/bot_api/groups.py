"""Groups: members, the bot among them, and the move of a basic group to a supergroup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .chats import Chat
from .entities import addressed_bot
from .errors import forbidden, migrated
from .members import ADMINISTRATORS, PRESENT, Status, member_wire
from .messages import Account, Message
from .topics import TOPIC_FIELDS, Topic, Topics
from .wire import Wire, stamp

if TYPE_CHECKING:
    from .users import User
    from .world import World

SERVICE_FIELDS = {
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    *TOPIC_FIELDS,
}


class Group(Chat):
    """A basic group (`kind` "group") or a supergroup; `statuses` is by user id, the bot's too."""

    def __init__(self, world: World, chat_id: int, title: str, numbers: Iterator[int]) -> None:
        super().__init__(world, chat_id, numbers)
        self.title = title
        self.kind = "supergroup" if chat_id < -(10**12) else "group"
        self.accounts: dict[int, Account] = {}
        self.statuses: dict[int, Status] = {}
        self.migrated_to: Group | None = None
        self.topics: Topics | None = None

    def wire(self) -> Wire:
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.chat_id, "type": self.kind, "title": self.title, **forum}

    def check_writable(self) -> None:
        if self.migrated_to:
            raise migrated(self.migrated_to.chat_id)
        if self.status(self.world.bot) == "kicked":
            raise forbidden(f"bot was kicked from the {self.kind} chat")
        if not self.has(self.world.bot):
            raise forbidden(f"bot is not a member of the {self.kind} chat")

    def status(self, account: Account) -> Status:
        """Creator, administrator, member, left or kicked; a stranger has left."""
        return self.statuses.get(account.user_id, "left")

    def has(self, account: Account) -> bool:
        return self.status(account) in PRESENT

    @property
    def bot_is_admin(self) -> bool:
        return self.status(self.world.bot) in ADMINISTRATORS

    def seen_by_bot(self, message: Message) -> bool:
        """Privacy mode (core.telegram.org/bots/features): commands not meant for another bot,
        answers to the bot and service messages; an administrator sees everything."""
        if not self.has(self.world.bot):
            return False
        if self.bot_is_admin or SERVICE_FIELDS & message.content.keys():
            return True
        if message.reply_to and message.reply_to.from_bot:
            return True
        return addressed_bot(message.text) in ("", self.world.bot.username)

    def join(self, user: User) -> None:
        """The user comes in by themselves."""
        self.set_status(user, "member", by=user)
        self.post(user, {"new_chat_members": [user.wire()]})

    def leave(self, user: User) -> None:
        self.set_status(user, "left", by=user)
        self.post(user, {"left_chat_member": user.wire()})

    def ban(self, user: User, by: User) -> None:
        """An administrator throws the user out."""
        self.set_status(user, "kicked", by=by)
        self.post(by, {"left_chat_member": user.wire()})

    def promote(self, account: Account, by: User) -> None:
        """Make a member, or the bot (`world.bot`), an administrator."""
        self.set_status(account, "administrator", by=by)

    def demote(self, account: Account, by: User) -> None:
        self.set_status(account, "member", by=by)

    def add_bot(self, by: User) -> None:
        """A member brings the bot in."""
        self.set_status(self.world.bot, "member", by=by)
        self.post(by, {"new_chat_members": [self.world.bot.wire()]})

    def remove_bot(self, by: User) -> None:
        """An administrator throws the bot out."""
        self.set_status(self.world.bot, "kicked", by=by)

    def set_status(self, account: Account, status: Status, by: Account) -> None:
        """Change a membership. The bot learns of its own always, of others' as administrator."""
        before = self.status(account)
        is_bot = account is self.world.bot
        tell = is_bot or self.bot_is_admin
        self.accounts[account.user_id] = account
        self.statuses[account.user_id] = status
        if tell and before != status:
            kind = "my_chat_member" if is_bot else "chat_member"
            change = membership_change(self, account, before, status, by)
            self.world.updates.put(kind, change, chat_id=self.chat_id)

    def become_forum(self) -> Topics:
        """Switch topics on. Raises ValueError for a basic group: it has to migrate first."""
        if self.kind != "supergroup":
            raise ValueError("only a supergroup has topics")
        self.topics = self.topics or Topics()
        return self.topics

    def open_topic(self, name: str, by: User) -> Topic:
        """Begin a topic; the first one switches topics on."""
        topics = self.become_forum()
        opening = self.post(by, {"forum_topic_created": {"name": name, "icon_color": 7322096}})
        opening.topic = topic = Topic(name, opening)
        topics.open[topic.thread_id] = topic
        return topic

    def close_topic(self, topic: Topic, by: User) -> None:
        """Nobody writes in it any more."""
        topic.closed = True
        self.post(by, {"forum_topic_closed": {}}, topic=topic)

    def delete_topic(self, topic: Topic) -> None:
        """Delete a topic along with all its messages; the bot is not told."""
        for message in [message for message in self.shown if message.topic is topic]:
            self.remove(message)
        del self.become_forum().open[topic.thread_id]

    def migrate(self, by: User) -> Group:
        """Become a supergroup: a new id, new numbering; the old chat and its messages are dead."""
        new = self.world.new_group(self.title, supergroup=True)
        new.accounts, new.statuses = dict(self.accounts), dict(self.statuses)
        self.post(by, {"migrate_to_chat_id": new.chat_id})
        self.migrated_to = new
        new.post(by, {"migrate_from_chat_id": self.chat_id})
        return new


def membership_change(
    chat: Chat, account: Account, before: Status, after: Status, by: Account
) -> Wire:
    """The Bot API's ChatMemberUpdated object."""
    return {
        "chat": chat.wire(),
        "from": by.wire(),
        "date": stamp(chat.world.clock.now()),
        "old_chat_member": member_wire(account, before),
        "new_chat_member": member_wire(account, after),
    }
