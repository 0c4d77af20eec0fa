"""The main job as a story that plays itself: somebody asks, two volunteers press, one answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

Act = Callable[[Sequence[str], str], Awaitable[None]]
Narrate = Callable[[str], None]

BEGINNING: Sequence[tuple[str, str]] = (
    ("/start", "Somebody in Brussels opens the bot. Their phone is in French."),
    ("1", "The first language offered is a guess, and it is theirs."),
    ("1", "Who is speaking: an automatic helper. They go on."),
    ("1", "They allow us to keep their messages."),
    ("2", "My papers or my status."),
    ("5", "The newest paper is an Annex 26quater."),
    ("1", "The file is in French."),
    ("1", "Yes, a letter with a date."),
    ("2", "No lawyer."),
    ("3", "Protection elsewhere: they do not know."),
    ("On veut m'envoyer en Croatie. Que faire ?", "The question, in their own words."),
    ("1", "The summary is right: send it."),
)
END: Sequence[tuple[str, str]] = (
    ("Merci, je viens demain.", "They answer: the next words go to the helper."),
    ("1", "And they go on with their own questions where they were."),
    ("Des chaussures, taille 42", "What they need."),
    ("1", "Send it: a second request, for another team."),
)


async def play(
    act: Act, narrate: Narrate, owner: Callable[[], str], ticket: Callable[[], int]
) -> None:
    """Play it. `owner` tells who has won the ticket, `ticket` which message they reply to."""
    for line, narrated in BEGINNING:
        narrate(narrated)
        await act(["person"], line)
    narrate("The group sees a card, and not a word of the question. Ada and Bob both press Claim.")
    await act(["group", "bob in the group"], "!1")
    narrate("Meanwhile the person begins to ask for something else.")
    await act(["person"], "4")
    narrate("The owner replies to a message of the ticket.")
    await act([owner()], f"@{ticket()} Come tomorrow at 10 with the letter. It is free.")
    for line, narrated in END:
        narrate(narrated)
        await act(["person"], line)
    narrate("The owner closes the ticket. The person is told, in their language.")
    await act([owner()], f"@{ticket()} /close")
    narrate("That was the whole way of a question.")
