"""What happens at Telegram, in words for somebody who watches."""

from __future__ import annotations

from bot.demo.bot_api.journal import Event
from bot.demo.bot_api.wire import Wire
from bot.demo.town import Town

Line = tuple[str, str, str]
"""What happened (a word of README.md), to whom, and more about it; never what anybody wrote."""

SENT = ("send", "copy")
CHANGED = {
    "editmessagetext": "brought up to date",
    "editmessagecaption": "brought up to date",
    "editmessagereplymarkup": "brought up to date",
    "deletemessage": "taken away",
    "deletemessages": "taken away",
}
SIGNS = {
    "setmessagereaction": "a sign on their message",
    "answercallbackquery": "an answer to a press",
}
CONTENT = {"voice": "a voice note", "photo": "a photo", "location": "a place", "text": "a message"}
ARRIVED = {
    "callback_query": "a press of a button",
    "my_chat_member": "blocked or unblocked the bot",
    "chat_member": "came or left",
    "edited_message": "a change to a message",
}
PROCESS = {
    "starting": ("started", "the bot's process"),
    "running": ("started", "it serves; what waited is fetched"),
    "stopped": ("stopped", "nothing is lost: Telegram keeps what is written"),
    "killed": ("killed", "kill -9, in the middle of whatever it did"),
}


def line_of(town: Town, event: Event) -> Line | None:
    """The line that tells of an event; None for what nobody needs to see."""
    match event.kind:
        case "update":
            return _arrived(event.details["update"])
        case "call":
            return _called(town, event.details)
        case "bot":
            what, words = PROCESS[str(event.details["state"])]
            return what, "Loket", words
        case _:
            return None


def _arrived(update: Wire) -> Line:
    kind = next(name for name in update if name != "update_id")
    body: Wire = update[kind]
    content = next((words for field, words in CONTENT.items() if field in body), "something")
    return "arrived", str(body["from"]["first_name"]), ARRIVED.get(kind, content)


def _called(town: Town, call: Wire) -> Line | None:
    method, answer = str(call["method"]).lower(), call["answer"]
    if method not in CHANGED | SIGNS and not method.startswith(SENT):
        return None
    who = _whom(town, call["parameters"])
    if not answer["ok"]:
        return "refused", who, _refusal(answer)
    if method in CHANGED:
        return "edited", who, CHANGED[method]
    return "sent", who, SIGNS.get(method, "")


def _whom(town: Town, parameters: Wire) -> str:
    """The name behind a chat, or behind a press that is answered."""
    if press := town.world.presses.get(str(parameters.get("callback_query_id", ""))):
        return press.user.first_name
    chat = int(parameters.get("chat_id", 0))
    return town.group.title if chat == town.group.chat_id else town.world.users[chat].first_name


def _refusal(answer: Wire) -> str:
    code = answer["error_code"]
    wait = answer.get("parameters", {}).get("retry_after")
    return f"{code}, wait {wait} s" if wait else f"{code} {answer['description']}"
