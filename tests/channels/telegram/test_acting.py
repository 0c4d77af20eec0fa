"""What leaves: each action arrives at Telegram as it was meant."""

from __future__ import annotations

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.demo.bot_api import ApiError, User, World
from bot.post.actions import AnswerPress, Button, Edit, React, Remove, Send
from bot.post.errors import Gone, Moved, NotSent, Rejected, Revoked, TooMany, Uncertain, Unreachable
from tests.channels.telegram.people import address, last
from tests.channels.telegram.wire import Wire, done, refused

TEXT_MEANT_AS_TEXT = "<b>*_[x](tg://user?id=1)_* @admin /close سلام 😀"


async def test_words_arrive_as_they_were_written(
    world: World, channel: TelegramChannel, maryam: User
) -> None:
    sent = await channel.perform(address(maryam), Send(TEXT_MEANT_AS_TEXT, protected=True))
    assert sent == (str(last(maryam).message_id),)
    assert last(maryam).text == TEXT_MEANT_AS_TEXT
    given = world.calls("sendMessage")[0]["parameters"]
    assert "parse_mode" not in given
    assert given["link_preview_options"] == {"is_disabled": True}
    assert given["protect_content"] is True


async def test_a_keyboard_comes_stays_and_goes(channel: TelegramChannel, maryam: User) -> None:
    await channel.perform(address(maryam), Send("?", keyboard=(("Yes", "No"), ("🌐",))))
    assert maryam.chat.keyboard == [["Yes", "No"], ["🌐"]]
    shown = maryam.chat.reply_keyboard or {}
    assert (shown["resize_keyboard"], shown["is_persistent"]) == (True, True)
    await channel.perform(address(maryam), Send("more"))
    assert maryam.chat.keyboard == [["Yes", "No"], ["🌐"]]
    await channel.perform(address(maryam), Send("done", keyboard=()))
    assert not maryam.chat.keyboard


async def test_buttons_and_their_tokens(channel: TelegramChannel, maryam: User) -> None:
    rows = ((Button("Claim", "c:1"), Button("Open", url="https://t.me/x?start=y")),)
    await channel.perform(address(maryam), Send("card", buttons=rows))
    assert last(maryam).buttons == [["Claim", "Open"]]
    assert last(maryam).button("Claim")["callback_data"] == "c:1"
    assert last(maryam).button("Open")["url"] == "https://t.me/x?start=y"


async def test_a_reply_is_sent_even_when_its_message_is_gone(
    channel: TelegramChannel, maryam: User
) -> None:
    asked = maryam.send_text("help")
    await channel.perform(address(maryam), Send("yes", reply_to=str(asked.message_id)))
    assert last(maryam).reply_to is asked
    await channel.perform(address(maryam), Send("yes", reply_to="999999"))
    assert last(maryam).reply_to is None


@pytest.mark.parametrize(
    "send",
    [
        Send(""),
        Send("x", media="no-such-file", media_kind="voice"),
        Send("x", media="nowhere", media_kind="location"),
        Send("x", buttons=((Button("empty"),),)),
    ],
)
async def test_what_is_wrong_is_rejected_for_good(
    channel: TelegramChannel, maryam: User, send: Send
) -> None:
    with pytest.raises(Rejected):
        await channel.perform(address(maryam), send)


async def test_an_edit_brings_up_to_date_and_twice_is_once(
    channel: TelegramChannel, maryam: User
) -> None:
    (sent,) = await channel.perform(address(maryam), Send("open", buttons=((Button("C", "c"),),)))
    for _ in range(2):
        assert await channel.perform(address(maryam), Edit(sent, "claimed")) == ()
    assert last(maryam).text == "claimed"
    assert last(maryam).buttons == []


@pytest.mark.parametrize("number", ["999999", "never-an-id", ""])
async def test_an_edit_of_nothing_says_it_is_gone(
    channel: TelegramChannel, maryam: User, number: str
) -> None:
    with pytest.raises(Gone):
        await channel.perform(address(maryam), Edit(number, "x"))


async def test_an_answer_to_a_press(channel: TelegramChannel, maryam: User) -> None:
    await channel.perform(address(maryam), Send("card", buttons=((Button("C", "c"),),)))
    press = maryam.press(last(maryam), "C")
    await channel.perform(address(maryam), AnswerPress(press.query_id, "Jan has it", alert=True))
    assert press.answer is not None
    assert (press.answer.text, press.answer.alert) == ("Jan has it", True)
    with pytest.raises(Gone):
        await channel.perform(address(maryam), AnswerPress("123", "late"))


async def test_a_sign_on_a_message(channel: TelegramChannel, maryam: User) -> None:
    asked = maryam.send_text("one more thing")
    await channel.perform(address(maryam), React(str(asked.message_id), "👍"))
    assert asked.bot_reaction == "👍"


async def test_hundreds_are_removed_and_those_gone_already_count(
    world: World, channel: TelegramChannel, maryam: User
) -> None:
    written = [maryam.send_text(str(number)) for number in range(150)]
    maryam.delete(written[0])
    numbers = tuple(str(message.message_id) for message in written)
    assert await channel.perform(address(maryam), Remove(numbers)) == ()
    assert all(message.deleted for message in written)
    assert len(world.calls("deleteMessages")) == 2


async def test_one_message_that_must_stay_keeps_no_other(broken: Wire) -> None:
    too_old = refused(400, "Bad Request: message can't be deleted for everyone")
    gone = refused(400, "Bad Request: message to delete not found")
    broken.answers += [too_old, done(True), too_old, gone]
    async with TelegramChannel("1:x", broken.root) as channel:
        with pytest.raises(Gone):
            await channel.perform("5", Remove(("1", "2", "3")))
    assert len(broken.heads) == 4


async def test_who_has_blocked_or_never_started_cannot_be_reached(
    world: World, channel: TelegramChannel, maryam: User
) -> None:
    maryam.block()
    stranger = world.create_user("Sam")
    reasons = []
    for user_id in (address(maryam), address(stranger), "12345"):
        with pytest.raises(Unreachable) as caught:
            await channel.perform(user_id, Send("x"))
        reasons.append(caught.value.reason)
    assert reasons == ["blocked", "never_started", "no_such_chat"]


async def test_a_group_that_moved(world: World, channel: TelegramChannel, maryam: User) -> None:
    group = world.create_group("Team", maryam)
    new = group.migrate(maryam)
    with pytest.raises(Moved) as caught:
        await channel.perform(str(group.chat_id), Send("x"))
    assert caught.value.new_address == str(new.chat_id)


async def test_faults_on_the_way(world: World, channel: TelegramChannel, maryam: User) -> None:
    flood = ApiError(429, "Too Many Requests: retry after 35", {"retry_after": 35})
    world.fail_next("sendMessage", flood, ApiError(500, "Internal Server Error: restart"))
    world.fail_next("sendMessage", ApiError(504, "Gateway Timeout"), ApiError(401, "Unauthorized"))
    with pytest.raises(TooMany) as caught:
        await channel.perform(address(maryam), Send("x"))
    assert caught.value.after == 35
    for kind in (NotSent, Uncertain, Revoked):
        with pytest.raises(kind):
            await channel.perform(address(maryam), Send("x"))
    assert maryam.chat.shown == []
