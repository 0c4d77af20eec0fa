"""Run a local Bot API by hand: `python -m bot.demo.bot_api --port 8081`."""

import argparse
import asyncio
import contextlib

from .server import serve
from .world import World


async def _run(port: int) -> None:
    world = World()
    async with serve(world, port) as url:
        print(f"{url}/bot{world.bot.token}/getMe", flush=True)  # noqa: T201 -- its one output
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A local Telegram Bot API server.")
    parser.add_argument("--port", type=int, default=8081)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(parser.parse_args().port))


if __name__ == "__main__":
    main()
