"""getUpdates: what is acknowledged, what expires, who waits and who is thrown out."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.demo.bot_api import MovableClock, User, World

from .conftest import Call


async def test_an_update_stays_until_a_higher_offset_is_asked_for(bot: Bot, amina: User) -> None:
    for text in ("one", "two", "three"):
        amina.send_text(text)

    first = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[1].update_id)

    assert [update.message.text for update in again if update.message] == ["one", "two", "three"]
    assert [update.message.text for update in rest if update.message] == ["two", "three"]
    assert [update.update_id for update in await bot.get_updates()] == [
        update.update_id for update in rest
    ]


async def test_ids_are_sequential_and_the_limit_is_kept(bot: Bot, amina: User) -> None:
    for number in range(5):
        amina.send_text(str(number))

    updates = await bot.get_updates(limit=2)

    assert len(updates) == 2
    assert updates[1].update_id == updates[0].update_id + 1


async def test_at_most_a_hundred_come_at_once(call: Call, amina: User) -> None:
    for number in range(120):
        amina.send_text(str(number))

    assert len((await call("getUpdates", limit=5000))["result"]) == 100
    assert len((await call("getUpdates", limit=-3))["result"]) == 1


async def test_the_last_offset_empties_the_queue(bot: Bot, amina: User, world: World) -> None:
    amina.send_text("hello")
    (update,) = await bot.get_updates()

    assert await bot.get_updates(offset=update.update_id + 1) == ()
    assert world.updates.waiting == []


async def test_a_negative_offset_forgets_what_came_before(bot: Bot, amina: User) -> None:
    for text in ("one", "two", "three"):
        amina.send_text(text)

    await bot.get_updates(offset=-1)

    assert [update.message.text for update in await bot.get_updates() if update.message] == [
        "three"
    ]


async def test_an_offset_outside_the_queue_starts_at_its_head(
    bot: Bot, amina: User, world: World
) -> None:
    amina.send_text("before")
    (before,) = await bot.get_updates()
    await bot.get_updates(offset=before.update_id + 1)
    world.updates.jump(before.update_id - 1000)
    amina.send_text("after")

    (after,) = await bot.get_updates(offset=before.update_id + 1)

    assert after.update_id == before.update_id - 1000


def test_ids_do_not_jump_while_something_waits(amina: User, world: World) -> None:
    amina.send_text("waiting")
    with pytest.raises(ValueError, match="nothing waits"):
        world.updates.jump(5)


async def test_an_acknowledged_update_can_come_again(bot: Bot, amina: User, world: World) -> None:
    amina.send_text("hello")
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)

    world.updates.deliver_again(update.update_id)

    assert await bot.get_updates(offset=update.update_id + 1) == (update,)
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_messages_are_kept_for_a_day(bot: Bot, amina: User, clock: MovableClock) -> None:
    amina.send_text("hello")
    clock.advance(hours=23.9)
    assert len(await bot.get_updates()) == 1
    clock.advance(hours=0.1)
    assert await bot.get_updates() == ()


async def test_presses_are_kept_for_150_seconds(
    bot: Bot, amina: User, clock: MovableClock, call: Call
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call("sendMessage", chat_id=amina.user_id, text="?", reply_markup=keyboard)
    press = amina.press(amina.chat.last, "Yes")
    clock.advance(149)
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.id == press.query_id
    clock.advance(1)
    assert await bot.get_updates() == ()


async def test_a_long_poll_answers_as_soon_as_something_arrives(
    bot: Bot, amina: User, world: World
) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.get_updates(timeout=30))
        await world.wait_for(lambda: world.polling.is_open)
        amina.send_text("hello")
    (update,) = poll.result()
    assert update.message
    assert update.message.text == "hello"


async def test_a_long_poll_ends_after_its_time(call: Call) -> None:
    assert await call("getUpdates", timeout=1) == {"ok": True, "result": []}


async def test_a_second_poller_ends_the_first(
    bot: Bot, call: Call, world: World, amina: User
) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(call("getUpdates", timeout=30))
        await world.wait_for(lambda: world.polling.is_open)
        second = tasks.create_task(bot.get_updates(timeout=30))
        refusal = await first
        amina.send_text("for the second")
    assert refusal["description"] == (
        "Conflict: terminated by other getUpdates request;"
        " make sure that only one bot instance is running"
    )
    assert len(second.result()) == 1


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook", secret_token="s")
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    with pytest.raises(Conflict, match="while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_webhook_ends_an_open_poll(call: Call, world: World) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(call("getUpdates", timeout=30))
        await world.wait_for(lambda: world.polling.is_open)
        await call("setWebhook", url="https://example.org/")
    assert poll.result()["description"] == "Conflict: terminated by other setWebhook request"


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_is_checked(call: Call, settings: dict[str, str], reason: str) -> None:
    assert (await call("setWebhook", **settings))["description"] == f"Bad Request: {reason}"


async def test_pending_updates_are_dropped_only_when_asked(bot: Bot, amina: User) -> None:
    amina.send_text("hello")
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_allowed_updates_are_remembered_and_leave_the_queue_alone(
    bot: Bot, amina: User
) -> None:
    amina.send_text("queued before")
    await bot.get_updates(allowed_updates=["my_chat_member"])
    amina.send_text("not wanted")
    amina.block()
    message, blocking = await bot.get_updates()
    assert message.message
    assert blocking.my_chat_member

    amina.unblock()
    await bot.get_updates(allowed_updates=[])
    amina.send_text("wanted again")
    assert (await bot.get_updates())[-1].message


async def test_a_poll_repeated_with_the_same_offset_is_slowed(clock: MovableClock) -> None:
    world = World(clock=clock)
    amina = world.create_user("Amina")
    amina.send_text("one")
    amina.send_text("two")
    assert len(await world.polling.get(0, 100, 0)) == 2
    assert len(await world.polling.get(0, 100, 0)) == 1
    clock.advance(0.6)
    assert len(await world.polling.get(0, 100, 0)) == 2
