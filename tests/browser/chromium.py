"""The system's Chromium, and a page of the demo in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
"""Nothing may be fetched from outside; a microphone is pretended."""

NEEDED = "LOKET_TEST_BROWSER"
"""Set to 1 (as `.ci/run` does), tests that need a browser fail where there is none."""


def found() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A Chromium that knows nothing of anybody."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=found(), args=QUIET)
        yield opened
        await opened.close()


@asynccontextmanager
async def window(
    opened: Browser, address: str, *, width: int = 1440, height: int = 900, theme: str = "light"
) -> AsyncIterator[Page]:
    """A window with the demo in it; whatever goes wrong in the page fails the test."""
    context = await _context(opened, width, height, theme)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(_faults_in(message)))
    page.on("request", lambda request: faults.extend(_strangers(request.url, address)))
    await page.goto(address)
    await page.wait_for_selector("html[data-connected=yes]")
    yield page
    await context.close()
    assert not faults, faults


async def _context(opened: Browser, width: int, height: int, theme: str) -> BrowserContext:
    return await opened.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=width < 600,
        permissions=["microphone"],
    )


def _faults_in(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type in ("error", "warning") else []


def _strangers(url: str, address: str) -> list[str]:
    """Nothing may come from another host."""
    return [] if url.startswith((address, "data:", "blob:")) else [f"asked for {url}"]


def missing() -> str:
    """Why browser tests are skipped here; "" where they are not."""
    if found() or os.environ.get(NEEDED) == "1":
        return ""
    return "no Chromium on this machine: install the package 'chromium' to test the page"
