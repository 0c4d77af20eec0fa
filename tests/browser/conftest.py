"""A town, its page, and a browser that looks at it: once for all the tests here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.demo.bot_api import MovableClock
from bot.demo.page.app import page_of
from bot.demo.town import Town, town
from tests.browser import chromium

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser none of these tests can say anything."""
    if reason := chromium.missing():
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Demo:
    """A demo that runs: `address` is the page's."""

    town: Town
    address: str
    browser: Browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo() -> AsyncIterator[Demo]:
    """A demo whose time the tests move: nobody waits for a limit."""
    async with (
        town(MovableClock()) as opened,
        page_of(opened) as address,
        chromium.browser() as browser,
    ):
        yield Demo(opened, address, browser)


@pytest_asyncio.fixture(loop_scope="session")
async def page(demo: Demo) -> AsyncIterator[Page]:
    """A wide window."""
    async with chromium.window(demo.browser, demo.address) as opened:
        yield opened
