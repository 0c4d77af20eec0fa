"""Twenty messages a second, for a while: how long people wait."""

from __future__ import annotations

from tests.bench.contestants import LOKET, PTB, PTB_CONCURRENT
from tests.bench.figures import Figures, percentile
from tests.bench.options import NETWORK, Options
from tests.bench.plan import Plan
from tests.bench.playing import READING
from tests.bench.running import play

PER_SECOND = 20.0
SECONDS = 15.0
COLUMNS = ("wait p50 s", "wait p99 s", "unanswered", "429s", "CPU ms")
NOTES = (
    f"{PER_SECOND:.0f} messages/s, evenly, for {SECONDS:.0f} s, from whoever has read longest (at "
    f"least {READING} s) or else from somebody new; {NETWORK * 1000:.0f} ms of network a call, "
    "Telegram's limits. The least wait is half a call for fetching and half a call for sending."
)


async def steady(options: Options) -> list[Figures]:
    """One table."""
    figures = Figures("A steady 20 messages a second", NOTES, COLUMNS)
    for number in range(max(options.rounds, options.references)):
        for who in (LOKET, PTB, PTB_CONCURRENT):
            if number < (options.rounds if who is LOKET else options.references):
                plan = Plan(who.script, 0, NETWORK, within=SECONDS, per_second=PER_SECOND)
                run = await play(who, plan)
                waits = run.told.waits
                figures.add(
                    who.name,
                    percentile(waits, 0.5),
                    percentile(waits, 0.99),
                    SECONDS * PER_SECOND - len(waits),
                    run.told.refusals,
                    run.cpu * 1000 / max(len(waits), 1),
                )
    return [figures]
