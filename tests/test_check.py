"""`loket check`: each thing that can be wrong, before the first person writes."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.check import check_all, check_flows, check_languages
from bot.demo.bot_api import Group, World, serve
from bot.privacy.keyring import new_key
from bot.settings import load
from bot.speech.catalogues import Catalogues
from bot.speech.languages import LOCALES
from tests.databases import address_of

KEY = new_key("1")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def group(world: World) -> Group:
    return world.create_group(
        "Legal help", world.create_user("Carla"), supergroup=True, bot="administrator"
    )


@pytest.fixture(autouse=True)
async def ready(
    world: World,
    group: Group,
    migrated: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[None]:
    """An installation where all is well, in English."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated, tmp_path / "loket.db")
    async with serve(world) as api:
        for name, value in {
            "TELEGRAM_TOKEN": world.bot.token,
            "TELEGRAM_API_URL": api,
            "STAFF_CHAT": str(group.chat_id),
            "DATABASE_URL": address_of(tmp_path / "loket.db"),
            "SECRET_KEYS": KEY,
            "LANGUAGES": "en",
            "ORGANISATION": "Helpdesk Brussels",
        }.items():
            monkeypatch.setenv(f"LOKET_{name}", value)
        yield


async def test_where_all_is_well_there_is_nothing_to_say() -> None:
    assert await check_all() == []


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("ORGANISATION", "", "LOKET_ORGANISATION is wrong"),
        ("TELEGRAM_TOKEN", "123456:" + "x" * 40, "Telegram does not accept the token"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:1", "http://127.0.0.1:1 cannot be reached"),
        ("STAFF_CHAT", "-1009999999999", "Staff group number 1: Telegram does not know it"),
        ("DATABASE_URL", "sqlite+aiosqlite:////nowhere/l.db", "LOKET_DATABASE_URL is wrong"),
        ("DATABASE_URL", "sqlite+aiosqlite:///empty.db", "run 'python -m bot migrate'"),
    ],
)
async def test_what_is_wrong_is_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str, said: str
) -> None:
    monkeypatch.setenv(f"LOKET_{name}", written)
    (line,) = await check_all()
    assert said in line
    assert "\n" not in line


async def test_another_ring_of_keys_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await check_all() == []
    monkeypatch.setenv("LOKET_SECRET_KEYS", new_key("1"))
    (line,) = await check_all()
    assert line.startswith("LOKET_SECRET_KEYS has another key called '1'")


async def test_a_group_where_the_bot_is_no_administrator(world: World, group: Group) -> None:
    (carla,) = (world.users[user] for user in list(world.users)[:1])
    group.demote(world.bot, by=carla)
    (line,) = await check_all()
    assert "the bot is not an administrator" in line
    group.remove_bot(by=carla)
    (line,) = await check_all()
    assert line.startswith("Staff group number 1: ")


async def test_a_webhook_is_in_the_way_unless_it_is_ours(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    world.bot.webhook_url = "https://bot.example.org/telegram/x"
    (line,) = await check_all()
    assert line.startswith("Another webhook is set for this bot")
    monkeypatch.setenv("LOKET_WEBHOOK_URL", "https://bot.example.org")
    assert await check_all() == []
    world.bot.webhook_url = "https://bot.example.organised.net/telegram/x"
    (line,) = await check_all()
    assert line.startswith("Another webhook is set for this bot")


async def test_several_things_are_all_told(monkeypatch: pytest.MonkeyPatch, group: Group) -> None:
    groups = f"legal={group.chat_id},centre=-1009999999998,followup=-1009999999999"
    monkeypatch.setenv("LOKET_STAFF_CHAT", groups)
    monkeypatch.setenv("LOKET_DATABASE_URL", "sqlite+aiosqlite:///empty.db")
    found = await check_all()
    assert [line.partition(":")[0] for line in found] == [
        "Staff group number 2",
        "Staff group number 3",
        "The database has no tables, or old ones",
    ]


async def test_no_line_repeats_a_token_or_a_key(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    monkeypatch.setenv("LOKET_TELEGRAM_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("LOKET_STAFF_CHAT", "-1009999999999")
    for line in await check_all():
        assert world.bot.token not in line
        assert KEY not in line


def test_a_language_that_lacks_sentences_is_named(tmp_path: Path) -> None:
    shutil.copy(LOCALES / "languages.toml", tmp_path)
    zone = load().zone
    (line,) = check_languages(Catalogues(("en", "nl"), zone, tmp_path))
    assert "sentences are missing in 'nl'" in line
    assert "make messages" in line
    assert check_languages(Catalogues(("en",), zone, tmp_path)) == []


def test_the_flows_strand_nobody() -> None:
    assert check_flows() == []
