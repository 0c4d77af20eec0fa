"""A lost phone: listed in chat, a card linked by staff, and everything is there on a new phone."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.demo.process import BotProcess
from bot.desk.shelter.linking import LINKED
from bot.reception.language import CHOOSE
from bot.reception.paper_card import ASK, MOVED, WRONG
from bot.shelter.card_words import EXAMPLE
from bot.shelter.paper_cards import Printed
from bot.shelter.place import SINCE
from bot.shelter.words import NOT_FEDASIL
from bot.speech.dates import day_in_words
from tests.e2e.conftest import Brussels
from tests.e2e.staff import CATALOGUES, endonym, reads, say, volunteer
from tests.e2e.talk import Talk, asks
from tests.e2e.test_shelter_list import MAN, answers, begins_list, listed, reaches, references

pytestmark = pytest.mark.asyncio(loop_scope="module")

DAYS = timedelta(days=3).total_seconds()


async def printed(town: Brussels, folder: Path) -> Printed:
    """A card from a file that an operator makes while the bot serves."""
    program = ("-m", "bot", "cards", "1", "--out", str(folder / "cards.html"))
    process = BotProcess(folder, town.loket.process.environment, program)
    await process.start()
    assert await process.ended() == 0, process.log.read_text()
    page = (folder / "cards.html").read_text(encoding="utf-8")
    (reference,) = re.findall(r'"ref">([2-9A-Z]{4}-[2-9A-Z]{4})<', page)
    (secret,) = re.findall(r'"secret">([^<]+)<', page)
    return Printed(reference, secret)


async def test_a_lost_phone(town: Brussels, tmp_path: Path) -> None:
    old = Talk(town, town.person("Amal", "en"))
    await old.begins()
    before = references(old)
    await begins_list(old)
    await answers(old, MAN)
    await reaches(old)
    (mine,) = references(old) - before
    first_day = listed(old, mine).since

    card, vera = await printed(town, tmp_path), await volunteer(town, "Vera")
    vera.send_text(f"/card {mine} {card.reference}")
    await reads(vera, say(LINKED, reference=card.reference))

    town.loket.let_pass(DAYS)
    new = Talk(town, town.person("Amal again", "fr"))
    await new.says(f"/start card_{card.reference.replace('-', '')}")
    new.hears(CHOOSE)
    await new.taps(endonym("en"))
    new.hears(ASK.with_values(card=card.reference, example=EXAMPLE))
    await new.says("sun moon 1")
    new.hears(WRONG)
    await new.says(f" {card.secret.upper()}  ")
    new.hears(MOVED, NOT_FEDASIL, asks("menu", "menu"))

    await new.chooses("menu", "menu", "sleep")
    await new.chooses("shelter", "what", "place")
    day = day_in_words(first_day.replace(tzinfo=UTC).astimezone(CATALOGUES.zone).date(), "en")
    new.hears(SINCE, NOT_FEDASIL)
    assert day in new.last.text
    await new.ends()

    await old.says("Hello, is there news?")
    old.hears(CHOOSE)
    assert listed(new, card.reference).since == first_day
    await old.ends()
