"""Telling it by voice: a helper fills in the answers, and the person confirms them."""

from __future__ import annotations

import pytest

from bot.demo.bot_api import Message, User
from bot.demo.stories.labels import key, reference_in
from bot.desk import acts
from bot.desk.voice import walk
from bot.desk.voice.under_ticket import BY_VOICE, FILL
from bot.engine import Text
from bot.reception import confirming
from bot.reception.answering import NOTED
from bot.shelter.words import FIRST_A_TALK, NEXT, SINCE_TODAY
from bot.store.tables import Listing, Spoken
from bot.tickets import spoken_keys
from bot.tickets.owner import NEW_WORDS
from bot.tickets.person import ANSWER
from bot.tickets.spoken import IS_IT_RIGHT
from flows import FLOWS
from tests.e2e.conftest import Brussels
from tests.e2e.kept import rows, ticket
from tests.e2e.staff import opens, reads, say, volunteer
from tests.e2e.talk import Talk, asks

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def records(town: Brussels) -> Talk:
    """Somebody taps one answer, and then records their voice."""
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "status")
    await talk.chooses("status", "paper", "annex_26")
    await talk.does(lambda: talk.user.send_voice(b"my story"))
    talk.hears(asks("by_voice", "instead"))
    return talk


async def presses(town: Brussels, who: User, screen: Message, *labels: Text) -> None:
    """Press one button of a screen after the other, each when the last one has changed it."""

    def looks() -> tuple[str, list[list[str]]]:
        return screen.text, screen.buttons

    for label in labels:
        before = looks()
        town.loket.let_pass(2)
        await who.press(screen, say(label)).answered()
        await town.world.wait_for(lambda seen=before: looks() != seen, 10)  # type: ignore[misc]


async def fills(town: Brussels, who: User, head: Message, *choices: tuple[str, str]) -> Message:
    """A volunteer fills in what is missing, and asks the person."""
    since = who.chat.last.message_id
    await who.press(head, say(FILL)).answered()
    screen = await reads(who, "🎤", since=since)
    await presses(town, who, screen, *(key("status", *each) for each in choices), walk.ASK)
    return screen


MISSING = [
    ("procedure_language", "fr"),
    ("letter", "yes"),
    ("which_letter", "decision"),
    ("how_soon", "week"),
    ("lawyer", "no"),
    ("protected_elsewhere", "no"),
    ("address", "far"),
]


async def test_a_helper_fills_in_what_was_said_and_the_persons_yes_makes_it_their_answers(
    town: Brussels,
) -> None:
    talk = await records(town)
    await talk.does(lambda: talk.user.send_voice(b"and more"))
    talk.hears(NOTED, asks("by_voice", "instead"))
    await talk.chooses("by_voice", "instead", "yes")
    talk.hears(asks("by_voice", "given"), asks("menu", "menu"))
    reference = reference_in(talk.last.text)
    kept = ticket(town.loket, reference)
    assert (kept.answers["paper"], kept.kinds) == ("annex_26", ["voice", "voice"])
    assert (kept.service, kept.topic, kept.urgent) == ("legal", "status", False)
    vic = await volunteer(town, "Vic")
    head = await opens(town, vic, reference)
    assert say(BY_VOICE) in head.text
    since = vic.chat.last.message_id
    await vic.press(head, say(FILL)).answered()
    screen = await reads(vic, "🎤", since=since)
    fill, old = (str(m.button(m.buttons[0][0])["callback_data"]) for m in (head, screen))
    refused = await town.bob.press_data(head, fill).answered()
    assert refused.text == say(acts.NOT_YOURS, reference=reference)
    labels = [key("status", *each) for each in MISSING]
    await presses(town, vic, screen, labels[0])
    await vic.press_data(screen, old).answered()  # the same tap once more
    await presses(town, vic, screen, *labels[1:], walk.BACK, labels[-1], walk.ASK)
    assert say(key("status", "letter", "yes")) in screen.text
    asked = await reads(talk.user, say(IS_IT_RIGHT, reference=reference))
    assert say(key("status", "paper", "annex_26")) in asked.text
    talk.sent += 1  # nobody had asked for it
    await talk.taps(f"{say(spoken_keys.RIGHT)} · {reference}")
    talk.hears(asks("status", "sent_urgent"), asks("letters", "what"), reference=reference)
    await reads(vic, say(confirming.IS_RIGHT, reference=reference))
    after = ticket(town.loket, reference)
    assert {step: after.answers[step] for step, _value in MISSING} == dict(MISSING)
    assert (after.answers["paper"], after.kinds) == ("annex_26", ["voice", "voice"])
    assert after.urgent
    await talk.chooses("letters", "what", "yes")
    talk.hears(asks("letters", "on"), asks("menu", "menu"))
    await talk.says(f"{say(spoken_keys.RIGHT)} · {reference}")
    talk.hears(confirming.NOTHING_WAITS)
    await talk.ends()


