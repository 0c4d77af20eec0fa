"""*New person*: somebody at the desk without a phone comes onto the list in six taps.

What was tapped rides in the buttons, behind a random number that lets the last tap count once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import select

from bot.desk.shelter.minor import refuse_minor
from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.overview import NEW_PERSON
from bot.desk.shelter.screen import NOTHING, Buttons, OldButton, Screen, in_rows
from bot.engine import Text, _, joined, pgettext, verbatim
from bot.people.consent import record_consent
from bot.privacy.audit import note
from bot.shelter.closing import closed_lists
from bot.shelter.declared import Declared
from bot.shelter.joining import join
from bot.shelter.names import LIST_NAMES
from bot.shelter.rules import LISTS
from bot.shelter.words import NOT_FEDASIL
from bot.store.tables import Audit

ACT = "l.new"
MINOR = "minor"
SIZES = {"men": (1,), "women": (1,), "couples": (2,), "families": range(2, 13)}
NEEDS = {
    1: pgettext("need", "♿ a place without steps"),
    2: pgettext("need", "🛏 a cot"),
    4: pgettext("need", "🗣 wants to talk with a helper"),
}
CARD, NO_PHONE = "card", "none"

WHICH = _("➕ New person: which list?")
ARE_CLOSED = _("Nobody new is taken now: %(lists)s.")
UNDER_AGE = pgettext("button", "🔴 Under 18 and alone")
HOW_MANY = _("How many people are in the household?")
WHAT_NEEDS = _("What do they need? Tap what is true, then go on.")
GO_ON = pgettext("button", "Go on ▶️")
WHICH_LANGUAGE = _("Which language do they speak?")
WHICH_CONTACT = _("How can they be reached later?")
BY_CARD = pgettext("button", "🪪 Own phone later, with a card")
BY_NOTHING = pgettext("button", "No phone: they come and ask")
CONSENT = _(
    "May we keep you on our list: which kind of place, how many you are, what you need? Only our "
    "team reads it. You can leave the list whenever you want."
)
READ_OUT = _("Ask them, in their own words if you can:")
SAID_YES = pgettext("button", "✅ They said yes: keep it on our list")
SAID_NO = pgettext("button", "They said no")
NOT_KEPT = _("Nothing was kept. They can still come and ask for a place each day.")
THEIR_NUMBER = _("They are on our list. Write their number down for them:")
GIVE_CARD = _("Give them a printed card, and link it: /card %(reference)s and the card's number.")
ENTERED = _("They were entered a moment ago already.")


async def new_person(screen: Screen) -> Text:
    """The next question, or the entry once all is known."""
    about = screen.about
    if len(about) < 2:
        return await _which_list(screen)
    if about[1] == MINOR:
        return await _minor(screen)
    sizes = SIZES[screen.word(1, LISTS)]
    if len(about) == 2 and len(sizes) == 1:
        about = (*about, str(sizes[0]))
    if len(about) > 2 + len(ASKED):
        raise OldButton
    screen = replace(screen, about=about)
    if len(about) > 2:
        screen.number(2, min(sizes), max(sizes))
    turning = len(about) == 4 and about[3].startswith("t")
    ask = ASKED[1] if turning else ASKED[len(about) - 2]
    return await ask(screen)


async def _which_list(screen: Screen) -> Text:
    once = secrets.token_hex(4)
    closed = await closed_lists(screen.member.session)
    keys = [
        screen.button(LIST_NAMES[each], ACT, once, each) for each in LISTS if each not in closed
    ]
    names = Text(", ", parts=tuple(LIST_NAMES[each] for each in closed))
    told = [ARE_CLOSED.with_values(lists=names)] if closed else []
    minor = screen.button(UNDER_AGE, ACT, once, MINOR)
    return _ask(screen, joined(*told, WHICH), [*in_rows(keys, 2), [minor]])


async def _size(screen: Screen) -> Text:
    sizes = SIZES[screen.word(1, LISTS)]
    keys = [screen.button(verbatim(str(n)), ACT, *screen.about, n) for n in sizes]
    return _ask(screen, HOW_MANY, in_rows(keys, 4))


async def _needs(screen: Screen) -> Text:
    """Several can be true: each tap turns one on or off."""
    so_far, turned = screen.about[:3], "".join(screen.about[3:4])
    mask = int(turned[1:]) & 7 if turned[1:] in {*"01234567"} else 0
    rows: list[Buttons] = [
        [
            screen.button(
                Text(" ", parts=(verbatim("☑️" if mask & bit else "◻️"), label)),
                ACT, *so_far, f"t{mask ^ bit}",
            )
        ]
        for bit, label in NEEDS.items()
    ]  # fmt: skip
    return _ask(screen, WHAT_NEEDS, [*rows, [screen.button(GO_ON, ACT, *so_far, mask & 7)]])


async def _language(screen: Screen) -> Text:
    languages = screen.member.office.catalogues.languages
    keys = [
        screen.button(verbatim(each.endonym), ACT, *screen.about, each.code) for each in languages
    ]
    return _ask(screen, WHICH_LANGUAGE, in_rows(keys, 2))


async def _contact(screen: Screen) -> Text:
    ways = ((BY_CARD, CARD), (BY_NOTHING, NO_PHONE))
    rows = [[screen.button(label, ACT, *screen.about, way)] for label, way in ways]
    return _ask(screen, WHICH_CONTACT, rows)


async def _consent(screen: Screen) -> Text:
    """The question in their language, to be read out or shown, and in the volunteer's."""
    language = screen.word(4, screen.member.office.catalogues.codes)
    own = verbatim(screen.member.office.catalogues.say(joined(CONSENT, NOT_FEDASIL), language))
    texts = (own,) if language == screen.member.volunteer.language else (own, CONSENT)
    rows = [
        [screen.button(SAID_YES, ACT, *screen.about, "yes")],
        [screen.button(SAID_NO, ACT, *screen.about, "no")],
    ]
    return _ask(screen, joined(READ_OUT, *texts), rows)


