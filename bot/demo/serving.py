"""A web server that starts and stops quickly, inside another program."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator

import uvicorn
from starlette.applications import Starlette

_GRACE = 1.0  # seconds


@contextlib.asynccontextmanager
async def served(
    app: Starlette,
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    on_stop: Callable[[], None] = lambda: None,
) -> AsyncIterator[str]:
    """Serve an application; gives the address, such as `http://127.0.0.1:8081`. Port 0 takes a free
    one. `on_stop` is called at the end, so that answers which are waited for can be given. Raises
    OSError where the port is taken.
    """
    listener = _listen(host, port)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
    server = _Server(config)
    failure: Exception | None = None
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve(sockets=[listener]))
        await server.listening.wait()
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        except Exception as error:
            failure = error
        finally:
            server.stopping.set()
            on_stop()
    if failure:
        raise failure


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, stops at once, and leaves signals to its program."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening, self.stopping = asyncio.Event(), asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        # uvicorn's own looks for its end ten times a second
        await self.on_tick(0)
        await self.stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more calls and give the running ones a second to be answered."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if running := set(self.server_state.tasks):
            await asyncio.wait(running, timeout=_GRACE)
        for task in self.server_state.tasks:
            task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's algorithm off only for sockets that name their protocol; with it
    # each answer would wait 40 ms for the caller's acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener
