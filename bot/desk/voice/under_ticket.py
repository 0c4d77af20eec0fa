"""What stands in a ticket that was told by voice: that it was, and the way to its answers."""

from __future__ import annotations

from bot.desk.staff import Member
from bot.desk.tokens import button
from bot.engine import Text, _, pgettext
from bot.post.actions import Button
from bot.store.tables import Spoken, Ticket

BY_VOICE = _("🎤 Told by voice")
FILL = pgettext("button", "🎤 Fill in the answers")
ACT = "v.fill"


async def told_by_voice(
    member: Member, ticket: Ticket
) -> tuple[tuple[Text, ...], tuple[tuple[Button, ...], ...]]:
    """A line for the head of the ticket, and a row of buttons; nothing where it was not."""
    spoken = await member.session.get(Spoken, ticket.id)
    if spoken is None:
        return (), ()
    fill = (button(member.words(FILL), ACT, ticket.id),)
    return (BY_VOICE,), (() if spoken.state == "confirmed" else (fill,))
