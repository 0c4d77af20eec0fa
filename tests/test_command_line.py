"""The command line, as an operator types it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.privacy.keyring import new_key, parse
from flows import FLOWS

ROOT = Path(__file__).parents[1]
TOKEN = "7000000001:local-token-that-opens-nothing"
GOOD = {
    "LOKET_TELEGRAM_TOKEN": TOKEN,
    "LOKET_TELEGRAM_API_URL": "http://127.0.0.1:1",
    "LOKET_STAFF_CHAT": "-1002000000001",
    "LOKET_SECRET_KEYS": new_key("1"),
    "LOKET_ORGANISATION": "Helpdesk Brussels",
}


def environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """A clean environment: warnings are errors there too, and lines are as long as they are."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "COLUMNS": "100",
        "TERM": "dumb",
        **(settings or {}),
    }


def loket(
    folder: Path, *words: str, settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot …` in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """What was said to the operator: one line on stderr, and exit code 1."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    return line


def test_help_names_every_command(tmp_path: Path) -> None:
    done = loket(tmp_path, "--help")
    assert done.returncode == 0
    for command in ("run", "web", "work", "migrate", "check", "simulate", "demo", "print", "keys"):
        assert f" {command} " in done.stdout
    assert done.stderr == ""


def test_a_new_key_can_be_used_as_it_is_printed(tmp_path: Path) -> None:
    first = loket(tmp_path, "keys", "new", "--name", "2026").stdout.strip()
    second = typed("keys", "new").stdout.strip()
    assert [key.name for key in parse(f"{first},{second}").keys] == ["2026", "1"]


def typed(*words: str) -> Result:
    """The same without a process of its own: quicker."""
    try:
        return CliRunner().invoke(app, words)
    finally:
        structlog.reset_defaults()  # `run` sets up logs


def test_a_flow_is_printed_as_a_script(tmp_path: Path) -> None:
    done = loket(tmp_path, "print", "status")
    assert done.returncode == 0, done.stderr
    assert "Which paper do you have?" in done.stdout
    assert "Annex 26quater or 25quater" in done.stdout


@pytest.mark.parametrize("language", ["en", "fr", "nl", "ar"])
def test_every_flow_is_printed_in_every_language(language: str) -> None:
    for flow in FLOWS:
        done = typed("print", flow, "--language", language)
        assert done.exit_code == 0
        assert done.stdout.strip()


@pytest.mark.parametrize("words", [("print", "nonsense"), ("print", "status", "--language", "xx")])
def test_a_flow_or_a_language_that_does_not_exist_is_said_in_one_line(
    words: tuple[str, ...],
) -> None:
    done = typed(*words)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert ("nonsense" if "nonsense" in words else "xx") in line


def test_check_without_settings_says_which_is_missing(tmp_path: Path) -> None:
    done = loket(tmp_path, "check")
    assert done.returncode == 1
    assert done.stdout.startswith("✗ LOKET_TELEGRAM_TOKEN is missing: set it to the token that")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path: Path) -> None:
    settings = {**GOOD, "LOKET_TELEGRAM_TOKEN": "123:too-short"}
    line = one_line(loket(tmp_path, "run", settings=settings))
    assert line.startswith("LOKET_TELEGRAM_TOKEN is wrong: ")
    assert "too-short" not in line


@pytest.mark.parametrize("command", ["run", "web", "work", "migrate"])
def test_no_command_starts_with_a_wrong_setting(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {**GOOD, "LOKET_HTTP_PORT": "none"}.items():
        monkeypatch.setenv(name, value)
    done = typed(command)
    assert (done.exit_code, done.stderr) == (
        1,
        "LOKET_HTTP_PORT is wrong: it is no port; write a number from 1 to 65535, like 8080\n",
    )


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_folder_that_does_not_exist_is_said_in_one_line(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "sqlite+aiosqlite:////nowhere/at/all/loket.db"
    for name, value in {**GOOD, "LOKET_DATABASE_URL": url}.items():
        monkeypatch.setenv(name, value)
    done = typed(command)
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "LOKET_DATABASE_URL" in line


def test_what_needs_postgresql_is_refused_on_sqlite_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {**GOOD, "LOKET_WEBHOOK_URL": "https://bot.example.org"}.items():
        monkeypatch.setenv(name, value)
    said = [(typed(command).exit_code, typed(command).stderr) for command in ("web", "work")]
    assert said == [
        (1, "'web' needs PostgreSQL to take the webhook: on SQLite 'run' takes it\n"),
        (1, "'work' needs PostgreSQL: on SQLite 'run' is the one process, and does everything\n"),
    ]


def test_migrate_makes_the_tables_and_ends(tmp_path: Path) -> None:
    done = loket(tmp_path, "migrate", settings=GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The database is up to date.\n"
    with sqlite3.connect(tmp_path / "loket.db") as opened:
        assert opened.execute("SELECT count(*) FROM ticket").fetchone() == (0,)
    opened.close()


def test_web_serves_health_until_it_is_told_to_stop(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path / "loket.db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "web"]
    settings = environment({**GOOD, "LOKET_HTTP_PORT": str(port)})
    with subprocess.Popen(command, cwd=tmp_path, env=settings, stderr=subprocess.PIPE) as process:
        assert b'"ok":true' in get(port)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


def get(port: int) -> bytes:
    """`GET /health`, as soon as the port answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("", 0)) as taken:
        settings = {**GOOD, "LOKET_HTTP_PORT": str(taken.getsockname()[1])}
        line = one_line(loket(tmp_path, "web", settings=settings))
    assert line == "LOKET_HTTP_PORT is wrong: the port is taken; write another one"
