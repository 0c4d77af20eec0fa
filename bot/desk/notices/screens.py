"""/notice: what stands above the menu, and one notice with what can be done about it."""

from __future__ import annotations

from bot.desk.notices import words as say
from bot.desk.shelter.screen import NOTHING, OldButton, Screen
from bot.engine import Text, joined, lines
from bot.notices.standing import ON_THE_MENU, standing, take_down, tell
from bot.notices.wishes import how_many
from bot.notices.wording import told
from bot.shelter.times import next_daytime
from bot.store.tables import Notice


def decides(screen: Screen) -> bool:
    """Whether they coordinate a service, whichever: a notice is for everybody's people."""
    return "coordinator" in screen.member.roles.values()


async def overview(screen: Screen) -> Text:
    """The notices that stand; a button each to take it down."""
    member = screen.member
    found = await standing(member.session, member.office.now())
    shown = [_one(screen, number, notice) for number, notice in enumerate(found, 1)]
    more = [say.ONLY_SOME.with_values(n=ON_THE_MENU)] if len(found) > ON_THE_MENU else []
    rows = []
    if decides(screen):
        rows = [
            [screen.button(say.TAKE_DOWN.with_values(number=number), "n.down", notice.id)]
            for number, notice in enumerate(found, 1)
        ]
        rows.append([screen.button(say.NEW, "n.new")])
    head = say.STANDING if found else say.NOTHING_STANDS
    screen.show(joined(head, *shown, *more), rows, public=True)
    return NOTHING


async def show_standing(screen: Screen, notice: Notice) -> None:
    """A notice that stands: tell those who asked, or take it down."""
    office, session = screen.member.office, screen.member.session
    now = office.now()
    n = 0 if notice.tell_at else await how_many(session, notice.id)
    after = [say.IS_BEING_TOLD if notice.tell_at else say.NOBODY_ASKED]
    rows = []
    if n:
        rows.append([screen.button(say.tell_label(n), "n.tell", notice.id)])
        is_night = next_daytime(now, office.catalogues.zone) > now
        after = [say.AT_NIGHT] if is_night else []
    rows.append([screen.button(say.TAKE_IT_DOWN, "n.down", notice.id)])
    rows.append([screen.button(say.HOME, "n.home")])
    stands = say.IT_STANDS.with_values(when=_end(screen, notice))
    screen.show(joined(_words(screen, notice), lines(stands, *after)), rows, public=True)


async def tell_them(screen: Screen) -> Text:
    """Also to those who asked to be told."""
    notice, member = await screen.row(0, Notice), screen.member
    if not await tell(member.session, notice, member.id, member.office.now()):
        raise OldButton
    await show_standing(screen, notice)
    return say.IS_BEING_TOLD


async def down(screen: Screen) -> Text:
    """It stands no more."""
    notice, member = await screen.row(0, Notice), screen.member
    if not await take_down(member.session, notice, member.id, member.office.now()):
        raise OldButton
    await overview(screen)
    return say.TAKEN_DOWN


def _one(screen: Screen, number: int, notice: Notice) -> Text:
    return say.ONE.with_values(
        number=number, notice=_words(screen, notice), when=_end(screen, notice)
    )


def _words(screen: Screen, notice: Notice) -> Text:
    member = screen.member
    return told(member.office.catalogues, notice, member.volunteer.language)


def _end(screen: Screen, notice: Notice) -> Text:
    if notice.until is None:
        raise OldButton
    return screen.when(notice.until)
