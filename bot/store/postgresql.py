"""How a PostgreSQL server is used: connections that give up in time, and the turn."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Dialect, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

IDLE_MILLISECONDS = 8000
"""A transaction whose process says nothing for so long is taken back by the server: a process that
was frozen, or whose machine is gone, would keep everybody else waiting. No transaction waits for
the network or for a person, so a living one never comes near it.
"""

CONNECTIONS, MORE_CONNECTIONS = 5, 3
"""For one process: its dispatcher, sender, poller, presence, rounds, housekeeping and health have
one each; small servers give twenty in all.
"""

CONNECT_SECONDS = 5

TURN_NUMBER = 1282371429
TURN = text(f"SELECT pg_advisory_xact_lock({TURN_NUMBER})")
"""Waits for the turn, and has it until the transaction ends, however it ends. The number stands
for nothing; it has to differ from other programs' numbers in the same database.
"""


def open_postgresql(url: URL) -> AsyncEngine:
    """An engine whose connections are looked at before they are used: the server may have been
    started anew. What tells servers apart in a log is the program's name, and nobody's data.
    """
    engine = create_async_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        # Parameters are hidden: an error's text goes to the log.
        hide_parameters=True,
        connect_args={
            "timeout": CONNECT_SECONDS,
            "server_settings": {
                "application_name": "loket",
                "idle_in_transaction_session_timeout": str(IDLE_MILLISECONDS),
            },
        },
    )
    event.listen(engine.sync_engine, "do_connect", _connect)
    return engine


def _connect(
    dialect: Dialect, _record: object, args: tuple[Any, ...], settings: dict[str, Any]
) -> DBAPIConnection:
    """Connect. A server that is not there is the same fault as one that has gone: the driver
    raises the first as it comes from the network.
    """
    try:
        return dialect.connect(*args, **settings)
    except (OSError, dialect.loaded_dbapi.Error) as fault:
        raise OperationalError(
            "connecting", None, fault, hide_parameters=True, connection_invalidated=True
        ) from fault
