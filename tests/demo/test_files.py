"""Files: sent by people, sent again by the bot, uploaded, downloaded, in albums."""

import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest

from bot.demo.bot_api import User

from .conftest import Call

MEGABYTE = 1 << 20


async def test_a_voice_note_is_sent_on_by_its_file_id(bot: Bot, amina: User, lena: User) -> None:
    amina.send_voice(b"my story")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.voice
    await bot.send_voice(lena.user_id, update.message.voice.file_id)
    assert lena.chat.last.content["voice"]["file_id"] == update.message.voice.file_id


async def test_a_file_is_downloaded(bot: Bot, amina: User) -> None:
    amina.send_photo(b"\x00\r\n--\xff", caption="my card")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.caption == "my card"
    file = await update.message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"\x00\r\n--\xff"


async def test_a_file_above_20_megabytes_is_not_downloaded(bot: Bot, amina: User) -> None:
    for size in (20 * MEGABYTE, 20 * MEGABYTE + 1):
        amina.send_document(size=size)
    ids = [message.content["document"]["file_id"] for message in amina.chat.shown]
    assert (await bot.get_file(ids[0])).file_size == 20 * MEGABYTE
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(ids[1])


async def test_an_upload_keeps_its_bytes_and_its_name(bot: Bot, amina: User) -> None:
    data = bytes(range(256)) + b"\r\n\r\n--boundary\r\n"
    sent = await bot.send_document(amina.user_id, data, filename="\u00e9t\u00e9.pdf", caption="x")
    assert sent.document
    assert sent.document.file_name == "\u00e9t\u00e9.pdf"
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == data


async def test_a_file_id_keeps_its_kind(bot: Bot, amina: User, call: Call) -> None:
    file_id = amina.send_voice().content["voice"]["file_id"]
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type voice as photo"):
        await bot.send_photo(amina.user_id, file_id)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_photo(amina.user_id, "AgACAgIAAx")
    missing = await call("sendPhoto", chat_id=amina.user_id)
    assert missing["description"] == "Bad Request: there is no photo in the request"


async def test_every_kind_of_file_is_read_by_the_client(bot: Bot, amina: User) -> None:
    kinds = ("photo", "voice", "audio", "document", "video", "video_note", "sticker")
    for kind in kinds:
        amina.send_file(kind)
    for update, kind in zip(await bot.get_updates(), kinds, strict=True):
        assert update.message
        assert getattr(update.message, kind)
    await bot.send_sticker(amina.user_id, amina.chat.last.content["sticker"]["file_id"])


async def test_the_other_things_people_send_are_read_by_the_client(bot: Bot, amina: User) -> None:
    amina.send_location(50.8, 4.3)
    amina.send_contact("+32470", first_name="Cousin")
    amina.send_poll("Which?", ["a", "b"])
    amina.send_sticker()
    location, contact, poll, sticker = [update.message for update in await bot.get_updates()]
    assert location
    assert location.location
    assert contact
    assert contact.contact
    assert contact.contact.user_id is None
    assert poll
    assert poll.poll
    assert sticker
    assert sticker.sticker


async def test_a_persons_album_is_one_update_for_each_photo(bot: Bot, amina: User) -> None:
    amina.send_album([b"1", b"2", b"3"], caption="papers")
    messages = [update.message for update in await bot.get_updates()]
    assert len({message.media_group_id for message in messages if message}) == 1
    assert [message.caption for message in messages if message] == ["papers", None, None]


async def test_the_bot_sends_an_album(bot: Bot, amina: User) -> None:
    old = amina.send_photo().content["photo"][0]["file_id"]
    sent = await bot.send_media_group(
        amina.user_id, [InputMediaPhoto(b"new", caption="x"), InputMediaPhoto(old)]
    )
    assert sent[0].media_group_id == sent[1].media_group_id
    assert (sent[0].caption, sent[1].photo[-1].file_id) == ("x", old)


@pytest.mark.parametrize("count", [1, 11])
async def test_an_album_has_2_to_10_items(call: Call, amina: User, count: int) -> None:
    photo = amina.send_photo().content["photo"][0]["file_id"]
    media = [{"type": "photo", "media": photo}] * count
    refused = await call("sendMediaGroup", chat_id=amina.user_id, media=media)
    assert "from 2 to 10" in refused["description"]


async def test_a_caption_has_1024_units(call: Call, amina: User) -> None:
    photo = amina.send_photo().content["photo"][0]["file_id"]
    wanted = {"chat_id": amina.user_id, "photo": photo}
    assert (await call("sendPhoto", **wanted, caption="\U0001f64f" * 512))["ok"]
    refused = await call("sendPhoto", **wanted, caption="\U0001f64f" * 512 + "x")
    assert refused["description"] == "Bad Request: message caption is too long"
    copied = {"chat_id": amina.user_id, "from_chat_id": amina.user_id}
    number = amina.chat.last.message_id
    assert (await call("copyMessage", **copied, message_id=number, caption="new"))["ok"]
    assert amina.chat.last.text == "new"


async def test_a_photo_above_10_megabytes_is_too_large(bot: Bot, amina: User) -> None:
    with pytest.raises(BadRequest, match=r"(?i)empty"):
        await bot.send_photo(amina.user_id, b"")
    with pytest.raises(Exception, match="Too Large"):
        await bot.send_photo(amina.user_id, bytes(10 * MEGABYTE + 1))
