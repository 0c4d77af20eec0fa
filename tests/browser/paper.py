"""The pictures of what is printed: `make pictures` takes them with the others."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser

A4 = {"width": 794, "height": 1123}
"""A sheet of paper in CSS pixels."""


async def photograph(browser: Browser, page: str, target: Path, height: int = 1123) -> None:
    """Write a picture of the first sheet of a page, as it is printed."""
    context = await browser.new_context(viewport={"width": A4["width"], "height": height})
    sheet = await context.new_page()
    await sheet.emulate_media(media="print")
    await sheet.set_content(page, wait_until="load")
    await sheet.screenshot(path=target)
    await context.close()
