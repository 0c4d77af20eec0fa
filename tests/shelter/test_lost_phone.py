"""A card, its words and a new phone: the person and their date come along, and nobody guesses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from bot.clock import MovableClock
from bot.engine import Entry
from bot.office import Office
from bot.people.known import Known
from bot.post.events import Chat, Said, Sender
from bot.post.rooms import Item
from bot.reception.language import CHOOSE, DRAFT
from bot.reception.paper_card import (
    ALREADY,
    ASK,
    IN_LETTERS,
    MOVED,
    NOT_YET,
    WHICH_CARD,
    WRONG,
    number_in,
)
from bot.reception.room import Reception
from bot.shelter.card_words import EXAMPLE
from bot.shelter.locked import TOPIC
from bot.shelter.paper_cards import MOST_TRIES, Printed, card_of, link, make_cards
from bot.shelter.pushed_words import KEYS
from bot.store.database import Database
from bot.store.tables import Contact, Held, Listing, PaperCard, Person, Speaking, Ticket
from tests.databases import NOON, SQLITE
from tests.shelter.conftest import Joins
from tests.shelter.offers import STREET, Shelter
from tests.shelter.phone import Phone

OLD, NEW, THIRD = "5000000001", "5000000002", "5000000003"
Links = Callable[[], Awaitable[tuple[Printed, Known]]]


@pytest.fixture
def links(database: Database, office: Office, joins: Joins) -> Links:
    """Somebody on the list, whose card it is."""

    async def linked() -> tuple[Printed, Known]:
        async with database.begin() as session:
            (paper,) = make_cards(session, office.vault, office.catalogues, "ar", 1, NOON)
            known, _listing = await joins(session, OLD)
            await session.flush()
            card = await card_of(session, paper.reference)
            assert card is not None
            assert await link(session, card, known.person, NOON, uuid4())
        return paper, known

    return linked


async def scans(phone: Phone, paper: Printed, language: str = "en") -> str:
    """Scan the code with a phone that is new here, and choose a language."""
    phone.code = language
    await phone.says(f"/start card_{paper.reference.replace('-', '')}")
    assert phone.words(CHOOSE) in phone.last
    return await phone.says(phone.office.catalogues[language].endonym)


def asked(phone: Phone, paper: Printed) -> str:
    """The question for the words, as that phone reads it."""
    said = phone.office.catalogues.say(
        ASK.with_values(card=paper.reference, example=EXAMPLE), phone.code
    )
    return without_isolates(said)


def without_isolates(said: str) -> str:
    """As a phone shows it: the marks around a name are not seen."""
    return "".join(c for c in said if c not in "\u2066\u2068\u2069")


def draft_line(phone: Phone) -> list[str]:
    """What is said before anything else in a language that is a draft."""
    catalogues = phone.office.catalogues
    if not catalogues[phone.code].draft:
        return []
    checked = catalogues.nearest_checked(phone.code)
    return [without_isolates(phone.words(DRAFT, language=checked.endonym))]


async def owner_of(database: Database, address: str, office: Office) -> UUID | None:
    """Whom a phone calls "me"."""
    async with database.begin() as session:
        index = office.vault.index("telegram", address)
        found: UUID | None = await session.scalar(
            select(Contact.person_id).where(Contact.address_index == index)
        )
        return found


@pytest.mark.parametrize("language", ["en", "ar"])
@SQLITE
async def test_the_card_and_its_words_bring_somebody_to_a_new_phone(
    database: Database, office: Office, links: Links, clock: MovableClock, language: str
) -> None:
    paper, known = await links()
    old, new = Phone(office, database, OLD), Phone(office, database, NEW)
    clock.move(timedelta(days=20))
    said = await scans(new, paper, language)
    # A language that nobody has checked says so, once, where it is chosen.
    assert said == "\n\n".join([*draft_line(new), asked(new, paper)])
    await new.says(paper.secret.upper())
    assert not any(line in new.last for line in draft_line(new))
    new.code = "en"  # what they chose long ago
    assert new.words(MOVED) in new.last
    assert await owner_of(database, NEW, office) == known.person.id
    assert await owner_of(database, OLD, office) != known.person.id
    async with database.begin() as session:
        listing = (await session.scalars(select(Listing))).one()
        assert (listing.person_id, listing.since, listing.state) == (
            known.person.id,
            NOON,
            "waiting",
        )
        assert await session.get(Speaking, (known.contact.id, known.person.id)) is None
    await old.says("hello")
    assert old.words(CHOOSE) in old.last


@SQLITE
async def test_the_typed_number_does_the_same_as_the_code(
    database: Database, office: Office, links: Links
) -> None:
    paper, known = await links()
    new = Phone(office, database, NEW)
    await new.begins()
    await new.says(f"/card {paper.reference.lower()}")
    assert new.last == asked(new, paper)
    await new.says("١٢")  # a number alone is no try
    assert new.words(IN_LETTERS) in new.last
    await new.says(paper.secret)
    assert await owner_of(database, NEW, office) == known.person.id


@SQLITE
async def test_the_number_alone_does_nothing_and_tells_nothing(
    database: Database, office: Office, links: Links
) -> None:
    paper, known = await links()
    real, none = Phone(office, database, NEW), Phone(office, database, THIRD)
    nobody = Printed("ZZZZ-ZZZZ", "")
    await scans(real, paper)
    await scans(none, nobody)
    for n in range(MOST_TRIES + 2):
        await real.says(f"bread river {n}")
        await none.says(f"bread river {n}")
    words = [text.replace(paper.reference, nobody.reference) for text in real.read]
    assert words == none.read
    assert real.keys == none.keys
    assert await owner_of(database, OLD, office) == known.person.id


@SQLITE
async def test_a_card_is_locked_after_five_wrong_ones_and_staff_learn_whose(
    database: Database, office: Office, links: Links
) -> None:
    paper, known = await links()
    new = Phone(office, database, NEW)
    await scans(new, paper)
    for n in range(MOST_TRIES):
        await new.says(f"bread river {n}")
        assert new.read[-1].startswith(new.words(WRONG))
    await new.says(paper.secret)
    assert new.read[-1].startswith(new.words(WRONG))
    async with database.begin() as session:
        (ticket,) = (await session.scalars(select(Ticket).where(Ticket.topic == TOPIC))).all()
        assert (ticket.person_id, ticket.service) == (known.person.id, "centre")
        assert ticket.contact_id == known.contact.id
    assert await owner_of(database, OLD, office) == known.person.id


@SQLITE
async def test_a_card_works_once(database: Database, office: Office, links: Links) -> None:
    paper, known = await links()
    new, third = Phone(office, database, NEW), Phone(office, database, THIRD)
    await scans(new, paper)
    await new.says(paper.secret)
    await scans(third, paper)
    await third.says(paper.secret)
    assert third.last.startswith(third.words(WRONG))
    assert await owner_of(database, NEW, office) == known.person.id


@SQLITE
async def test_on_ones_own_phone_a_card_is_not_used_up(
    database: Database, office: Office, links: Links
) -> None:
    paper, _known = await links()
    own = Phone(office, database, OLD)
    await own.says(f"/card {paper.reference}")
    await own.says(paper.secret)
    assert own.words(ALREADY) in own.last
    async with database.begin() as session:
        assert await session.scalar(select(PaperCard.used_at)) is None


@SQLITE
async def test_a_card_that_nobody_has_yet_is_shown_at_the_desk(
    database: Database, office: Office
) -> None:
    async with database.begin() as session:
        (paper,) = make_cards(session, office.vault, office.catalogues, "en", 1, NOON)
    phone = Phone(office, database, NEW)
    await scans(phone, paper)
    await phone.says(paper.secret)
    assert phone.words(NOT_YET) in phone.last


@SQLITE
async def test_while_the_words_are_asked_a_long_message_is_for_a_helper(
    database: Database, office: Office, links: Links
) -> None:
    paper, _known = await links()
    new = Phone(office, database, NEW)
    await new.begins()
    await new.says(f"/card {paper.reference}")
    await new.says("I cannot find the card, it was in my bag yesterday")
    await new.chooses("pass_on", "to_a_helper", "yes")
    async with database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Ticket)) == 1
        assert await session.scalar(select(PaperCard.tries)) == 0


@SQLITE
async def test_among_very_many_messages_the_words_are_kept_for_nobody(
    database: Database, office: Office, links: Links
) -> None:
    paper, known = await links()
    new = Phone(office, database, NEW)
    await new.begins()
    await new.says(f"/card {paper.reference}")
    items = []
    for number, words in enumerate(("bread river 11", "bread river 12", paper.secret), 90):
        entry = Entry("text", words, source=str(number))
        said = Said(Chat(NEW), Sender(NEW, language="en"), str(number), entry, office.now())
        items.append(Item(said, office.now(), crowd=True))
    async with database.begin() as session:
        await Reception(office).receive(session, items)
    assert await owner_of(database, NEW, office) == known.person.id
    async with database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(Held)) == 0


@SQLITE
async def test_the_way_out_and_the_language_stay_open(
    database: Database, office: Office, links: Links
) -> None:
    paper, _known = await links()
    new = Phone(office, database, NEW)
    await scans(new, paper)
    await new.says("/language")
    await new.says("Français")
    new.code = "fr"
    assert paper.reference in new.last
    await new.says("/emergency")
    assert "112" in new.last


@SQLITE
@pytest.mark.parametrize("typed", ["/card", "/card 12", "/card hello you", "/start card_1"])
async def test_without_a_number_it_says_how(database: Database, office: Office, typed: str) -> None:
    phone = Phone(office, database, NEW)
    await phone.begins()
    await phone.says(typed)
    assert phone.words(WHICH_CARD) in phone.last


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("/card 4m7k q2px", "4M7K-Q2PX"),
        ("/start card_4M7KQ2PX", "4M7K-Q2PX"),
        ("/card  4M7K-Q2PX ", "4M7K-Q2PX"),
        ("/card", ""),
        ("/start", ""),
    ],
)
def test_a_number_is_read_as_it_is_typed(typed: str, number: str) -> None:
    assert number_in(typed) == number


@SQLITE
async def test_on_the_phone_of_a_friend_who_is_listed_the_friend_stays_who_they_are(
    database: Database, office: Office, links: Links, joins: Joins
) -> None:
    paper, known = await links()
    async with database.begin() as session:
        friend, _listing = await joins(session, NEW)
        friend.person.allows_keeping, friend.contact.asked_flow = True, "menu"
    new = Phone(office, database, NEW)
    await new.says(f"/card {paper.reference}")
    await new.says(paper.secret)
    assert new.words(MOVED) in "\n".join(new.read)
    assert await owner_of(database, NEW, office) == friend.person.id
    async with database.begin() as session:
        for person in (known.person, friend.person):
            assert await session.get(Speaking, (friend.contact.id, person.id)) is not None
        assert await session.get(Speaking, (known.contact.id, known.person.id)) is None


@SQLITE
async def test_an_open_offer_comes_again_on_the_new_phone_with_its_keys(
    database: Database, office: Office, shelter: Shelter
) -> None:
    async with database.begin() as session:
        (paper,) = make_cards(session, office.vault, office.catalogues, "en", 1, NOON)
    listing_id = await shelter.listed(OLD)
    old = Phone(office, database, OLD)
    new = Phone(office, database, NEW, messages=old.messages)
    await shelter.free(listing_id)
    async with database.begin() as session:
        listing = await session.get_one(Listing, listing_id)
        card = await card_of(session, paper.reference)
        person = await session.get_one(Person, listing.person_id)
        assert card is not None
        assert await link(session, card, person, NOON, uuid4())
    await old.says("/menu")  # the offer goes out to the old phone first
    await scans(new, paper)
    await new.says(paper.secret)
    welcome, offer = new.read[-2:]
    assert new.words(MOVED) in welcome
    assert "The Anchor" not in offer
    assert [new.words(KEYS[each]) for each in ("yes", "no")] == new.keys[:2]
    await new.says(KEYS["yes"])
    assert STREET in new.last


async def test_of_two_phones_that_write_the_words_at_once_one_wins(
    database: Database, office: Office, links: Links
) -> None:
    paper, known = await links()
    phones = [Phone(office, database, NEW), Phone(office, database, THIRD)]
    for phone in phones:
        await scans(phone, paper)
    await asyncio.gather(*(phone.says(paper.secret) for phone in phones))
    owners = [await owner_of(database, phone.address, office) for phone in phones]
    assert owners.count(known.person.id) == 1
    said = "\n".join(text for phone in phones for text in phone.read)
    assert said.count(phones[0].words(MOVED)) == said.count(phones[0].words(WRONG)) == 1
