"""The demo: a town, its page, and where to look at it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.demo.bot_api import MovableClock
from bot.demo.bot_api.world import TOKEN
from bot.demo.host import DoesNotStart
from bot.demo.page.app import page_of
from bot.demo.town import Town, town

PORT = 8090
"""The port that is tried first; where it is taken, another one is found."""

LAST_PORT = 65535

READY = """\
{address}

Open it in a browser: a person's phone and the volunteers' side by side, driven by the unchanged
bot. Everything stays on this machine, and is gone when you stop it: Ctrl-C."""

FAR_AWAY = """
This machine is reached over ssh: on your own, run
  ssh -L {port}:127.0.0.1:{port} {host}
and open http://127.0.0.1:{port} there. A flow in the terminal: python -m bot simulate status"""


class CannotShow(Exception):
    """The demo cannot be shown; one line that says why, and what to write instead."""


async def show(host: str, port: int | None, *, browser: bool) -> None:
    """Serve the demo until it is stopped. Raises CannotShow."""
    _refuse_a_real_token(os.environ)
    port = _port(host, port)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(name, stopping.set)
    async with _town() as opened, page_of(opened, port, host) as address:
        _say(READY.format(address=address))
        if "SSH_CONNECTION" in os.environ:
            _say(FAR_AWAY.format(port=address.rpartition(":")[2], host=os.uname().nodename))
        elif browser and _has_a_screen(os.environ):
            webbrowser.open(address)
        await stopping.wait()


@asynccontextmanager
async def _town() -> AsyncIterator[Town]:
    try:
        # Its clock runs with the machine's, and a story can move it from the night to the morning.
        async with town(MovableClock()) as opened:
            yield opened
    except DoesNotStart as why:
        raise CannotShow(f"the bot does not start: {why}") from None


def _port(host: str, asked: int | None) -> int:
    """The port asked for, or PORT, or 0 for any that is free. Raises CannotShow."""
    wanted = PORT if asked is None else asked
    try:
        if wanted not in range(LAST_PORT + 1):
            raise OSError(None, "there is no such port")
        with socket.create_server((host, wanted)) as free:
            port: int = free.getsockname()[1]
            return port
    except OSError as why:
        if asked is None:
            return 0
        raise CannotShow(
            f"--host {host} --port {asked} cannot be used ({why.strerror}): leave both out"
        ) from None


def _refuse_a_real_token(environment: Mapping[str, str]) -> None:
    """What is done here must never reach people: not even by a mistake in a setting."""
    if environment.get("LOKET_TELEGRAM_TOKEN", TOKEN) != TOKEN:
        raise CannotShow(
            "LOKET_TELEGRAM_TOKEN is set, and the demo takes no token: it never talks to Telegram; "
            "write 'env -u LOKET_TELEGRAM_TOKEN make demo' instead"
        )


def _has_a_screen(environment: Mapping[str, str]) -> bool:
    """Whether a browser can be opened here. Without a screen it would be one of text."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(name in environment for name in screens)


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - this is the terminal
