"""Pictures that are drawn right before they are sent, in a process of its own: what draws is big,
slow, and not installed everywhere (the extra `charts`).
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import structlog

from bot.post.actions import SendDrawing, SendFile

DRAWERS = {"list_report": "bot.shelter.picture"}
"""Programs that read JSON and write a PNG."""

PATIENCE = 30.0
"""Seconds that a drawing may take."""

ROOT = Path(__file__).parents[2]

log = structlog.get_logger()


async def drawn(wanted: SendDrawing) -> SendFile | None:
    """The picture; None, and a line in the log, where it cannot be drawn."""
    try:
        content = await _run(DRAWERS[wanted.drawer], wanted.data.encode())
        return SendFile(f"{wanted.drawer}.png", content, wanted.text, picture=True)
    except (KeyError, OSError, TimeoutError, ValueError) as fault:
        log.warning("a picture was not drawn", fault=type(fault).__name__)
        return None


async def _run(program: str, data: bytes) -> bytes:
    """What a program writes; nothing where it failed."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            written, _ = await child.communicate(data)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return written if child.returncode == 0 else b""
