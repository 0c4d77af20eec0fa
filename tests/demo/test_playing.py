"""A story plays itself on the page, and whoever watches may step in at any moment."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.demo import playing
from bot.demo.bot_api import User
from tests.demo.watching import Demo, Watcher
from tests.demo.watching import demo as running

pytestmark = pytest.mark.asyncio(loop_scope="module")

SILENT = {"playing": None, "told": "", "step": 0, "finger": None}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def demo() -> AsyncIterator[Demo]:
    async with running() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def page(demo: Demo) -> AsyncIterator[Watcher]:
    """A page that was just opened; no story plays."""
    async with demo.opened() as watcher:
        assert watcher.story == SILENT
        yield watcher
        await demo.does("take_over")
        await watcher.until(lambda: watcher.story == SILENT)


@pytest.fixture(autouse=True)
def _nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests need no time to read."""
    for name in ("AT_LEAST", "AIMING", "LONGEST"):
        monkeypatch.setattr(playing, name, 0.05)
    monkeypatch.setattr(playing, "READING", 0)


def who_plays(demo: Demo, page: Watcher) -> User:
    """The person whom the finger points at."""
    return demo.town.world.users[int(page.story["finger"]["user"])]


async def test_a_finger_shows_what_is_about_to_be_done_and_then_it_is_done(
    demo: Demo, page: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AIMING", "LONGEST"):
        monkeypatch.setattr(playing, name, 0.5)
    await demo.does("play", story="status")
    await page.until(lambda: page.story["finger"])
    person = who_plays(demo, page)
    assert person.chat.shown == []
    assert page.story == {
        "playing": "status",
        "told": f"{person.first_name} has just arrived in Brussels. "
        "The phone is in Arabic, and so is the bot.",
        "step": 1,
        "finger": {
            "chat": str(person.user_id),
            "user": str(person.user_id),
            "kind": "words",
            "label": "/start",
            "message": None,
            "seconds": 0.5,
        },
    }
    await page.until(lambda: page.story["step"] == 2)
    assert page.texts(person.chat)[0] == "/start"
    assert page.story["finger"] is None or page.story["finger"]["kind"] == "key"


async def test_who_takes_over_finds_the_phones_as_they_are(demo: Demo, page: Watcher) -> None:
    await demo.does("play", story="race")
    await page.until(lambda: page.story["step"] == 2)
    await demo.does("take_over")
    await page.until(lambda: page.story == SILENT)
    person = demo.town.people[2]
    shown = [m.message_id for m in person.chat.shown]
    assert shown
    await demo.does("write", person, text="/menu")
    await page.until(lambda: page.texts(person.chat)[-2:-1] == ["/menu"])
    assert [m.message_id for m in person.chat.shown][:-2] == shown


async def test_another_story_takes_the_place_of_one_that_plays(demo: Demo, page: Watcher) -> None:
    await demo.does("play", story="status")
    await page.until(lambda: page.story["step"] == 1)
    await demo.does("play", story="tonight")
    await page.until(lambda: page.story["playing"] == "tonight")
    await page.until(lambda: page.story["step"] == 2)
    assert page.story["playing"] == "tonight"


async def test_who_disturbs_a_story_ends_the_story_and_not_the_demo(
    demo: Demo, page: Watcher
) -> None:
    await demo.does("play", story="status")
    await page.until(lambda: page.story["finger"])
    person = who_plays(demo, page)
    await demo.does("block", person)
    await page.until(lambda: page.story == SILENT)
    await demo.does("unblock", person)
    await demo.does("play", story="race")
    await page.until(lambda: page.story["step"] == 2)
    assert page.story["playing"] == "race"
