"""🔊: a volunteer reads a question aloud, and people can hear it; a coordinator deletes it."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import Message, User
from bot.desk.recording import screens
from bot.engine import Text
from bot.speech.keys import LISTEN
from bot.store.tables import Recording, VaultKey
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows
from tests.e2e.staff import reads, say, volunteer
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENU = asks("menu", "menu")
FOOD_FOR = asks("other_help", "people")


async def chooses(town: Brussels, who: User, sentence: Text) -> Message:
    """A volunteer looks for a sentence in English."""
    since = who.chat.shown[-1].message_id if who.chat.shown else 0
    who.send_text("/record")
    screen = await reads(who, say(screens.LANGUAGES), since=since)
    await presses(town, who, screen, "English")
    while not (found := [x for x in screen.text.splitlines() if sentence.msgid[:40] in x]):
        await presses(town, who, screen, say(screens.MORE))
    await presses(town, who, screen, found[0].partition(".")[0])
    assert say(screens.READ) in screen.text
    assert sentence.msgid in screen.text
    return screen


async def presses(town: Brussels, who: User, screen: Message, label: str) -> None:
    """Press a button by the beginning of its label, and see the screen change."""
    before = screen.text
    town.loket.let_pass(2)
    full = next(x for row in screen.buttons for x in row if x.startswith(label))
    await who.press(screen, full).answered()
    await town.world.wait_for(lambda: screen.text != before, 10)


async def reads_aloud(town: Brussels, who: User, sentence: Text, data: bytes) -> None:
    """Choose, record, hear it, say yes."""
    await chooses(town, who, sentence)
    since = who.chat.last.message_id
    who.send_voice(data)
    back = await reads(who, say(screens.GOOD), since=since)
    assert sentence.msgid in back.text
    assert "voice" in back.content
    town.loket.let_pass(2)
    await who.press(back, say(screens.AGAIN)).answered()
    once_more = await reads(who, say(screens.READ), since=back.message_id)
    who.send_voice(data)
    back = await reads(who, say(screens.GOOD), since=once_more.message_id)
    town.loket.let_pass(2)
    await who.press(back, say(screens.YES)).answered()


async def test_what_is_asked_can_be_heard_once_all_of_it_was_read_aloud(town: Brussels) -> None:
    who = await volunteer(town, "Rec")
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    assert say(LISTEN) not in talk.labels
    await reads_aloud(town, who, MENU, b"what do you need")
    town.loket.let_pass(90)
    await talk.says("/menu")
    assert say(LISTEN) in talk.labels
    await talk.taps(LISTEN)
    assert "voice" in talk.last.content
    await talk.chooses("menu", "menu", "other_help")
    assert say(LISTEN) in talk.labels  # it begins with the sentence of the menu
    await talk.chooses("other_help", "what", "food")
    talk.hears(FOOD_FOR)
    assert say(LISTEN) not in talk.labels
    await talk.ends()
    arabic = Talk(town, town.person(language="ar"), "ar")
    await arabic.begins()
    assert say(LISTEN, "ar") not in arabic.labels
    await _is_deleted(town, talk)


async def _is_deleted(town: Brussels, talk: Talk) -> None:
    """By a coordinator only; the key goes with it."""
    who, carla = await volunteer(town, "Sam"), town.coordinator
    for_sam, screen = await chooses(town, who, MENU), await chooses(town, carla, MENU)
    assert [say(screens.DELETE)] not in for_sam.buttons
    forged = str(screen.button(say(screens.DELETE))["callback_data"])
    assert (await who.press_data(for_sam, forged).answered()).text == say(screens.OLD)
    (before,) = rows(town.loket, Recording, Recording.state == "accepted")
    await carla.press(screen, say(screens.DELETE)).answered()
    assert not rows(town.loket, Recording, Recording.state == "accepted")
    assert not rows(town.loket, VaultKey, VaultKey.holder == before.id)
    await talk.taps(LISTEN)
    talk.hears(MENU)
    town.loket.let_pass(90)
    await talk.says("/menu")
    assert say(LISTEN) not in talk.labels
