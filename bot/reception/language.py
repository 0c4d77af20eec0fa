"""Choosing a language: by its own name, at any time, in any state."""

from __future__ import annotations

import unicodedata
from collections import Counter

from bot.engine import Ask, Choice, _, verbatim
from bot.reception.visit import Visit
from bot.speech.languages import Language, in_order_for
from bot.speech.reading import read_choice

ASKING = "@language"

CHOOSE = _("Please choose your language.")
# Translators: offered to somebody who writes in the script of your language.
SWITCH = _("To read this in your language, tap 🌐.")

SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "ETHIOPIC": "ti", "GEORGIAN": "ka"}
"""The first word of a letter's Unicode name, and the language that is offered for its script."""


def ask_language(visit: Visit, *, keeps_place: bool = True) -> None:
    """Put the question for the language, in all of them at once; a guess comes first. Where
    somebody was before is kept as its step.
    """
    contact = visit.known.contact
    before = contact.asked_step if contact.asked_flow == ASKING else contact.asked_flow
    place = before or "" if keeps_place else ""
    languages = _ordered(visit)
    asked = [visit.office.catalogues.say(CHOOSE, each.code) for each in languages]
    text = verbatim(f"🌐 {' · '.join(dict.fromkeys(asked))}")
    choices = tuple(Choice(each.code, verbatim(each.endonym)) for each in languages)
    visit.ask = (ASKING, Ask(place, text, choices))


def read_language(visit: Visit, typed: str) -> str | None:
    """The language that was tapped or typed (its own name, its code, its place)."""
    languages = _ordered(visit)
    labels = [each.endonym for each in languages]
    place = read_choice(typed, labels, [each.code for each in languages])
    return languages[place].code if place is not None else None


def offer_switch(visit: Visit, typed: str) -> None:
    """Somebody writes in another script than the one in which we speak: offer the switch."""
    script = script_of(typed)
    spoken = script_of(visit.office.catalogues[visit.language].endonym)
    offered = SCRIPTS.get(script, "en" if script == "LATIN" else "")
    if script != spoken and offered in visit.office.catalogues.codes:
        visit.say(verbatim(visit.office.catalogues.say(SWITCH, offered)))


def script_of(words: str) -> str:
    """The script of most letters, by the first word of their Unicode names; "" without letters."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in words if c.isalpha())
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else ""


def _ordered(visit: Visit) -> list[Language]:
    return in_order_for(visit.hint, visit.office.catalogues.languages)
