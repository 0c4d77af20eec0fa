"""Paper cards as a page to print: eight on a sheet of A4, to cut along the lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.engine import Text
from bot.shelter.card_words import CARD_LINK, HOW, KEEP, SECRET, TITLE, WHAT_FOR
from bot.shelter.paper_cards import Printed
from bot.shelter.printing import element, page, reference, said
from bot.shelter.words import NOT_FEDASIL
from bot.speech.catalogues import Catalogues

ON_A_SHEET = 8

STYLE = """
body { max-width: none; }
@page { margin: 8mm 10mm; }
.sheet { display: grid; grid-template-columns: 95mm 95mm; grid-template-rows: repeat(4, 70mm);
  width: 190mm; height: 280mm; margin: 0 auto; break-after: page; }
.sheet:last-child { break-after: auto; }
.card { border: 0.25mm dashed #777; margin: -0.125mm; padding: 4mm 4.5mm; overflow: hidden;
  display: grid; grid-template-columns: 1fr 27mm; grid-template-rows: auto 1fr auto;
  column-gap: 3mm; font-size: 9.3pt; line-height: 1.26; break-inside: avoid; }
.head { grid-column: 1 / -1; display: flex; justify-content: space-between;
  align-items: baseline; gap: 3mm; margin-bottom: 1.5mm; }
.head b { font-size: 11pt; }
.head span { color: #444; font-size: 7.6pt; text-align: end; }
.card p { margin: 0 0 1.1mm; }
.qr svg { width: 27mm; height: 27mm; display: block; }
.side { text-align: center; }
.side .ref { font-size: 11.5pt; }
.bot { font-size: 7.6pt; }
.secret { font-size: 13pt; font-weight: bold; border: 0.4mm solid #000; border-radius: 1.5mm;
  padding: 0.8mm 2mm; display: inline-block; margin-bottom: 1mm; }
.foot { grid-column: 1 / -1; font-size: 8pt; color: #333; border-top: 0.2mm solid #999;
  padding-top: 1mm; }
"""


def link_of(link: str, reference: str) -> str:
    """The address on a card: it opens the bot and says which card it is."""
    return f"{link}?start={CARD_LINK}{reference.replace('-', '')}"


def card_page(
    catalogues: Catalogues, language: str, cards: Sequence[Printed], link: str, organisation: str
) -> str:
    """The whole page. `link` opens a private chat with the bot, like https://t.me/loket_bot."""
    shown = [_card(catalogues, language, card, link, organisation) for card in cards]
    sheets = [shown[start : start + ON_A_SHEET] for start in range(0, len(shown), ON_A_SHEET)]
    body = "\n".join(element("section", "\n".join(sheet), "sheet") for sheet in sheets)
    return page(catalogues, language, catalogues.say(TITLE, language), STYLE, body)


def _card(
    catalogues: Catalogues, language: str, card: Printed, link: str, organisation: str
) -> str:
    def words(text: Text) -> str:
        return said(catalogues, language, text)

    typed = element("bdi", f"/card {card.reference}", "ref")
    bot = element("bdi", f"@{link.rpartition('/')[2]}", "bot")
    head = element("b", words(TITLE)) + element("span", element("bdi", escape(organisation)))
    steps = [
        element("p", words(WHAT_FOR)),
        element("p", f"{words(HOW)} {typed}"),
        element("p", words(SECRET)),
        element("bdi", escape(card.secret), "secret"),
    ]
    side = f"{_qr(link_of(link, card.reference))}{reference(card.reference)}<br>{bot}"
    foot = f"{words(KEEP)} {words(NOT_FEDASIL)}"
    return element(
        "article",
        element("div", head, "head")
        + element("div", "".join(steps))
        + element("div", side, "side qr")
        + element("div", foot, "foot"),
        "card",
    )


def _qr(address: str) -> str:
    """A QR code as a drawing inside the page; it still reads with a corner torn off."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    return str(code.svg_inline(omitsize=True, border=3, svgclass=None, lineclass=None))
