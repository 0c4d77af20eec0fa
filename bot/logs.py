"""Logs: structured, one line an event, and only fields that hold nothing about anybody."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

FIELDS = frozenset(
    {
        "attempt",
        "attempts",
        "chained",
        "count",
        "error",
        "event",
        "fault",
        "forgotten",
        "group",
        "level",
        "new",
        "number",
        "seconds",
        "timestamp",
        "where",
    }
)
"""The fields that may be written. What is not here is dropped, whoever meant well."""

NOISY = ("httpx", "httpcore", "telegram", "aiohttp", "aiosqlite", "sqlalchemy", "asyncio")


def set_up_logs() -> None:
    """Write structured lines to stderr; other libraries speak only of what goes wrong."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_known_fields,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def be_quiet() -> None:
    """Write nothing but what must not be missed: somebody is looking at the terminal."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def only_known_fields(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list."""
    return {name: value for name, value in event.items() if name in FIELDS}


def place_of(fault: Exception) -> str:
    """The innermost place of a fault, as file:line; no values."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
