"""`loket cards`: paper cards in a file to print, the only place where their secrets stand."""

from __future__ import annotations

import os
from pathlib import Path

from bot.channels.telegram.channel import TelegramChannel
from bot.check import check_database
from bot.clock import Clock
from bot.post.errors import NotDone, Revoked
from bot.privacy.vault import Vault
from bot.settings import Settings
from bot.shelter.card_page import ON_A_SHEET, card_page
from bot.shelter.paper_cards import make_cards
from bot.speech.catalogues import Catalogues
from bot.store.database import Database

MOST = 1000
"""Cards in one file: 125 sheets."""


class CannotPrint(Exception):
    """One line that says why there are no cards, and what to do."""


async def print_cards(
    settings: Settings, clock: Clock, count: int, language: str, out: Path
) -> str:
    """Make cards and write them to a file; what to say about it. Raises CannotPrint."""
    _check(settings, count, language, out)
    for line in await check_database(settings):
        raise CannotPrint(line)
    link = await bot_link(settings)
    database = Database(settings.database_url)
    catalogues = Catalogues(settings.languages, settings.zone)
    written = False
    try:
        async with database.begin() as session:
            vault = Vault(settings.secret_keys)
            cards = make_cards(session, vault, catalogues, language, count, clock.now())
            # Before the commit: a card whose secret nobody has would be worth nothing.
            write_new(out, card_page(catalogues, language, cards, link, settings.organisation))
            written = True
    except BaseException:
        if written:
            _take_back(out)
        raise
    finally:
        await database.close()
    sheets = -(-count // ON_A_SHEET)
    return (
        f"{count} cards are in {out}: print it on {sheets} sheets of A4 at 100 %, and cut along "
        "the lines.\nTheir secret words are in this file and nowhere else: delete it once it is "
        "printed."
    )


async def bot_link(settings: Settings) -> str:
    """The address that opens a private chat with the bot. Raises CannotPrint, Revoked."""
    async with TelegramChannel(settings.telegram_token, settings.telegram_api_url) as channel:
        try:
            await channel.me()
        except Revoked:
            raise
        except NotDone:
            raise CannotPrint(
                "The cards need the bot's name, and Telegram did not answer: look at the network "
                "and LOKET_TELEGRAM_API_URL, then try again"
            ) from None
        return channel.link("")


def _check(settings: Settings, count: int, language: str, out: Path) -> None:
    """What can be said before anything is made."""
    if not 1 <= count <= MOST:
        raise CannotPrint(f"There can be 1 to {MOST} cards at once, not {count}")
    if language not in settings.languages:
        known = ", ".join(settings.languages)
        raise CannotPrint(f"LOKET_LANGUAGES has no language '{language}'; it has {known}")
    refuse_old(out)


def refuse_old(out: Path) -> None:
    """A file that is there is never written over. Raises CannotPrint."""
    if out.exists():
        raise CannotPrint(f"{out} is there already: print and delete it, or name another file")


def write_new(out: Path, page: str) -> None:
    """Write a new file that only its owner can read. Raises CannotPrint."""
    try:
        opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as fault:
        raise CannotPrint(
            f"{out} cannot be written ({fault.strerror}): name a file in a folder that exists and "
            "may be written to"
        ) from None


def _take_back(out: Path) -> None:
    """No card of this file was kept."""
    out.unlink(missing_ok=True)
