"""The page on a phone, with a keyboard, with a screen reader, in the dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.demo.stories.story import Actor
from bot.speech.keys import EMERGENCY
from tests.browser import chromium
from tests.browser.conftest import Demo
from tests.browser.hands import BrowserHands
from tests.budget import LONG

pytestmark = pytest.mark.asyncio(loop_scope="session")

VIEWS = ("person", "group", "staff", "underneath")
WINDOWS = [(1440, "dark"), (390, "light"), *([(1024, "light")] if LONG else [])]
"""The widest and the narrowest layout, each theme on one: the colours are the same in all."""


@pytest.mark.parametrize(("width", "theme"), WINDOWS)
async def test_nothing_is_in_the_way_of_a_screen_reader_or_of_weak_eyes(
    demo: Demo, width: int, theme: str
) -> None:
    """axe-core looks for missing names, wrong roles and contrast below WCAG 2.1 AA."""
    await _a_ticket(demo)
    async with chromium.window(demo.browser, demo.address, width=width, theme=theme) as page:
        for view in VIEWS if width < 600 else VIEWS[:1]:
            if width < 600:
                await page.locator(f"[data-nav={view}]").click()
            found = await Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


async def _a_ticket(demo: Demo) -> None:
    """A group with a card, so that there is something to look at."""
    if any(message.buttons for message in demo.town.group.shown):
        return
    async with chromium.window(demo.browser, demo.address) as page:
        person = Actor(demo.town.newcomer("ar"), demo.town, BrowserHands(demo.town, page))
        await person.begins()
        await person.picks_language()
        await person.taps(person.words(EMERGENCY))
        await person.chooses("emergency", "what", "health")
        await person.chooses("emergency", "tell", "yes")
        await demo.town.group.wait_for(lambda chat: any(m.buttons for m in chat.shown), 10)


@pytest.mark.parametrize("width", [360, 390, 430])
async def test_on_a_phone_one_thing_is_shown_at_a_time_and_nothing_is_cut_off(
    demo: Demo, width: int
) -> None:
    async with chromium.window(demo.browser, demo.address, width=width, height=780) as page:
        for view in VIEWS:
            await page.locator(f"[data-nav={view}]").click()
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
            shown = [each for each in VIEWS[:3] if await _is_shown(page, each)]
            assert shown == ([view] if view in VIEWS[:3] else [])


async def _is_shown(page: Page, phone: str) -> bool:
    return await page.locator(f"[data-phone={phone}]").is_visible()


async def test_everything_can_be_done_with_the_keyboard(demo: Demo, page: Page) -> None:
    people = demo.town.people
    await page.locator(f'[data-tab="{people[0].user_id}"]').focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator(f'[data-tab="{people[1].user_id}"]')).to_be_focused()
    phone = page.locator(f'[data-phone=person][data-user="{people[1].user_id}"]')
    await expect(phone).to_be_visible()
    await phone.locator(".start-bar button").focus()
    await page.keyboard.press("Enter")
    await expect(phone.locator("[data-key]").first).to_be_visible()
    await phone.locator("[data-composer]").focus()
    await page.keyboard.type("Bonjour")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("J'ai une question")
    await page.keyboard.press("Enter")
    await expect(phone.get_by_text("J'ai une question")).to_be_visible()
    await expect(phone.locator("[data-composer]")).to_have_value("")
    await expect(phone.locator("[data-composer]")).to_be_focused()


async def test_what_comes_is_read_out_and_each_phone_has_a_name(demo: Demo, page: Page) -> None:
    for phone in ("person", "group", "staff"):
        log = page.locator(f"[data-phone={phone}] [role=log]")
        assert await log.get_attribute("aria-live") == "polite"
        name = await log.get_attribute("aria-labelledby") or ""
        assert await page.locator(f"#{name}").text_content()


async def test_the_dark_is_chosen_and_remembered(demo: Demo, page: Page) -> None:
    async def brightness() -> int:
        return int(
            await page.evaluate(
                "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)"
                ".slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"
            )
        )

    bright = await brightness()
    await page.goto(f"{demo.address}/?theme=dark")
    await page.wait_for_selector("html[data-connected=yes]")
    assert await brightness() < bright / 3
