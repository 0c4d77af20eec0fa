"""What coordinators type about a place: asked for, read, shown as people would read it, saved.

What is asked for waits as held words, so that it outlives a restart; a reply to a ticket is never
taken for it.
"""

from __future__ import annotations

from datetime import timedelta

from bot.desk.points.changing import NOW
from bot.desk.points.showing import may_change, reader, show_one
from bot.desk.private import ticket_of
from bot.desk.shelter.screen import NOTHING, OldButton, Screen
from bot.desk.staff import Member
from bot.desk.tokens import read_id
from bot.engine import Entry, Text, _, joined, pgettext
from bot.people.words import change_held, held_rows, hold, open_held
from bot.places.changing import TYPED, copy_of, keep
from bot.places.store import point_called
from bot.places.words import card
from bot.places.written import CannotRead
from bot.post.events import Said
from bot.store.tables import Held, ServicePoint

WAITS_AS = "place"
PATIENCE = timedelta(minutes=30)
"""For so long, the next words are about the place."""

ASKS = {
    "hours": _("Write the weekly hours of %(name)s, like: %(example)s"),
    "day": _("Write the day on which %(name)s is closed or has other hours, like: %(example)s"),
    "times": _("Write what %(name)s gives out and when, each on a line, like: %(example)s"),
    "phone": _("Write the telephone number of %(name)s, like: %(example)s"),
    "address": _(
        "Write the address of %(name)s, like: %(example)s. "
        "Or send a place (📎 Location): people get that point on the map."
    ),
}
EXAMPLES = {
    "hours": "Mon-Fri 09:00-17:00; Sat 10:00-14:00",
    "day": "24/12, 24/12 09:00-12:00",
    "times": "clothes Tue 14:00-16:00",
    "phone": "02 319 58 27",
    "address": "Rue Haute 1, 1000 Brussels",
}
NOT_READ = _("I do not understand «%(part)s». Nothing has changed. Write it like: %(example)s")
WOULD_READ = _("Is this right? Nothing has changed yet. People would read:")
DROPPED = _("Nothing has changed.")
SAVE = pgettext("button", "✅ Save")
DROP = pgettext("button", "Cancel")


async def ask(screen: Screen) -> Text:
    """Ask for something about a place; whatever was asked for before is forgotten."""
    point, what = await screen.row(0, ServicePoint), screen.word(1, TYPED)
    if what == "address" and point.secret:
        raise OldButton
    member = screen.member
    await _forget(member)
    entry = Entry("text", f"{point.key} {what}", source="")
    held = hold(member.session, member.known, entry, WAITS_AS, member.office.now())
    asked = ASKS[what].with_values(name=point.name, example=EXAMPLES[what])
    Screen(member).show(asked, [[screen.button(DROP, "p.drop", held)]], public=True)
    return NOTHING


async def typed(member: Member, said: Said) -> bool:
    """Whether these words are what was asked for about a place; then they are read."""
    row = await _waiting(member)
    if row is None or (said.reply_to and await ticket_of(member, said.reply_to)):
        return False
    key, what = open_held(member.known, row).text.partition("\n")[0].split(" ")
    point = await point_called(member.session, key)
    screen = Screen(member)
    if point is None or not may_change(screen):
        return False
    words = said.entry.media if said.entry.kind == "location" else said.entry.text
    drop = screen.button(DROP, "p.drop", row.id)
    try:
        kept = TYPED[what].read(words, reader(screen).today)
    except CannotRead as part:
        told = NOT_READ.with_values(part=str(part)[:80], example=EXAMPLES[what])
        screen.show(told, [[drop]], public=True)
        return True
    change_held(member.known, row, Entry("text", f"{key} {what}\n{kept}", source=""))
    shown = copy_of(point)
    TYPED[what].put(shown, kept, reader(screen).today)
    save = screen.button(SAVE, "p.save", row.id)
    screen.show(joined(WOULD_READ, card(shown, reader(screen))), [[save, drop]], public=True)
    return True


async def save(screen: Screen) -> Text:
    """What was typed last about a place is so from now on."""
    member, row = screen.member, await _of_button(screen)
    asked, read, kept = open_held(member.known, row).text.partition("\n")
    key, what = asked.split(" ")
    point = await point_called(member.session, key)
    if point is None or not read or (what == "address" and point.secret):
        raise OldButton
    TYPED[what].put(point, kept, reader(screen).today)
    keep(member.session, point, what, member.id, member.office.now())
    await member.session.delete(row)
    await member.session.flush()
    await show_one(screen, point, NOW)
    return NOTHING


async def drop(screen: Screen) -> Text:
    """Nothing is asked for any more."""
    await screen.member.session.delete(await _of_button(screen))
    screen.show(DROPPED)
    return NOTHING


async def _waiting(member: Member) -> Held | None:
    rows = await held_rows(member.session, member.known, WAITS_AS)
    recent = [row for row in rows if member.office.now() - row.at < PATIENCE]
    return recent[-1] if recent else None


async def _of_button(screen: Screen) -> Held:
    held = read_id(screen.about[0]) if screen.about else None
    row = await screen.member.session.get(Held, held) if held else None
    mine = screen.member.known.contact.id
    if row is None or row.contact_id != mine or row.waiting_for != WAITS_AS:
        raise OldButton
    return row


async def _forget(member: Member) -> None:
    for row in await held_rows(member.session, member.known, WAITS_AS):
        await member.session.delete(row)
    await member.session.flush()
