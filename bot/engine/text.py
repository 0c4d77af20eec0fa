"""Words that are not yet in anybody's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

NOTHING: Mapping[str, str | int | Text] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to translate when it is sent, and not before.

    Deliberately not a `str`: the type checker then refuses a sentence that nobody marked with
    `_()`, and somebody who changes language half-way sees everything in the new one.

    `values` fill the `%(name)s` places: a `Text` is rendered in the same language, a `str` or an
    `int` goes in as it is, isolated in right-to-left languages. With `parts` the text is several
    texts under each other, and `msgid` is what stands between them.
    """

    msgid: str
    context: str | None = None
    plural: str | None = None
    values: Mapping[str, str | int | Text] = field(default_factory=lambda: NOTHING)
    parts: tuple[Text, ...] = ()

    def with_values(self, **values: str | int | Text) -> Text:
        """The same text with more of its places filled; parts are filled too."""
        return replace(
            self,
            values=MappingProxyType({**self.values, **values}),
            parts=tuple(part.with_values(**values) for part in self.parts),
        )

    def __str__(self) -> str:
        raise TypeError("a Text is rendered by bot.speech, in somebody's language")

    def __hash__(self) -> int:
        return hash((self.msgid, self.context, self.plural, self.parts))


def _(msgid: str) -> Text:
    """Mark a sentence for translation."""
    return Text(msgid)


def pgettext(context: str, msgid: str) -> Text:
    """Mark a word for translation that means another thing elsewhere."""
    return Text(msgid, context=context)


def ngettext(singular: str, plural: str, n: int) -> Text:
    """Mark a sentence that depends on a number; the number fills `%(n)s`."""
    return Text(singular, plural=plural, values={"n": n})


def verbatim(words: str) -> Text:
    """Words that are the same in every language: a code, a name, what somebody wrote."""
    return Text("", values={"words": words})


GIVEN_OUT = verbatim("")
"""Stands for what only today knows: where and when clothes and supplies are given out. Whoever
speaks to the person says that in its place, or nothing where no place is known.
"""


def joined(*texts: Text) -> Text:
    """Several texts as paragraphs; a translator meets each by itself."""
    return Text("\n\n", parts=texts)


def lines(*texts: Text) -> Text:
    """Several texts, each on a line of its own."""
    return Text("\n", parts=texts)


def leaves(text: Text) -> list[Text]:
    """The sentences that a text is made of, those inside its values included."""
    if text.parts:
        return [leaf for part in text.parts for leaf in leaves(part)]
    inner = [value for value in text.values.values() if isinstance(value, Text)]
    own = [text] if text.msgid else []
    return own + [leaf for value in inner for leaf in leaves(value)]
