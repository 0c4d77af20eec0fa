"""`loket cards --place hub`: a sheet with the link of a place, to hang up there."""

from __future__ import annotations

from html import escape
from pathlib import Path

from bot.clock import Clock
from bot.engine import _
from bot.people.came_from import PLACES
from bot.printing_cards import CannotPrint, bot_link, print_cards, refuse_old, write_new
from bot.settings import Settings
from bot.shelter.printing import element, page
from bot.speech.catalogues import Catalogues

__all__ = ["CannotPrint", "print_either"]

SCAN = _("Scan this, and write to us in your language. It is free.")

STYLE = """
body { text-align: center; }
h1 { font-size: 22pt; margin: 4mm 0; }
.qr svg { width: 85mm; height: 85mm; }
.address { font-size: 14pt; margin: 2mm 0 6mm; }
.languages { columns: 2; column-gap: 8mm; padding: 0; list-style: none; font-size: 13pt; }
.languages li { break-inside: avoid; margin: 0 0 4mm; text-align: start; }
.languages b { display: block; font-size: 10pt; color: #444; }
"""


async def print_either(
    settings: Settings, clock: Clock, count: int, language: str, place: str, out: Path
) -> str:
    """Paper cards, or the link of a place; what to say about it. Raises CannotPrint."""
    if place:
        return await print_link(settings, place, out)
    return await print_cards(settings, clock, count, language, out)


async def print_link(settings: Settings, place: str, out: Path) -> str:
    """Write a sheet with the link of a place; what to say about it. Raises CannotPrint."""
    if place not in PLACES:
        raise CannotPrint(f"There is no place '{place}'; there are {', '.join(PLACES)}")
    refuse_old(out)
    link = await bot_link(settings)
    catalogues = Catalogues(settings.languages, settings.zone)
    write_new(out, link_page(catalogues, place, link, settings.organisation))
    return f"The link of '{place}' is in {out}: print it on a sheet of A4, and hang it up there."


def link_page(catalogues: Catalogues, place: str, link: str, organisation: str) -> str:
    """The sheet: a QR code, and one sentence in each language that is on."""
    import segno

    code = segno.make_qr(f"{link}?start={place}", error="q", boost_error=False)
    drawn = code.svg_inline(omitsize=True, border=3, svgclass=None, lineclass=None)
    sentences = "\n".join(
        f'<li lang="{each.code}" dir="{each.direction}"><b>{escape(each.endonym)}</b>'
        f"{escape(catalogues.say(SCAN, each.code))}</li>"
        for each in catalogues.languages
    )
    body = (
        element("h1", escape(organisation))
        + element("div", drawn, "qr")
        + element("p", element("bdi", f"@{escape(link.rpartition('/')[2])}"), "address")
        + element("ul", sentences, "languages")
    )
    first = catalogues.codes[0]
    return page(catalogues, first, f"{organisation}: {place}", STYLE, body)
