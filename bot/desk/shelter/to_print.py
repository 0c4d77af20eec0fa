"""/list board and /list tonight: pages to print, sent to whoever asked."""

from __future__ import annotations

from bot.desk.shelter.screen import NOTHING, Screen
from bot.desk.shelter.tonight import show_guests
from bot.engine import Text, _
from bot.post.actions import SendFile
from bot.privacy.audit import note
from bot.shelter.expected import expected_tonight, offered_now
from bot.shelter.sheets import NOBODY, board_page, sheet_page

NO_OFFER = _("Nobody has an open offer now: there is nothing for the board.")
BOARD = _("The board, to print on A4: the numbers with an open offer. Take it down when they end.")
SHEET = _("The sheet of tonight, to print on A4. Destroy it when the night is over.")


async def board_command(screen: Screen, _argument: str) -> Text:
    """The references with an open offer."""
    member = screen.member
    references = await offered_now(member.session)
    if not references:
        return NO_OFFER
    written = board_page(member.office.catalogues, references, member.office.now())
    _send(screen, "board.html", written, BOARD)
    return NOTHING


async def tonight_command(screen: Screen, _argument: str) -> Text:
    """Who is expected tonight, on paper and as buttons."""
    member = screen.member
    expected = await expected_tonight(member.session, member.office)
    if not expected.houses:
        return NOBODY
    language = member.volunteer.language
    written = sheet_page(member.office.catalogues, language, expected, member.office.now())
    _send(screen, f"tonight-{expected.night:%Y-%m-%d}.html", written, SHEET)
    show_guests(screen, expected)
    return NOTHING


def _send(screen: Screen, name: str, written: str, text: Text) -> None:
    member = screen.member
    member.send(SendFile(name, written.encode(), member.words(text)))
    note(member.session, f"printed {name.partition('-')[0]}", member.office.now(), actor=member.id)
