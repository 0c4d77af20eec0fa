"""The keys that stand under every question, and how labels make rows."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import pgettext
from bot.speech.catalogues import Catalogues

BACK = pgettext("keyboard", "↩️ Back")
MENU = pgettext("keyboard", "🏠 Menu")
EMERGENCY = pgettext("keyboard", "🆘 Emergency")
CONTINUE = pgettext("keyboard", "▶️ Continue my questions")
LISTEN = pgettext("keyboard", "🔊 Listen")
GLOBE = "🌐"

SHORT = 16
"""Characters up to which two labels stand beside each other on a small phone."""

Rows = tuple[tuple[str, ...], ...]


def globe(catalogues: Catalogues, language: str) -> str:
    """The key that switches language: other languages by their own names."""
    others = [each.endonym for each in catalogues.languages if each.code != language]
    return f"{GLOBE} {' · '.join(others[:3])}{' …' if len(others) > 3 else ''}"


def in_rows(labels: Sequence[str]) -> Rows:
    """Labels in rows: two short neighbours share one."""
    rows: list[tuple[str, ...]] = []
    for label in labels:
        before = rows[-1] if rows else ()
        if len(before) == 1 and max(len(before[0]), len(label)) <= SHORT:
            rows[-1] = (before[0], label)
        else:
            rows.append((label,))
    return tuple(rows)


def after_news(catalogues: Catalogues, language: str, *, in_a_flow: bool) -> Rows:
    """The keyboard under something that nobody had asked for, like a helper's answer."""
    first = [catalogues.say(CONTINUE, language)] if in_a_flow else []
    ways = [catalogues.say(each, language) for each in (MENU, EMERGENCY)]
    return (*in_rows(first), tuple(ways), (globe(catalogues, language),))
