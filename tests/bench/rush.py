"""Many people at once, over a network, with Telegram's limits: until the last is confirmed."""

from __future__ import annotations

import math

from bot.demo.bot_api import Limits
from tests.bench.contestants import CONVERSING, LOKET, Contestant, installed
from tests.bench.figures import Figures, percentile
from tests.bench.options import NETWORK, Options
from tests.bench.plan import Plan
from tests.bench.running import Run, play
from tests.bench.scripts import SCRIPTS

PER_SECOND = 30
"""What Telegram lets pass over all chats (https://core.telegram.org/bots/faq)."""

COLUMNS = (
    "seconds", "× (messages ÷ 30 s)", "wait p50 s", "wait p99 s", "429s", "never finished", "CPU ms"
)  # fmt: skip


async def rush(options: Options) -> list[Figures]:
    """A table for each number of people."""
    return [await _of(people, options) for people in options.people]


async def _of(people: int, options: Options) -> Figures:
    figures = Figures(f"A rush: {people} people at once", _notes(options), COLUMNS)
    for number in range(max(options.rounds, options.references)):
        for who in installed(CONVERSING):
            if number < (options.rounds if who is LOKET else options.references):
                figures.add(who.name, *values(await play(who, plan_for(who, people, options))))
    return figures


def plan_for(who: Contestant, people: int, options: Options) -> Plan:
    """Everybody at once, until all are confirmed, nobody moves on, or it takes far too long."""
    shortest = people * len(SCRIPTS[who.script]()) / PER_SECOND
    return Plan(who.script, people, NETWORK, within=max(options.bound * shortest, 60))


def values(run: Run) -> tuple[float, ...]:
    """One round, in the order of the columns."""
    told = run.told
    all_finished = told.finished == told.people
    return (
        told.seconds if all_finished else math.nan,
        told.seconds / (told.messages / PER_SECOND) if all_finished else math.nan,
        percentile(told.waits, 0.5),
        percentile(told.waits, 0.99),
        told.refusals,
        told.people - told.finished,
        run.cpu * 1000 / max(len(told.waits), 1),
    )


def _notes(options: Options) -> str:
    enforced = Limits()
    return (
        f"{NETWORK * 1000:.0f} ms of network a call, no jitter: half before it takes effect, half "
        f"after. Telegram's limits as token buckets ({enforced.per_second:.0f}/s over all with as "
        f"many in store, {enforced.chat_per_second:.0f}/s a chat with {enforced.chat_burst:.0f}) "
        f"and {enforced.group_per_minute} a minute in a group in a sliding window. "
        "12 messages each way; everybody answers at once and never says anything twice. A run ends "
        f"after 25 s in which nobody moved on, or {options.bound:g} × (messages ÷ 30 s). CPU: of "
        "the bot's process, for one answered message."
    )
