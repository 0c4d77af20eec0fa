"""Words of somebody in need: numbers are shown first, beside the answer that there is anyway.

They add help and do nothing else: no block, no mark that staff could see. What is kept, sealed for
the contact, is when which numbers were shown, for an hour: nobody reads them after each message.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from bot.engine import Crisis
from bot.privacy.vault import Place
from bot.reception.answering import is_a_key
from bot.reception.visit import Visit
from bot.speech.catalogues import Catalogues
from bot.speech.reading import normal

AGAIN_AFTER = timedelta(hours=1)
"""The same numbers are not shown again within this time."""

MOST = 2
"""Kinds of help in one answer: more is not read."""

Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Crisis]]]
"""Phrases, word by word, by their first word."""


def add_help(visit: Visit, typed: str) -> None:
    """Say the numbers before everything else, if these words call for them."""
    shown = _shown(visit)
    found = in_need(typed, tuple(visit.office.crises), visit.office.catalogues)
    new = [crisis for crisis in found if crisis.id not in shown][:MOST]
    if new and not is_a_key(visit, typed):
        visit.said[:0] = [crisis.help for crisis in new]
        shown |= {crisis.id: visit.now for crisis in new}
    _keep(visit, shown)


def in_need(typed: str, crises: tuple[Crisis, ...], catalogues: Catalogues) -> list[Crisis]:
    """What is meant by a text in any of the languages that are on, in the order of the list."""
    words, phrases = normal(typed).split(), _phrases(crises, catalogues)
    found = {
        crisis.id
        for place, word in enumerate(words)
        for phrase, crisis in phrases.get(word, ())
        if tuple(words[place : place + len(phrase)]) == phrase
    }
    return [crisis for crisis in crises if crisis.id in found]


@cache
def _phrases(crises: tuple[Crisis, ...], catalogues: Catalogues) -> Phrases:
    """The words of every language, as they are compared; made once."""
    found: dict[str, list[tuple[tuple[str, ...], Crisis]]] = {}
    for crisis in crises:
        for code in catalogues.codes:
            for phrase in catalogues.say(crisis.words, code).split("|"):
                words = tuple(normal(phrase).split())
                if words and (words, crisis) not in found.setdefault(words[0], []):
                    found[words[0]].append((words, crisis))
    return found


def _shown(visit: Visit) -> dict[str, datetime]:
    """Which numbers were shown a short time ago, and when."""
    contact = visit.known.contact
    if contact.helped is None:
        return {}
    kept = json.loads(visit.known.contact_key.open(contact.helped, _place(visit)))
    moments = {crisis: datetime.fromisoformat(at) for crisis, at in kept.items()}
    return {crisis: at for crisis, at in moments.items() if visit.now - at < AGAIN_AFTER}


def _keep(visit: Visit, shown: Mapping[str, datetime]) -> None:
    contact = visit.known.contact
    if not shown:
        contact.helped = None
        return
    kept = {crisis: at.isoformat() for crisis, at in sorted(shown.items())}
    contact.helped = visit.known.contact_key.seal(json.dumps(kept).encode(), _place(visit))


def _place(visit: Visit) -> Place:
    return Place("contact", "helped", visit.known.contact.id)
