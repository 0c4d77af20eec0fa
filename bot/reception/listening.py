"""🔊: what is asked, read aloud by a volunteer, where every sentence of it was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import Started, Text, advance
from bot.post.actions import Send
from bot.post.outbox import About
from bot.reception.facts import filled
from bot.reception.visit import Visit
from bot.recordings.kept import files_of
from bot.speech.recorded import key_of, sentences


def can_be_heard(visit: Visit, flow: str, texts: Sequence[Text]) -> bool:
    """Whether the key is shown: under a question of a flow, all of which was recorded."""
    office = visit.office
    return flow in office.flows and office.recorded.covers(texts, visit.language, office.catalogues)


async def play(visit: Visit) -> bool:
    """Send the question that is asked now as voice notes; it stays asked. False where there is
    none, or a recording is gone.
    """
    office, asked = visit.office, visit.known.contact.asked_flow or ""
    flow = visit.flow(asked)
    turn = advance(flow, visit.conversation(asked), Started()) if flow else None
    if flow is None or turn is None or turn.asked is None:
        return False
    texts = [filled(visit, text, flow) for text in (*turn.said, turn.asked.text)]
    keys = [key_of(each, visit.language, office.catalogues) for each in sentences(*texts)]
    files = await files_of(visit.session, office, visit.language, keys)
    for file in files or ():
        send = Send(media=file, media_kind="voice")
        office.outbox.put(visit.session, visit.known.recipient, send, About(visit.known.person.id))
    visit.answered_otherwise = bool(files)
    return bool(files)
