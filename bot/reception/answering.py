"""Whether words answer the question that was asked last, and what they are if they do not."""

from __future__ import annotations

from bot.engine import Added, Answered, Ask, Entry, OpenQuestion, Started, _, advance, labels
from bot.reception import which_ticket
from bot.reception.arrival import arrival
from bot.reception.by_voice import FLOW as BY_VOICE
from bot.reception.by_voice import flow_for_words, keep_for_offer, may_offer
from bot.reception.found import SEND_ANYWAY
from bot.reception.language import offer_switch
from bot.reception.moving import move
from bot.reception.service_points import names_point
from bot.reception.visit import Visit
from bot.reception.words import holds_more, sign, take
from bot.speech.reading import normal, read_choice, read_label

NOTED = _("Your helper will read what you wrote.")


async def answer(visit: Visit, entry: Entry) -> None:
    """The question asked last, if this answers it; else a volunteer; else free words."""
    contact = visit.known.contact
    asked = contact.asked_flow or "menu"
    question = _question(visit, asked)
    if question is None:
        return await take(visit, entry)
    value = _read(visit, asked, question, entry)
    if value is not None:
        contact.answering = None
        await move(visit, asked, Answered(question.step, value))
        return None
    if for_a_volunteer(visit) or visit.reply_to:
        return await take(visit, entry)
    if _says_no_more(visit, asked, entry):
        await move(visit, asked, Started())
        return None
    return await _free(visit, asked, question, entry)


async def early(visit: Visit, entry: Entry) -> None:
    """Written before the question could be read. A tap was meant for an older question, and the
    one that is on its way answers it; words are words, whenever they come.
    """
    asked = visit.known.contact.asked_flow or "menu"
    flow = visit.flow(flow_for_words(visit, asked))
    added = advance(flow, visit.conversation(flow.id), Added(entry)) if flow else None
    understood = added is not None and added.understood
    said = (understood or holds_more(asked)) and _is_said(visit, asked, entry)
    if entry.kind == "text" and not said and await is_tap(visit, entry.text):
        visit.answered_otherwise = True
        return None
    if added is None or not understood:
        return await take(visit, entry, more=True)
    await visit.keep(added.conversation)
    return sign(visit)


def _is_said(visit: Visit, asked: str, entry: Entry) -> bool:
    """Whether it is one of many short messages ("I need", "a doctor"), though some key says the
    same: it was written by hand, without the key's icon, and is no choice of what was asked here.
    """
    if entry.text in visit.office.on_keyboards or normal(entry.text).isdecimal():
        return False
    flow = visit.flow(asked)
    here = [visit.words(label) for label in labels(flow)] if flow else []
    elsewhere = normal(entry.text) in visit.office.typed_keys(visit.language)
    return elsewhere and read_label(entry.text, here) is None


def _says_no_more(visit: Visit, asked: str, entry: Entry) -> bool:
    """Whether it is the key of an open question that says nothing, though nothing is asked freely
    now: the question came twice, and what was written to its first copy stands.
    """
    skips = [s.skip for s in visit.office.flows[asked].steps if isinstance(s, OpenQuestion)]
    return entry.text in {visit.words(skip) for skip in skips if skip}


def _question(visit: Visit, asked: str) -> Ask | None:
    flow = visit.flow(asked)
    return advance(flow, visit.conversation(asked), Started()).asked if flow else None


def _read(visit: Visit, asked: str, question: Ask, entry: Entry) -> str | None:
    """The value of the choice that was tapped or typed, in the language in which it was asked.

    While a volunteer waits for an answer, a number or a word is for them: only the menu's own
    labels still count. To an open question a number is an answer in one's own words.
    """
    if entry.media or (for_a_volunteer(visit) and asked != "menu"):
        return None
    values = [choice.value for choice in question.choices]
    strict = question.open or for_a_volunteer(visit)
    for language in {visit.known.contact.asked_language or visit.language, visit.language}:
        said = [visit.office.catalogues.say(c.label, language) for c in question.choices]
        place = read_label(entry.text, said) if strict else read_choice(entry.text, said, values)
        if place is not None:
            return values[place]
    return _of_another_language(visit, question, entry.text)


def _of_another_language(visit: Visit, question: Ask, typed: str) -> str | None:
    """The value of a key that stood there before the language was changed; None for one that means
    several things.
    """
    if typed not in visit.office.on_keyboards:
        return None
    say = visit.office.catalogues.everywhere
    found = {choice.value for choice in question.choices if typed in say(choice.label)}
    return found.pop() if len(found) == 1 else None


def for_a_volunteer(visit: Visit) -> bool:
    """Whether a volunteer's message was the last thing to read."""
    answering = visit.known.contact.answering is not None
    return answering and arrival(visit, visit.answering_row) == "after"


async def _free(visit: Visit, asked: str, question: Ask, entry: Entry) -> None:
    """Words where a choice was asked: to the flow's open question, else to whoever may have them.

    The parts of an album after the first are one answer with it, and need one reply.
    """
    flow = visit.office.flows[flow_for_words(visit, asked)]
    added = advance(flow, visit.conversation(flow.id), Added(entry))
    if not added.understood:
        return await take(visit, entry)
    if entry.album and visit.known.contact.album == entry.album:
        await visit.keep(added.conversation)
        return sign(visit)
    visit.known.contact.album = entry.album or None
    offer_switch(visit, entry.text)
    if flow.id != asked:
        await visit.keep(added.conversation)
        visit.say(NOTED)
        await move(visit, asked, Started())
        return None
    if may_offer(flow, question, added.conversation, entry):
        await keep_for_offer(visit, question, added.conversation)
        await move(visit, BY_VOICE, Started())
        return None
    if added.asked and added.asked.step == question.step:
        visit.say(NOTED)
    await move(visit, asked, Added(entry))
    return None


async def is_tap(visit: Visit, typed: str) -> bool:
    """The same, or a place that was shown."""
    return is_a_key(visit, typed) or await names_point(visit, typed)


def is_a_key(visit: Visit, typed: str) -> bool:
    """Whether it is a tap on something that was asked before: a number, a language, a request, or
    any choice of any flow, in whichever language its keyboard was.
    """
    catalogues = visit.office.catalogues
    names = [each.endonym for each in catalogues.languages]
    if normal(typed).isdecimal() or read_label(typed, names) is not None:
        return True
    if typed in visit.office.on_keyboards:
        return True
    if normal(typed) in visit.office.typed_keys(visit.language):
        return True
    asked = [choice.label for choice in which_ticket.question(visit).choices]
    asked.append(SEND_ANYWAY)
    if any(typed in catalogues.everywhere(label) for label in asked):
        return True
    return read_label(typed, [visit.words(label) for label in asked]) is not None
