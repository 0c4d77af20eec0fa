"""Buttons that staff press. Whoever presses is looked at anew, and every press is answered."""

from __future__ import annotations

from bot.desk import acts
from bot.desk.answers import presses as answers
from bot.desk.board import turn_board
from bot.desk.notices import commands as notices
from bot.desk.points import presses as points
from bot.desk.private import decide_held
from bot.desk.recording import screens as recording
from bot.desk.shelter import presses as shelter
from bot.desk.showing import show_ticket
from bot.desk.staff import Member
from bot.desk.tokens import read_id, read_token
from bot.desk.voice import filling as voice
from bot.engine import Text, _
from bot.post.events import Pressed
from bot.store.tables import Ticket

GONE = _("This request has ended.")
OLD_BUTTON = _("This button no longer works. /desk shows what waits.")
SENT_TO_CHAT = _("It is in your private chat with me.")
LANGUAGE_SET = _("I speak English with you now.")
PARTS = (
    (shelter.is_ours, shelter.press),
    (answers.is_ours, answers.press),
    (points.is_ours, points.press),
    (notices.is_ours, notices.press),
    (voice.is_ours, voice.press),
    (recording.is_ours, recording.press),
)
"""Parts of the desk with buttons of their own: whose a button is, and what it does."""

NOTHING = Text("", values={"words": ""})


async def press(member: Member, pressed: Pressed) -> None:
    """Do what a button says, and answer the press."""
    act, about = read_token(pressed.token)
    if act == "board" and about and pressed.chat.private:
        await turn_board(member, pressed.message, about[0])
        member.answer(pressed.press, NOTHING)
    elif act == "language" and about and about[0] in member.office.catalogues.codes:
        member.volunteer.language = about[0]
        member.answer(pressed.press, LANGUAGE_SET)
    elif act in ("send", "discard") and about:
        member.answer(pressed.press, await decide_held(member, act, about, pressed.message))
    elif act in ("claim", "release", "close", "read") and about:
        await _on_ticket(member, pressed, act, about[0])
    elif (part := next((do for ours, do in PARTS if ours(act)), None)) is not None:
        await part(member, pressed, act, about)
    else:
        member.answer(pressed.press, OLD_BUTTON)


async def _on_ticket(member: Member, pressed: Pressed, act: str, about: str) -> None:
    ticket_id = read_id(about)
    ticket = await member.session.get(Ticket, ticket_id) if ticket_id else None
    if ticket is None:
        return member.answer(pressed.press, GONE, alert=True)
    said = await _do(member, ticket, act)
    must_start = said.msgid == acts.START_ME.msgid
    url = f"{member.office.link}?start=desk" if must_start and member.office.link else ""
    taken = said.msgid in (acts.TAKEN.msgid, acts.NO_RIGHT.msgid, acts.NOT_YOURS.msgid)
    return member.answer(pressed.press, said, alert=taken, url=url)


async def _do(member: Member, ticket: Ticket, act: str) -> Text:
    match act:
        case "claim":
            return await acts.claim(member, ticket)
        case "release":
            return await acts.release(member, ticket)
        case "close":
            return await acts.close(member, ticket)
        case _ if ticket.owner_id == member.id:
            await show_ticket(member, ticket)
            return SENT_TO_CHAT
        case _:
            return acts.NOT_YOURS.with_values(reference=ticket.reference)
