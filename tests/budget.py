"""How long the tests take that could go on for ever: marked `soak`, short in `make test`, long in
`make soak` (LOKET_TEST_SOAK=1).
"""

from __future__ import annotations

import os

LONG = os.environ.get("LOKET_TEST_SOAK", "") not in ("", "0")


def budget(short: int, long: int) -> int:
    """One number in `make test`, another one in `make soak`."""
    return long if LONG else short
