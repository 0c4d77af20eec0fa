"""The shelter list over the wire: onto it, my place on it, and the way of what cannot wait."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from bot.demo.stories.labels import key, reference_in
from bot.reception.facts import NOT_READING
from bot.shelter.place import CANNOT_SAY, NOBODY_PAYS, SINCE
from bot.shelter.words import NOT_FEDASIL, SINCE_TODAY
from bot.store.tables import Listing, Person
from flows.numbers import VIOLENCE
from tests.e2e.conftest import Brussels, running
from tests.e2e.kept import Kept, rows, ticket
from tests.e2e.staff import card_of, opens
from tests.e2e.talk import Talk, asks, in_both_languages

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAN = {
    "consent": "yes",
    "safe": "yes",
    "age": "adult",
    "company": "alone",
    "kind": "men",
    "health": "no",
    "serious": "no",
    "slept": "somebody",
    "review": "send",
}


async def begins_list(talk: Talk) -> None:
    """From the menu to the questions of the list."""
    await talk.chooses("menu", "menu", "sleep")
    talk.hears(asks("shelter", "what"), NOT_FEDASIL)
    await talk.chooses("shelter", "what", "join")


async def answers(talk: Talk, given: dict[str, str]) -> None:
    """Tap one answer after the other."""
    for step, value in given.items():
        await talk.chooses("join_list", step, value)


async def reaches(talk: Talk) -> None:
    """Say how to be reached."""
    talk.hears(asks("reach", "phone"))
    for step, value in (("phone", "own"), ("number", "skipped"), ("tonight", "no")):
        await talk.chooses("reach", step, value)
    talk.hears(asks("reach", "kept"), asks("menu", "menu"))


def listed(talk: Talk, reference: str) -> Listing:
    """The place on the list of whoever has a number."""
    loket = talk.brussels.loket
    (person,) = rows(loket, Person, Person.reference == reference)
    (listing,) = rows(loket, Listing, Listing.person_id == person.id)
    return listing


def references(talk: Talk) -> set[str]:
    """The numbers of everybody who is on the list."""
    persons: dict[UUID, str] = {p.id: p.reference for p in rows(talk.brussels.loket, Person)}
    return {persons[listing.person_id] for listing in rows(talk.brussels.loket, Listing)}


@in_both_languages
async def test_a_single_man_is_listed_and_sees_his_place(town: Brussels, code: str) -> None:
    talk = Talk(town, town.person(language=code), code)
    await talk.begins()
    await begins_list(talk)
    talk.hears(asks("join_list", "consent"))
    await answers(talk, MAN)
    talk.hears(SINCE_TODAY, NOT_FEDASIL)
    mine = next(each for each in references(talk) if each in talk.last.text)
    assert (listed(talk, mine).state, listed(talk, mine).list) == ("waiting", "men")
    await reaches(talk)
    await talk.chooses("menu", "menu", "sleep")
    await talk.chooses("shelter", "what", "place")
    talk.hears(SINCE, NOT_FEDASIL, CANNOT_SAY, NOBODY_PAYS)
    await talk.chooses("my_place", "what", "pause")
    await talk.chooses("menu", "menu", "sleep")
    await talk.chooses("shelter", "what", "place")
    await talk.chooses("paused_place", "what", "return")
    assert listed(talk, mine).state == "waiting"
    await talk.ends()


async def test_at_night_an_alert_says_that_nobody_reads_and_a_wrong_tap_goes_back(
    tmp_path: Path,
) -> None:
    hours = "centre=Mon-Sun 23:58-23:59;legal=Mon-Sun 00:00-23:59"
    async with running(tmp_path, hours) as night:
        talk = Talk(night, night.person(language="en"))
        await talk.begins()
        await begins_list(talk)
        await answers(talk, {"consent": "yes", "safe": "danger"})
        assert talk.last.text.startswith(talk.words(VIOLENCE))
        talk.hears(asks("alerted", "told"), NOT_READING)
        reference = reference_in(talk.last.text)
        card = await card_of(night.group, reference)
        assert "🔴" in card.text
        assert "danger" not in card.text
        assert alert(talk, reference).answers["safe"] == "danger"
        await talk.says("he is at the door")
        await talk.chooses("alerted", "told", "mistake")
        talk.hears(asks("alerted", "mistake"), asks("join_list", "safe"))
        kept = alert(talk, reference)
        assert (kept.words, kept.answers["told"]) == (["he is at the door"], "mistake")
        head = await opens(night, night.bob, reference, "en")
        assert talk.words(key("alerted", "told", "mistake")) in head.text
        await answers(talk, {step: value for step, value in MAN.items() if step != "consent"})
        talk.hears(SINCE_TODAY)
        await talk.ends()


def alert(talk: Talk, reference: str) -> Kept:
    """The ticket of an alert."""
    kept = ticket(talk.brussels.loket, reference)
    assert (kept.service, kept.topic, kept.urgent) == ("centre", "list_alert", True)
    return kept
