"""An operator who does not know the id of the staff group is shown it."""

from __future__ import annotations

import pytest

from bot.check import check_all
from bot.demo.bot_api import World, serve


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> pytest.MonkeyPatch:
    monkeypatch.chdir(str(tmp_path))
    return monkeypatch


async def test_the_groups_that_the_bot_has_heard_of_are_named(
    settings: pytest.MonkeyPatch,
) -> None:
    world = World()
    carla = world.create_user("Carla")
    group = world.create_group("Volunteers", carla, bot="administrator")
    carla.send_text("/desk", group)
    async with serve(world) as api:
        settings.setenv("LOKET_TELEGRAM_TOKEN", world.bot.token)
        settings.setenv("LOKET_TELEGRAM_API_URL", api)
        lines = await check_all()
        waiting = list(world.updates.waiting)
    assert lines[0].startswith("LOKET_STAFF_CHAT is missing")
    assert f"The bot has heard of this group: {group.chat_id} (Volunteers)" in lines
    assert waiting, "looking must not take anything away from the bot"


async def test_without_any_group_it_says_what_to_do(settings: pytest.MonkeyPatch) -> None:
    world = World()
    async with serve(world) as api:
        settings.setenv("LOKET_TELEGRAM_TOKEN", world.bot.token)
        settings.setenv("LOKET_TELEGRAM_API_URL", api)
        lines = await check_all()
    assert "add the bot to the group" in lines[1]


async def test_without_a_token_nothing_is_looked_for(settings: pytest.MonkeyPatch) -> None:
    settings.delenv("LOKET_TELEGRAM_TOKEN", raising=False)
    assert len(await check_all()) == 1
