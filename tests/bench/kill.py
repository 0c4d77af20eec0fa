"""`kill -9` three times in a rush: who finishes, who is stuck, what comes twice."""

from __future__ import annotations

import random

from tests.bench.contestants import LOKET, PTB
from tests.bench.figures import Figures
from tests.bench.options import NETWORK, Options
from tests.bench.plan import Plan
from tests.bench.running import play

PEOPLE = 60
PATIENCE = 10.0
STALLED = 22.0
COLUMNS = ("finished", "of people", "stuck", "repeated messages", "429s", "seconds")
NOTES = (
    f"{PEOPLE} people at once, {NETWORK * 1000:.0f} ms of network, Telegram's limits. Killed at "
    "random moments, 3 to 6 s apart, and started again at once. "
    f"Whoever gets no answer for {PATIENCE:.0f} s says the same again, and never begins afresh. "
    f"Stuck: had not finished when nobody had moved on for {STALLED:.0f} s. Repeated: came "
    "although it was not asked for again."
)


async def kill(options: Options) -> list[Figures]:
    """One table."""
    chance = random.Random(60)  # noqa: S311 -- moments, no secrets
    figures = Figures("kill -9, three times in a rush of 60", NOTES, COLUMNS)
    for number in range(max(options.rounds, options.references)):
        moments = [chance.uniform(3, 6) for _ in range(3)]
        for who in (LOKET, PTB):
            if number < (options.rounds if who is LOKET else options.references):
                plan = Plan(who.script, PEOPLE, NETWORK, stalled=STALLED, patience=PATIENCE)
                told = (await play(who, plan, kills=moments)).told
                stuck = told.people - told.finished
                figures.add(
                    who.name, told.finished, told.people, stuck, told.repeated, told.refusals,
                    told.seconds,
                )  # fmt: skip
    return [figures]
