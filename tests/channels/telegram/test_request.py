"""The transport: what left, what may have left, and that the token never shows."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket

import pytest
from telegram import Bot, InputFile
from telegram.error import TelegramError

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.faults import Refused, Unanswered, Unsent
from bot.channels.telegram.request import AiohttpRequest, Patience
from bot.post.actions import Send
from bot.post.errors import NotDone, NotSent, Uncertain
from tests.channels.telegram.wire import HANG_UP, SILENCE, Wire, done, http

TOKEN = "123456:token-that-must-not-show"
BRIEF = Patience(read=0.2, write=0.2, connect=0.2, pool=0.2)


def message(text: str = "hello") -> dict[str, object]:
    return {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}, "text": text}


async def post(root: str, request: AiohttpRequest) -> object:
    return await request.post(f"{root}/bot{TOKEN}/getMe")


async def test_what_ptb_sends_is_json_with_its_types_and_the_result_comes_back(
    broken: Wire,
) -> None:
    broken.answers.append(done([message("مرحبا")]))
    async with AiohttpRequest() as request:
        result = await request.call(f"{broken.root}/bot{TOKEN}/x", {"a": [1], "b": "سلام"}, read=1)
    assert result == [message("مرحبا")]
    assert json.loads(broken.bodies[0]) == {"a": [1], "b": "سلام"}
    assert "application/json" in broken.heads[0]


async def test_a_file_goes_as_a_multipart_form(broken: Wire) -> None:
    broken.answers.append(done(message()))
    async with AiohttpRequest() as request:
        bot = Bot(TOKEN, f"{broken.root}/bot", request=request, get_updates_request=request)
        await bot.send_document(5, InputFile(b"%PDF", "paper.pdf"), caption="two & three")
    assert "multipart/form-data" in broken.heads[0]
    assert b'filename="paper.pdf"' in broken.bodies[0]
    assert b"%PDF" in broken.bodies[0]
    assert b"two & three" in broken.bodies[0]


async def test_without_a_server_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    async with AiohttpRequest(patience=BRIEF) as request:
        with pytest.raises(Unsent):
            await post(f"http://127.0.0.1:{port}", request)


async def test_an_address_that_is_none_sent_nothing() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(Unsent):
            await post("http://[broken", request)


async def test_waiting_in_vain_for_a_free_connection_sent_nothing(broken: Wire) -> None:
    broken.answers.append(SILENCE)
    patience = Patience(read=2, write=0.1, connect=0.1, pool=0.1)
    async with AiohttpRequest(1, patience) as request, asyncio.TaskGroup() as tasks:
        first = tasks.create_task(swallow(post(broken.root, request)))
        await broken.asked.wait()
        with pytest.raises(Unsent):
            await post(broken.root, request)
        first.cancel()
    assert len(broken.heads) == 1


async def swallow(call: object) -> None:
    assert asyncio.iscoroutine(call)
    with contextlib.suppress(TelegramError):
        await call


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(SILENCE, id="no answer in time"),
        pytest.param(HANG_UP, id="hung up"),
        pytest.param(http(200, {"ok": True, "result": True}, length=99), id="cut off"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-", id="cut off in the head"),
        pytest.param(b"SMTP ready\r\n\r\n", id="not HTTP"),
        pytest.param(http(200, b""), id="empty"),
        pytest.param(http(200, b'{"ok":tr'), id="half of the JSON"),
        pytest.param(http(200, b"<html>captive portal"), id="a page"),
        pytest.param(http(200, []), id="a list"),
        pytest.param(http(200, {"ok": True}), id="no result"),
        pytest.param(http(200, b"\xff\xfe\x00"), id="not UTF-8"),
        pytest.param(http(200, b"[" * 100_000), id="nested without end"),
    ],
)
async def test_without_an_answer_that_can_be_read_it_may_have_arrived(
    broken: Wire, answer: bytes | None
) -> None:
    broken.answers.append(answer)
    async with AiohttpRequest(patience=BRIEF) as request:
        with pytest.raises(Unanswered):
            await post(broken.root, request)


@pytest.mark.parametrize(
    "body", [b"", b"<html>bad gateway", b"[]", b'{"error":"x"}', b"\xff", b"null"]
)
async def test_a_page_of_a_proxy_is_never_taken_for_a_revoked_token(
    broken: Wire, body: bytes
) -> None:
    broken.answers.append(http(404, body))
    async with AiohttpRequest(patience=BRIEF) as request:
        with pytest.raises(Refused) as caught:
            await post(broken.root, request)
    assert caught.value.status == 502


async def test_a_redirect_is_not_followed(broken: Wire) -> None:
    target = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
    broken.answers.append(target)
    async with AiohttpRequest(patience=BRIEF) as request:
        with pytest.raises(Refused):
            await post(broken.root, request)
    assert len(broken.heads) == 1


async def test_after_the_end_nothing_is_sent(broken: Wire) -> None:
    request = AiohttpRequest()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(Unsent):
        await post(broken.root, request)
    broken.answers.append(done(True))
    async with request:
        assert await post(broken.root, request) is True


@pytest.mark.parametrize("answer", [HANG_UP, SILENCE, http(200, b"{"), http(500, b"oops")])
async def test_the_token_shows_in_no_error_and_no_log(
    broken: Wire, answer: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    broken.answers += [answer, done(message("CANARY"))]
    async with TelegramChannel(TOKEN, broken.root, patience=BRIEF) as channel:
        with pytest.raises(NotDone) as caught:
            await channel.perform("5", Send("CANARY"))
        assert await channel.perform("5", Send("CANARY")) == ("7",)
    shown = f"{channel!r} {channel.bot!r} {channel.bot} {caught.value!r} {caught.value}"
    shown += f"{caught.value.__dict__} {caplog.text}"
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    assert TOKEN not in shown
    assert "CANARY" not in shown


async def test_what_was_refused_a_connection_is_retried_and_what_was_lost_is_uncertain(
    broken: Wire,
) -> None:
    broken.answers.append(HANG_UP)
    async with TelegramChannel(TOKEN, broken.root) as channel:
        with pytest.raises(Uncertain):
            await channel.perform("5", Send("x"))
    with pytest.raises(NotSent):
        await channel.perform("5", Send("x"))
