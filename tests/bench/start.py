"""How soon the first answer comes after the start, and how much memory that takes, beside a bare
python-telegram-bot echo in the same run.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot.demo.bot_api import NO_LIMITS, User, World, serve
from tests.e2e.installation import Installation

ROUNDS = 7
LOKET = ("-m", "bot", "run")
ECHO = ("-m", "tests.bench.echo_bot")


async def first_answer(program: tuple[str, ...]) -> tuple[float, float]:
    """Seconds from the start of the process to the first message; megabytes it then holds."""
    world = World(limits=NO_LIMITS)
    carla = world.create_user("Carla")
    group = world.create_group("Legal help", carla, supergroup=True, bot="administrator")
    person = world.create_user("Somebody", language_code="ar")
    person.send_text("/start")
    with tempfile.TemporaryDirectory() as folder:
        async with serve(world) as api:
            loket = Installation(Path(folder), world, api, group.chat_id, program=program)
            return await _measure(loket, person)


async def _measure(loket: Installation, person: User) -> tuple[float, float]:
    began = time.monotonic()
    await loket.start()
    await person.chat.wait_for(lambda chat: chat.bot_messages, 30)
    took = time.monotonic() - began
    memory = loket.memory()
    await loket.kill()
    return took, memory


async def main() -> None:
    """Alternate the two, and print medians, extremes and the ratio."""
    found: dict[str, list[tuple[float, float]]] = {"Loket": [], "bare PTB echo": []}
    for _ in range(ROUNDS):
        found["Loket"].append(await first_answer(LOKET))
        found["bare PTB echo"].append(await first_answer(ECHO))
    print(f"{'':16}{'median s':>10}{'fastest':>10}{'slowest':>10}{'MB':>8}")
    for name, measured in found.items():
        took = [seconds for seconds, _ in measured]
        memory = statistics.median(megabytes for _, megabytes in measured)
        print(
            f"{name:16}{statistics.median(took):10.2f}{min(took):10.2f}{max(took):10.2f}"
            f"{memory:8.0f}"
        )
    ratio = statistics.median(s for s, _ in found["Loket"]) / statistics.median(
        s for s, _ in found["bare PTB echo"]
    )
    print(f"Loket takes {ratio:.2f} × as long as the echo, with a database to make.")


if __name__ == "__main__":
    asyncio.run(main())
