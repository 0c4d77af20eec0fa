"""The terminal as a channel: the notation in which conversations are shown, typed and kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import Entry, EntryKind

HEARD = "> "
EFFECT = "! "
FILES: dict[str, EntryKind] = {
    "[voice]": "voice",
    "[photo]": "photo",
    "[document]": "document",
    "[location]": "location",
}
"""What is typed for a file in the terminal."""


def shown(text: str, labels: Sequence[str] = ()) -> str:
    """A message: its words, then its choices with their numbers."""
    choices = [f"  {number}. {label}" for number, label in enumerate(labels, start=1)]
    return "\n".join([text, *choices])


def read_line(line: str, number: int) -> Entry:
    """What was typed, as an entry; `number` serves as the message's id."""
    kind = FILES.get(line.strip())
    if kind is not None:
        return Entry(kind, media=f"{kind}-{number}", source=str(number))
    return Entry("text", text=line, source=str(number))
