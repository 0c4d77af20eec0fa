"""/list close and /list open: a list takes nobody new, or does again; a notice for everybody."""

from __future__ import annotations

from bot.desk.shelter.overview import BACK as HOME
from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text, _, joined, pgettext, verbatim
from bot.post.actions import Send
from bot.shelter.closing import close_list, closed_lists, open_list
from bot.shelter.names import LIST_NAMES
from bot.shelter.notice_words import (
    CLOSED_FOR_NOW,
    KEEP_THEIR_PLACE,
    NONE_OPEN,
    OPEN_AGAIN,
    STILL_OPEN,
)
from bot.shelter.rules import LISTS
from bot.shelter.words import NOT_FEDASIL

WHICH = _("🚪 Which list do you close or open? Whoever waits keeps their place.")
CLOSE = pgettext("button", "Close: %(list)s")
OPEN = pgettext("button", "Open: %(list)s")
NOTICE = _("The notice in every language, to read out or to hang up:")
ALREADY = _("That was done already.")


async def doors(screen: Screen) -> Text:
    """A button for each list: close it, or open it."""
    closed = await closed_lists(screen.member.session)
    keys = [
        [
            screen.button(
                (OPEN if each in closed else CLOSE).with_values(list=LIST_NAMES[each]),
                "l.open" if each in closed else "l.close",
                each,
            )
        ]
        for each in LISTS
    ]
    screen.show(WHICH, [*keys, [screen.button(HOME, "l.home")]])
    return NOTHING


async def close(screen: Screen) -> Text:
    """Nobody new on one list."""
    name, member = screen.word(0, LISTS), screen.member
    if not await close_list(member.session, name, member.id, member.office.now()):
        return ALREADY
    await doors(screen)
    still = [each for each in LISTS if each not in await closed_lists(member.session)]
    names = Text(", ", parts=tuple(LIST_NAMES[each] for each in still))
    rest = STILL_OPEN.with_values(lists=names) if still else NONE_OPEN
    closed = CLOSED_FOR_NOW.with_values(list=LIST_NAMES[name])
    _notice(screen, joined(closed, KEEP_THEIR_PLACE, rest, NOT_FEDASIL))
    return NOTHING


async def reopen(screen: Screen) -> Text:
    """People come onto it again."""
    name, member = screen.word(0, LISTS), screen.member
    if not await open_list(member.session, name, member.id, member.office.now()):
        return ALREADY
    await doors(screen)
    _notice(screen, joined(OPEN_AGAIN.with_values(list=LIST_NAMES[name]), NOT_FEDASIL))
    return NOTHING


async def doors_command(screen: Screen, argument: str, *, closing: bool) -> Text:
    """The same by a word: `/list close men`, or `/list close` for the buttons."""
    name = argument.strip().lower()
    if name not in LISTS:
        return await doors(screen)
    told = Screen(screen.member, about=(name,))
    return await (close(told) if closing else reopen(told))


def _notice(screen: Screen, text: Text) -> None:
    """One message a language: each can be forwarded, printed, or held up by itself."""
    member, catalogues = screen.member, screen.member.office.catalogues
    member.tell(NOTICE)
    for language in catalogues.languages:
        words = joined(verbatim(f"🌐 {language.endonym}"), text)
        member.send(Send(catalogues.say(words, language.code)))
