"""Random lives of the bot, on both databases; `make soak` gives them hours instead of seconds."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot import wiring
from bot.channels.telegram import poller
from bot.logs import only_known_fields
from bot.speech.catalogues import Catalogues
from bot.store.presence import Presence
from tests.budget import LONG, budget
from tests.databases import place
from tests.soak.machine import Machine

EXAMPLES = int(os.environ.get("LOKET_TEST_SOAK_EXAMPLES", "300"))
SHORT = {"sqlite": (4, 30), "postgresql": (4, 12)}
"""Examples and steps of each in `make test`."""


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the bot writes to its log, line by line."""
    lines: list[str] = []
    before = structlog.get_config()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            only_known_fields,
            structlog.processors.KeyValueRenderer(),
        ],
        logger_factory=lambda *_: _Lines(lines),
        cache_logger_on_first_use=False,
    )
    # The catalogues are the same in each life; a poll that failed is tried again soon.
    monkeypatch.setattr(wiring, "Catalogues", cache(Catalogues))
    monkeypatch.setattr(poller, "_FIRST_PAUSE", 0.01)
    signs = {"every": 0.2, "lasts": 1.0}  # who was killed is missed sooner
    monkeypatch.setattr(Presence.__init__, "__kwdefaults__", signs)
    yield lines
    structlog.configure(**before)


class _Lines:
    """A logger that keeps its lines."""

    def __init__(self, lines: list[str]) -> None:
        self.info = self.warning = self.error = self.critical = self.debug = lines.append


@pytest.mark.soak
@pytest.mark.usefixtures("migrated")
@pytest.mark.timeout(budget(300, 0))
def test_whatever_happens_the_invariants_hold(
    backend: str,
    logs: list[str],
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    @contextlib.contextmanager
    def database(folder: Path) -> Iterator[str]:
        with place(backend, folder / "loket.db", request) as url:
            yield url

    class Here(Machine):
        """On this database."""

    Here.database, Here.logs = staticmethod(database), logs
    try:
        _run(Here, backend)
    finally:
        done = f"{Here.examples} examples, {Here.steps} steps, {Here.looks} looks"
        record_property("counted", f"{backend}: {done}")


def _run(machine: type[Machine], backend: str) -> None:
    examples, steps = (EXAMPLES, 50) if LONG else SHORT[backend]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=not LONG,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
