"""The pictures of what is printed and of the report: `make pictures` takes them with the others.
Whoever is on them is made up.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.async_api import Browser

from bot.people.references import ALPHABET
from bot.shelter.card_page import card_page
from bot.shelter.card_words import secret_words
from bot.shelter.expected import Expected, Guest
from bot.shelter.figures import TIERS, Figures, Share
from bot.shelter.hiding import hide
from bot.shelter.paper_cards import Printed
from bot.shelter.picture import paint
from bot.shelter.report import Report
from bot.shelter.rules import LISTS, RULES
from bot.shelter.sheets import board_page, sheet_page
from bot.speech.catalogues import Catalogues
from bot.store.tables import Offer
from tests.browser import chromium
from tests.browser.taking import keep

CATALOGUES = Catalogues(("en", "fr", "nl", "ar"), ZoneInfo("Europe/Brussels"))
NOW = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
WIDTH, HEIGHT = 794, 1123
"""A sheet of A4 in CSS pixels."""

MARGIN = 38
"""The same of its margin, ten millimetres."""

CHANCE = random.Random(5)  # noqa: S311 - the same picture each time


async def main() -> None:
    """Take all of them."""
    async with chromium.browser() as browser:
        await photograph(browser, cards("en"), "cards-en")
        await photograph(browser, cards("ar"), "cards-ar")
        await photograph(browser, board(), "board")
        await photograph(browser, sheet(), "tonight")
    keep("list-report", paint(report()))


async def photograph(browser: Browser, page: str, name: str) -> None:
    """Write a picture of the first sheet of a page, as it is printed."""
    context = await browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    opened = await context.new_page()
    await opened.emulate_media(media="print")
    await opened.set_content(page, wait_until="load")
    await opened.add_style_tag(content=f"body {{ padding: {MARGIN}px 0; }}")
    keep(name, await opened.screenshot())
    await context.close()


def cards(language: str) -> str:
    """A sheet of cards."""
    words = secret_words(CATALOGUES, language)
    made = [
        Printed(each, " ".join([*CHANCE.sample(words, 2), str(CHANCE.randrange(10, 100))]))
        for each in references(8)
    ]
    link = "https://t.me/loket_example_bot"
    return card_page(CATALOGUES, language, made, link, "Helpdesk Brussels")


def board() -> str:
    """The board of an afternoon."""
    return board_page(CATALOGUES, sorted(references(9)), NOW)


def sheet() -> str:
    """Two houses, in the middle of the evening."""
    harbour = [_guest("men", 1, state) for state in ("came", "accepted", "missed", "accepted")]
    garden = [_guest("families", 5, "accepted", 1), _guest("families", 3, "came", night=4)]
    houses = [("Garden House", garden), ("Harbour House", harbour)]
    return sheet_page(CATALOGUES, "en", Expected(date(2026, 3, 3), houses), NOW)


def _guest(name: str, size: int, state: str, cots: int = 0, night: int = 1) -> Guest:
    (reference,) = references(1)
    return Guest(Offer(id=uuid4(), state=state), uuid4(), reference, name, size, cots, night, 7)


def report() -> dict[str, object]:
    """A winter's report."""
    waiting = _tiers(3, 41, 1103, 4, 12, 58, 2, 17, 23, 0, 1, 6)
    offers = _tiers(14, 31, 206, 11, 13, 33, 5, 12, 14, 0, 2, 4)
    results = {"accepted": 214, "declined": 61, "unanswered": 66, "withdrawn": 4,
               "came": 148, "missed": 66}  # fmt: skip
    found = Figures(
        NOW - timedelta(weeks=RULES.wait_weeks),
        _share(waiting, {"en": 388, "fr": 402, "nl": 3, "ar": 477}),
        _share(offers, {"en": 115, "fr": 96, "nl": 1, "ar": 133}),
        hide(results, RULES.hidden_below),
        [],
    )
    return Report(found, NOW, CATALOGUES, "en").picture()


def _tiers(*numbers: int) -> dict[tuple[str, int], int]:
    return dict(zip(product(LISTS, TIERS), numbers, strict=True))


def _share(tiers: dict[tuple[str, int], int], spoken: dict[str, int]) -> Share:
    below = RULES.hidden_below
    return Share(hide(tiers, below), hide(spoken, below))


def references(count: int) -> list[str]:
    """References that are nobody's."""

    def drawn() -> Iterator[str]:
        for _ in range(count):
            letters = "".join(CHANCE.choices(ALPHABET, k=8))
            yield f"{letters[:4]}-{letters[4:]}"

    return list(drawn())


if __name__ == "__main__":
    asyncio.run(main())
