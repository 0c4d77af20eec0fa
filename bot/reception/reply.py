"""What was decided to say becomes one message: statements and the next question together."""

from __future__ import annotations

from bot.engine import Ask, joined
from bot.post.actions import Send
from bot.post.outbox import About
from bot.reception.facts import filled
from bot.reception.keyboard import keyboard
from bot.reception.listening import can_be_heard
from bot.reception.visit import Visit
from bot.speech.splitting import LIMIT, split

NOTHING_ASKED: tuple[str, Ask | None] = ("", None)


def reply(visit: Visit) -> None:
    """Commit the answer for sending, and remember what was asked."""
    if visit.ask is None and not visit.said:
        return
    flow, ask = visit.ask or NOTHING_ASKED
    texts = [*visit.said, *([filled(visit, ask.text, visit.flow(flow))] if ask else [])]
    parts = split(visit.words(joined(*texts)), LIMIT)
    aloud = bool(ask) and can_be_heard(visit, flow, texts)
    keys = keyboard(visit, flow, ask, aloud=aloud) if ask else visit.keys
    about = About(visit.known.person.id, visit.ticket.id if visit.ticket else None)
    for place, part in enumerate(parts, start=1):
        send = Send(part, keyboard=keys if place == len(parts) else None)
        row = visit.office.outbox.put(visit.session, visit.known.recipient, send, about)
    contact = visit.known.contact
    if ask is not None:
        contact.asked_flow, contact.asked_step = flow, ask.step
        contact.asked_language, contact.asked_outbox = visit.language, row
