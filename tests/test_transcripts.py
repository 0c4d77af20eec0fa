"""Whole conversations, one file each: what people type, and what they read.

A file is called `<flow>--<what happens>.<language>.txt`; with `at_night` in it, nobody reads then.
`pytest --update` writes the answers anew; the difference is what to review. `python -m bot simulate
FLOW --record FILE` makes a new one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.terminal import HEARD
from bot.demo.simulation import Simulation, catalogues_for, flow_called
from bot.engine import verbatim
from bot.reception.facts import NOT_READING, READING
from bot.speech.dates import moment_in_words

MORNING = datetime(2026, 3, 3, 8, tzinfo=UTC)
TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_a_conversation_reads_as_it_was_reviewed(
    file: Path, request: pytest.FixtureRequest
) -> None:
    flow, language = file.stem.partition("--")[0], file.stem.rpartition(".")[2]
    kept = file.read_text(encoding="utf-8")
    catalogues = catalogues_for(language)
    morning = verbatim(moment_in_words(MORNING, language, catalogues))
    reading = NOT_READING.with_values(when=morning) if "at_night" in file.stem else READING
    talk = Simulation(flow_called(flow), catalogues, language, reading)
    for line in kept.splitlines():
        if line.startswith(HEARD):
            assert not talk.ended, f"the conversation was over before '{line}'"
            talk.hear(line.removeprefix(HEARD))
    if request.config.getoption("--update"):
        file.write_text(talk.transcript, encoding="utf-8")
    assert talk.transcript == file.read_text(encoding="utf-8")


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 10
