"""Faults of the database that say nothing about what was to be done."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

NOT_OURS = frozenset({
    "53100",  # disk_full
    "53200",  # out_of_memory
    "53300",  # too_many_connections
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    "55P03",  # lock_not_available
    "57P01",  # admin_shutdown
    "57P02",  # crash_shutdown
    "57P03",  # cannot_connect_now
})  # fmt: skip
"""Codes of PostgreSQL (https://www.postgresql.org/docs/15/errcodes-appendix.html)."""

NOT_OURS_IN_A_FILE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
"""Names of SQLite's codes, or what they begin with (https://www.sqlite.org/rescode.html)."""

STALE_PLAN = "InvalidCachedStatementError"
"""A table changed under a statement that was prepared before; the driver prepares it anew."""


def is_passing(fault: BaseException) -> bool:
    """Whether the same work may well succeed when it is done again: the connection was lost,
    the disk is full, or somebody else was in the way.
    """
    if not isinstance(fault, DBAPIError):
        return False
    code, kind = getattr(fault.orig, "sqlstate", None), type(fault.orig).__name__
    named = str(getattr(fault.orig, "sqlite_errorname", ""))
    known = code in NOT_OURS or named.startswith(NOT_OURS_IN_A_FILE) or kind == STALE_PLAN
    return fault.connection_invalidated or known
