"""Groups: what the bot sees, who belongs to them, and what a move to a supergroup breaks."""

import pytest
from telegram import Bot, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.demo.bot_api import Group, User, World

ALL = ["message", "my_chat_member", "chat_member"]


@pytest.fixture
def desk(world: World, lena: User, amina: User) -> Group:
    world.updates.allow(ALL)
    group = world.create_group("Desk", lena, [amina], supergroup=True)
    world.updates.clear()
    return group


async def _texts(bot: Bot) -> list[str | None]:
    return [update.message.text for update in await bot.get_updates() if update.message]


async def test_the_bot_learns_that_it_was_brought_in(bot: Bot, world: World, lena: User) -> None:
    world.create_group("Desk", lena, bot="administrator")
    added, service, promoted = await bot.get_updates()
    assert added.my_chat_member
    assert added.my_chat_member.new_chat_member.status == "member"
    assert service.message
    assert service.message.new_chat_members[0].id == bot.id
    assert promoted.my_chat_member
    assert promoted.my_chat_member.new_chat_member.status == "administrator"


async def test_privacy_hides_what_is_not_for_the_bot(bot: Bot, desk: Group, lena: User) -> None:
    lena.send_text("just talking", desk)
    lena.send_text("/queue", desk)
    lena.send_text("/queue@loket_test_bot now", desk)
    lena.send_text("/queue@other_bot", desk)
    sent = await bot.send_message(desk.chat_id, "Card")
    lena.send_text("an answer", desk, reply_to=desk.messages[sent.message_id])
    assert await _texts(bot) == ["/queue", "/queue@loket_test_bot now", "an answer"]


async def test_an_administrator_bot_sees_everything(bot: Bot, desk: Group, lena: User) -> None:
    desk.promote(desk.world.bot, lena)
    lena.send_text("just talking", desk)
    assert await _texts(bot) == ["just talking"]


async def test_a_command_is_marked_at_the_start_only(bot: Bot, amina: User) -> None:
    amina.send_text("/start abc")
    amina.send_text("see /start")
    first, second = await bot.get_updates()
    assert first.message
    assert second.message
    assert first.message.parse_entities() == {first.message.entities[0]: "/start"}
    assert second.message.entities == ()


async def test_members_come_and_go_seen_by_administrators_only(
    bot: Bot, desk: Group, world: World, lena: User
) -> None:
    omar = world.create_user("Omar")
    desk.join(omar)
    assert [update.chat_member for update in await bot.get_updates()] == [None]

    world.updates.clear()
    desk.promote(world.bot, lena)
    desk.promote(omar, lena)
    desk.demote(omar, lena)
    desk.leave(omar)
    desk.join(omar)
    desk.ban(omar, lena)
    assert await _changes(bot) == [
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "left"),
        ("left", "member"),
        ("member", "kicked"),
    ]


async def test_membership_is_told_only_to_bots_that_ask(
    bot: Bot, desk: Group, world: World, lena: User
) -> None:
    desk.promote(world.bot, lena)
    await bot.get_updates(allowed_updates=[])
    desk.join(world.create_user("Omar"))
    assert await _changes(bot) == []


async def _changes(bot: Bot) -> list[tuple[str, str]]:
    changes = [update.chat_member for update in await bot.get_updates(allowed_updates=ALL)]
    return [
        (change.old_chat_member.status, change.new_chat_member.status)
        for change in changes
        if change
    ]


async def test_members_are_looked_up(bot: Bot, desk: Group, lena: User, world: World) -> None:
    stranger = world.create_user("Omar")
    statuses = [
        (await bot.get_chat_member(desk.chat_id, user_id)).status
        for user_id in (lena.user_id, bot.id, stranger.user_id)
    ]
    assert statuses == ["creator", "member", "left"]
    admins = await bot.get_chat_administrators(desk.chat_id)
    assert [admin.user.id for admin in admins] == [lena.user_id]
    assert (await bot.get_chat(desk.chat_id)).title == "Desk"
    with pytest.raises(BadRequest, match=r"(?i)invalid user_id"):
        await bot.get_chat_member(desk.chat_id, 1)


async def test_a_person_is_their_own_chat(bot: Bot, amina: User, lena: User) -> None:
    assert (await bot.get_chat(amina.user_id)).first_name == "Amina"
    assert (await bot.get_chat_member(amina.user_id, amina.user_id)).status == "member"
    for wrong in (bot.get_chat_member(amina.user_id, lena.user_id), bot.leave_chat(amina.user_id)):
        with pytest.raises(BadRequest):
            await wrong


async def test_a_bot_that_was_thrown_out_or_left_cannot_write(
    bot: Bot, desk: Group, lena: User
) -> None:
    desk.remove_bot(lena)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(desk.chat_id, "x")
    desk.add_bot(lena)
    await bot.leave_chat(desk.chat_id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(desk.chat_id, "x")


async def test_a_migrated_group_answers_with_its_new_id(bot: Bot, world: World, lena: User) -> None:
    old = world.create_group("Desk", lena, bot="administrator")
    sent = await bot.send_message(old.chat_id, "Card")
    world.updates.clear()
    new = old.migrate(lena)

    with pytest.raises(ChatMigrated) as refusal:
        await bot.send_message(old.chat_id, "x")
    assert refusal.value.new_chat_id == new.chat_id
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("y", new.chat_id, sent.message_id)
    await bot.send_message(new.chat_id, "x")

    leaving, arriving = [_message(update) for update in await bot.get_updates()]
    assert (leaving.chat.id, leaving.migrate_to_chat_id) == (old.chat_id, new.chat_id)
    assert (arriving.chat.id, arriving.migrate_from_chat_id) == (new.chat_id, old.chat_id)
    assert (leaving.chat.type, arriving.chat.type) == ("group", "supergroup")
    assert new.bot_is_admin


def _message(update: Update) -> Message:
    assert update.message
    return update.message


async def test_an_anonymous_administrator_hides_behind_the_group(
    bot: Bot, desk: Group, lena: User, amina: User
) -> None:
    lena.send_text("/queue", desk, anonymous=True)
    with pytest.raises(ValueError, match="administrators"):
        amina.send_text("/queue", desk, anonymous=True)
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.from_user
    assert update.message.sender_chat
    assert update.message.from_user.username == "GroupAnonymousBot"
    assert update.message.sender_chat.id == desk.chat_id


async def test_only_administrators_pin_and_delete_for_others(
    bot: Bot, desk: Group, lena: User
) -> None:
    theirs = lena.send_text("/queue", desk)
    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await bot.pin_chat_message(desk.chat_id, theirs.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(desk.chat_id, theirs.message_id)
    desk.promote(desk.world.bot, lena)
    await bot.pin_chat_message(desk.chat_id, theirs.message_id)
    assert desk.last.content["pinned_message"]["text"] == "/queue"
    with pytest.raises(BadRequest, match=r"(?i)message can't be copied"):
        await bot.copy_message(desk.chat_id, desk.chat_id, desk.last.message_id)
    await bot.delete_message(desk.chat_id, theirs.message_id)


def test_strangers_do_not_write_in_a_group(desk: Group, world: World) -> None:
    with pytest.raises(ValueError, match="not a member"):
        world.create_user("Omar").send_text("hello", desk)


async def test_a_phone_number_is_not_asked_for_in_a_group(bot: Bot, desk: Group) -> None:
    keys = {"keyboard": [[{"text": "Share", "request_contact": True}]]}
    with pytest.raises(BadRequest, match="private chats only"):
        await bot.send_message(desk.chat_id, "x", reply_markup=keys)  # type: ignore[arg-type]
