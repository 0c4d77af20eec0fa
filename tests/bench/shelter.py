"""The shelter list: sixty simulated nights, ours beside calls to whoever waits longest; and how
long a proposal takes.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.demo.process import ROOT
from bot.shelter.rules import RULES
from tests.bench import nights
from tests.bench.figures import Figures, percentile
from tests.bench.giving import AS_MANY_AS_NEEDED, ByCalls, ByList, Giving, simulate
from tests.bench.nights import NIGHTS, Kept, World
from tests.bench.options import Options
from tests.bench.proposals import proposals

SEEDS = range(1, 8)
LIST = "our list, offers in chat"
CALLS = "first come, one call a bed and day"
MANY = "first come, calls until it is taken"
WAYS: dict[str, Callable[[World], Giving]] = {
    LIST: ByList,
    CALLS: ByCalls,
    MANY: lambda world: ByCalls(world, AS_MANY_AS_NEEDED),
}
SETTLED = 30
"""From this night on it counts: before, the list is still what it was when it began."""
COLUMNS = (
    "tier 1, days waited",
    "tier 2, days waited",
    "tier 3, days waited",
    "9 of 10, days waited",
    "longest wait, days",
    "beds empty a night",
    "men who came in",
    "still waiting",
    "asked a day",
)
NOTES = (
    f"Simulated, not observed. {nights.WAITING:,} men wait when it begins, {nights.ARRIVALS:.0f} "
    f"come a day, {nights.BEDS} beds of which one in {nights.STAY:.0f} is left each morning; "
    f"{1 - nights.COMES:.0%} of those who say yes do not come; a phone works in "
    f"{nights.CHARGED:.0%} of all hours. Seeds {SEEDS.start} to {SEEDS.stop - 1}, each with the "
    "same men, phones, refusals and beds for all three. Days waited: median of those who came in "
    f"from night {SETTLED} on; a tier counts after a talk, within {RULES.talk_days} days. 9 of 10: "
    "so long or less for nine in ten of them. Longest: of whoever still waits on the last "
    "evening. Asked: offers, or calls of the team."
)
PICTURE = Path("docs/pictures/shelter-nights.png")


async def shelter(options: Options) -> list[Figures]:
    """Two tables, and a picture where one is asked for."""
    kept = await asyncio.to_thread(_simulated)
    if options.picture:
        _draw(kept)
    return [_table(kept), await proposals(options.folder)]


def _simulated() -> dict[str, list[Kept]]:
    worlds = [World(seed) for seed in SEEDS]
    return {name: [simulate(world, way(world)) for world in worlds] for name, way in WAYS.items()}


def _table(kept: dict[str, list[Kept]]) -> Figures:
    figures = Figures(f"{NIGHTS} nights of the shelter list", NOTES, COLUMNS, bars=False)
    for name, rounds in kept.items():
        for one in rounds:
            late = [(need, waited) for night, need, waited in one.came if night >= SETTLED]
            figures.add(
                name,
                *(
                    percentile([waited for of, waited in late if of == need], 0.5)
                    for need in (1, 2, 3)
                ),
                percentile([waited for _, waited in late], 0.9),
                one.longest[-1],
                sum(one.empty) / NIGHTS,
                len(one.came),
                one.left,
                sum(one.asked) / NIGHTS,
            )
    return figures


def _draw(kept: dict[str, list[Kept]]) -> None:
    runs = {
        name: [{"came": one.came, "empty": one.empty, "longest": one.longest} for one in rounds]
        for name, rounds in kept.items()
    }
    beside = runs.pop(MANY)
    given = {"ways": runs, "beside": beside, "beds": nights.BEDS}
    program = (sys.executable, "-m", "tests.bench.nights_picture", str(ROOT / PICTURE))
    subprocess.run(program, input=json.dumps(given), text=True, check=True, cwd=ROOT)
    print(f"wrote {PICTURE}")
