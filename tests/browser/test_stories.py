"""The stories in which somebody writes, clicked through by hand, and what can be seen at their end.
The one about the list is mostly taps: tests/demo plays it, and `make pictures` clicks through it.
"""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.demo.stories import STORIES
from bot.demo.stories.labels import reference_in
from bot.demo.stories.story import Scene
from tests.browser.conftest import Demo
from tests.browser.hands import BrowserHands

pytestmark = pytest.mark.asyncio(loop_scope="session")


CLICKED = ("status", "race")
"""One from the right to the left, one with several volunteers; `tests/demo` plays all of them."""


@pytest.mark.parametrize("name", CLICKED)
async def test_a_story_can_be_clicked_through_and_the_group_sees_no_word_of_it(
    demo: Demo, page: Page, name: str
) -> None:
    refused, hands = demo.town.world.flood.refusals, BrowserHands(demo.town, page)
    await STORIES[name].play(Scene(demo.town, hands))
    assert len(hands.told) >= 5
    group = page.locator("[data-phone=group]")
    await expect(group.locator("[data-message]").last).to_contain_text("closed")
    seen = await group.inner_text()
    person = page.locator("[data-phone=person]")
    for words in STORIES[name].typed:
        assert words not in seen
        await expect(person.get_by_text(words, exact=True).last).to_be_visible()
    assert demo.town.world.flood.refusals == refused


async def test_a_story_plays_itself_until_somebody_takes_over(demo: Demo, page: Page) -> None:
    people = len(demo.town.people)
    await page.locator("[data-story=status]").click()
    await expect(page.locator("[data-told]")).to_contain_text("has just arrived in Brussels")
    # It takes somebody who has not written yet, and shows their phone.
    newcomer = demo.town.people[-1] if len(demo.town.people) > people else demo.town.people[0]
    phone = page.locator(f'[data-phone=person][data-user="{newcomer.user_id}"]')
    await expect(phone.locator("[data-key]").first).to_be_visible(timeout=15_000)
    await page.locator("[data-take-over]").click()
    await expect(page.locator("[data-take-over]")).to_be_hidden()
    await phone.locator("[data-key]").get_by_text("العربية", exact=True).click()
    await expect(phone.locator("[data-message]")).to_have_count(4)
    assert reference_in(await phone.inner_text()) == ""
