"""A notice goes to those who asked, once, behind everybody who is talking to us."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from bot.desk.notices.words import AT_NIGHT
from bot.notices.broadcast import AT_ONCE, FEW, Broadcast
from bot.notices.pushed_words import NO_NEWS
from bot.notices.words import NO_MORE_NEWS, YOU_ASKED
from bot.post.outbox import NOTICE
from bot.shelter.offer_words import A_MESSAGE
from bot.shelter.pushed_words import READ
from bot.speech.keys import CONTINUE
from bot.store.database import Database
from bot.store.tables import Consent, Contact, NoticeCopy, NoticeWish, Outbox
from tests.databases import rows
from tests.desk.shelter.conftest import Comes
from tests.notices.town import AMAL, Town
from tests.shelter.offers import Shelter

BILAL, CHEN = "5000000002", "5000000003"


def many(n: int) -> list[str]:
    return [str(5_000_000_001 + each) for each in range(n)]


async def copies(database: Database) -> Counter[str]:
    """How many messages about a notice were queued for each chat."""
    return Counter(row.chat for row in await rows(database, Outbox) if row.rank == NOTICE)


async def test_who_asked_under_my_data_is_told_in_their_language_until_they_tap_stop(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    await town.comes(AMAL, BILAL)
    await town.taps("menu", "menu", "my_data")
    assert "only if you want" in await town.taps("my_data", "what", "news")
    await town.taps("news", "what", "yes")
    await town.taps("menu", "menu", "my_data")
    assert "You asked for our news." in await town.taps("my_data", "what", "see")
    await town.told(broadcast, await town.notice("moved", place="Hub", to="Quai 1"))
    (send,) = await town.heard()
    assert "Hub has moved. It is now here: Quai 1" in send.text
    assert town.office.catalogues.say(YOU_ASKED, "en") in send.text
    assert (NO_NEWS.msgid,) in (send.keyboard or ())
    assert await town.heard(BILAL) == []
    assert NO_MORE_NEWS.msgid in await town.writes(NO_NEWS)
    await town.told(broadcast, await town.notice("open", place="Hub"))
    assert await town.heard() == []
    given = [row.given for row in await rows(database, Consent) if row.purpose == "notices"]
    assert sorted(given) == [False, True]


async def test_a_person_who_writes_during_a_broadcast_to_300_is_answered_first(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    people = many(300)
    await town.comes(*people)
    await town.want(people[1:])
    notice = await town.notice()
    assert await town.tells(notice)
    assert await broadcast.some()
    assert not await broadcast.some()  # what is queued goes out first
    assert sum((await copies(database)).values()) == AT_ONCE
    await town.types("menu")
    async with database.begin() as session:
        (first, *_) = await town.office.outbox.take(session, AT_ONCE + 1, frozenset())
    assert first.address == AMAL
    assert len(await rows(database, NoticeCopy)) < 150


async def test_the_next_few_follow_when_nearly_nothing_waits(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    people = many(AT_ONCE + 5)
    await town.comes(*people)
    await town.want(people)
    await town.tells(await town.notice())
    assert await broadcast.some()
    for address in people[: AT_ONCE - FEW]:
        await town.heard(address)
    assert not await broadcast.some()
    for address in people:
        await town.heard(address)
    assert await broadcast.some()
    assert await broadcast.some()  # nobody is left
    assert not await broadcast.some()
    assert set((await copies(database)).values()) == {1}
    assert len(await copies(database)) == len(people)


async def test_two_processes_tell_nobody_twice(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    people = many(60)
    await town.comes(*people)
    await town.want(people)
    await town.tells(notice := await town.notice())
    beside = Database(database.url.render_as_string(hide_password=False))
    other = Broadcast(town.office, beside, lambda: None)
    while await town.told_at(notice) is None:
        await asyncio.gather(broadcast.some(), other.some())
        async with database.begin() as session:
            await session.execute(update(Outbox).values(state="sent"))
    await beside.close()
    assert len(await copies(database)) == 60
    assert set((await copies(database)).values()) == {1}


async def test_on_a_phone_that_others_read_it_says_only_that_there_is_a_message(
    town: Town, broadcast: Broadcast, shelter: Shelter
) -> None:
    await shelter.listed(AMAL, phone="shared")
    await shelter.listed(BILAL, phone="not_here")
    await town.want([AMAL, BILAL])
    await town.told(broadcast, await town.notice("open", place="Hub"))
    (send,) = await town.heard()
    assert send.text == A_MESSAGE.msgid
    assert (READ.msgid,) in (send.keyboard or ())
    await town.types(READ.msgid)
    (read,) = await town.heard()
    assert "Hub is open again" in read.text
    assert (NO_NEWS.msgid,) in (read.keyboard or ())
    assert await town.heard(BILAL) == []


async def test_who_blocked_us_is_left_out_and_gets_no_old_notice_when_they_are_back(
    database: Database, town: Town, broadcast: Broadcast, shelter: Shelter
) -> None:
    await town.comes(AMAL, BILAL)
    await town.want([AMAL, BILAL])
    await shelter.blocks(AMAL)
    await town.told(broadcast, await town.notice(days=1))
    assert await town.heard() == []
    (row,) = [each for each in await rows(database, Outbox) if each.rank == NOTICE]
    assert row.expires_at == town.office.now() + timedelta(days=1)


async def test_one_whose_address_does_not_open_keeps_it_from_nobody(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    await town.comes(AMAL, BILAL, CHEN)
    await town.want([AMAL, BILAL, CHEN])
    broken = (await town.known(BILAL)).contact.id
    async with database.begin() as session:
        await session.execute(update(Contact).where(Contact.id == broken).values(address=b"?"))
    await town.told(broadcast, await town.notice())
    assert len(await town.heard(AMAL)) == len(await town.heard(CHEN)) == 1


async def test_what_is_taken_down_goes_to_nobody_more(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    people = many(AT_ONCE + 5)
    await town.comes(*people)
    await town.want(people)
    await town.tells(notice := await town.notice())
    await broadcast.some()
    came = 0
    while not came:
        came += len(await town.heard(people.pop()))
    assert await town.takes_down(notice)
    while await broadcast.some():
        pass
    states = Counter(row.state for row in await rows(database, Outbox) if row.rank == NOTICE)
    assert states == {"sent": 1, "cancelled": AT_ONCE - 1}


async def test_it_comes_between_nobody_and_their_helper_and_leaves_the_question_as_it_was(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    await town.comes(flow="status")
    await town.want([AMAL])
    ticket = uuid4()
    async with database.begin() as session:
        await session.execute(update(Contact).values(answering=ticket))
    before = (await town.known()).contact
    await town.told(broadcast, await town.notice())
    (send,) = await town.heard()
    assert (CONTINUE.msgid,) in (send.keyboard or ())
    after = (await town.known()).contact
    for name in ("answering", "answering_outbox", "asked_flow", "asked_step", "asked_outbox"):
        assert getattr(after, name) == getattr(before, name)


async def test_wishes_go_along_to_a_new_phone_and_end_with_an_erasure(
    database: Database, town: Town, broadcast: Broadcast
) -> None:
    await town.comes(AMAL, BILAL)
    await town.want([AMAL])
    await town.tells(await town.notice("open", place="Hub"))
    assert await broadcast.some()
    async with database.begin() as session:
        people = town.office.people
        found = await people.find(session, [AMAL, BILAL])
        old, new = found[AMAL], found[BILAL]
        await people.move(session, old.person, new.contact, town.office.now())
    assert await broadcast.some()  # nobody is left: it is the same person
    await town.told(broadcast, await town.notice())
    assert await town.heard(AMAL) == []
    assert ["Hub" in send.text for send in await town.heard(BILAL)] == [True, False]
    await town.writes("/delete", BILAL)
    await town.taps("erase", "sure", "yes", BILAL)
    assert await rows(database, NoticeWish) == []
    kept = {row.contact_id for row in await rows(database, NoticeCopy)}
    assert kept == {old.contact.id}  # a stranger's phone by now


async def test_at_night_a_coordinator_is_told_that_phones_may_ring(
    comes: Comes, town: Town
) -> None:
    carla = await comes("Carla", "coordinator")
    await town.comes()
    await town.want([AMAL])
    await carla.says("/notice heat")
    assert AT_NIGHT.msgid not in await carla.taps("1 day", "✅ Put on the menu")
    town.at("2026-03-03 21:00")
    await carla.says("/notice cold")
    assert AT_NIGHT.msgid in await carla.taps("1 day", "✅ Put on the menu")
