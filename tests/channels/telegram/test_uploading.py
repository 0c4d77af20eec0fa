"""Files that we make, and pictures that are drawn right before they are sent."""

from __future__ import annotations

import json

import pytest
from structlog.testing import capture_logs

from bot.channels import drawing
from bot.channels.telegram.channel import TelegramChannel
from bot.demo.bot_api import User, World
from bot.post.actions import SendDrawing, SendFile
from bot.post.errors import Rejected, Unreachable
from tests.channels.telegram.people import address, last

PAGE = b"<!doctype html><p>4M7K-Q2PX</p>"
REPORT = SendDrawing(
    "list_report",
    json.dumps({"title": "T", "panels": [{"title": "P", "bars": [["men", 12, "12"]]}]}),
    "June",
)


async def test_a_document_arrives_with_its_name_its_bytes_and_its_words(
    channel: TelegramChannel, world: World, maryam: User
) -> None:
    sent = await channel.perform(address(maryam), SendFile("board.html", PAGE, "To print"))
    assert sent == (str(last(maryam).message_id),)
    document = last(maryam).content["document"]
    assert (document["file_name"], last(maryam).text) == ("board.html", "To print")
    assert world.files.find(document["file_id"]).data == PAGE


async def test_a_picture_is_shown_as_one(channel: TelegramChannel, maryam: User) -> None:
    await channel.perform(address(maryam), SendFile("a.png", b"\x89PNG", picture=True))
    assert "photo" in last(maryam).content
    assert last(maryam).text == ""


async def test_what_cannot_be_sent_is_sorted_as_with_words(
    channel: TelegramChannel, maryam: User
) -> None:
    with pytest.raises(Rejected):
        await channel.perform(address(maryam), SendFile("a.html", PAGE, "x" * 1025))
    maryam.block()
    with pytest.raises(Unreachable) as fault:
        await channel.perform(address(maryam), SendFile("a.html", PAGE))
    assert fault.value.reason == "blocked"


async def test_a_picture_is_drawn_when_it_is_sent(
    channel: TelegramChannel, world: World, maryam: User
) -> None:
    await channel.perform(address(maryam), REPORT)
    (shown,) = last(maryam).content["photo"]
    assert world.files.find(shown["file_id"]).data.startswith(b"\x89PNG")
    assert last(maryam).text == "June"


@pytest.mark.parametrize(
    "wanted",
    [SendDrawing("nobody", "{}"), SendDrawing("list_report", "no json")],
    ids=["unknown", "unreadable"],
)
async def test_what_cannot_be_drawn_is_a_line_in_the_log_and_nothing_else(
    channel: TelegramChannel, maryam: User, wanted: SendDrawing
) -> None:
    before = list(maryam.chat.shown)
    with capture_logs() as logged:
        assert await channel.perform(address(maryam), wanted) == ()
    assert maryam.chat.shown == before
    (line,) = logged
    assert line["event"] == "a picture was not drawn"
    assert "no json" not in str(line)


async def test_a_drawing_that_takes_too_long_is_stopped(
    channel: TelegramChannel, maryam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "PATIENCE", 0.0)
    with capture_logs() as logged:
        assert await channel.perform(address(maryam), REPORT) == ()
    assert [line["fault"] for line in logged] == ["TimeoutError"]
