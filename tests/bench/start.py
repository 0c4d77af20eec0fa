"""How soon the first answer comes after the start, and how much memory that takes."""

from __future__ import annotations

from tests.bench.contestants import AIOGRAM_ECHO, LOKET, PTB_ECHO, installed
from tests.bench.figures import Figures
from tests.bench.options import Options
from tests.bench.plan import Plan
from tests.bench.running import play

COLUMNS = ("seconds to the first answer", "memory MB")
FEWEST = 3
"""Rounds: a start is short, and differs more than anything else."""

NOTES = (
    "From the start of the process to the first message to somebody who wrote before. Loket "
    "also makes its database. Memory: what is resident then."
)


async def start(options: Options) -> list[Figures]:
    """One table."""
    figures = Figures("Start", NOTES, COLUMNS, (COLUMNS[0], PTB_ECHO.name))
    for _ in range(max(FEWEST, options.rounds)):
        for who in installed((LOKET, PTB_ECHO, AIOGRAM_ECHO)):
            run = await play(who, Plan(who.script, people=0))
            figures.add(who.name, run.started, run.memory)
    return [figures]
