"""What goes wrong, at the press of a button; the conversation survives, and it can be watched."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from bot.demo.stories.labels import key
from bot.demo.stories.story import Actor
from tests.browser.conftest import Demo
from tests.browser.hands import BrowserHands
from tests.e2e.talk import asks

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _in_a_flow(demo: Demo, page: Page, language: str) -> tuple[Actor, Locator]:
    """Somebody who has answered the first question about their papers."""
    person = Actor(demo.town.newcomer(language), demo.town, BrowserHands(demo.town, page))
    await person.begins()
    await person.picks_language()
    await person.chooses("welcome", "intro", "go_on")
    await person.chooses("welcome", "consent", "yes")
    await person.chooses("menu", "menu", "status")
    await person.chooses("status", "paper", "annex_26")
    phone = page.locator(f'[data-phone=person][data-user="{person.user.user_id}"]')
    question = person.words(asks("status", "procedure_language"))
    await expect(phone.locator("[data-message]").last).to_contain_text(question)
    return person, phone


async def test_killed_in_the_middle_of_a_flow_the_next_tap_goes_on_where_they_were(
    demo: Demo, page: Page
) -> None:
    person, phone = await _in_a_flow(demo, page, "ar")
    state = page.locator("[data-bot-state]").first
    await expect(state).to_have_attribute("data-bot-state", "running")
    before = await phone.locator("[data-message]").count()
    await page.locator("[data-trouble=kill]").click()
    await expect(state).to_have_attribute("data-bot-state", "killed")
    # They tap while nobody is there.
    label = person.words(key("status", "procedure_language", "nl"))
    await phone.locator("[data-key]").get_by_text(label, exact=True).click()
    await expect(phone.locator("[data-message]")).to_have_count(before + 1)
    await page.locator("[data-trouble=start]").click()
    await expect(state).to_have_attribute("data-bot-state", "running", timeout=15_000)
    await expect(phone.locator("[data-message]")).to_have_count(before + 2)
    question = person.words(asks("status", "letter"))
    await expect(phone.locator("[data-message]").last).to_contain_text(question)
    await person.chooses("status", "letter", "no")
    await expect(page.locator("[data-happened=killed]").first).to_be_visible()


async def test_a_stop_for_a_minute_can_be_cut_short_and_loses_nothing(
    demo: Demo, page: Page
) -> None:
    person, phone = await _in_a_flow(demo, page, "fr")
    state = page.locator("[data-bot-state]").first
    await page.locator("[data-trouble=stop]").click()
    await expect(state).to_have_attribute("data-bot-state", "stopped")
    label = person.words(key("status", "procedure_language", "fr"))
    await phone.locator("[data-key]").get_by_text(label, exact=True).click()
    await page.locator("[data-trouble=start]").click()
    await expect(phone.locator("[data-message]").last).to_contain_text(
        person.words(asks("status", "letter")), timeout=15_000
    )


async def test_a_429_is_waited_for_and_the_answer_comes_once(demo: Demo, page: Page) -> None:
    person, phone = await _in_a_flow(demo, page, "nl")
    before = await phone.locator("[data-message]").count()
    await page.locator("[data-trouble='429']").click()
    await person.taps(person.words(key("status", "procedure_language", "nl")))
    refused = page.locator("[data-happened=refused]").last
    await expect(refused).to_contain_text("429")
    await expect(page.locator("[data-happened=paced]").last).to_be_visible()
    await expect(phone.locator("[data-message]")).to_have_count(before + 1)
    demo.town.let_pass(10)
    await expect(phone.locator("[data-message]")).to_have_count(before + 2, timeout=15_000)
    await expect(phone.locator("[data-message]").last).to_contain_text(
        person.words(asks("status", "letter"))
    )


async def test_tapping_everything_twice_counts_once(demo: Demo, page: Page) -> None:
    person, phone = await _in_a_flow(demo, page, "en")
    twice = page.locator("[data-trouble=twice]")
    await twice.click()
    await person.taps(person.words(key("status", "procedure_language", "fr")))
    await person.sees(
        lambda chat: (
            person.words(asks("status", "letter")) in chat.last.text or len(chat.bot_messages) > 7
        )
    )
    await twice.click()
    await person.chooses("status", "letter", "no")
    await expect(phone.locator("[data-message]").last).to_contain_text(
        person.words(asks("status", "lawyer"))
    )


async def test_who_blocks_the_bot_can_come_back(demo: Demo, page: Page) -> None:
    person, phone = await _in_a_flow(demo, page, "ar")
    await page.locator("[data-trouble=block]").click()
    await expect(phone.locator("[data-composer]")).to_be_hidden()
    await phone.locator(".blocked-bar button").click()
    await expect(phone.locator("[data-composer]")).to_be_visible()
    await person.chooses("status", "procedure_language", "fr")
    await expect(phone.locator("[data-message]").last).to_contain_text(
        person.words(asks("status", "letter"))
    )
