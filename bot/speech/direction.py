"""Keeping numbers, codes and Latin names whole inside right-to-left text.

Unicode isolates (UAX #9): LRI for what is known to run left to right, FSI for what is not known.
A line that begins with one of these begins with RLM: apps that take a line's direction from its
first letter, wherever it stands, would lay it out from the left.
"""

from __future__ import annotations

import re

LRI, FSI, PDI, RLM = "\u2066", "\u2068", "\u2069", "\u200f"
LATIN = "A-Za-zÀ-ɏ0-9/@#_"
LATIN_RUN = re.compile(
    r"«[^»\u0600-\u06ff]+»"  # what is quoted in another language, with its marks
    rf"|(?:[+−-](?=\d))?[{LATIN}](?:[ .,:;+−’'&–-]*(?:[{LATIN}]|\([{LATIN} .,:;+−-]+\)))*"
)
PLACE = re.compile(r"(%\(\w+\)s)")
LETTER = re.compile(r"[^\W\d_]")
FIRST = re.compile(rf"{LETTER.pattern}|{LRI}|%\(")
"""Where a line shows its direction: its first letter, or what is isolated or put in before it."""

MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\u061c]")


def isolate_latin(words: str) -> str:
    """Right-to-left words with each run of Latin letters and digits isolated. Places like
    `%(name)s` are left alone: what fills them is isolated by itself.
    """
    parts = PLACE.split(words)
    return "".join(
        part if PLACE.fullmatch(part) else LATIN_RUN.sub(_isolated, part) for part in parts
    )


def _isolated(run: re.Match[str]) -> str:
    return f"{LRI}{run.group()}{PDI}"


def led_from_the_right(words: str) -> str:
    """Right-to-left words in which each line that begins with a place or an isolate says so."""
    return "\n".join(map(_led, words.split("\n")))


def _led(line: str) -> str:
    first = FIRST.search(line)
    return f"{RLM}{line}" if first and first.group() in (LRI, "%(") else line


def isolate(words: str) -> str:
    """Words of unknown direction, kept from disturbing what stands around them."""
    return f"{FSI}{words}{PDI}"


def without_marks(words: str) -> str:
    """Words without characters that are not seen: directions, joiners' relatives, variants."""
    return MARKS.sub("", words)
