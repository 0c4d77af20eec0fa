"""Pages to print: A4, right-to-left where needed, with everything in the one file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from bot.engine import Text
from bot.speech.catalogues import Catalogues

BASE = """
@page { size: A4; margin: 10mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; color: #000; background: #fff;
  font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Georgian",
    "DejaVu Sans", Arial, sans-serif; }
.ref { font-family: "DejaVu Sans Mono", "Noto Sans Mono", monospace; font-weight: bold;
  white-space: nowrap; direction: ltr; unicode-bidi: isolate; }
"""


def page(catalogues: Catalogues, language: str, title: str, style: str, body: str) -> str:
    """A whole page of HTML in a language. `title` is plain text, `body` HTML."""
    direction = catalogues[language].direction
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{BASE}{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def element(tag: str, content: str, kind: str = "") -> str:
    """An element around HTML."""
    return f'<{tag} class="{kind}">{content}</{tag}>' if kind else f"<{tag}>{content}</{tag}>"


def said(catalogues: Catalogues, language: str, text: Text) -> str:
    """A text in a language, as HTML."""
    return escape(catalogues.say(text, language))


def reference(code: str) -> str:
    """A reference, from left to right in every language."""
    return element("bdi", escape(code), "ref")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of HTML cells; its head is repeated on each sheet of paper."""
    first = "".join(element("th", cell) for cell in head)
    body = "".join(element("tr", "".join(element("td", c) for c in row)) for row in rows)
    return f"<table><thead><tr>{first}</tr></thead><tbody>{body}</tbody></table>"
