"""What all tests share."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ("tests.postgres", "tests.databases")

# python-telegram-bot then gives waiting times as timedelta, as it soon will by default.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted: `record_property("counted", line)`."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, line in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(str(line))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the transcripts anew")
