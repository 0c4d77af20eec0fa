"""Reading which of the answers that were found somebody wants, or that a person shall answer."""

from __future__ import annotations

from bot.engine import Entry
from bot.reception.answering import for_a_volunteer
from bot.reception.answers import show_answer, to_a_person
from bot.reception.found import SEND_ANYWAY, TO_A_PERSON, offered, question
from bot.reception.moving import enter
from bot.reception.visit import Visit
from bot.reception.words import take
from bot.speech.reading import read_choice, read_label


async def read_which(visit: Visit, entry: Entry) -> None:
    """The choice; other words are searched for anew, beside those that wait already."""
    chosen = None if entry.media else await _chosen(visit, entry.text)
    if chosen is None:
        return await take(visit, entry)
    visit.known.contact.answering = None
    if chosen == TO_A_PERSON:
        return await enter(visit, await to_a_person(visit))
    return await enter(visit, await show_answer(visit, chosen, typed=True))


async def _chosen(visit: Visit, typed: str) -> str | None:
    """The id of an answer. A key shows its question, so a key of an earlier search counts as well;
    a number is one of those that stand there now.
    """
    labels = {article.id: article.question for article in visit.office.library.articles.values()}
    labels[TO_A_PERSON] = SEND_ANYWAY
    for language in _spoken(visit):
        said = [visit.office.catalogues.say(label, language) for label in labels.values()]
        place = read_label(typed, said)
        if place is not None:
            return list(labels)[place]
    if for_a_volunteer(visit):
        return None
    choices = question(await offered(visit)).choices
    place = read_choice(typed, [visit.words(each.label) for each in choices], [])
    return choices[place].value if place is not None else None


def _spoken(visit: Visit) -> list[str]:
    """The language in which it was asked, and the one that is spoken now."""
    asked = visit.known.contact.asked_language or visit.language
    return list(dict.fromkeys([asked, visit.language]))
