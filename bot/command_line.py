"""How a command ends: what the operator has to mend is one line, not a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import typer

from bot.settings import BadSetting, Settings, load


def settings_or_stop() -> Settings:
    """The settings; a bad one is said, and ends the program."""
    try:
        return load()
    except BadSetting as wrong:
        stop(str(wrong))


def run_until_done(work: Coroutine[Any, Any, None]) -> None:
    """Run it; what the operator has to mend is one line, not a traceback."""
    from bot.operator_errors import line_for

    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BaseException as fault:
        line = line_for(fault)
        if line is None:
            raise
        stop(line)


def run_or_say(work: Callable[[], None]) -> None:
    """Run it; a name that nobody knows is said."""
    try:
        work()
    except KeyError as unknown:
        stop(str(unknown.args[0]))


def stop(line: str) -> NoReturn:
    """Say why, and end with 1."""
    typer.echo(line, err=True)
    raise typer.Exit(1)
