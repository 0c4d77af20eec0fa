"""The command line: `python -m bot …`, also installed as `loket`."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import Annotated

import typer

from bot.answers.command import answers
from bot.command_line import run_or_say, run_until_done, settings_or_stop, stop

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
keys = typer.Typer(no_args_is_help=True, help="The ring of secret keys.")
app.add_typer(keys, name="keys")
store = typer.Typer(no_args_is_help=True, help="The database.")
app.add_typer(store, name="store")
app.add_typer(answers, name="answers")


@app.callback()
def loket() -> None:
    """Loket: a help desk that people seeking asylum reach from their phones."""


@app.command()
def run() -> None:
    """Receive (by fetching, or by the webhook), decide and send, in one process."""
    gc.disable()  # nothing that is made by importing ever becomes garbage: the start is sooner
    from bot.clock import system_clock
    from bot.logs import set_up_logs
    from bot.running import serve

    set_up_logs()
    run_until_done(serve(settings_or_stop(), system_clock()))


@app.command()
def web() -> None:
    """Serve /health, /ready and /metrics, and Telegram's webhook where one is set."""
    from bot.clock import system_clock
    from bot.logs import set_up_logs
    from bot.web.process import serve_web

    settings = settings_or_stop()
    if settings.webhook_url and settings.one_process:
        stop("'web' needs PostgreSQL to take the webhook: on SQLite 'run' takes it")
    set_up_logs()
    run_until_done(serve_web(settings, system_clock()))


@app.command()
def work() -> None:
    """Decide and send, beside `web` or `run`: as many as are needed, on PostgreSQL."""
    from bot.clock import system_clock
    from bot.logs import set_up_logs
    from bot.running import serve

    settings = settings_or_stop()
    if settings.one_process:
        stop("'work' needs PostgreSQL: on SQLite 'run' is the one process, and does everything")
    set_up_logs()
    run_until_done(serve(settings, system_clock(), hooked=False))


@app.command()
def migrate() -> None:
    """Bring the database to today's tables, after a backup."""
    run_until_done(_migrate(settings_or_stop().database_url))


@app.command()
def check() -> None:
    """Look at settings, token, groups, database, catalogues and flows; say what to do."""
    from bot.check import check_all, remarks

    problems = asyncio.run(check_all())
    for line in remarks():
        typer.echo(f"• {line}")
    for line in problems:
        typer.echo(f"✗ {line}")
    if problems:
        raise typer.Exit(1)
    typer.echo("✓ Everything is ready.")


@app.command()
def languages() -> None:
    """Show how complete each language is, who has checked it, and how long its labels are."""
    from bot.coverage import print_coverage

    print_coverage()


@app.command()
def simulate(
    flow: Annotated[str, typer.Argument(help="The flow to try.")] = "welcome",
    language: Annotated[str, typer.Option(help="The language to try it in.")] = "en",
    record: Annotated[Path | None, typer.Option(help="Write the transcript to a file.")] = None,
) -> None:
    """Try a flow in the terminal, without a database; effects are shown as `! …`."""
    from bot.demo.simulation import simulate as talk

    run_or_say(lambda: talk(flow, language, record))


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="The address to serve at.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="The port; else 8090, or a free one.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Try everything in a browser: be the person and the volunteers, with nothing set up."""
    from bot.demo.show import CannotShow, show

    try:
        run_until_done(show(host, port, browser=browser))
    except CannotShow as why:
        stop(str(why))


@app.command("print")
def print_flow(
    flow: Annotated[str, typer.Argument(help="The flow to print.")],
    language: Annotated[str, typer.Option(help="The language to print it in.")] = "en",
    diagram: Annotated[bool, typer.Option(help="Print a Mermaid diagram instead.")] = False,
) -> None:
    """Print a flow as a script that people can read and review."""
    from bot.demo.simulation import printed

    run_or_say(lambda: typer.echo(printed(flow, language, as_diagram=diagram)))


@app.command()
def cards(
    count: Annotated[int, typer.Argument(help="How many; eight are on a sheet.")] = 8,
    language: Annotated[str, typer.Option(help="The language that they are in.")] = "en",
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("cards.html"),
    place: Annotated[str, typer.Option(help="Instead: a place's link, to hang up there.")] = "",
) -> None:
    """Make paper cards to print: each brings a person's place on the list to a new phone."""
    from bot.clock import system_clock
    from bot.printing_links import CannotPrint, print_either

    async def printed() -> None:
        typer.echo(
            await print_either(settings_or_stop(), system_clock(), count, language, place, out)
        )

    try:
        run_until_done(printed())
    except CannotPrint as why:
        stop(str(why))


@keys.command("new")
def keys_new(
    name: Annotated[str, typer.Option(help="A short name for it, like a year.")] = "1",
) -> None:
    """Print a new key for LOKET_SECRET_KEYS."""
    from bot.privacy.keyring import new_key

    typer.echo(new_key(name))


@store.command("copy")
def store_copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="As in LOKET_DATABASE_URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database, or half a copy.")],
) -> None:
    """Move an installation into another database; killed, it goes on where it was.

    A password may be left out of an address: PGPASSWORD and ~/.pgpass are read.
    """
    from bot.moving import move
    from bot.store.copying.sides import CannotCopy

    try:
        run_until_done(move(source, target))
    except CannotCopy as why:
        stop(str(why))


async def _migrate(url: str) -> None:
    from bot.store.migrate import bring_up_to_date

    if made := await bring_up_to_date(url):
        typer.echo(made.line)
    typer.echo("The database is up to date.")


if __name__ == "__main__":
    app()
