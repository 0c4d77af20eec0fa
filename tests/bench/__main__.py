"""`python -m tests.bench`: measures, beside other bots in the same run. `--help` lists them."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.cpu import cpu
from tests.bench.figures import Figures
from tests.bench.kill import kill
from tests.bench.options import Options
from tests.bench.picture import draw
from tests.bench.rush import rush
from tests.bench.search import search
from tests.bench.shelter import shelter
from tests.bench.start import start
from tests.bench.steady import steady
from tests.bench.table import printed
from tests.bench.tickets import tickets

Measure = Callable[[Options], Awaitable[list[Figures]]]
MEASURES: dict[str, tuple[Measure, str]] = {
    "start": (start, "seconds to the first answer, and memory"),
    "cpu": (cpu, "the bot's CPU for a handled message, beside bare echoes"),
    "steady": (steady, "waiting at 20 messages a second"),
    "rush": (rush, "many people at once, until the last one's confirmation"),
    "kill": (kill, "kill -9 three times in a rush"),
    "tickets": (tickets, "the rush with the tickets of years stored (takes minutes to fill)"),
    "search": (search, "answers found by the words that people type, and how fast"),
    "shelter": (shelter, "sixty nights of the shelter list, simulated; a proposal of 3,000"),
}
BY_DEFAULT = ("start", "cpu", "steady", "rush", "kill")


def read_arguments() -> argparse.Namespace:
    """What was asked for."""
    listed = "\n".join(f"  {name:8} {about}" for name, (_, about) in MEASURES.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=f"Measures:\n{listed}\n\nWithout a name: {' '.join(BY_DEFAULT)}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help="which, in this order")
    parser.add_argument("--people", type=int, nargs="+", default=[100], help="sizes of the rush")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of Loket and of CPU")
    parser.add_argument("--references", type=int, default=1, help="rounds of the other bots")
    parser.add_argument("--tickets", type=int, nargs="+", default=[10_000, 111_236])
    parser.add_argument("--picture", action="store_true", help="write docs/pictures/")
    chosen = parser.parse_args()
    if unknown := set(chosen.measures) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    return chosen


async def measure(chosen: argparse.Namespace, options: Options) -> list[Figures]:
    """Run what was asked for, and print each table as soon as it is there."""
    found: list[Figures] = []
    for name in chosen.measures or BY_DEFAULT:
        began = time.monotonic()
        for figures in await MEASURES[name][0](options):
            print(printed(figures), flush=True)
            found.append(figures)
        print(f"({name} took {time.monotonic() - began:.0f} s)\n", flush=True)
    return found


def machine() -> str:
    """On what this runs, and how busy it is with other things."""
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{datetime.now(UTC):%d %B %Y}; {os.cpu_count()} cores; {platform.system()} "
        f"{platform.machine()}; Python {platform.python_version()}; load before: {busy}. "
        "Medians; in brackets the lowest and highest round."
    )


def main() -> None:
    """Measure, and draw where that was asked for."""
    chosen = read_arguments()
    print(machine(), flush=True)
    options = Options(
        tuple(chosen.people),
        chosen.rounds,
        chosen.references,
        tuple(chosen.tickets),
        picture=chosen.picture,
    )
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        found = asyncio.run(measure(chosen, replace(options, folder=Path(folder))))
    if chosen.picture:
        draw(found)


if __name__ == "__main__":
    main()
