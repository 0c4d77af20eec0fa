"""The parts are put together for one process, or for one of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.demo.bot_api import World
from bot.demo.process import settings_for
from bot.post.dispatcher import IDLE, IDLE_IN_COMPANY
from bot.privacy.keyring import new_key
from bot.settings import load
from bot.store.database import Database
from bot.wiring import office_of, put_together


def test_who_shares_a_server_looks_often_for_what_others_kept(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    world, clock = World(), SystemClock()
    written = settings_for(world, "http://127.0.0.1:1", -1, tmp_path, new_key("1"), 8080)
    for name, value in {**written, "LOKET_DATABASE_URL": database_url}.items():
        monkeypatch.setenv(name, value)
    settings = load()
    database, channel = Database(database_url), TelegramChannel(world.bot.token)
    parts = put_together(settings, clock, database, channel, office_of(settings, clock, ""))
    assert parts.dispatcher.idle == (IDLE if database.is_sqlite else IDLE_IN_COMPANY)
