"""The bot's place at Telegram: groups, profile, links, and what an operator is told."""

from __future__ import annotations

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.check import check_telegram
from bot.channels.telegram.profile import publish
from bot.demo.bot_api import ApiError, Group, User, World
from bot.post.channel import Channel, Directory
from bot.post.errors import Revoked, Unreachable
from tests.channels.telegram.wire import Wire, done


@pytest.fixture
def jan(world: World) -> User:
    return world.create_user("Jan", started=True)


@pytest.fixture
def eva(world: World) -> User:
    return world.create_user("Eva", started=True)


@pytest.fixture
def team(world: World, jan: User, eva: User) -> Group:
    return world.create_group("Team", jan, [eva], supergroup=True, bot="administrator")


RIGHTS = {"status": "creator", "is_anonymous": False}


async def test_it_is_a_channel_and_a_directory(channel: TelegramChannel) -> None:
    as_channel: Channel = channel
    as_directory: Directory = channel
    assert as_channel.name == "telegram"
    assert isinstance(as_directory, TelegramChannel)


async def test_roles_in_a_group(
    world: World, channel: TelegramChannel, team: Group, jan: User, eva: User
) -> None:
    stranger, group = world.create_user("Sam"), str(team.chat_id)
    roles = [await channel.role(group, str(user.user_id)) for user in (jan, eva, stranger)]
    assert roles == ["coordinator", "volunteer", "absent"]
    assert await channel.role(group, "12345") == "absent"
    assert await channel.role(group, "not-an-id") == "absent"
    team.ban(eva, jan)
    assert await channel.role(group, str(eva.user_id)) == "absent"


async def test_a_group_that_nobody_knows_gives_no_answer(channel: TelegramChannel) -> None:
    with pytest.raises(Unreachable):
        await channel.role("-100999", "5")


async def test_a_link_starts_the_bot(channel: TelegramChannel) -> None:
    with pytest.raises(RuntimeError):
        channel.link("x")
    assert await channel.me() == "loket_test_bot"
    assert channel.link("K7-M2_x") == "https://t.me/loket_test_bot?start=K7-M2_x"
    assert channel.link("") == "https://t.me/loket_test_bot"
    for wrong in ("a b", "é", "x" * 65, "a&b=c", "a\n"):
        with pytest.raises(ValueError, match="word"):
            channel.link(wrong)


def test_a_channel_needs_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        TelegramChannel("  ")


COMMANDS = {"": [("start", "Begin")], "fr": [("start", "Commencer")], "prs": [("start", "x")]}
ABOUT = {"": "Help for people seeking asylum", "fr": "Aide"}


async def test_the_profile_is_set_in_each_language_that_telegram_knows(
    world: World, channel: TelegramChannel
) -> None:
    assert await publish(channel.bot, COMMANDS, ABOUT) == 0
    assert await publish(channel.bot, COMMANDS, ABOUT) == 0
    assert len(world.calls("setMyCommands")) == 4, "prs is no code that Telegram knows"
    assert world.bot.texts["short_description", "fr"] == "Aide"
    shown = await channel.bot.get_my_commands(language_code="fr")
    assert [(one.command, one.description) for one in shown] == COMMANDS["fr"]


async def test_a_profile_that_cannot_be_set_stops_nothing(
    world: World, channel: TelegramChannel
) -> None:
    world.fail_next("setMyCommands", ApiError(429, "Too Many Requests", {"retry_after": 60}))
    assert await publish(channel.bot, COMMANDS, ABOUT) == 1
    assert len(world.calls("setMyShortDescription")) == 2


async def test_when_all_is_well_there_is_nothing_to_say(
    channel: TelegramChannel, team: Group
) -> None:
    assert await check_telegram(channel, [str(team.chat_id)]) == []


async def test_each_problem_is_said_with_what_to_do(
    world: World, channel: TelegramChannel, team: Group, jan: User
) -> None:
    plain = world.create_group("Plain", jan)
    outside = world.create_group("Outside", jan)
    outside.remove_bot(jan)
    moved = world.create_group("Moved", jan)
    new = moved.migrate(jan)
    world.bot.webhook_url = "https://example.org"
    groups = [team, plain, outside, moved]
    said = await check_telegram(channel, [*(str(group.chat_id) for group in groups), "-42"])
    assert "webhook" in said[0]
    assert "number 2" in said[1]
    assert "administrator" in said[1]
    assert "number 3" in said[2]
    assert "add the bot" in said[2]
    assert str(new.chat_id) in said[3]
    assert "number 5" in said[4]
    assert len(said) == 5


async def test_a_bot_that_left_is_asked_back(broken: Wire) -> None:
    me = {"id": 9, "is_bot": True, "first_name": "L", "username": "loket"}
    webhook = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
    broken.answers += [done(me), done(webhook), done(me), done({"user": me, "status": "left"})]
    async with TelegramChannel("1:x", broken.root) as channel:
        said = await check_telegram(channel, ["-5"])
    assert ["the bot is not in it" in line for line in said] == [True]


async def test_a_wrong_token_is_said_and_not_shown(world: World, channel: TelegramChannel) -> None:
    wrong = "123456:wrong-token"
    async with TelegramChannel(wrong, channel.root) as other:
        with pytest.raises(Revoked):
            await other.me()
        said = await check_telegram(other, [])
    assert len(said) == 1
    assert "@BotFather" in said[0]
    assert wrong not in f"{said}{other!r}"


async def test_a_server_that_is_not_there_is_said() -> None:
    async with TelegramChannel("1:x", "http://127.0.0.1:9") as nowhere:
        said = await check_telegram(nowhere, [])
    assert len(said) == 1
    assert "cannot be reached" in said[0]