async def test_who_says_that_something_is_wrong_tells_the_helper_what(town: Brussels) -> None:
    talk = await records(town)
    await talk.chooses("by_voice", "instead", "yes")
    reference = reference_in(talk.last.text)
    wes = await volunteer(town, "Wes")
    head = await opens(town, wes, reference)
    screen = await fills(town, wes, head, *MISSING)
    await reads(talk.user, say(IS_IT_RIGHT, reference=reference))
    talk.sent += 1
    await talk.says(key("menu", "menu", "other_help"))
    await talk.says(f"{say(spoken_keys.WRONG)} · {reference}")
    talk.hears(confirming.WHAT_IS_WRONG)
    await reads(wes, say(confirming.IS_WRONG, reference=reference))
    await talk.says("I have a lawyer")
    heard = await reads(wes, say(NEW_WORDS, reference=reference))
    assert "I have a lawyer" in heard.text
    assert not ticket(town.loket, reference).urgent
    since = talk.user.chat.last.message_id
    change = FLOWS["status"]["review"].change  # type: ignore[union-attr]
    await wes.press(head, say(FILL)).answered()
    screen = await reads(wes, say(key("status", "letter", "yes")), since=screen.message_id)
    lawyer = FLOWS["status"]["lawyer"].summary  # type: ignore[union-attr]
    assert lawyer is not None
    await presses(town, wes, screen, change, lawyer, key("status", "lawyer", "yes"), walk.ASK)
    await reads(talk.user, say(IS_IT_RIGHT, reference=reference), since=since)
    talk.sent += 1
    await talk.taps(f"{say(spoken_keys.RIGHT)} · {reference}")
    talk.hears(asks("status", "sent_urgent"), reference=reference)
    talk.hears_not(asks("letters", "what"))  # other help is being asked about
    assert ticket(town.loket, reference).answers["lawyer"] == "yes"
    assert say(ANSWER, reference=reference) not in talk.heard()
    await talk.ends()


async def test_who_goes_on_tapping_keeps_the_recording_and_is_not_asked_again(
    town: Brussels,
) -> None:
    talk = await records(town)
    await talk.chooses("by_voice", "instead", "no")
    talk.hears(asks("status", "procedure_language"))
    await talk.does(lambda: talk.user.send_voice(b"once more"))
    talk.hears(NOTED, asks("status", "procedure_language"))
    for step, value in MISSING:
        await talk.chooses("status", step, value)
    await talk.chooses("status", "review", "send")
    talk.hears(asks("letters", "what"))
    assert talk.ticket.kinds == ["voice", "voice"]
    assert not rows(town.loket, Spoken, Spoken.person_id == talk.ticket.person)
    await talk.ends()


async def test_at_the_first_question_the_recording_is_no_choice_and_now_is_urgent(
    town: Brussels,
) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "other_help")
    await talk.does(lambda: talk.user.send_voice(b"my chest"))
    await talk.chooses("by_voice", "instead", "yes")
    reference = reference_in(talk.last.text)
    assert "what" not in ticket(town.loket, reference).answers
    yar = await volunteer(town, "Yar")
    head = await opens(town, yar, reference)
    since = yar.chat.last.message_id
    await yar.press(head, say(FILL)).answered()
    screen = await reads(yar, "🎤", since=since)
    doctor = (("what", "doctor"), ("soon", "now"))
    await presses(town, yar, screen, *(key("other_help", *each) for each in doctor))
    assert say(walk.ACT_NOW) in screen.text
    assert ticket(town.loket, reference).urgent
    await talk.ends()


async def test_the_list_is_joined_by_the_yes_and_an_alarm_needs_none(town: Brussels) -> None:
    talk = Talk(town, town.person(language="en"))
    await talk.begins()
    await talk.chooses("menu", "menu", "sleep")
    await talk.chooses("shelter", "what", "join")
    await talk.does(lambda: talk.user.send_voice(b"before the consent"))
    talk.hears(NOTED, asks("join_list", "consent"))
    await talk.chooses("join_list", "consent", "yes")
    await talk.does(lambda: talk.user.send_voice(b"all of it"))
    talk.hears(asks("by_voice", "instead"))
    await talk.chooses("by_voice", "instead", "yes")
    reference = reference_in(talk.last.text)
    assert ticket(town.loket, reference).kinds == ["voice", "voice"]
    xan = await volunteer(town, "Xan")
    head = await opens(town, xan, reference)
    since = xan.chat.last.message_id
    await xan.press(head, say(FILL)).answered()
    screen = await reads(xan, "🎤", since=since)
    await presses(town, xan, screen, *steps(safe="yes", age="minor_alone"))
    assert say(walk.ACT_NOW) in screen.text
    assert ticket(town.loket, reference).urgent
    await presses(town, xan, screen, walk.BACK, *steps(age="adult", **SINGLE_MAN), walk.ASK)
    await reads(talk.user, say(IS_IT_RIGHT, reference=reference))
    talk.sent += 1
    await talk.taps(f"{say(spoken_keys.RIGHT)} · {reference}")
    talk.hears(SINCE_TODAY, NEXT, asks("reach", "phone"))
    talk.hears_not(FIRST_A_TALK)
    kept = ticket(town.loket, reference)
    assert (kept.answers["kind"], kept.kinds) == ("men", ["voice", "voice"])
    (listing,) = rows(town.loket, Listing, Listing.person_id == kept.person)
    assert (listing.state, listing.list, listing.size) == ("waiting", "men", 1)
    assert listing.talk_by is not None
    await talk.ends()


SINGLE_MAN = {
    "company": "alone",
    "kind": "men",
    "health": "no",
    "serious": "no",
    "slept": "somebody",
}


def steps(**answers: str) -> list[Text]:
    """The labels of some answers to the questions of the list."""
    return [key("join_list", step, value) for step, value in answers.items()]
