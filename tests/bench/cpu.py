"""The bot's CPU for one handled message, without limits and without a network's delay."""

from __future__ import annotations

from tests.bench.contestants import AIOGRAM_ECHO, COUNTED, LOKET, PTB_ECHO, installed
from tests.bench.figures import Figures, percentile
from tests.bench.options import NETWORK, Options
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


STATEMENTS = ("statements a message", "transactions a message")
ABOUT_STATEMENTS = (
    "The database statements (each BEGIN among them) and transactions of Loket for one handled "
    "message, receiving, deciding and sending together: in runs of their own, as counting takes "
    "time. The rush is the one of the measure `rush`; one at a time is one person alone."
)


async def cpu(options: Options) -> list[Figures]:
    """Two tables."""
    return [await _milliseconds(options), await _statements()]


async def _statements() -> Figures:
    figures = Figures("Database statements for one handled message", ABOUT_STATEMENTS, STATEMENTS)
    for name, people in (("a rush of 100", 100), ("one at a time", 1)):
        run = await play(COUNTED, Plan(COUNTED.script, people, NETWORK))
        handled = len(run.told.waits)
        figures.add(
            name,
            run.counted["statements"] / handled,
            run.counted["transactions"] / handled,
        )
    return figures


async def _milliseconds(options: Options) -> Figures:
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
    return figures
