"""Files and places arrive, whatever Telegram's own type of them is."""

from __future__ import annotations

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.demo.bot_api import Message, User
from bot.post.actions import Edit, Send
from tests.channels.telegram.people import address, last


@pytest.mark.parametrize(
    ("really", "kind"),
    [
        ("voice", "voice"),
        ("audio", "voice"),
        ("photo", "photo"),
        ("video", "video"),
        ("document", "document"),
        ("audio", "document"),
        ("document", "photo"),
        ("video", "other"),
    ],
)
async def test_a_file_arrives_whatever_its_true_type(
    channel: TelegramChannel, maryam: User, really: str, kind: str
) -> None:
    came = channel_reference(maryam.send_file(really), really)
    sent = await channel.perform(address(maryam), Send("about it", media=came, media_kind=kind))
    assert len(sent) == 1
    assert really in last(maryam).content
    assert last(maryam).text == "about it"


def channel_reference(message: Message, kind: str) -> str:
    content = message.content[kind]
    return str((content[-1] if isinstance(content, list) else content)["file_id"])


async def test_a_round_video_comes_after_its_words(channel: TelegramChannel, maryam: User) -> None:
    came = channel_reference(maryam.send_file("video_note"), "video_note")
    send = Send("about it", media=came, media_kind="video", keyboard=(("OK",),))
    sent = await channel.perform(address(maryam), send)
    words, video = maryam.chat.shown[-2:]
    assert sent == (str(words.message_id), str(video.message_id))
    assert words.text == "about it"
    assert "video_note" in video.content
    assert maryam.chat.keyboard == [["OK"]]


async def test_a_place_with_and_without_words(channel: TelegramChannel, maryam: User) -> None:
    place = Send(media="50.8467,4.3525", media_kind="location")
    assert len(await channel.perform(address(maryam), place)) == 1
    assert last(maryam).content["location"] == {"latitude": 50.8467, "longitude": 4.3525}
    spoken = Send("Entrance", media="50.8467,4.3525", media_kind="location")
    assert len(await channel.perform(address(maryam), spoken)) == 2
    assert [shown.text for shown in maryam.chat.shown[-2:]] == ["Entrance", ""]


async def test_an_edit_of_a_file_changes_its_caption(
    channel: TelegramChannel, maryam: User
) -> None:
    came = channel_reference(maryam.send_photo(), "photo")
    send = Send("words", media=came, media_kind="photo")
    (sent,) = await channel.perform(address(maryam), send)
    for _ in range(2):
        await channel.perform(address(maryam), Edit(sent, "(removed)"))
    assert last(maryam).text == "(removed)"
