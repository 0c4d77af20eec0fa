"""One spelling for the many in which people type the same word.

Both what is searched and what is searched for go through here, so a letter may lose a difference
that only a dictionary keeps; it may not keep one that a phone's keyboard makes.
"""

from __future__ import annotations

import re

from bot.speech.reading import normal

MOST_WORDS = 60
"""Words of a message that are read: the question stands among them, however long it is."""

ARABIC = str.maketrans(
    {
        **dict.fromkeys("ئېۍےۓ", "ي"),
        **dict.fromkeys("ہھەۀۂ", "ه"),
        **dict.fromkeys("ٱٲ", "ا"),
        **dict.fromkeys("ڪګگ", "گ"),
        "ؤ": "و",
        "ء": "",
    }
)
"""Beside what `speech.reading.normal` does (hamza on its carrier, alef maqsura, Persian yeh and
kaf, teh marbuta, tatweel, vowel signs): the yehs and the g of Pashto, the hehs of Urdu and Kurdish
keyboards, the kaf of Sindhi ones.
"""

LATIN = str.maketrans({"ı": "i", "ɓ": "b", "ɗ": "d", "ŋ": "n", "ɲ": "n", "ƴ": "y", "ø": "o"})
"""Turkish dotless i, and the hooked letters of Pular, which few keyboards have."""


def _rows(*pairs: tuple[int, int]) -> dict[int, int]:
    """Each letter of one row of the Ethiopic block, and the one that sounds alike in another."""
    return {alike + n: one + n for alike, one in pairs for n in range(8)}


ETHIOPIC = {
    **_rows((0x1210, 0x1200), (0x1280, 0x1200)),  # ሐ and ኀ: ሀ
    **_rows((0x1220, 0x1230)),  # ሠ: ሰ
    **_rows((0x12D0, 0x12A0)),  # ዐ: አ
    **_rows((0x1340, 0x1338)),  # ፀ: ጸ
}
SAME_VOWEL = str.maketrans({"ሃ": "ሀ", "ኣ": "አ"})
"""After these consonants the first and the fourth form sound alike; Tigrinya writes the fourth."""

VOWELS = ("ä", "u", "i", "a", "e", "", "o", "w")
"""The eight forms of an Ethiopic letter: written apart, another form of a word is a like word."""

SYLLABLES = {
    letter: f"{chr(letter - letter % 8)}{VOWELS[letter % 8]}" for letter in range(0x1200, 0x1358)
}

NUMBER_THEN_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")
APART = str.maketrans({"+": " ", "፡": " "})


def fold(typed: str) -> str:
    """Small letters of one spelling, with single spaces; digits are Latin."""
    plain = normal(typed.translate(APART)).translate(ARABIC).translate(LATIN)
    return plain.translate(ETHIOPIC).translate(SAME_VOWEL).translate(SYLLABLES)


def words(typed: str) -> list[str]:
    """The words of a text in one spelling, the first sixty; a single letter is none, and a number
    stands for itself ("16jir", "26quater").
    """
    apart = NUMBER_THEN_LETTER.sub(" ", fold(typed))
    return [w for w in apart.split() if len(w) > 1 or not w.isascii()][:MOST_WORDS]
