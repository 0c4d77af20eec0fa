"""A conversation from right to left: whole, and with numbers that can still be read."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Demo
from tests.browser.hands import BrowserHands

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def left(where: Locator) -> float:
    """Where something begins, in pixels from the left of the window."""
    box = await where.bounding_box()
    assert box is not None
    return box["x"]


async def test_an_arabic_phone_is_laid_out_from_the_right(demo: Demo, page: Page) -> None:
    person = demo.town.newcomer("ar")
    hands = BrowserHands(demo.town, page)
    await hands.write(person, person.chat, "/start", None)
    phone = page.locator(f'[data-phone=person][data-user="{person.user_id}"]')
    await expect(phone).to_have_attribute("dir", "rtl")
    await expect(phone).to_have_attribute("lang", "ar")
    await expect(phone.locator("[data-key]").first).to_be_visible()
    words = phone.locator("[data-message] .text")
    # One's own words stand at the end of the line: here, on the left.
    assert await left(words.nth(0)) < await left(words.nth(1))
    await hands.tap(person, "العربية")
    await expect(words.nth(3)).to_contain_text("112")
    direction = await words.nth(3).evaluate("each => getComputedStyle(each).direction")
    assert direction == "rtl"


async def test_a_phone_in_dari_tells_the_day_in_the_calendar_of_the_bot(
    demo: Demo, page: Page
) -> None:
    """Left to itself, a browser takes the calendar of Afghanistan."""
    person = demo.town.newcomer("fa-AF")
    hands = BrowserHands(demo.town, page)
    await hands.write(person, person.chat, "/start", None)
    phone = page.locator(f'[data-phone=person][data-user="{person.user_id}"]')
    at = person.chat.shown[0].date.astimezone(ZoneInfo("Europe/Brussels"))
    await expect(phone.locator(".day").first).to_have_text(re.compile(rf"\b{at.day}\b"))


async def test_french_and_dutch_stand_beside_it_from_the_left(demo: Demo, page: Page) -> None:
    for language in ("fr", "nl"):
        person = demo.town.newcomer(language)
        await page.locator(f'[data-tab="{person.user_id}"]').click()
        phone = page.locator(f'[data-phone=person][data-user="{person.user_id}"]')
        await expect(phone).to_have_attribute("dir", "ltr")
        await expect(phone).to_have_attribute("lang", language)


async def test_somebody_new_can_come_in_any_language(demo: Demo, page: Page) -> None:
    await page.locator("[data-new-person]").click()
    await page.locator("[data-language=en]").click()
    phone = page.locator("[data-phone=person]")
    await expect(phone).to_have_attribute("lang", "en")
    assert demo.town.people[-1].profile["language_code"] == "en"
    await expect(phone).to_have_attribute("data-user", str(demo.town.people[-1].user_id))
