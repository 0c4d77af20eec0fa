"""Somebody says at the desk that they pause, need a place again, or leave the list: whoever has no
phone can do all that a phone can.
"""

from __future__ import annotations

from bot.desk.shelter.listing import LEAVE, show_listing
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, pgettext
from bot.shelter.offering import leave, restore, set_aside
from bot.store.tables import Listing

SURE = _("Take them off the list? Their date ends then. A pause keeps it.")
KEEP = pgettext("button", "◀️ Back")


async def stay(screen: Screen) -> Text:
    """What they said, by a tap; leaving is asked once more."""
    listing, way = await screen.row(0, Listing), screen.word(1, ("pause", "back", "leave"))
    member, now = screen.member, screen.member.office.now()
    if way == "leave" and len(screen.about) == 2:
        sure = screen.button(LEAVE, "l.stay", listing.id, "leave", "yes")
        screen.show(SURE, [[sure], [screen.button(KEEP, "l.look", listing.id)]])
        return NOTHING
    if way == "pause" and listing.state in ("draft", "waiting"):
        await set_aside(member.session, member.office, listing, "asked", now, by=member.id)
    elif way == "back":
        await restore(member.session, member.office, listing, now, by=member.id)
    elif way == "leave":
        await leave(member.session, member.office, listing, now, by=member.id)
    await show_listing(screen, listing)
    return NOTHING
