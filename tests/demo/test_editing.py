"""Edits, deletions and reactions."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest

from bot.demo.bot_api import MovableClock, User, World

CLAIM = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data="c")]])
DONE = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d")]])


async def test_an_edit_replaces_text_and_buttons(bot: Bot, amina: User) -> None:
    sent = await bot.send_message(amina.user_id, "open", reply_markup=CLAIM)
    await bot.edit_message_text("taken", amina.user_id, sent.message_id, reply_markup=DONE)
    assert amina.chat.last.text == "taken"
    assert amina.chat.last.buttons == [["Done"]]
    await bot.edit_message_text("closed", amina.user_id, sent.message_id)
    assert amina.chat.last.buttons == []
    assert len(amina.chat.shown) == 1


async def test_only_the_buttons_can_be_edited(bot: Bot, amina: User) -> None:
    sent = await bot.send_message(amina.user_id, "open", reply_markup=CLAIM)
    await bot.edit_message_reply_markup(amina.user_id, sent.message_id, reply_markup=DONE)
    assert (amina.chat.last.text, amina.chat.last.buttons) == ("open", [["Done"]])


async def test_an_edit_without_a_change_is_refused(bot: Bot, amina: User) -> None:
    sent = await bot.send_message(amina.user_id, "open", reply_markup=CLAIM)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new"):
        await bot.edit_message_text("open", amina.user_id, sent.message_id, reply_markup=CLAIM)


async def test_what_cannot_be_edited(bot: Bot, amina: User) -> None:
    theirs = amina.send_text("mine")
    keys = ReplyKeyboardMarkup([["a"]])
    with_keys = await bot.send_message(amina.user_id, "x", reply_markup=keys)
    for number in (theirs.message_id, with_keys.message_id):
        with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
            await bot.edit_message_text("y", amina.user_id, number)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("y", amina.user_id, 999)


async def test_text_and_caption_are_told_apart(bot: Bot, amina: User) -> None:
    text = await bot.send_message(amina.user_id, "x")
    photo = await bot.send_photo(amina.user_id, b"jpeg", caption="old")
    with pytest.raises(BadRequest, match=r"(?i)there is no caption"):
        await bot.edit_message_caption(amina.user_id, text.message_id, caption="y")
    with pytest.raises(BadRequest, match=r"(?i)there is no text"):
        await bot.edit_message_text("y", amina.user_id, photo.message_id)
    edited = await bot.edit_message_caption(amina.user_id, photo.message_id, caption="new")
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.photo) == ("new", photo.photo)


async def test_a_person_edits_their_own_message(bot: Bot, amina: User, lena: User) -> None:
    message = amina.send_text("I am 17")
    amina.edit(message, "I am 16")
    with pytest.raises(ValueError, match="own"):
        lena.edit(message, "no")
    _, update = await bot.get_updates()
    assert update.edited_message
    assert update.edited_message.text == "I am 16"
    assert update.edited_message.edit_date


async def test_a_message_is_deleted_within_48_hours(
    bot: Bot, amina: User, clock: MovableClock
) -> None:
    young, old = [await bot.send_message(amina.user_id, text) for text in ("young", "old")]
    clock.advance(hours=47.9)
    await bot.delete_message(amina.user_id, young.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(amina.user_id, young.message_id)
    clock.advance(hours=0.1)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted for everyone"):
        await bot.delete_message(amina.user_id, old.message_id)
    assert [message.text for message in amina.chat.shown] == ["old"]


async def test_many_are_deleted_and_missing_ones_skipped(bot: Bot, amina: User) -> None:
    numbers = [(await bot.send_message(amina.user_id, "x")).message_id for _ in range(3)]
    await bot.delete_messages(amina.user_id, [*numbers[:2], 999])
    assert [message.message_id for message in amina.chat.shown] == numbers[2:]
    with pytest.raises(BadRequest, match="1 to 100"):
        await bot.delete_messages(amina.user_id, list(range(101)))


async def test_a_deleted_message_cannot_be_answered(bot: Bot, amina: User) -> None:
    message = amina.send_text("oops")
    amina.delete(message)
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(amina.user_id, "x", reply_to_message_id=message.message_id)


async def test_the_bot_reacts_with_an_emoji_of_the_set(bot: Bot, amina: User) -> None:
    message = amina.send_text("thank you")
    for emoji in (emoji.value for emoji in ReactionEmoji):
        await bot.set_message_reaction(amina.user_id, message.message_id, emoji)
        assert message.bot_reaction == emoji
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(amina.user_id, message.message_id, "\U0001f3e0")
    with pytest.raises(BadRequest, match=r"(?i)reactions_too_many"):
        await bot.set_message_reaction(amina.user_id, message.message_id, ["\U0001f64f"] * 2)
    await bot.set_message_reaction(amina.user_id, message.message_id, [])
    assert message.bot_reaction is None


async def test_reactions_of_people_come_only_when_asked_for(
    bot: Bot, amina: User, world: World
) -> None:
    await bot.send_message(amina.user_id, "Helpful?")
    amina.react(amina.chat.last, "\U0001f44d")
    assert world.updates.waiting == []
    await bot.get_updates(allowed_updates=["message_reaction"])
    amina.react(amina.chat.last, None)
    (update,) = await bot.get_updates()
    assert update.message_reaction
    assert update.message_reaction.new_reaction == ()
    assert len(update.message_reaction.old_reaction) == 1
