"""Short references that can be read aloud, typed on any phone, and guessed by nobody."""

from __future__ import annotations

import secrets

ALPHABET = "23456789CDFGHJKMNPQRTVWXYZ"
"""No vowels (no words by accident), nothing that looks like something else (0 O, 1 I L)."""


def new_reference(length: int = 6) -> str:
    """A random reference, in upper case, with a hyphen in the middle: "4M7-KQ2"."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return f"{drawn[: length // 2]}-{drawn[length // 2 :]}"


def read_reference(typed: str) -> str:
    """A reference as somebody may have typed it: small letters, no hyphen, spaces."""
    letters = "".join(c for c in typed.upper() if c.isalnum())
    return f"{letters[: len(letters) // 2]}-{letters[len(letters) // 2 :]}"
