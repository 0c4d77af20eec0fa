"""The same road in five languages, on a phone: the menu, a question, an answer, an emergency.

`make pictures` takes them with the others; `python -m tests.browser.languages ti ka` takes some.
Look at each for direction, numbers and names inside a sentence, letters that are missing, keys
that are cut off.
"""

from __future__ import annotations

import asyncio
import sys

from playwright.async_api import Browser, Page

from bot.demo.bot_api import MovableClock
from bot.demo.page.app import page_of
from bot.demo.stories.labels import key
from bot.demo.stories.story import Actor
from bot.demo.town import Town, town
from bot.engine import Text
from bot.speech.keys import EMERGENCY, MENU
from flows.answers import LIBRARY
from tests.browser import chromium
from tests.browser.hands import BrowserHands
from tests.browser.taking import settle, side_by_side, until_the_afternoon

CODES = ("ar", "fa-AF", "ti", "ka", "fr")
TOPIC, ANSWER = "lawyers", "free_lawyer"
"""An answer with places below it: names, addresses, hours and telephone numbers."""

WIDTH, HEIGHT = 390, 1300
"""A phone that is higher than most, so that a whole answer can be looked at."""

ALL_KEYS = "keyboard => { keyboard.style.maxBlockSize = 'none' }"
"""Keys that somebody would scroll to are shown as well, so that each can be looked at."""


async def photograph(opened: Town, address: str, browser: Browser, code: str) -> None:
    """Somebody new goes the whole road; the four screens are one picture."""
    user = opened.somebody(code)
    async with chromium.window(browser, address, width=WIDTH, height=HEIGHT) as page:
        person = Actor(user, opened, BrowserHands(opened, page))
        screens = [await _menu(person, page), await _question(person, page)]
        screens += [await _answer(person, page), await _emergency(person, page)]
    await side_by_side(browser, f"in-{code}", screens)


async def _menu(person: Actor, page: Page) -> bytes:
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    return await _screen(person, page, key("menu", "menu", "status"))


async def _question(person: Actor, page: Page) -> bytes:
    await person.chooses("menu", "menu", "status")
    return await _screen(person, page, key("status", "paper", "annex_26quater"))


async def _answer(person: Actor, page: Page) -> bytes:
    await person.taps(person.words(MENU))
    await person.chooses("menu", "menu", "questions")
    await person.chooses("questions", "topic", TOPIC)
    await person.taps(person.words(LIBRARY[ANSWER].question))
    return await _screen(person, page, key("helped", "helped", "yes"))


async def _emergency(person: Actor, page: Page) -> bytes:
    await person.taps(person.words(EMERGENCY))
    return await _screen(person, page, key("emergency", "what", "despair"))


async def _screen(person: Actor, page: Page, offered: Text) -> bytes:
    """The phone, as soon as it offers a choice."""
    phone = page.locator("[data-phone=person]")
    label = person.words(offered)
    await phone.locator("[data-key]").get_by_text(label, exact=True).wait_for()
    await phone.locator(".keyboard").evaluate(ALL_KEYS)
    await settle(page)
    return await phone.screenshot()


async def main(codes: list[str]) -> None:
    """Take those of some languages."""
    async with (
        town(MovableClock()) as opened,
        page_of(opened) as address,
        chromium.browser() as browser,
    ):
        opened.let_pass(until_the_afternoon())
        for code in codes:
            await photograph(opened, address, browser, code)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or list(CODES)))
