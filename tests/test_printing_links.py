"""`python -m bot cards --place hub`: a sheet with the link of a place, in each language."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
import segno

from bot.printing_links import CannotPrint, print_link
from bot.settings import Settings
from tests.test_command_line import typed
from tests.test_printing_cards import Sets, sets, telegram

__all__ = ["Sets", "sets", "telegram"]


async def test_a_sheet_has_the_link_and_a_sentence_in_each_language(
    telegram: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "hub.html"
    said = await print_link(telegram, "hub", out)
    assert (
        said == f"The link of 'hub' is in {out}: print it on a sheet of A4, and hang it up there."
    )
    page = await asyncio.to_thread(out.read_text, encoding="utf-8")
    for language in telegram.languages:
        assert f'lang="{language}"' in page
    assert 'lang="ar" dir="rtl"' in page
    (name,) = re.findall(r"@(\w+)<", page)
    code = segno.make_qr(f"https://t.me/{name}?start=hub", error="q", boost_error=False)
    assert code.svg_inline(omitsize=True, border=3, svgclass=None, lineclass=None) in page


async def test_a_place_that_is_none_and_a_file_that_is_there_are_one_line(
    telegram: Settings, tmp_path: Path
) -> None:
    with pytest.raises(CannotPrint, match="no place 'moon'; there are hub, helpdesk, shelter"):
        await print_link(telegram, "moon", tmp_path / "moon.html")
    with pytest.raises(CannotPrint, match="is there already"):
        await print_link(telegram, "hub", Path("loket.db"))


def test_the_command_says_which_places_there_are(sets: Sets) -> None:
    sets()
    done = typed("cards", "--place", "moon")
    assert done.exit_code == 1
    assert "there are hub, helpdesk, shelter, round" in done.stderr
