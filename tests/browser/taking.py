"""What all pictures of the documentation share: where they go, and how they are taken."""

from __future__ import annotations

import io
from base64 import b64encode
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.async_api import Browser, Page

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SETTLING = 700
"""Milliseconds after which a page has come to rest."""


async def settle(page: Page) -> None:
    """Wait until nothing moves any more, and let the mouse point at nothing."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(SETTLING)


async def side_by_side(browser: Browser, name: str, phones: list[bytes]) -> None:
    """Phones of several moments in one picture; `phones` are PNGs."""
    sources = [f"data:image/png;base64,{b64encode(each).decode()}" for each in phones]
    shown = "".join(f'<img src="{each}">' for each in sources)
    style = "display:inline-flex;gap:40px;padding:24px;background:#f5eee3"
    page = await browser.new_page()
    await page.set_content(f'<body style="margin:0"><main style="{style}">{shown}</main>')
    keep(name, await page.locator("main").screenshot())
    await page.close()


def keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours: a third of its size, and nobody sees it."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    few = whole.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")


def until_the_afternoon() -> float:
    """Seconds until it is five past two in Brussels."""
    now = datetime.now(ZoneInfo("Europe/Brussels"))
    afternoon = now.replace(hour=14, minute=5, second=0)
    return ((afternoon - now) % timedelta(days=1)).total_seconds()
