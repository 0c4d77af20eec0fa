"""What the bot is called, and the texts and commands it sets about itself."""

import json
from collections.abc import Callable

from bot.demo.bot_api.bot_account import CommandScope
from bot.demo.bot_api.errors import bad_request
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.validation import check_language, check_size, checked_commands
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

_SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators",
    "chat", "chat_administrators", "chat_member",
}  # fmt: skip
_SIZES = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _given: Parameters) -> Wire:
    return world.bot.self_wire()


def set_my_commands(world: World, given: Parameters) -> bool:
    world.bot.commands[_scope(given)] = checked_commands(given.objects("commands"))
    return True


def get_my_commands(world: World, given: Parameters) -> list[Wire]:
    return world.bot.commands.get(_scope(given), [])


def _scope(given: Parameters) -> CommandScope:
    scope = given.tree("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return json.dumps(scope, sort_keys=True), check_language(given.text("language_code"))


def setter_of(name: str) -> Callable[[World, Parameters], bool]:
    """The method that sets one text about the bot, in one language."""

    def set_text(world: World, given: Parameters) -> bool:
        language = check_language(given.text("language_code"))
        world.bot.texts[name, language] = check_size(given.text(name), _SIZES[name], name)
        return True

    return set_text


METHODS = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": setter_of("name"),
    "setMyDescription": setter_of("description"),
    "setMyShortDescription": setter_of("short_description"),
}
