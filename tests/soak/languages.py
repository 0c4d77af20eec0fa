"""By which sentences a language is known: pieces of catalogues that no other language has."""

from __future__ import annotations

import re
from functools import cache

from bot.reception.language import CHOOSE, SWITCH
from tests.e2e.staff import CATALOGUES

PLACE = re.compile(r"%\(\w+\)s")
SHORTEST = 14
"""Letters of a piece: a shorter one may stand in another language's sentence by chance."""

NOT_SAID = ("words for a command", "words", "search words", "crisis words")
IN_ALL = (CHOOSE.msgid, SWITCH.msgid)
"""What people read in other languages than their own."""


@cache
def pieces() -> dict[str, frozenset[str]]:
    """The pieces of each language that only it has."""
    found = {code: _of(code) for code in CATALOGUES.codes}
    whole = {code: "\n".join(each) for code, each in found.items()}
    return {
        code: frozenset(
            piece
            for piece in each
            if not any(piece in other for name, other in whole.items() if name != code)
        )
        for code, each in found.items()
    }


def _of(code: str) -> set[str]:
    sentences = {
        key: forms for key, forms in CATALOGUES._of(code).items() if key[0] not in NOT_SAID
    } or {key: (key[1],) for key in CATALOGUES._of("fr") if key[0] not in NOT_SAID}
    return {
        piece.strip()
        for (_, msgid), forms in sentences.items()
        if msgid not in IN_ALL
        for form in forms
        for piece in PLACE.split(form)
        if len(piece.strip()) >= SHORTEST and "Aidez-moi" not in piece
    }


def spoken_in(text: str) -> set[str]:
    """The languages of which a text holds a piece."""
    return {code for code, each in pieces().items() if any(piece in text for piece in each)}
