"""The keyboard under a question: its choices, then what works everywhere."""

from __future__ import annotations

from bot.engine import Ask
from bot.reception.language import ASKING as LANGUAGE
from bot.reception.visit import Visit
from bot.speech.keys import BACK, EMERGENCY, LISTEN, MENU, Rows, globe, in_rows

WITHOUT_WAYS = ("menu", "welcome", LANGUAGE)
"""Where there is nothing to go back to."""


def keyboard(visit: Visit, flow: str, ask: Ask, *, aloud: bool = False) -> Rows:
    """Rows of labels in the person's language; what else there is to answer follows the choices.
    `aloud`: all that is said can be heard.
    """
    choices = [visit.words(choice.label) for choice in ask.choices]
    ways = [] if flow in WITHOUT_WAYS else [visit.words(label) for label in (BACK, MENU)]
    emergency = visit.words(EMERGENCY)
    always = [] if emergency in choices else [emergency]
    if flow != LANGUAGE:
        always.append(globe(visit.office.catalogues, visit.language))
    listen = (visit.words(LISTEN),) if aloud else ()
    more = (*(visit.keys or ()), listen)
    return tuple(row for row in (*in_rows(choices), *more, tuple(ways), tuple(always)) if row)
