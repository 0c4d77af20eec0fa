"""`loket store copy`: how far it is, what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy import make_url

from bot.store.address import without_password
from bot.store.copying.copy import Compared, Tell, copy
from bot.store.copying.sides import CannotCopy

LINE_EACH = 50_000
"""Rows after which a long table says again how far it is, where there is no terminal."""


async def move(source: str, target: str) -> None:
    """Copy, show how far it is, and compare. Raises CannotCopy, also where a table differs."""
    console = Console(highlight=False, soft_wrap=True)
    with progress(console) as tell:
        found = await copy(source, target, tell)
    console.print(_table(found))
    if differ := [each.table for each in found if not each.same]:
        raise CannotCopy(
            f"FROM and TO differ in {', '.join(differ)}: nobody can serve TO now; run the same "
            "command again, it copies everything anew"
        )
    console.print(_next_step(source, target), markup=False)


@contextmanager
def progress(console: Console) -> Iterator[Tell]:
    """A bar on a terminal, and lines elsewhere."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    columns = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console) as bar:
        yield _Bar(bar)


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("")

    def __call__(self, doing: str, table: str, rows: int, of: int) -> None:
        said = f"{doing} {table}"
        self._progress.update(self._task, description=said, completed=rows, total=of)


class _Lines:
    """A line when a table begins, after very many rows, and at its end."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last: tuple[str, int] = ("", 0)

    def __call__(self, doing: str, table: str, rows: int, of: int) -> None:
        name, (last, at) = f"{doing} {table}", self._last
        later = rows - at if name == last else LINE_EACH
        if of and (later >= LINE_EACH or (rows == of and later)):
            self._last = (name, rows)
            self._console.print(f"{name}: {rows} of {of}", markup=False)


def _table(found: list[Compared]) -> Table:
    table = Table(box=SIMPLE)
    for name in ("table", "rows in FROM", "rows in TO", "sum of FROM", "sum of TO", ""):
        table.add_column(name, justify="right" if name.startswith("rows") else "left")
    for each in found:
        one, other = each.source, each.target
        said = "same" if each.same else "DIFFERS"
        table.add_row(each.table, str(one.rows), str(other.rows), one.shown, other.shown, said)
    return table


def _next_step(source: str, target: str) -> str:
    old, new = make_url(source), make_url(target)
    password = " (with its password)" if new.get_backend_name() == "postgresql" else ""
    left = f"{old.database} and its backups" if old.get_backend_name() == "sqlite" else "FROM"
    return (
        "Everything is there. Next:\n"
        f"1. Set LOKET_DATABASE_URL={without_password(new)}{password}. Keep LOKET_SECRET_KEYS and "
        "the erasure list (LOKET_ERASURE_LIST) as they are.\n"
        "2. Start the bot there; do not start it on FROM again.\n"
        f"3. When it serves, delete {left}: whoever is erased from now on would still be in there."
    )
