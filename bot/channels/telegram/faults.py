"""What went wrong with a call, sorted by what has to happen next.

The request raises three errors of its own, because only it knows whether anything left. They are
`TelegramError`s, so that python-telegram-bot lets them through as they are.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from telegram.error import TelegramError

from bot.channels.telegram.fields import identifier, parse, part, words
from bot.post.errors import (
    Conflicting,
    Gone,
    Moved,
    NotDone,
    NotSent,
    Reason,
    Rejected,
    Revoked,
    TooMany,
    Uncertain,
    Unreachable,
)

T = TypeVar("T")

_TOO_MANY, _BAD_GATEWAY, _GATEWAY_TIMEOUT = 429, 502, 504

# Wordings: tdlib/telegram-bot-api, Client.cpp; lower case. The first that is found counts.
_FORBIDDEN: tuple[tuple[str, Reason], ...] = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("initiate conversation", "never_started"),
    ("group chat was deleted", "no_such_chat"),
    ("messages to bots", "no_such_chat"),
    ("messages to the user", "blocked"),
)
_UNREACHABLE: tuple[tuple[str, Reason], ...] = (
    ("chat not found", "no_such_chat"),
    ("peer_id_invalid", "no_such_chat"),
    ("group chat was deactivated", "no_such_chat"),
    ("input_user_deactivated", "deactivated"),
    ("user_is_blocked", "blocked"),
    ("no rights to send", "not_a_member"),
    ("not enough rights", "not_a_member"),
    ("need administrator rights", "not_a_member"),
    ("chat_write_forbidden", "not_a_member"),
    ("chat_restricted", "not_a_member"),
    ("topic_closed", "not_a_member"),
    ("chat_admin_required", "not_a_member"),
    ("not a member", "not_a_member"),
)
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message to react not found",
    "message to reply not found",
    "message to be replied not found",
    "message_id_invalid",
    "message identifier is not specified",
    "message not found",
    "message thread not found",
    "query is too old",
    "query id is invalid",
    "query_id_invalid",
)


class Unsent(TelegramError):
    """Nothing reached Telegram: there was no connection to send it on."""


class Unanswered(TelegramError):
    """It was sent, wholly or in part, and no answer that can be read came back."""


class Refused(TelegramError):
    """Telegram answered, and said no. `said` is its reason in lower case: to be compared, and
    never to be shown, because it may quote what was sent. `after` is in seconds.
    """

    def __init__(self, status: int, said: str = "", moved_to: str = "", after: float = 0) -> None:
        super().__init__(f"refused with HTTP status {status}")
        self.status, self.said = status, said.lower()
        self.moved_to, self.after = moved_to, after

    def mentions(self, *wordings: str) -> bool:
        """Whether one of some wordings (lower case) is in the reason."""
        return any(wording in self.said for wording in wordings)


def refusal(status: int, payload: bytes) -> Refused:
    """What an answer with an HTTP status outside 200 to 299 says. A page that is not the Bot
    API's (a proxy, a captive portal) counts as a broken gateway: it must not look like a token
    that was revoked.
    """
    try:
        body = parse(payload)
    except ValueError:
        body = {}
    if body.get("ok") is not False:
        return Refused(status if status == _TOO_MANY else max(status, _BAD_GATEWAY))
    parameters = part(body, "parameters")
    after = identifier(parameters, "retry_after") or "0"
    moved_to = identifier(parameters, "migrate_to_chat_id")
    return Refused(status, words(body, "description"), moved_to, float(after))


async def sorting(call: Awaitable[T]) -> T:
    """Await a call to the Bot API. Raises the `NotDone` that its failure means, which carries
    nothing of the failure itself: that could quote a text, or the address with the token.
    """
    fault: NotDone
    try:
        return await call
    except TelegramError as error:
        fault = sort(error)
    except (AttributeError, KeyError, TypeError, ValueError):
        # It was taken (the status said so), and the answer has another shape than we know.
        fault = Uncertain("an answer that nobody can read")
    raise fault  # out here, so that it has no context


def sort(error: TelegramError) -> NotDone:
    """What an error of a call means."""
    if isinstance(error, Refused):
        return _sort_refusal(error)
    if isinstance(error, Unsent):
        return NotSent("no connection")
    return Uncertain("no answer")


def _sort_refusal(error: Refused) -> NotDone:
    if error.moved_to:
        return Moved(error.moved_to)
    if error.after or error.status == _TOO_MANY:
        return TooMany(max(error.after, 1.0))
    if error.status >= 500 or error.status < 400:
        return _sort_gateway(error.status)
    return _sort_answer(error)


def _sort_gateway(status: int) -> NotDone:
    """An answer of 5xx is a refusal that somebody wrote down: Telegram restarting, or its front
    without a back (docs: "Internal Server Error: restart"); trying again is right. Only after a
    504 did the back have the call and keep silent.
    """
    if status == _GATEWAY_TIMEOUT:
        return Uncertain("a gateway gave up waiting")
    return NotSent(f"HTTP status {status}")


def _sort_answer(error: Refused) -> NotDone:
    """Statuses 400 to 499, as the Bot API uses them (reliability.md, 1.4)."""
    if error.status == 401 or (error.status == 404 and not error.mentions("method not found")):
        return Revoked("the token is not valid")
    if error.status == 409:
        return Conflicting("somebody else fetches with this token")
    if error.status == 403:
        return Unreachable(_reason(error, _FORBIDDEN) or "not_a_member")
    return _sort_bad_request(error)


def _sort_bad_request(error: Refused) -> NotDone:
    if reason := _reason(error, _UNREACHABLE):
        return Unreachable(reason)
    if error.mentions(*_GONE):
        return Gone("the message is no longer there")
    return Rejected(f"HTTP status {error.status}")


def _reason(error: Refused, wordings: tuple[tuple[str, Reason], ...]) -> Reason | None:
    return next((reason for wording, reason in wordings if error.mentions(wording)), None)
