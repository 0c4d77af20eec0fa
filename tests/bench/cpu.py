"""The bot's CPU for one handled message, without limits and without a network's delay."""

from __future__ import annotations

from tests.bench.contestants import AIOGRAM_ECHO, LOKET, PTB_ECHO, installed
from tests.bench.figures import Figures, percentile
from tests.bench.options import Options
from tests.bench.plan import Plan
from tests.bench.running import play

PEOPLE = 50
COLUMNS = ("CPU ms a message", "messages/s", "wait p50 s", "memory MB")
NOTES = (
    f"{PEOPLE} people at once, 12 messages each. User and system time of the bot's process "
    "(/proc/PID/stat), after one person has gone through everything. "
    "Loket stores each message durably, sealed, and keeps Telegram's 30/s by itself, whether or "
    "not they are enforced: its messages/s are that limit. An echo stores nothing."
)


async def cpu(options: Options) -> list[Figures]:
    """One table."""
    figures = Figures("CPU for one handled message", NOTES, COLUMNS, (COLUMNS[0], PTB_ECHO.name))
    for _ in range(options.rounds):
        for who in installed((PTB_ECHO, LOKET, AIOGRAM_ECHO)):
            run = await play(who, Plan(who.script, PEOPLE, limits=False))
            handled = len(run.told.waits)
            figures.add(
                who.name,
                run.cpu * 1000 / handled,
                handled / run.told.seconds,
                percentile(run.told.waits, 0.5),
                run.memory,
            )
    return [figures]
