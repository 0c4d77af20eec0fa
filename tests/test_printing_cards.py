"""`python -m bot cards`: a file to print, or one line that says why there is none."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.clock import system_clock
from bot.demo.bot_api import World, serve
from bot.printing_cards import MOST, CannotPrint, print_cards
from bot.settings import Settings, load
from tests.test_command_line import GOOD, typed

Sets = Callable[..., Settings]


@pytest.fixture
def sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated: Path) -> Sets:
    """The settings of an installation in a folder of its own, with some others."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(migrated, tmp_path / "loket.db")

    def set_up(**others: str) -> Settings:
        for name, value in {**GOOD, **others}.items():
            monkeypatch.setenv(name, value)
        return load()

    return set_up


@pytest.fixture
async def telegram(sets: Sets) -> AsyncIterator[Settings]:
    """Settings under which Telegram answers."""
    world = World()
    async with serve(world) as root:
        yield sets(LOKET_TELEGRAM_TOKEN=world.bot.token, LOKET_TELEGRAM_API_URL=root)


def cards_in(folder: Path) -> list[str]:
    """The references that are stored."""
    with sqlite3.connect(folder / "loket.db") as opened:
        found = [reference for (reference,) in opened.execute("SELECT reference FROM paper_card")]
    opened.close()
    return found


async def test_fifty_cards_are_a_file_that_only_its_owner_reads(
    telegram: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "cards.html"
    said = await print_cards(telegram, system_clock(), 50, "ar", out)
    assert said.splitlines() == [
        f"50 cards are in {out}: print it on 7 sheets of A4 at 100 %, and cut along the lines.",
        "Their secret words are in this file and nowhere else: delete it once it is printed.",
    ]
    page = await asyncio.to_thread(out.read_text, encoding="utf-8")
    assert 'dir="rtl"' in page
    on_paper = re.findall(r'"ref">([2-9A-Z]{4}-[2-9A-Z]{4})<', page)
    assert sorted(on_paper) == sorted(cards_in(tmp_path))
    mode = await asyncio.to_thread(out.stat)
    assert stat.S_IMODE(mode.st_mode) == 0o600


@pytest.mark.parametrize(
    ("count", "language", "out", "said"),
    [
        (0, "en", "cards.html", f"There can be 1 to {MOST} cards at once, not 0"),
        (MOST + 1, "en", "cards.html", f"There can be 1 to {MOST} cards at once"),
        (5, "xx", "cards.html", "LOKET_LANGUAGES has no language 'xx'; it has en, fr, nl, ar"),
        (5, "en", "nowhere/cards.html", "nowhere/cards.html cannot be written (No such file"),
        (5, "en", "loket.db", "loket.db is there already: print and delete it, or name another"),
    ],
)
async def test_what_cannot_be_is_one_line_and_makes_no_card(
    telegram: Settings, tmp_path: Path, count: int, language: str, out: str, said: str
) -> None:
    with pytest.raises(CannotPrint) as why:
        await print_cards(telegram, system_clock(), count, language, Path(out))
    assert str(why.value).startswith(said)
    assert len(str(why.value).splitlines()) == 1
    assert cards_in(tmp_path) == []


async def test_without_telegram_there_is_no_card(sets: Sets, tmp_path: Path) -> None:
    with pytest.raises(CannotPrint, match="The cards need the bot's name, and Telegram did not"):
        await print_cards(sets(), system_clock(), 5, "en", tmp_path / "cards.html")
    assert cards_in(tmp_path) == []


def test_without_a_token_or_a_database_the_command_says_what_is_missing(
    sets: Sets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sets()
    (tmp_path / "loket.db").unlink()
    done = typed("cards", "5")
    assert (done.exit_code, done.stderr) == (
        1,
        "The database has no tables, or old ones: run 'python -m bot migrate'\n",
    )
    monkeypatch.delenv("LOKET_TELEGRAM_TOKEN")
    done = typed("cards", "5")
    assert done.exit_code == 1
    assert done.stderr.startswith("LOKET_TELEGRAM_TOKEN is missing: set it to")
    assert not (tmp_path / "cards.html").exists()
