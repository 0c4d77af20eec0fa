"""/record and its buttons: a language, a sentence, a voice note, and a yes after hearing it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.answers.shelf import coordinates
from bot.desk.recording.texts import by_key
from bot.desk.shelter.screen import NOTHING, Buttons, Handler, OldButton, Screen, in_rows
from bot.desk.staff import Member
from bot.engine import Entry, Text, _, joined, lines, pgettext, verbatim
from bot.post.actions import Send
from bot.post.events import Pressed
from bot.recordings import kept
from bot.speech.direction import isolate
from bot.store.tables import Recording
from bot.tickets.carrying import carried

COMMAND = "/record"
HELP = _("/record lets you read aloud what people are asked, for those who would rather listen.")
LANGUAGES = _("🔊 What people are asked, read aloud. In which language do you want to read?")
TEXTS = _("🔊 %(language)s: %(done)s of %(all)s sentences. Which one do you want to read?")
READ = _("🎤 Send me a voice note of these words. You hear it first, people only after your yes.")
GOOD = _("🔊 Is it clear, and exactly these words?")
YES = pgettext("button", "✅ People may hear it")
AGAIN = pgettext("button", "🔁 Once more")
DELETE = pgettext("button", "🗑 Delete the recording")
MORE, BACK = pgettext("button", "Next ▶️"), pgettext("button", "◀️ Back")
OLD = _("This button no longer works. /desk shows what waits.")

PAGE = 8
SHOWN = 60
"""Characters of a sentence in the list."""
SHORT = 16
"""Characters of its key that a button carries."""


async def languages(screen: Screen) -> Text:
    """How much there is in each language."""
    office, keys = screen.member.office, []
    for each in office.catalogues.languages:
        known = await kept.of_language(screen.member.session, each.code)
        texts = by_key(office, each.code)
        label = f"{each.endonym} · {sum(key in known for key in texts)}/{len(texts)}"
        keys.append(screen.button(verbatim(label), "r.texts", each.code))
    screen.show(LANGUAGES, in_rows(keys, 2), public=True)
    return NOTHING


async def texts(screen: Screen) -> Text:
    """The sentences of a language: those that lack a recording first, by importance."""
    office, language = screen.member.office, _language(screen)
    all_texts = by_key(office, language)
    known = await kept.of_language(screen.member.session, language)
    ordered = sorted(all_texts, key=lambda each: each in known)
    last = max(0, (len(ordered) - 1) // PAGE)
    page = screen.number(1, most=last) if len(screen.about) > 1 else 0
    shown = list(enumerate(ordered, start=1))[page * PAGE : (page + 1) * PAGE]
    said = [
        verbatim(f"{n}. {'🔊' if key in known else '⬜'} {_begins(screen, all_texts[key])}")
        for n, key in shown
    ]
    keys = [screen.button(verbatim(str(n)), "r.one", language, key[:SHORT]) for n, key in shown]
    more = [screen.button(MORE, "r.texts", language, page + 1)] if page < last else []
    head = TEXTS.with_values(
        language=office.catalogues[language].endonym,
        done=sum(key in known for key in all_texts),
        all=len(all_texts),
    )
    back = [screen.button(BACK, "r.home")]
    screen.show(joined(head, lines(*said)), [*in_rows(keys, 4), more, back], public=True)
    return NOTHING


async def one(screen: Screen) -> Text:
    """One sentence: the next voice note is this one. A recording that there is, is heard."""
    member, language = screen.member, _language(screen)
    key, sentence = _sentence(screen, language)
    await kept.want(member.session, member.office, member.id, language, key)
    back: Buttons = [screen.button(BACK, "r.texts", language)]
    rows = [back]
    found = (await kept.of_language(member.session, language)).get(key)
    if found is not None:
        file = await kept.file_of(member.session, member.office, found)
        member.send(Send(media=file, media_kind="voice"))
        delete_it = screen.button(DELETE, "r.delete", found.id)
        rows = [[delete_it] if coordinates(member) else [], back]
    screen.show(joined(READ, *_words(member, sentence, language)), rows, public=True)
    return NOTHING


async def once_more(screen: Screen) -> Text:
    """The same sentence, in a message of its own: a voice note's words cannot become others."""
    return await one(Screen(screen.member, "", screen.about))


async def heard(member: Member, entry: Entry) -> bool:
    """Whether a voice note is the sentence that they chose; then they hear it, with its words."""
    session, office = member.session, member.office
    found = await kept.wanted_by(session, member.id, office.now())
    sentence = by_key(office, found.language).get(found.text) if found else None
    if found is None or sentence is None:
        return False
    kept.keep(session, office, found, entry.media)
    screen = Screen(member)
    yes = screen.button(YES, "r.accept", found.id)
    again = screen.button(AGAIN, "r.again", found.language, found.text[:SHORT])
    text = member.words(joined(GOOD, _words(member, sentence, found.language)[0]))
    *before, last = carried(text, entry)
    for send in before:
        member.send(send)
    member.send(
        Send(last.text, media=last.media, media_kind=last.media_kind, buttons=((yes,), (again,)))
    )
    return True


async def accept(screen: Screen) -> Text:
    """People may hear it; the next sentence may follow."""
    member, recording = screen.member, await screen.row(0, Recording)
    if recording.volunteer_id != member.id or recording.state != "heard":
        raise OldButton
    await kept.accept(member.session, member.office, recording)
    return await texts(Screen(member, "", (recording.language,)))


async def delete(screen: Screen) -> Text:
    """Nobody hears it any more. A coordinator's to decide."""
    member, recording = screen.member, await screen.row(0, Recording)
    if not coordinates(member):
        raise OldButton
    await kept.remove(member.session, member.office, recording, member.id)
    return await texts(Screen(member, screen.message, (recording.language,)))


def _language(screen: Screen) -> str:
    return screen.word(0, screen.member.office.catalogues.codes)


def _sentence(screen: Screen, language: str) -> tuple[str, Text]:
    """The sentence that a button names. Raises OldButton where its words have changed."""
    short = screen.about[1] if len(screen.about) > 1 else ""
    known = by_key(screen.member.office, language)
    found = [key for key in known if len(short) == SHORT and key.startswith(short)]
    if not found:
        raise OldButton
    return found[0], known[found[0]]


def _words(member: Member, sentence: Text, language: str) -> Sequence[Text]:
    """The words to read aloud, and what they mean."""
    own = verbatim(member.office.catalogues.say(sentence, language))
    return (own,) if language == member.volunteer.language else (own, sentence)


def _begins(screen: Screen, sentence: Text) -> str:
    said = screen.member.words(sentence)
    return isolate(said if len(said) <= SHOWN else said[: SHOWN - 1] + "…")


ACTS: dict[str, Handler] = {
    "r.home": languages,
    "r.texts": texts,
    "r.one": one,
    "r.again": once_more,
    "r.accept": accept,
    "r.delete": delete,
}
"""What every volunteer may press."""


def is_ours(act: str) -> bool:
    """Whether a button is one of these."""
    return act in ACTS


async def press(member: Member, pressed: Pressed, act: str, about: list[str]) -> None:
    """Do what a button says, and answer the press."""
    screen = Screen(member, pressed.message, tuple(about))
    try:
        said = await ACTS[act](screen) if pressed.chat.private else OLD
    except OldButton:
        said = OLD
    member.answer(pressed.press, said, alert=said != NOTHING)
