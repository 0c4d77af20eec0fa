"""Ways of giving places out, for the same simulated nights: the list as it is, with offers in chat;
and first come, first served by telephone.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from bot.shelter.policy import Free, propose
from bot.shelter.rules import RULES
from tests.bench.nights import BEDS, NIGHTS, Kept, Man, World

CALLED_AT = 10
ROUNDS = ((10, False), (14, False), (18, True))
"""The hours at which a coordinator approves offers, and whether they are of tonight."""


class Giving(Protocol):
    """One way: who says yes today, for so many free beds, of those who wait; and how many were
    asked. It is told who did not come.
    """

    def give(self, beds: int, waiting: dict[int, Man], today: int) -> tuple[list[Man], int]: ...

    def missed(self, man: Man) -> None: ...


@dataclass
class ByList:
    """`bot.shelter.policy` and its rules: a time to answer, whoever does not answer or says no is
    followed by the next one the same day, the third silence or night not come for sets aside until
    the man looks at his phone again at noon of another day.
    """

    world: World
    before: int = 0
    silences: Counter[int] = field(default_factory=Counter)
    misses: Counter[int] = field(default_factory=Counter)
    aside: dict[int, int] = field(default_factory=dict)

    def give(self, beds: int, waiting: dict[int, Man], today: int) -> tuple[list[Man], int]:
        """Three rounds of offers, the last one for those who asked for short notice."""
        self._restore(waiting, today)
        here = {n: man for n, man in waiting.items() if n not in self.aside}
        said_yes: list[Man] = []
        asked = 0
        for hour, tonight in ROUNDS:
            units = [man.as_unit(today) for man in here.values()]
            free = Free("men", beds - len(said_yes), before=self.before, tonight=tonight)
            hours = RULES.short.seconds // 3600 if tonight else RULES.answer_hours
            for pick in propose(units, free, RULES).picks:
                man = here.pop(pick.unit.id.int)
                asked += 1
                if self._says_yes(man, today, hour, hours):
                    said_yes.append(man)
            self.before += asked
        return said_yes, asked

    def missed(self, man: Man) -> None:
        """He keeps his place on the list, at first."""
        self._count(self.misses, man)

    def _says_yes(self, man: Man, today: int, hour: int, hours: int) -> bool:
        if self.world.hour_of_answer(man, today, hour, hours) is None:
            self._count(self.silences, man, today)
            return False
        return self.world.says_yes(man, today)

    def _count(self, what: Counter[int], man: Man, today: int = 0) -> None:
        what[man.number] += 1
        if what[man.number] > RULES.forgiven:
            self.aside[man.number] = today

    def _restore(self, waiting: dict[int, Man], today: int) -> None:
        for number, since in list(self.aside.items()):
            if number not in waiting:
                del self.aside[number]
            elif since < today and self.world.picks_up(waiting[number], today - 1, 12):
                del self.aside[number], self.silences[number], self.misses[number]


@dataclass
class ByCalls:
    """Whoever waits longest is called first, once a day. `each`: calls a day for each free bed."""

    world: World
    each: int = 1

    def give(self, beds: int, waiting: dict[int, Man], today: int) -> tuple[list[Man], int]:
        """Calls down the line, until the beds are taken or the calls used up."""
        said_yes: list[Man] = []
        asked = 0
        for man in sorted(waiting.values(), key=lambda man: man.came)[: beds * self.each]:
            if len(said_yes) == beds:
                break
            asked += 1
            reached = self.world.picks_up(man, today, CALLED_AT)
            if reached and self.world.says_yes(man, today):
                said_yes.append(man)
        return said_yes, asked

    def missed(self, man: Man) -> None:
        """He is called again the next day."""


AS_MANY_AS_NEEDED = sys.maxsize


def simulate(world: World, giving: Giving) -> Kept:
    """All nights. A bed whose man does not come is empty for the night, and free again."""
    kept = Kept()
    sleeping = set(range(BEDS))
    waiting = {man.number: man for man in world.men if man.came < 0}
    for today in range(NIGHTS):
        sleeping -= {bed for bed in sleeping if world.is_left(bed, today)}
        waiting |= {man.number: man for man in world.men if today <= man.came < today + 1}
        said_yes, asked = giving.give(BEDS - len(sleeping), waiting, today)
        free = iter(sorted(set(range(BEDS)) - sleeping))
        for man in said_yes:
            if not world.comes(man, today):
                giving.missed(man)
                continue
            del waiting[man.number]
            sleeping.add(next(free))
            kept.came.append((today, man.need, today - man.came))
        kept.empty.append(BEDS - len(sleeping))
        kept.asked.append(asked)
        kept.longest.append(today - min(man.came for man in waiting.values()))
    kept.left = len(waiting)
    return kept
