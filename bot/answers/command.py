"""`python -m bot answers …`: the library, tried from the command line."""

from __future__ import annotations

from typing import Annotated

import typer

answers = typer.Typer(no_args_is_help=True, help="The library of answers.")

NOTHING = "nothing found: a person is offered"
SHOWN = 5


@answers.callback()
def the_library() -> None:
    """The library of answers."""


@answers.command("search")
def search(
    words: Annotated[str, typer.Argument(help="As somebody would type it.")],
    language: Annotated[str, typer.Option(help="The language that they chose.")] = "en",
) -> None:
    """Print scores and ids of the answers that some words find, best first; people see three."""
    try:
        typer.echo("\n".join(searched(words, language)))
    except KeyError as unknown:
        typer.echo(unknown.args[0], err=True)
        raise typer.Exit(1) from None


def searched(words: str, language: str) -> list[str]:
    """The lines to print. Raises KeyError, which lists the languages, for an unknown one."""
    from zoneinfo import ZoneInfo

    from bot.answers.library import LINGUA_FRANCA, AnswerLibrary
    from bot.speech.catalogues import Catalogues
    from bot.speech.languages import read_languages
    from flows.answers import LIBRARY

    known = read_languages()
    if language not in known:
        raise KeyError(f"there is no language '{language}'; there are {', '.join(known)}")
    codes = list(dict.fromkeys([language, *LINGUA_FRANCA]))
    library = AnswerLibrary(LIBRARY, Catalogues(codes, ZoneInfo("UTC")))
    found = library.search(words, language, SHOWN)
    return [f"{each.score:5.1f}  {each.id}" for each in found] or [NOTHING]
