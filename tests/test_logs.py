"""Logs hold events and figures, and nothing about anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.logs import FIELDS, only_known_fields, set_up_logs

BOT = Path(__file__).parents[1] / "bot"
CALL = re.compile(r"\blog\.(?:debug|info|warning|error|exception)\((?P<said>.*?)\)\n", re.DOTALL)
FIELD = re.compile(r"\b(\w+)=")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """No other test writes its logs to where this one read them."""
    yield
    structlog.reset_defaults()


def test_only_known_fields_pass() -> None:
    event = {"event": "not sent", "fault": "TooMany", "text": "help me", "chat": "5000000001"}
    assert only_known_fields(None, "info", event) == {"event": "not sent", "fault": "TooMany"}


def test_no_field_is_known_that_could_hold_somebodys_data() -> None:
    telling = {"text", "words", "name", "chat", "address", "phone", "token", "user", "raw", "body"}
    assert not FIELDS & telling


def test_a_line_has_a_time_a_level_and_an_event(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs()
    structlog.get_logger().warning("not sent", fault="TooMany", address="5000000001")
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(
        r"timestamp='[\dT:.\-]+Z' level='warning' event='not sent' fault='TooMany'\n", said.err
    )


def test_an_exception_does_not_bring_its_text_along(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs()
    try:
        raise ValueError("words that somebody wrote")
    except ValueError as fault:
        structlog.get_logger().exception(
            "a message could not be decided", fault=type(fault).__name__
        )
    said = capsys.readouterr().err
    assert "somebody wrote" not in said
    assert "fault='ValueError'" in said


def test_debugging_lines_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs()
    structlog.get_logger().debug("anything")
    assert capsys.readouterr().err == ""


def test_every_logger_has_the_name_by_which_its_calls_are_found() -> None:
    made = [
        line
        for file in BOT.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "get_logger(" in line
    ]
    assert set(made) == {"log = structlog.get_logger()"}


def test_every_field_that_the_code_logs_is_known_and_every_event_is_a_fixed_sentence() -> None:
    calls = [
        (file.name, call["said"])
        for file in BOT.rglob("*.py")
        if "demo" not in file.parts
        for call in CALL.finditer(file.read_text(encoding="utf-8"))
    ]
    assert len(calls) > 5
    for name, said in calls:
        assert said.lstrip().startswith('"'), f"{name}: {said}"
        unknown = set(FIELD.findall(said)) - FIELDS
        assert not unknown, f"{name}: {json.dumps(sorted(unknown))} would be dropped"
