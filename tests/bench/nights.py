"""Sixty nights of a list of men, simulated: who waits, who is asked, who comes, which beds stay
empty. Nothing here was observed; every assumption is a number below, and both ways of giving places
out meet the same world: the same men, phones, refusals, beds and stays, drawn from the same seed.

What is left out, for both alike: men who stop waiting or come back after a stay, men without any
phone, somebody at the door of the house, accessible beds. What is left out on the side of the list
in chat, which would help it: late answers, the calls of the team where nobody answers, the board.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

from bot.shelter.policy import Unit
from bot.shelter.rules import RULES

NIGHTS = 60
WAITING = 1200
"""Men on the list when it begins (De Tijd, November 2024), whose dates lie in the last five weeks
evenly: that is how long they waited.
"""
WEEKS = 5
BEDS = 690
STAY = 20.0
"""Nights in a bed on average; each morning one bed in so many is left. 690 beds then give out as
many places a day as 1,200 men in five weeks need, and as many men arrive.
"""
ARRIVALS = WAITING / (7 * WEEKS)
TIERS = (0.06, 0.14, 0.80)
"""What need men have. The list knows it after a talk within `RULES.talk_days`; first come, first
served does not ask.
"""
YES = 0.9
"""The share of those who are reached and say yes."""
COMES = 0.69
"""Of those who said yes: in November 2015, 251 of 363 came (Brussels Times)."""
CHARGED = 0.55
"""The share of hours of the day in which a phone works."""
CHARGES = 0.15
"""How probably an empty phone works an hour later."""
NOTICES = 0.8
"""How probably somebody notices within the hour, a message or a call, if the phone works."""
SHORT_NOTICE = 0.3
"""The share of men who asked to be told of places tonight."""
HOURS = range(9, 20)
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Man:
    """Somebody who waits. `came` is the day of registration, before the first one for those who
    wait already; `need` is his tier, known from the day `seen` on.
    """

    number: int
    came: float
    need: int
    seen: float
    short_notice: bool

    def as_unit(self, today: int) -> Unit:
        """How the list sees him today."""
        return Unit(
            UUID(int=self.number),
            "men",
            self.need if self.seen <= today else len(TIERS),
            FIRST_DAY + timedelta(days=self.came),
            self.number * 7919 % 10007,
            tonight=self.short_notice,
        )


class World:
    """What happens to be so, whoever gives the places out: the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        chance = Random(seed)  # noqa: S311
        dates = [-chance.random() * 7 * WEEKS for _ in range(WAITING)]
        for today in range(NIGHTS):
            dates += [today + chance.random() / 3 for _ in range(_poisson(chance, ARRIVALS))]
        self.men = [self._man(number, came) for number, came in enumerate(dates)]
        self._phone = cache(self._phone_of_a_day)

    def _man(self, number: int, came: float) -> Man:
        chance = self._chance("man", number)
        need = chance.choices((1, 2, 3), TIERS)[0]
        talk = came + chance.random() * RULES.talk_days
        return Man(number, came, need, talk, chance.random() < SHORT_NOTICE)

    def hour_of_answer(self, man: Man, today: int, begins: int, hours: int) -> int | None:
        """When he first looks at a phone that works, within so many hours of a day."""
        looked = self._phone(man.number, today)
        window = range(begins, min(begins + hours, HOURS.stop))
        return next((hour for hour in window if looked[hour - HOURS.start]), None)

    def picks_up(self, man: Man, today: int, hour: int) -> bool:
        """Whether a call in this hour reaches him."""
        return self._phone(man.number, today)[hour - HOURS.start]

    def says_yes(self, man: Man, today: int) -> bool:
        """Whether he takes a place that is offered today."""
        return self._chance("yes", man.number, today).random() < YES

    def comes(self, man: Man, today: int) -> bool:
        """Whether he comes tonight, having said yes."""
        return self._chance("comes", man.number, today).random() < COMES

    def is_left(self, bed: int, today: int) -> bool:
        """Whether whoever sleeps in a bed leaves it this morning."""
        return self._chance("left", bed, today).random() < 1 / STAY

    def _phone_of_a_day(self, number: int, today: int) -> tuple[bool, ...]:
        """For each hour whether a message or a call would be noticed."""
        chance = self._chance("phone", number, today)
        works, empties = chance.random() < CHARGED, CHARGES * (1 - CHARGED) / CHARGED
        found = []
        for _ in HOURS:
            found.append(works and chance.random() < NOTICES)
            works = chance.random() >= empties if works else chance.random() < CHARGES
        return tuple(found)

    def _chance(self, *what: object) -> Random:
        return Random(f"{self._seed} {what}")  # noqa: S311


@dataclass
class Kept:
    """What one way of giving places out led to. came: night, need and days waited of everybody who
    came. empty: beds that stayed empty, night by night. asked: offers or calls, day by day.
    longest: how long the man waits who waits longest, evening by evening.
    """

    came: list[tuple[int, int, float]] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    longest: list[float] = field(default_factory=list)
    left: int = 0


def _poisson(chance: Random, mean: float) -> int:
    found, product, bound = -1, 1.0, math.exp(-mean)
    while product > bound:
        found, product = found + 1, product * chance.random()
    return found
