"""Telegram is told where the webhook is, and told again when it has forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import announcing, poller
from bot.channels.telegram.announcing import Announcer, announcer
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import Door
from bot.demo.bot_api import ApiError, World
from bot.post.errors import Revoked

URL = "https://bot.example.org/telegram/path"


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "EVERY", 0.05)
    monkeypatch.setattr(poller, "_FIRST_PAUSE", 0.01)


@pytest.fixture
async def at_work(channel: TelegramChannel) -> AsyncIterator[Announcer]:
    """Somebody who keeps the webhook set until the end of the test."""
    made = announcer(channel, "https://bot.example.org", Door("path", "word"))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.run())
        yield made
        made.stop()


async def test_what_somebody_else_set_is_set_again(world: World, at_work: Announcer) -> None:
    await world.wait_for(lambda: world.bot.webhook_url == URL)
    assert world.bot.webhook_secret == "word"
    world.bot.webhook_url = "https://somebody.example.org"
    await world.wait_for(lambda: world.bot.webhook_url == URL)
    assert len(world.calls("setWebhook")) == 2
    assert at_work.works


async def test_it_does_not_work_until_telegram_has_been_told(
    world: World, channel: TelegramChannel
) -> None:
    world.fail_next("setWebhook", ApiError(502, "Bad Gateway"))
    made = announcer(channel, "https://bot.example.org", Door("path", "word"))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.run())
        await world.wait_for(lambda: world.calls("setWebhook"))
        assert not made.works
        await world.wait_for(lambda: world.calls("getWebhookInfo"))
        assert made.works
        made.stop()
    assert world.bot.webhook_url == URL


async def test_a_token_that_is_no_longer_valid_ends_it(channel: TelegramChannel) -> None:
    async with TelegramChannel("123456:wrong", channel.root) as other:
        made = announcer(other, "https://bot.example.org", Door("path", "word"))
        with pytest.raises(Revoked):
            await made.run()
