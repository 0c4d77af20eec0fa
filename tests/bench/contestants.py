"""The bots that are compared, and where each is run."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

AIOGRAM = Path(sys.prefix) / "aiogram" / "bin" / "python"
"""The environment of aiogram's bots (see the Makefile)."""


@dataclass(frozen=True)
class Contestant:
    """A bot: its program, the script that people follow with it, the Python that runs it."""

    name: str
    script: str
    program: tuple[str, ...]
    python: str = sys.executable

    @property
    def installed(self) -> bool:
        """Whether it can be run here."""
        return Path(self.python).exists()


LOKET = Contestant("Loket", "loket", ("-m", "bot", "run"))
COUNTED = Contestant("Loket, counted", "loket", ("-m", "tests.bench.counting", "run"))
PTB = Contestant("PTB ConversationHandler", "reference", ("-m", "tests.bench.ptb_conversation"))
PTB_CONCURRENT = Contestant(
    "PTB concurrent, its limiter",
    "reference",
    ("-m", "tests.bench.ptb_conversation", "concurrent"),
)
AIOGRAM_FSM = Contestant(
    "aiogram FSM", "reference", ("-m", "tests.bench.aiogram_fsm"), str(AIOGRAM)
)
PTB_ECHO = Contestant("bare PTB echo", "echo", ("-m", "tests.bench.echo_bot"))
AIOGRAM_ECHO = Contestant(
    "bare aiogram echo", "echo", ("-m", "tests.bench.aiogram_echo"), str(AIOGRAM)
)

CONVERSING = (LOKET, PTB, PTB_CONCURRENT, AIOGRAM_FSM)


def installed(wanted: tuple[Contestant, ...]) -> list[Contestant]:
    """Those that can be run here; says who is left out, and why."""
    for each in wanted:
        if not each.installed:
            print(f"{each.name} is left out: no environment of its own (make bench makes it)")
    return [each for each in wanted if each.installed]
