"""The pictures that README shows, taken while the stories are clicked through: `make pictures`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Page

from bot.demo.bot_api import MovableClock
from bot.demo.page.app import page_of
from bot.demo.stories import STORIES
from bot.demo.stories.labels import key
from bot.demo.stories.place import joins
from bot.demo.stories.story import Actor, Scene
from bot.demo.town import Town, town
from tests.browser import chromium
from tests.browser.hands import BrowserHands
from tests.browser.taking import PICTURES, settle, side_by_side, until_the_afternoon
from tests.demo.swift import arrives

Take = Callable[[Page, str], Awaitable[None]]


async def take(page: Page, name: str) -> None:
    """Write one picture."""
    await settle(page)
    await page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


async def play(opened: Town, page: Page, story: str, moments: dict[str, str]) -> None:
    """Click through a story; `moments` are the pictures to take, by the story's own names."""

    async def moment(name: str) -> None:
        if name in moments:
            await take(page, moments[name])

    await STORIES[story].play(Scene(opened, BrowserHands(opened, page, moment)))


async def wide(opened: Town, address: str, browser: Browser) -> None:
    """Both sides next to each other."""
    async with chromium.window(browser, address) as page:
        await play(opened, page, "status", {"answered": "both-sides"})
        await play(opened, page, "race", {"race": "race"})
        await _too_many(opened, page)


async def dark(opened: Town, address: str, browser: Browser) -> None:
    """The same at night."""
    async with chromium.window(browser, address, theme="dark") as page:
        await play(opened, page, "tonight", {"tonight": "dark"})


async def offer(opened: Town, address: str, browser: Browser) -> None:
    """The coordinator's proposal of several people, beside the offer in Arabic that comes of it."""
    for language in ("fr", "nl"):
        person = await arrives(opened, language)
        await joins(Scene(opened, person.hands), person)
        opened.let_pass(24 * 3600)
    async with chromium.window(browser, address, height=1230) as page:
        phones: list[bytes] = []

        async def moment(name: str) -> None:
            phone = {"proposal": "staff", "offer": "person"}.get(name)
            if phone:
                await settle(page)
                phones.append(await page.locator(f"[data-phone={phone}]").screenshot())

        await STORIES["place"].play(Scene(opened, BrowserHands(opened, page, moment)))
        await side_by_side(browser, "offer", phones)


async def narrow(opened: Town, address: str, browser: Browser) -> None:
    """On a phone: an Arabic conversation."""
    person = opened.people[0]
    async with chromium.window(browser, address, width=390, height=844) as page:
        await page.goto(f"{address}/?person={person.user_id}")
        await page.wait_for_selector("html[data-connected=yes]")
        await take(page, "phone")
        await page.locator("[data-nav=group]").click()
        await take(page, "phone-group")


async def _too_many(opened: Town, page: Page) -> None:
    """What happens underneath while Telegram says that it is too much."""
    person = Actor(opened.newcomer("fr"), opened, BrowserHands(opened, page))
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    yes = person.words(key("welcome", "consent", "yes"))
    await page.locator("[data-phone=person] [data-key]").get_by_text(yes).wait_for()
    await page.locator("[data-trouble='429']").click()
    await person.taps(yes)
    await page.locator("[data-happened=refused] ~ [data-happened=paced]").last.wait_for()
    await take(page, "too-many-requests")


async def main() -> None:
    """Take all of them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with (
        town(MovableClock()) as opened,
        page_of(opened) as address,
        chromium.browser() as browser,
    ):
        opened.let_pass(until_the_afternoon())
        for group in (wide, dark, offer, narrow):
            await group(opened, address, browser)


if __name__ == "__main__":
    asyncio.run(main())
