"""Choosing a language: by its own name, at any time, in any state."""

from __future__ import annotations

from bot.engine import Ask, Choice, _, verbatim
from bot.reception.visit import Visit
from bot.speech.languages import Language, in_order_for
from bot.speech.reading import read_choice
from bot.speech.scripts import better_for

ASKING = "@language"

CHOOSE = _("Please choose your language.")
# Translators: offered to somebody who writes in the script of your language.
SWITCH = _("To read this in your language, tap 🌐.")

# Translators: said once to whoever has chosen a language that is new; %(language)s is the name of
# another one, like "English".
DRAFT = _("This translation is new and has not been checked yet. Checked: %(language)s.")

ASKED_IN = 4
"""In so many languages the question stands above the names; each name asks by itself."""


def ask_language(visit: Visit, *, keeps_place: bool = True) -> None:
    """Put the question for the language, in several at once; a guess comes first. Where somebody
    was before is kept as its step.
    """
    contact = visit.known.contact
    before = contact.asked_step if contact.asked_flow == ASKING else contact.asked_flow
    place = before or "" if keeps_place else ""
    languages = _ordered(visit)
    asked = [visit.office.catalogues.say(CHOOSE, each.code) for each in languages[:ASKED_IN]]
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
    """Somebody writes in another script than the one in which we speak: offer the switch, in the
    languages of that script and in the one that we speak.
    """
    catalogues = visit.office.catalogues
    better = better_for(typed, visit.language, catalogues[visit.language].endonym)
    offered = [code for code in better if code in catalogues.codes]
    if offered:
        said = [catalogues.say(SWITCH, code) for code in (*offered, visit.language)]
        visit.say(verbatim("\n".join(dict.fromkeys(said))))


def say_draft(visit: Visit) -> None:
    """Say that the language just chosen is a draft, and name the nearest that was checked."""
    catalogues = visit.office.catalogues
    if catalogues[visit.language].draft:
        checked = catalogues.nearest_checked(visit.language)
        visit.say(DRAFT.with_values(language=verbatim(checked.endonym)))


def _ordered(visit: Visit) -> list[Language]:
    return in_order_for(visit.hint, visit.office.catalogues.languages)
