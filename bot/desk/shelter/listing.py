"""Somebody's place on the list as a helper sees it: what they declared, and how it is ordered."""

from __future__ import annotations

from sqlalchemy import select

from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.screen import Buttons, Screen, in_rows
from bot.desk.shelter.whose import reference_of
from bot.desk.staff import name_of
from bot.engine import Recorded, Text, _, joined, lines, ngettext, pgettext, verbatim
from bot.post.actions import Button
from bot.post.outbox import About
from bot.privacy.audit import note
from bot.shelter.assessing import TIERS
from bot.shelter.joining import declared_of
from bot.shelter.life import LISTED
from bot.shelter.names import (
    ASSESSMENT_REASONS,
    LIST_NAMES,
    LISTING_STATES,
    TIER_NAMES,
    named,
)
from bot.shelter.rules import LISTS
from bot.store.tables import Assessment, Listing

HEADING = _("🗣 %(reference)s · %(language)s · %(list)s · %(state)s · since %(since)s")
HOUSEHOLD = _("Household: %(people)s, %(cots)s, without steps: %(steps)s")
UNKNOWN = pgettext("size of a household", "not known yet")
YES, NO = pgettext("short answer", "yes"), pgettext("short answer", "no")
ORDER = _("Order now: %(tier)s.")
LAST = _("%(name)s decided on %(when)s: %(tier)s (%(reason)s).")
TALK_BY = _("A talk is due until %(when)s.")
ANSWER = _("%(question)s: %(answer)s")
NOTHING_DECLARED = _("Nothing was declared in chat.")
ONLY_AFTER = _("It counts only when you decide, and only for the order. People never see it.")
SET_TIER = pgettext("button", "Order: %(tier)s")
SAME_TIER = pgettext("button", "✅ Confirm: %(tier)s")
SET_LIST = pgettext("button", "List: %(list)s")
SET_SIZE = pgettext("button", "People…")
SET_STEPS = pgettext("button", "♿ Without steps: yes or no")
SET_COTS = pgettext("button", "Cots…")
BACK_ON = pgettext("button", "🛏 They need a place again")
PAUSE = pgettext("button", "⏸ They pause")
LEAVE = pgettext("button", "🚪 They leave the list")


async def show_listing(screen: Screen, listing: Listing) -> None:
    """What was declared, in the volunteer's language; the opening is in the audit log."""
    member = screen.member
    key = await member.office.people.key_of(member.session, listing.person_id)
    note(member.session, "declared read", member.office.now(), actor=member.id, subject=listing.id)
    text = joined(
        await _heading(screen, listing),
        lines(*_answers(declared_of(listing, key))),
        lines(*await _order(screen, listing)),
        ONLY_AFTER,
    )
    screen.show(text, _buttons(screen, listing), About(listing.person_id))


async def _heading(screen: Screen, listing: Listing) -> Text:
    known = listing.size is not None
    people = ngettext("%(n)s person", "%(n)s people", listing.size or 1) if known else UNKNOWN
    cots = ngettext("%(n)s cot", "%(n)s cots", listing.cots)
    return lines(
        HEADING.with_values(
            reference=await reference_of(screen, listing),
            language=screen.member.office.catalogues[listing.language].endonym,
            list=named(LIST_NAMES, listing.list),
            state=named(LISTING_STATES, listing.state),
            since=screen.day(listing.since),
        ),
        HOUSEHOLD.with_values(people=people, cots=cots, steps=YES if listing.accessible else NO),
    )


def _answers(recorded: list[Recorded]) -> list[Text]:
    shown = []
    for each in recorded:
        words = "\n".join(entry.text for entry in each.entries if entry.text)
        answer = each.label or verbatim(words)
        shown.append(ANSWER.with_values(question=each.question, answer=answer))
    return shown or [NOTHING_DECLARED]


async def _order(screen: Screen, listing: Listing) -> list[Text]:
    member = screen.member
    shown = [ORDER.with_values(tier=TIER_NAMES[listing.tier])]
    query = select(Assessment).where(Assessment.listing_id == listing.id)
    newest = query.order_by(Assessment.number.desc()).limit(1)
    last = (await member.session.scalars(newest)).one_or_none()
    if last is not None:
        name = await name_of(member.session, member.office, last.volunteer_id)
        said = LAST.with_values(
            name=name,
            when=screen.day(last.at),
            tier=TIER_NAMES[last.after],
            reason=named(ASSESSMENT_REASONS, last.reason),
        )
        shown.append(said)
    if listing.talk_by is not None:
        shown.append(TALK_BY.with_values(when=screen.day(listing.talk_by)))
    return shown


def _buttons(screen: Screen, listing: Listing) -> list[Buttons]:
    tiers = [
        screen.button(
            (SAME_TIER if tier == listing.tier else SET_TIER).with_values(tier=TIER_NAMES[tier]),
            "l.tier", listing.id, listing.tier, tier,
        )
        for tier in TIERS
    ]  # fmt: skip
    lists = [
        screen.button(
            SET_LIST.with_values(list=LIST_NAMES[name]), "l.settle", listing.id, "list", name
        )
        for name in LISTS
        if name != listing.list
    ]
    shared = listing.list not in ("men", "women")
    size = [
        screen.button(SET_SIZE, "l.settle", listing.id, "size"),
        screen.button(SET_COTS, "l.settle", listing.id, "cots"),
    ]
    steps = [screen.button(SET_STEPS, "l.settle", listing.id, "steps")]
    home = [screen.button(HOME, "l.home")]
    rows = [*([each] for each in tiers), *in_rows(lists, 2), size if shared else [], steps]
    return [*rows, _staying(screen, listing), home]


def _staying(screen: Screen, listing: Listing) -> list[Button]:
    """What somebody without a phone says at the desk."""
    ways = []
    if listing.state == "set_aside":
        ways.append(screen.button(BACK_ON, "l.stay", listing.id, "back"))
    if listing.state in ("draft", "waiting"):
        ways.append(screen.button(PAUSE, "l.stay", listing.id, "pause"))
    if listing.state in LISTED:
        ways.append(screen.button(LEAVE, "l.stay", listing.id, "leave"))
    return ways
