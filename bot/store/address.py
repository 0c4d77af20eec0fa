"""The address of a database, as an operator writes it."""

from __future__ import annotations

from importlib.util import find_spec

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError


def checked(written: str) -> URL:
    """The address, if it is of a kind that we have. Raises ValueError that says what to write."""
    try:
        url = make_url(written)
    except ArgumentError:
        raise ValueError("it is no database; write sqlite+aiosqlite:///loket.db") from None
    if url.drivername not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
        raise ValueError("write sqlite+aiosqlite:///file or postgresql+asyncpg://…")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("it names no file; write sqlite+aiosqlite:///loket.db")
    if url.get_backend_name() == "postgresql" and find_spec("asyncpg") is None:
        raise ValueError("PostgreSQL needs one more package; run pip install 'loket[postgres]'")
    return url


def without_password(url: URL) -> str:
    """The address as it may be shown."""
    shown = url._replace(password=None)
    return shown.difference_update_query(["password"]).render_as_string()
