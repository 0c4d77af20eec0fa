"""A web server that starts and stops quickly, inside another program."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator

import uvicorn
from starlette.applications import Starlette

_GRACE = 1.0  # seconds

Address = tuple[str, int]
"""Host and port of whoever calls."""


@contextlib.asynccontextmanager
async def served(
    app: Starlette,
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    on_stop: Callable[[], None] = lambda: None,
    door: Door | None = None,
) -> AsyncIterator[str]:
    """Serve an application; gives the address, such as `http://127.0.0.1:8081`. Port 0 takes a free
    one. `on_stop` is called at the end, so that answers which are waited for can be given. `door`
    is this server's for as long as it serves. Raises OSError where the port is taken.
    """
    listener = _listen(host, port)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off")
    server = _Server(config)
    if door:
        door.leads_to(server, host, listener.getsockname()[1])
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


class Door:
    """The way to a server, from outside: it can be shut for a while, on the port that it has."""

    def leads_to(self, server: _Server, host: str, port: int) -> None:
        """It is this server's now."""
        self._server, self._address = server, (host, port)

    @contextlib.asynccontextmanager
    async def shut(self) -> AsyncIterator[None]:
        """Refuse every connection for as long as the block lasts; those that were open are cut."""
        await self._server.close()
        yield
        await self._server.startup([_listen(*self._address)])

    async def hang_up(self, caller: Address | None) -> None:
        """Cut the connection of a caller: nothing more gets through."""
        self._server.cut(lambda client: client == caller)
        await asyncio.sleep(0)  # the connection hears of its end


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

    async def close(self) -> None:
        """Take no more connections, and cut all that are open."""
        for server in self.servers:
            server.close()
        self.cut(lambda _client: True)
        await asyncio.sleep(0)

    def cut(self, whose: Callable[[Address | None], bool]) -> None:
        """Cut the connections of some callers."""
        for connection in list(self.server_state.connections):
            transport = connection.transport
            if transport and whose(connection.client):  # type: ignore[union-attr]
                transport.abort()

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
