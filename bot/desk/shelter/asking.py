"""What is asked before a decision about a proposal: who, and for which reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.shelter.proposal import line, references, title
from bot.desk.shelter.screen import NOTHING, Buttons, Screen
from bot.engine import Text, _, joined, lines, pgettext
from bot.shelter.names import OVERRIDE_REASONS
from bot.shelter.proposing import proposed
from bot.store.tables import Offer, Vacancy

WHY = _("What is the reason? It is kept.")
BACK = pgettext("button", "◀️ Back")
REASONS = tuple(OVERRIDE_REASONS)

Seen = tuple[Vacancy, int, Sequence[Offer]]


async def seen(screen: Screen) -> Seen:
    vacancy, version = await screen.row(0, Vacancy), screen.number(1)
    return vacancy, version, await proposed(screen.member.session, vacancy)


def is_stale(vacancy: Vacancy, version: int) -> bool:
    return vacancy.state != "proposed" or vacancy.version != version


async def ask_row(
    screen: Screen, vacancy: Vacancy, question: Text, rows: Sequence[Buttons]
) -> None:
    offers = await proposed(screen.member.session, vacancy)
    people = await references(screen, [each.listing_id for each in offers])
    shown = [await line(screen, offer, people) for offer in offers]
    back = [screen.button(BACK, "l.show", vacancy.id)]
    screen.show(joined(await title(screen, vacancy), lines(*shown), question), [*rows, back])


def ask_reason(screen: Screen, act: str, about: Sequence[str], vacancy: Vacancy) -> Text:
    keys = [
        [screen.button(text, act, *about, number)]
        for number, text in enumerate(OVERRIDE_REASONS.values())
    ]
    screen.show(WHY, [*keys, [screen.button(BACK, "l.show", vacancy.id)]])
    return NOTHING


def reason_at(screen: Screen, place: int) -> str:
    return REASONS[screen.number(place, 0, len(REASONS) - 1)]
