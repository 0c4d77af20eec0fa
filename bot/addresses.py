"""Addresses that an operator writes into the settings, looked at before they are used."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

TELEGRAMS_PORTS = (None, 443, 80, 88, 8443)
"""Where it sends a webhook to (core.telegram.org/bots/webhooks)."""


def api_root(written: str) -> str:
    """The root of a Bot API server. Raises ValueError with what to write instead."""
    parts = _split(written)
    if parts is None or parts.scheme not in ("https", "http"):
        raise ValueError("it is no address; write https://api.telegram.org, or leave it out")
    return written.rstrip("/")


def public_address(written: str) -> str:
    """Where Telegram finds this installation; "" for nowhere. Raises ValueError."""
    parts = _split(written)
    reachable = (
        parts is not None
        and parts.scheme == "https"
        and parts.port in TELEGRAMS_PORTS
        and not (parts.query or parts.fragment or parts.username)
    )
    if written and not reachable:
        raise ValueError(
            "Telegram cannot reach it; write https://bot.example.org (the port may be 443, 80, 88 "
            "or 8443), or leave it out"
        )
    return written.rstrip("/")


def _split(written: str) -> SplitResult | None:
    """The parts; None where it names no host, or a port that is none."""
    try:
        parts = urlsplit(written)
        return parts if parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None
