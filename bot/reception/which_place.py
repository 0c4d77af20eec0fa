"""With several places on one phone, only whoever holds it knows which is meant."""

from __future__ import annotations

from bot.engine import Entry, GoTo
from bot.reception.moving import enter
from bot.reception.places import placed_here, question, show_one
from bot.reception.visit import Visit
from bot.reception.words import take
from bot.speech.reading import read_choice


async def read_whose(visit: Visit, entry: Entry) -> None:
    """The choice; other words go where all words go."""
    here = await placed_here(visit)
    asked = question(visit, here)
    labels = [visit.words(choice.label) for choice in asked.choices]
    values = [choice.value for choice in asked.choices]
    place = None if entry.media else read_choice(entry.text, labels, values)
    if place is not None:
        await enter(visit, await show_one(visit, *here[place]))
    elif here:
        await take(visit, entry)
    else:
        await enter(visit, GoTo("shelter", afresh=True))
