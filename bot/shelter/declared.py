"""What somebody answered, as the list needs it: which list, how many, and what to talk about.

Pure, and never stricter than a human would be: whatever cannot be read is left to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.engine import Answers, entries, value

CHILD_UNTIL = 18
COT_UNTIL = 2
"""Years of age: who is younger needs a cot."""

MOST_CHILDREN = 12
"""More numbers than this in one answer are no ages."""

BETWEEN = re.compile(r"[\s,;،؛+&]+|\b(?:and|et|en|y|e|و)\b")

TALKED_ABOUT = {
    "age": {"minor", "senior"},
    "company": {"one_adult"},
    "baby": {"pregnant", "baby"},
    "pregnant": {"pregnant"},
    "health": {"stairs", "senses", "medicine"},
    "serious": {"yes"},
}
"""Answers after which staff talk with somebody. Where they slept is not one of them."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A household as it describes itself. `list` and `size` are None where a human has to settle
    them; `talk`: staff are to talk with them about something that they declared.
    """

    list: str | None = None
    size: int | None = None
    cots: int = 0
    accessible: bool = False
    talk: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing is left for a human to find out first."""
        return self.list is not None and self.size is not None


def declared(answers: Answers) -> Declared:
    """What answers on the path of the flow `join_list` mean. Raises nothing, whatever they are."""
    place, size, cots = _household(answers)
    told = any(value(answers, step) in told for step, told in TALKED_ABOUT.items())
    return Declared(
        list=place,
        size=size,
        cots=cots,
        accessible=value(answers, "health") == "stairs",
        talk=told,
    )


def minor_alone(answers: Answers) -> bool:
    """Under 18 without family: on no list, and a human at once."""
    age, company = value(answers, "age"), value(answers, "company")
    return age == "minor_alone" or (age == "minor" and company == "alone")


def baby_outside(answers: Answers) -> bool:
    """A child under one year slept outside."""
    if value(answers, "slept") != "outside":
        return False
    return value(answers, "baby") == "baby" or 0 in (ages(answers) or ())


def ages(answers: Answers) -> tuple[int, ...] | None:
    """The children's ages in years, in digits of any script; None where they cannot be read."""
    given = entries(answers, "ages")
    if not given or any(entry.kind != "text" for entry in given):
        return None
    words = [word for entry in given for word in BETWEEN.split(entry.text.strip(" .")) if word]
    if not words or len(words) > MOST_CHILDREN or not all(word.isdecimal() for word in words):
        return None
    found = tuple(int(word) for word in words if len(word) <= 2)
    return found if len(found) == len(words) and max(found) < CHILD_UNTIL else None


def _household(answers: Answers) -> tuple[str | None, int | None, int]:
    """Its list, its size and its cots."""
    baby = value(answers, "baby") == "baby"
    match value(answers, "company"):
        case "alone":
            kind = value(answers, "kind")
            if baby:
                return "families", 2, 1
            return (kind, 1, 0) if kind in ("men", "women") else (None, None, 0)
        case "partner" if value(answers, "age") != "minor":
            return ("families", 3, 1) if baby else ("couples", 2, 0)
        case "one_adult" | "two_adults" as company:
            children = ages(answers)
            # Under 18 and the only adult: both cannot be so, and a human finds out.
            is_child = value(answers, "age") == "minor" and company == "one_adult"
            if children is None or is_child:
                return "families", None, 0
            adults = 1 if company == "one_adult" else 2
            cots = sum(age < COT_UNTIL for age in children)
            return "families", adults + len(children), cots
    return None, None, 0
