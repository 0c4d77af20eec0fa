"""What the reference bots ask: as many messages each way as Loket's status flow has.

Bench code, and the standard library only: each reference bot runs in an environment of its own.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One screen. Without `choices` any words answer it."""

    text: str
    choices: tuple[str, ...] = ()


QUESTIONS = (
    Question("Which language do you speak?", ("English", "Français", "Nederlands", "العربية")),
    Question("Hello. This is free. We are not the police.", ("Go on",)),
    Question("May we keep your messages?", ("Yes, keep them", "Only information")),
    Question("What do you need?", ("My papers", "A place to sleep", "Other help")),
    Question("Which paper do you have?", ("Annex 26", "Annex 26quater", "Orange card", "None")),
    Question("Is your file in French or in Dutch?", ("In French", "In Dutch", "I don't know")),
    Question("Did you get a letter with a date?", ("A letter", "No letter", "Not sure")),
    Question("Do you have a lawyer?", ("A lawyer", "No lawyer", "Not sure")),
    Question("Did another country protect you?", ("It did", "It did not", "Not sure")),
    Question("Do you have an address for letters?", ("An address", "No address", "Unsure")),
    Question("What would you like to know? Write it."),
    Question("Is this right?", ("Send it", "Start again")),
)
CONFIRMED = "Your question is saved. Your number is"


def number() -> str:
    """A number for whoever asked, like `4M7-KQ2`."""
    code = "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(6))
    return f"{code[:3]}-{code[3:]}"
