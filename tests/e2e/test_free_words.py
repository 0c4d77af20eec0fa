"""Whatever else is written: nobody's words are dropped, and each message gets an answer."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import Message
from bot.demo.stories.labels import reference_in
from bot.reception import found, which_ticket
from bot.reception.answering import NOTED
from bot.reception.words import CANNOT_READ, WAITS
from tests.e2e.asking import has_request
from tests.e2e.conftest import Brussels
from tests.e2e.kept import ticket
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@in_both_languages
async def test_in_the_menu_without_a_ticket_words_are_offered_to_a_helper(
    town: Brussels, code: str
) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await talk.says("my landlord threw me out")
    talk.hears(asks("pass_on", "to_a_helper"))
    talk.hears(found.NOTHING)
    await talk.says("and the door is shut")
    talk.hears(found.NOTHING, asks("pass_on", "to_a_helper"))
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.words == ["my landlord threw me out", "and the door is shut"]
    await talk.ends()


@pytest.mark.parametrize("code", ["en", "ar"])  # one after the other: a minute passes in it
async def test_in_the_menu_with_one_ticket_words_go_there(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    reference = await has_request(talk)
    await talk.says("size L")
    talk.hears(WAITS, reference=reference)
    await talk.is_noted(lambda: talk.user.send_text("or XL"))
    town.loket.let_pass(60)
    await talk.does(talk.user.send_voice)
    talk.hears(WAITS)
    kept = ticket(town.loket, reference)
    assert kept.words == ["a coat", "size L", "or XL"]
    assert kept.kinds[-1] == "voice"
    await talk.ends()


@in_both_languages
async def test_with_two_tickets_the_bot_asks_which(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    coat, bed = await has_request(talk), await has_request(talk, "two of us", "sleep")
    await talk.says("we are three now")
    talk.hears(which_ticket.WHICH)
    await talk.says("with my sister")
    talk.hears(which_ticket.WHICH)
    await talk.taps(next(x for x in talk.labels if bed in x))
    talk.hears(which_ticket.ADDED, asks("menu", "menu"))
    assert ticket(town.loket, bed).words == ["two of us", "we are three now", "with my sister"]
    await talk.says("something else")
    await talk.taps(which_ticket.SOMETHING_NEW)
    talk.hears(asks("pass_on", "to_a_helper"))
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.words == ["something else"]
    assert reference_in(talk.last.text) not in (coat, bed)
    await talk.ends()


async def test_a_reply_goes_to_the_ticket_that_it_replies_to(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    coat = await has_request(talk)
    confirmed = talk.last
    await has_request(talk, "two of us", "sleep")
    await talk.says("it is for a child", reply_to=confirmed)
    talk.hears(WAITS, reference=coat)
    assert ticket(town.loket, coat).words == ["a coat", "it is for a child"]
    await talk.chooses("menu", "menu", "questions")
    await talk.is_noted(lambda: talk.user.send_text("a girl", reply_to=confirmed))
    assert ticket(town.loket, coat).words[-1] == "a girl"
    await talk.ends()


@in_both_languages
async def test_in_the_middle_of_a_flow_words_wait_for_its_helper(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    await talk.says("they kept my passport")
    talk.hears(NOTED, asks("status", "paper"))
    await talk.does(lambda: talk.user.send_document(caption="menu"))
    talk.hears(NOTED, asks("status", "paper"))
    await talk.does(lambda: talk.user.send_location(50.85, 4.35))
    talk.hears(NOTED, asks("status", "paper"))
    await talk.does(lambda: talk.user.send_contact("+32470111222", first_name="Cousin"))
    await talk.chooses("status", "paper", "none")
    for step in ("letter", "lawyer", "protected_elsewhere"):
        await talk.chooses("status", step, "no")
    await talk.chooses("status", "address", "none")
    talk.hears(asks("status", "review"))
    await talk.chooses("status", "review", "send")
    kept = talk.ticket
    assert kept.kinds == ["text", "document", "location", "text"]
    assert kept.words == ["they kept my passport", "menu", "Cousin +32470111222"]
    await talk.ends()


async def test_what_cannot_be_read_is_answered_in_every_state(town: Brussels) -> None:
    async def sends_odd_things(talk: Talk, question: tuple[str, str]) -> None:
        await talk.does(talk.user.send_sticker)
        talk.hears(CANNOT_READ, asks(*question))
        await talk.does(lambda: talk.user.send_poll("Which?", ["a", "b"]))
        talk.hears(CANNOT_READ, asks(*question))

    talk = Talk(town, town.person(language="en"))
    await talk.picks_language()
    await sends_odd_things(talk, ("welcome", "intro"))
    await talk.chooses("welcome", "intro", "go_on")
    await talk.chooses("welcome", "consent", "yes")
    await sends_odd_things(talk, ("menu", "menu"))
    await talk.chooses("menu", "menu", "other_help")
    await sends_odd_things(talk, ("other_help", "what"))
    await talk.says("shoes")
    await sends_odd_things(talk, ("other_help", "review"))
    await talk.ends()


async def test_an_album_without_a_ticket_gets_one_question(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    album: list[Message] = []
    await talk.does(lambda: album.extend(talk.user.send_album([b"1", b"2", b"3"], caption="see")))
    talk.hears(asks("pass_on", "to_a_helper"))
    await town.world.wait_for(lambda: all(part.bot_reaction for part in album[1:]))
    await talk.chooses("pass_on", "to_a_helper", "yes")
    assert talk.ticket.kinds == ["photo"] * 3
    await talk.ends()
