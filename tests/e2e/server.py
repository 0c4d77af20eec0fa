"""What only a server can do: give away each table of a database, and hang up on the bot."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests.e2e.installation import Installation

TABLES = """
SELECT quote_ident(relname) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
HANG_UP = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'loket'
"""
BYTES = re.compile(rb"\\\\x([0-9a-f]*)")
"""How `COPY` writes bytes."""


def dump(loket: Installation) -> dict[str, bytes]:
    """Each table's rows by its name; nothing for a SQLite file, which can be read as it is."""
    if make_url(loket.url).get_backend_name() == "sqlite":
        return {}
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _dump(loket.url)).result()


def hang_up(loket: Installation) -> int:
    """End every connection of the bot, as a server does that is started anew; how many."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _hang_up(loket.url)).result()


async def _hang_up(url: str) -> int:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        return len((await connection.exec_driver_sql(HANG_UP)).all())


async def _dump(url: str) -> dict[str, bytes]:
    engine = create_async_engine(url, poolclass=NullPool)
    found: dict[str, bytes] = {}
    async with engine.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        for (name,) in await raw.fetch(TABLES):
            written = BytesIO()
            await raw.copy_from_query(f"SELECT * FROM {name}", output=written)  # noqa: S608
            found[name] = opened(written.getvalue())
    return found


def opened(written: bytes) -> bytes:
    """A dump, and behind it the bytes that it writes in hexadecimal."""
    return written + b"".join(bytes.fromhex(hex_.decode()) for hex_ in BYTES.findall(written))
