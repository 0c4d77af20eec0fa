"""What happens on the list, as scenes: each becomes a file in every language."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from bot.shelter.card_words import read_secret, secret_words
from bot.shelter.paper_cards import LOOKUP, card_of, link
from bot.speech.keys import MENU
from bot.store.tables import Listing, PaperCard, Person
from tests.shelter.tale import NEW, OLD, Tale

CARD = "7RKX-M3TW"
OTHER = "9C4D-H6VN"
AS_WRITTEN = "What to bring is in the team's own words."
TONIGHT = timedelta(hours=2)


async def accepted(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await tale.taps("yes")


async def accepted_secret_house(tale: Tale) -> None:
    await tale.listed("women")
    tale.happens("A woman is on the list since Tuesday 3 February.")
    tale.happens("Tuesday 3 March, 13:00. A helper offers her a place for 3 nights.")
    tale.happens(f"The house is secret: she is told a meeting point. {AS_WRITTEN}")
    await tale.offered(secret=True)
    await tale.taps("yes")


async def given_back(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await tale.taps("yes")
    await tale.until("2026-03-03 18:00")
    await tale.taps("give back")


async def declined(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await tale.taps("no")
    await _my_place(tale)


async def found_again(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await _my_place(tale)
    await tale.taps("read")
    await tale.taps("yes")
    await _my_place(tale)
    await tale.taps("read")


async def call_me(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await tale.taps("call")
    await tale.taps("yes")


async def unanswered_late_yes(tale: Tale) -> None:
    await _waits_and_is_offered(tale)
    await tale.until("2026-03-03 19:00")
    await tale.taps("yes")


async def unanswered_too_late(tale: Tale) -> None:
    offer = await _waits_and_is_offered(tale)
    await tale.until("2026-03-03 19:00")
    phone, tale.phone = tale.phone, "5000000009"
    other = await tale.listed(reference=OTHER)
    tale.phone = phone
    tale.happens("The place is offered to somebody else, who says yes.")
    await tale.shelter.answers(await tale.shelter.offered_instead(offer, other), "yes")
    await tale.taps("yes")


async def unanswered_for_the_third_time(tale: Tale) -> None:
    await tale.listed(silences=2)
    tale.happens("A man is on the list since Tuesday 3 February. He did not answer two offers.")
    await _is_offered(tale)
    await tale.until("2026-03-04 09:00")
    await tale.taps("still")


async def at_short_notice(tale: Tale) -> None:
    await tale.listed(tonight=True)
    tale.happens("A man is on the list since Tuesday 3 February; he may be asked at short notice.")
    await tale.until("2026-03-03 19:00")
    tale.happens(f"A helper offers him a place for the same night. {AS_WRITTEN}")
    await tale.offered(nights=1, starts=TONIGHT)
    await tale.until("2026-03-03 19:40")
    await tale.taps("yes")


async def withdrawn_after_yes(tale: Tale) -> None:
    offer = await _waits_and_is_offered(tale)
    await tale.taps("yes")
    await tale.until("2026-03-04 10:00")
    tale.happens("A pipe bursts in the house: the place is not there any more.")
    await tale.shelter.withdraws(offer)
    await tale.arrives()


async def set_aside_and_back(tale: Tale) -> None:
    await _waits(tale)
    await tale.until("2026-04-07 12:00")
    await tale.taps("still")
    await _my_place(tale)


async def paused_and_back(tale: Tale) -> None:
    await _waits(tale)
    await _my_place(tale)
    await tale.chooses("my_place", "what", "pause")
    await tale.until("2026-04-07 12:00")
    await tale.taps("still")


async def before_the_last_night(tale: Tale) -> None:
    offer = await _waits_and_is_offered(tale)
    await tale.taps("yes")
    await tale.until("2026-03-04 21:00")
    tale.happens("At the house they are ticked as arrived.")
    await tale.shelter.marks(offer, came=True)
    await tale.until("2026-03-06 12:00")
    await tale.taps("after")


async def a_shared_phone(tale: Tale) -> None:
    await tale.listed(phone="shared")
    tale.happens("A man is on the list since Tuesday 3 February. Others read his phone too.")
    await _is_offered(tale)
    await tale.taps("read")
    await tale.taps("yes")


async def two_people_on_one_phone(tale: Tale) -> None:
    first = await tale.listed()
    other = await tale.listed(reference=OTHER)
    tale.happens("Two brothers are on the list through one phone since Tuesday 3 February.")
    tale.happens("Tuesday 3 March, 13:00. A helper offers one of them a place for 3 nights.")
    tale.happens(AS_WRITTEN)
    await tale.offered(first)
    tale.happens("And the other one.")
    await tale.offered(other)
    await tale.taps("yes", OTHER)


async def a_lost_phone(tale: Tale) -> None:
    await _waits(tale)
    words = secret_words(tale.office.catalogues, tale.code)
    secret, wrong = f"{words[7]} {words[20]} 58", f"{words[7]} {words[21]} 58"
    await _card(tale, secret)
    tale.happens(f"At the desk he gets the card {CARD}, with the words “{secret}”.")
    tale.happens("He loses his phone. With a new one he scans the code on the card.")
    tale.phone = NEW
    await tale.types(f"/start card_{CARD.replace('-', '')}")
    await tale.types(tale.office.catalogues[tale.code].endonym)
    await tale.types(wrong)
    await tale.types(secret)
    await _my_place(tale)
    tale.happens("Somebody has found the old phone, and writes from there.")
    tale.phone = OLD
    await tale.types("/start")


async def _waits(tale: Tale) -> None:
    await tale.listed()
    tale.happens("A man is on the list since Tuesday 3 February.")


async def _is_offered(tale: Tale) -> UUID:
    tale.happens(f"Tuesday 3 March, 13:00. A helper offers him a place for 3 nights. {AS_WRITTEN}")
    return await tale.offered()


async def _waits_and_is_offered(tale: Tale) -> UUID:
    await _waits(tale)
    return await _is_offered(tale)


async def _my_place(tale: Tale) -> None:
    """Look at my place on the list."""
    await tale.types(tale.say(MENU))
    await tale.chooses("menu", "menu", "sleep")
    await tale.chooses("shelter", "what", "place")


async def _card(tale: Tale, secret: str) -> None:
    """A card with a number and words that are the same each time."""
    now, vault = tale.office.now(), tale.office.vault
    async with tale.shelter.database.begin() as session:
        digest = vault.index(LOOKUP, f"{CARD}:{read_secret(secret)}")
        card = PaperCard(
            id=uuid4(), reference=CARD, secret=digest, language=tale.code, tries=0, made_at=now
        )
        session.add(card)
        await session.flush()
        assert await card_of(session, CARD) is card
        listing = await session.get_one(Listing, tale.listing)
        person = await session.get_one(Person, listing.person_id)
        assert await link(session, card, person, now, tale.shelter.by)


STORIES = {
    story.__name__: story
    for story in (
        accepted,
        accepted_secret_house,
        given_back,
        declined,
        found_again,
        call_me,
        unanswered_late_yes,
        unanswered_too_late,
        unanswered_for_the_third_time,
        at_short_notice,
        withdrawn_after_yes,
        set_aside_and_back,
        paused_and_back,
        before_the_last_night,
        a_shared_phone,
        two_people_on_one_phone,
        a_lost_phone,
    )
}
