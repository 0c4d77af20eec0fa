"""How somebody on the list can be reached, as they told us. A number is sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.engine import Answers, Entry, entries, value
from bot.people.words import entry_from_json, entry_to_json
from bot.privacy.vault import Key, Place
from bot.store.tables import Listing

PHONES = ("own", "shared", "not_here")


def keep_ways(listing: Listing, key: Key, answers: Answers) -> None:
    """Keep the answers of the flow `reach`. What was skipped stays as it was."""
    phone, tonight = value(answers, "phone"), value(answers, "tonight")
    if phone in PHONES:
        listing.phone = phone
    if tonight in ("yes", "no"):
        listing.tonight = tonight == "yes"
    given = entries(answers, "number")
    if given:
        keep_number(listing, key, given)


def keep_number(listing: Listing, key: Key, given: Sequence[Entry]) -> None:
    """Keep what somebody gave as a number to call."""
    written = json.dumps([entry_to_json(entry) for entry in given], ensure_ascii=False)
    listing.number = key.seal(written.encode(), _place(listing))


def number_of(listing: Listing, key: Key) -> list[Entry]:
    """What somebody gave as a number to call, open: words, or a recording. Only for whoever has
    the call to make.
    """
    if listing.number is None:
        return []
    written = json.loads(key.open(listing.number, _place(listing)))
    return [entry_from_json(entry) for entry in written]


def _place(listing: Listing) -> Place:
    return Place("listing", "number", listing.id)
