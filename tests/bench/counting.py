"""Loket with its database statements counted. Bench code.

`python -m tests.bench.counting run` is `python -m bot run`; how many statements and transactions
there were stands in `counted.json` of its folder, renewed ten times a second.
"""

from __future__ import annotations

import json
import runpy
import threading
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

COUNTED = "counted.json"
EVERY = 0.1


def count() -> None:
    """Count from now on, in every engine of this process."""
    found: Counter[str] = Counter()
    event.listen(Engine, "before_cursor_execute", lambda *_: found.update(["statements"]))
    event.listen(Engine, "commit", lambda *_: found.update(["transactions"]))
    threading.Thread(target=_write, args=(found,), daemon=True).start()


def _write(found: Counter[str]) -> None:
    while True:
        Path(f"{COUNTED}.new").write_text(json.dumps(found))
        Path(f"{COUNTED}.new").replace(COUNTED)
        time.sleep(EVERY)


if __name__ == "__main__":
    count()
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