async def _decided(screen: Screen) -> Text:
    if screen.word(6, ("yes", "no")) == "no":
        return _ask(screen, NOT_KEPT, [])
    if not await counts_once(screen):
        return ENTERED
    reference, listing_id = await _enter(screen)
    card = [GIVE_CARD.with_values(reference=reference)] if screen.about[5] == CARD else []
    text = joined(THEIR_NUMBER, verbatim(f"🎫  {reference}"), *card, NOT_FEDASIL)
    look = screen.button(verbatim(reference), "l.look", listing_id)
    another = screen.button(NEW_PERSON, ACT)
    screen.show(text, [[look], [another], [screen.button(HOME, "l.home")]])
    return NOTHING


ASKED = (_size, _needs, _language, _contact, _consent, _decided)
"""What is asked after the list, in the order in which the buttons carry it."""


async def _enter(screen: Screen) -> tuple[str, UUID]:
    """Keep them: a person of their own, the spoken yes, their place on the list."""
    member, name = screen.member, screen.word(1, LISTS)
    session, office, now = member.session, member.office, member.office.now()
    size, needs = screen.number(2, min(SIZES[name]), max(SIZES[name])), screen.number(3, 0, 7)
    language = screen.word(4, office.catalogues.codes)
    if name in await closed_lists(session):
        raise OldButton
    person, _key = office.people.make_person(session, now, language)
    await session.flush()
    record_consent(session, person, "list", True, now)
    household = Declared(name, size, int(bool(needs & 2)), bool(needs & 1), bool(needs & 4))
    listing = await join(session, office, person, language, household, None, now, by=member.id)
    return person.reference, listing.id


async def _minor(screen: Screen) -> Text:
    """Never on a list: a human at once."""
    if not await counts_once(screen):
        return ENTERED
    told = await refuse_minor(screen.member)
    screen.show(told, [[screen.button(HOME, "l.home")]])
    return NOTHING


async def counts_once(screen: Screen) -> bool:
    """Whether this is the first time that the last tap of these questions comes; two quick taps are
    one person.
    """
    member = screen.member
    once = uuid5(member.id, screen.about[0])
    seen = select(Audit.number).where(Audit.subject == once).limit(1)
    if await member.session.scalar(seen) is not None:
        return False
    note(member.session, "entered", member.office.now(), actor=member.id, subject=once)
    await member.session.flush()
    return True


def _ask(screen: Screen, question: Text, rows: Sequence[Buttons]) -> Text:
    home = [screen.button(HOME, "l.home")]
    screen.show(question, [*rows, home])
    return NOTHING
