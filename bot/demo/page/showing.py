"""From the local Bot API's objects to what the page shows: README.md has the shapes."""

from __future__ import annotations

import json

from bot.demo.bot_api import Group, Message, User
from bot.demo.bot_api.chats import Chat
from bot.demo.bot_api.wire import Wire, given_fields
from bot.demo.stories import STORIES
from bot.demo.town import Town

SHOWN = 200
"""Messages of a chat that a page shows, the newest ones."""

FILES = ("photo", "voice")
DEFAULT_SCOPE = json.dumps({"type": "default"})


def town_as_shown(town: Town) -> Wire:
    """Who is there, in which language, and which stories there are."""
    return {
        "bot": town.world.bot.name,
        "group": str(town.group.chat_id),
        "languages": [
            {"code": each.code, "name": each.endonym, "direction": each.direction}
            for each in town.catalogues.languages
        ],
        "people": [_somebody(town, person) for person in town.people],
        "staff": [_somebody(town, each) | {"role": _role(town, each)} for each in town.staff],
        "stories": [
            {"id": each.id, "title": each.title, "about": each.about} for each in STORIES.values()
        ],
    }


def _somebody(town: Town, user: User) -> Wire:
    language = town.catalogues[town.language_of(user)]
    return {
        "id": str(user.user_id),
        "name": user.first_name,
        "language": language.code,
        "direction": language.direction,
    }


def _role(town: Town, user: User) -> str:
    return "coordinator" if user is town.carla else "volunteer"


def phone_as_shown(town: Town, chat: Chat, *, typing: bool = False) -> Wire:
    """One chat as it is now."""
    private = {} if isinstance(chat, Group) else _private(town, town.world.users[chat.chat_id])
    return {
        "chat": str(chat.chat_id),
        "kind": "group" if isinstance(chat, Group) else "private",
        "title": chat.title if isinstance(chat, Group) else town.world.bot.name,
        "messages": [_message(each) for each in chat.shown[-SHOWN:]],
        "keyboard": chat.keyboard,
        "placeholder": (chat.reply_keyboard or {}).get("input_field_placeholder", ""),
        "commands": [],
        "about": "",
        "blocked": False,
        "typing": typing,
        **private,
    }


def _private(town: Town, user: User) -> Wire:
    language, bot = town.language_of(user), town.world.bot
    commands = bot.commands.get((DEFAULT_SCOPE, language)) or bot.commands.get((DEFAULT_SCOPE, ""))
    about = bot.texts.get(("short_description", language))
    return {
        "commands": commands or [],
        "about": about or bot.texts.get(("short_description", ""), ""),
        "blocked": user.chat.blocked,
    }


def _message(message: Message) -> Wire:
    content = message.content
    return given_fields(
        id=message.message_id,
        sender=_sender(message),
        name=_name(message),
        at=message.date.isoformat(),
        text=message.text or None,
        entities=content.get("entities") or content.get("caption_entities") or None,
        photo=_file(content["photo"][-1]) if "photo" in content else None,
        voice=_file(content["voice"]) if "voice" in content else None,
        seconds=content["voice"]["duration"] if "voice" in content else None,
        document=content["document"].get("file_name", "📄") if "document" in content else None,
        opens=_file(content["document"]) if "document" in content else None,
        location=content.get("location"),
        reply_to=_quoted(message.reply_to),
        buttons=_buttons(message) or None,
        edited=bool(message.edited) or None,
        sign=message.bot_reaction,
        service=_service(message),
    )


def _sender(message: Message) -> str:
    return "bot" if message.from_bot else str(message.sender.user_id)


def _name(message: Message) -> str:
    return str(message.sender.wire()["first_name"])


def _file(stored: Wire) -> str:
    return f"/files/{stored['file_id']}"


def _quoted(message: Message | None) -> Wire | None:
    if message is None:
        return None
    return {"id": message.message_id, "name": _name(message), "text": message.text}


def _buttons(message: Message) -> list[list[Wire]]:
    return [
        [{"label": button["text"], "link": "url" in button} for button in row]
        for row in message.inline_buttons
    ]


def _service(message: Message) -> str | None:
    content = message.content
    if "new_chat_members" in content:
        came = ", ".join(member["first_name"] for member in content["new_chat_members"])
        return f"{_name(message)} added {came}"
    if "left_chat_member" in content:
        return f"{content['left_chat_member']['first_name']} left"
    return None
