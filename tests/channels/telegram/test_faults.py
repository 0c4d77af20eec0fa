"""Each refusal of Telegram, sorted by what has to happen next."""

from __future__ import annotations

import json
from typing import NoReturn

import pytest
from telegram.error import NetworkError, TelegramError

from bot.channels.telegram.faults import Unanswered, Unsent, refusal, sort, sorting
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


def refused(status: int, description: object, **parameters: object) -> NotDone:
    body = {"ok": False, "description": description, "parameters": parameters}
    return sort(refusal(status, json.dumps(body).encode()))


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked"),
        (403, "Forbidden: user is deactivated", "deactivated"),
        (403, "Forbidden: bot can't initiate conversation with a user", "never_started"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "not_a_member"),
        (403, "Forbidden: bot is not a member of the group chat", "not_a_member"),
        (403, "Forbidden: the group chat was deleted", "no_such_chat"),
        (403, "Forbidden: something new", "not_a_member"),
        (400, "Bad Request: chat not found", "no_such_chat"),
        (400, "Bad Request: PEER_ID_INVALID", "no_such_chat"),
        (400, "Bad Request: have no rights to send a message", "not_a_member"),
        (400, "Bad Request: not enough rights to send photos to the chat", "not_a_member"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "not_a_member"),
    ],
)
def test_who_cannot_be_reached_and_why(status: int, description: str, reason: Reason) -> None:
    fault = refused(status, description)
    assert isinstance(fault, Unreachable)
    assert fault.reason == reason


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (400, "Bad Request: message to edit not found", Gone),
        (400, "Bad Request: message can't be edited", Gone),
        (400, "Bad Request: MESSAGE_ID_INVALID", Gone),
        (400, "Bad Request: message to be replied not found", Gone),
        (400, "Bad Request: message thread not found", Gone),
        (
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
            Gone,
        ),
        (400, "Bad Request: message text is empty", Rejected),
        (400, "Bad Request: can't parse entities: CANARY", Rejected),
        (400, "Bad Request: BUTTON_DATA_INVALID", Rejected),
        (413, "Request Entity Too Large", Rejected),
        (400, None, Rejected),
        (401, "Unauthorized", Revoked),
        (404, "Not Found", Revoked),
        (404, "Not Found: method not found", Rejected),
        (409, "Conflict: terminated by other getUpdates request", Conflicting),
        (429, "Too Many Requests", TooMany),
        (500, "Internal Server Error: restart", NotSent),
        (502, "Bad Gateway", NotSent),
        (503, "Service Unavailable", NotSent),
        (504, "Gateway Timeout", Uncertain),
    ],
)
def test_every_other_refusal(status: int, description: object, kind: type[NotDone]) -> None:
    fault = refused(status, description)
    assert type(fault) is kind
    assert "CANARY" not in f"{fault!r}{fault.__dict__}"


@pytest.mark.parametrize(("said", "wait"), [(35, 35.0), (1, 1.0), (0, 1.0), ("x", 1.0)])
def test_how_long_to_wait(said: object, wait: float) -> None:
    fault = refused(429, "Too Many Requests", retry_after=said)
    assert isinstance(fault, TooMany)
    assert fault.after == wait


def test_a_group_that_moved_says_where_to() -> None:
    fault = refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100123)
    assert isinstance(fault, Moved)
    assert fault.new_address == "-100123"
    assert "100123" not in str(fault)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(302, NotSent), (404, NotSent), (429, TooMany), (502, NotSent), (504, Uncertain)],
)
def test_a_page_instead_of_an_answer(status: int, kind: type[NotDone]) -> None:
    assert type(sort(refusal(status, b"<html>"))) is kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Unsent("x"), NotSent),
        (Unanswered("x"), Uncertain),
        (NetworkError("x"), Uncertain),
        (TelegramError("x"), Uncertain),
        (KeyError("x"), Uncertain),
        (TypeError("x"), Uncertain),
    ],
)
async def test_nothing_of_the_old_error_stays(error: Exception, kind: type[NotDone]) -> None:
    async def failing() -> NoReturn:
        raise error

    with pytest.raises(NotDone) as caught:
        await sorting(failing())
    assert type(caught.value) is kind
    assert caught.value.__context__ is None
