"""Which sentences were read aloud, in which language. A changed sentence is another one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.engine import Text
from bot.speech.catalogues import Catalogues

Heard = frozenset[tuple[str, str]]
"""Language and key of every sentence of which there is a recording."""


@dataclass
class Recorded:
    """What there is, as it was read from the database at a moment: nobody needs it to the second,
    and each message would pay for asking.
    """

    heard: Heard = frozenset()
    read_at: datetime | None = None

    def covers(self, texts: Iterable[Text], language: str, catalogues: Catalogues) -> bool:
        """Whether every sentence of some texts can be heard."""
        if not self.heard:
            return False
        keys = [key_of(each, language, catalogues) for each in sentences(*texts)]
        return bool(keys) and all((language, key) in self.heard for key in keys)


def sentences(*texts: Text) -> Iterator[Text]:
    """The sentences of some texts, in the order in which they are read."""
    for text in texts:
        yield from sentences(*text.parts) if text.parts else (text,)


def key_of(sentence: Text, language: str, catalogues: Catalogues) -> str:
    """A sentence as it reads today in a language (SHA-256 of its context, source and words)."""
    words = catalogues.say(sentence, language)
    return hashlib.sha256(
        "\0".join((sentence.context or "", sentence.msgid, words)).encode()
    ).hexdigest()
