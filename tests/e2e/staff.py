"""Hands and eyes for the stories about the desk: asking, claiming, reading, replying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.demo.bot_api import Group, Message, Press, PressAnswer, User
from bot.demo.stories.labels import key, reference_in
from bot.desk.board import CLAIM
from bot.desk.showing import HOW
from bot.engine import Text
from bot.speech.catalogues import Catalogues
from bot.speech.languages import read_languages
from flows.emergency import emergency

if TYPE_CHECKING:
    from tests.e2e.conftest import Brussels

CATALOGUES = Catalogues(tuple(read_languages()), ZoneInfo("Europe/Brussels"))


def say(text: Text, code: str = "en", **values: str | Text) -> str:
    """A text as somebody reads it."""
    return CATALOGUES.say(text.with_values(**values), code)


def label(flow: str, step: str, value: str, code: str) -> str:
    """The label of a choice, as it stands on somebody's keyboard."""
    return say(key(flow, step, value), code)


def endonym(code: str) -> str:
    """A language by its own name."""
    return CATALOGUES[code].endonym


def shows(user: User, words: str, since: int = 0) -> Message | None:
    """The first message of the bot's, newer than the message `since`, that holds some words."""
    found = (m for m in user.chat.bot_messages if m.message_id > since and words in m.text)
    return next(found, None)


async def reads(user: User, words: str, *, since: int = 0, within: float = 10) -> Message:
    """Wait until the bot has written some words to somebody."""
    await user.chat.wait_for(lambda _chat: shows(user, words, since), within)
    message = shows(user, words, since)
    assert message is not None
    return message


async def taps(town: Brussels, user: User, key: str, within: float = 10) -> Message:
    """Wait for an answer that offers a key, take a moment to read it, and tap it."""

    def offered(_chat: object) -> bool:
        return user.chat.last.from_bot and any(key in row for row in user.chat.keyboard)

    await user.chat.wait_for(offered, within)
    town.loket.let_pass(READING)
    return user.tap(key)


READING = 1.2
"""Seconds that somebody takes for a message; no chat's limit is met then."""

FULL_CONSENT = [("welcome", "intro", "go_on"), ("welcome", "consent", "yes")]


async def answers_questions(
    town: Brussels, user: User, code: str, choices: Sequence[tuple[str, str, str]]
) -> None:
    """Tap one choice after the other: (flow, step, value)."""
    for flow, step, value in choices:
        await taps(town, user, label(flow, step, value, code))


async def calls(town: Brussels, person: User, code: str) -> str:
    """Somebody tells the team of an emergency; the reference."""
    person.send_text("/emergency")
    for step, value in (("what", "health"), ("tell", "yes")):
        await taps(town, person, label(emergency.id, step, value, code))
    await person.chat.wait_for(
        lambda chat: chat.last.from_bot and reference_in(chat.last.text), within=10
    )
    return reference_in(person.chat.last.text)


async def asks(town: Brussels, person: User, code: str = "en") -> str:
    """Somebody calls for help in as few steps as there are: a ticket, and its reference. They
    have chosen a language then, and not yet been asked what we may keep.
    """
    reference = await calls(town, person, str(person.profile.get("language_code", "en")))
    await taps(town, person, endonym(code))
    await person.chat.wait_for(lambda chat: chat.last.from_bot, within=10)
    town.loket.let_pass(READING)
    return reference


def card_with(group: Group, reference: str, words: str = "") -> Message | None:
    """The newest card that shows a ticket (and some words)."""
    cards = [m for m in group.bot_messages if reference in m.text and words in m.text]
    return cards[-1] if cards else None


async def card_of(group: Group, reference: str, words: str = "", within: float = 10) -> Message:
    """Wait until a card shows a ticket (and some words)."""
    await group.wait_for(lambda _chat: card_with(group, reference, words), within)
    card = card_with(group, reference, words)
    assert card is not None
    return card


def claim_label(reference: str) -> str:
    """The label of the button that claims a ticket."""
    return say(CLAIM, reference=reference)


async def presses_claim(town: Brussels, who: User, reference: str) -> Press:
    """Press Claim on a ticket's card, without waiting for an answer."""
    wanted = claim_label(reference)

    def cards() -> list[Message]:
        return [m for m in town.group.bot_messages if [wanted] in m.buttons]

    await town.group.wait_for(lambda _chat: cards(), 10)
    return who.press(cards()[-1], wanted)


async def replies(who: User, words: str, to: Message) -> Message:
    """Reply to a message the moment it is there, before the bot can have noted that it is."""
    return who.send_text(words, reply_to=to)


async def claims(town: Brussels, who: User, reference: str) -> PressAnswer:
    """Claim a ticket; what the press was answered with."""
    return await (await presses_claim(town, who, reference)).answered()


async def opens(town: Brussels, who: User, reference: str, code: str = "en") -> Message:
    """Claim a ticket and read it in the private chat; who has not started the bot does so."""
    await claims(town, who, reference)
    if not who.chat.started:
        who.send_text("/start desk")
    return await head_of(who, reference, code)


async def head_of(who: User, reference: str, code: str) -> Message:
    """The message with which a ticket begins in its owner's chat."""

    def found() -> list[Message]:
        heads = [m for m in who.chat.bot_messages if say(HOW, code) in m.text]
        return [m for m in heads if reference in m.text]

    await who.chat.wait_for(lambda _chat: found(), 10)
    return found()[-1]


def texts(messages: Sequence[Message]) -> str:
    """Everything that messages say."""
    return "\n".join(message.text for message in messages)


async def volunteer(town: Brussels, name: str, code: str = "en", *, started: bool = True) -> User:
    """Somebody new in the staff group, who knows the bot already or has never spoken to it.
    Time passes first: no story meets another one's limits.
    """
    town.loket.let_pass(30)
    user = town.world.create_user(name, language_code=code)
    town.group.join(user)
    if started:
        user.send_text("/desk")
        await user.chat.wait_for(lambda chat: chat.last.from_bot, 10)
    return user


async def has_ticket(town: Brussels, who: User, code: str = "en") -> tuple[User, str, Message]:
    """Somebody asks, and a volunteer has opened it: person, reference, the ticket's message."""
    person = town.person("Amal", code)
    reference = await asks(town, person, code)
    return person, reference, await opens(town, who, reference)
