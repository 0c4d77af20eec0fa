"""`python -m bot demo`, as somebody types it who has set up nothing."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import httpx
import pytest

from bot.demo.bot_api.world import TOKEN
from bot.demo.show import PORT
from tests.test_command_line import environment, typed

REAL = "123456:a-real-looking-token-of-thirty-five-1"
REAL_SETTINGS = f"""
LOKET_TELEGRAM_TOKEN={REAL}
LOKET_LANGUAGES=nl
LOKET_DATABASE_URL=sqlite+aiosqlite:///real.db
"""


@dataclass
class Shown:
    """A demo that runs in a process of its own."""

    process: subprocess.Popen[str]
    folder: Path
    address: str

    @property
    def temporary(self) -> list[Path]:
        """The folders that it made."""
        return list((self.folder / "tmp").glob("loket-*"))

    @property
    def children(self) -> list[int]:
        """The processes that it started."""
        pid = self.process.pid
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def texts(self) -> list[str]:
        """Everything that the phones show."""
        with httpx.stream("GET", f"{self.address}/events", trust_env=False) as answer:
            lines = iter(answer.iter_lines())
            told = list(takewhile(lambda line: line != "event: counts", lines))
        phones = [json.loads(line[6:]) for line in told if line.startswith('data: {"chat"')]
        return [message.get("text", "") for phone in phones for message in phone["messages"]]


@contextmanager
def shown(folder: Path, *words: str, settings: Mapping[str, str] | None = None) -> Iterator[Shown]:
    """Run the demo until the end of the block, as in a terminal of its own."""
    (folder / "tmp").mkdir()
    given = environment({"TMPDIR": str(folder / "tmp"), **(settings or {})})
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-browser", *words],
        cwd=folder,
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), process.communicate()
            yield Shown(process, folder, address)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever is left of it


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A demo, reached over ssh, in the folder of a real installation; its first port is taken."""
    folder = tmp_path_factory.mktemp("real")
    (folder / ".env").write_text(REAL_SETTINGS)
    with ExitStack() as stack:
        with suppress(OSError):  # somebody else has it already, which is as good
            stack.enter_context(socket.create_server(("127.0.0.1", PORT)))
        ssh = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
        yield stack.enter_context(shown(folder, settings=ssh))


def test_the_first_line_is_where_the_page_is(demo: Shown) -> None:
    answer = httpx.get(demo.address, trust_env=False)
    assert answer.status_code == 200
    assert "<title>Loket" in answer.text


def test_where_the_port_is_taken_another_one_is_found(demo: Shown) -> None:
    assert not demo.address.endswith(f":{PORT}")


def test_what_is_set_for_a_real_bot_is_not_read(demo: Shown) -> None:
    (bot,) = demo.children
    assert f"LOKET_TELEGRAM_TOKEN={TOKEN}" in Path(f"/proc/{bot}/environ").read_text().split("\0")
    assert Path(f"/proc/{bot}/cwd").resolve() == demo.temporary[0].resolve()
    assert not (demo.folder / "real.db").exists()
    # Ada's phone is in English, which the real bot does not speak.
    assert "📋 Desk: 0 urgent, 0 waiting, 0 yours." in demo.texts()


@pytest.mark.timeout(15)
def test_who_comes_over_ssh_is_told_how_to_reach_it(demo: Shown) -> None:
    port = demo.address.rpartition(":")[2]
    assert demo.process.stdout is not None
    said = [demo.process.stdout.readline().strip() for _ in range(7)]
    assert any(line.startswith(f"ssh -L {port}:127.0.0.1:{port} ") for line in said), said
    assert f"and open http://127.0.0.1:{port} there." in said[-1]


def test_ctrl_c_ends_it_and_leaves_nothing(tmp_path: Path) -> None:
    with shown(tmp_path, "--port", "0") as demo:
        # A terminal tells all that runs in it.
        leaves_nothing(demo, lambda: os.killpg(demo.process.pid, signal.SIGINT))


def test_a_terminal_that_is_closed_ends_it_and_leaves_nothing(demo: Shown) -> None:
    """The last test of the demo that the tests above have looked at."""
    leaves_nothing(demo, lambda: demo.process.send_signal(signal.SIGHUP))


def leaves_nothing(demo: Shown, end: Callable[[], None]) -> None:
    """Tell it to end: soon it has, and has left neither a process nor a folder."""
    (bot,) = demo.children
    assert len(demo.temporary) == 1
    began = time.monotonic()
    end()
    _, said = demo.process.communicate(timeout=5)
    assert time.monotonic() - began < 5
    assert said == ""
    assert demo.process.returncode == 0
    assert demo.temporary == []
    assert not Path(f"/proc/{bot}").exists()


def refusal(*words: str) -> str:
    """The one line with which it stops before it has begun."""
    done = typed("demo", "--no-browser", *words)
    assert (done.exit_code, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


def test_a_real_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_TELEGRAM_TOKEN", REAL)
    line = refusal()
    assert line.startswith("LOKET_TELEGRAM_TOKEN is set")
    assert REAL.partition(":")[2] not in line


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refusal("--port", str(port))
    assert f"--port {port} cannot be used (Address already in use" in line


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_does_not_exist_is_said(port: str) -> None:
    assert f"--port {port} cannot be used (there is no such port)" in refusal("--port", port)
    gc.collect()  # a socket that nobody closed is seen here, and not at the end of all tests
