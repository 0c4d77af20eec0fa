"""What must hold after every step (the numbers are DESIGN.md's). Each check says what is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from bot.demo.bot_api import Message
from bot.demo.bot_api.journal import Event
from tests.soak.house import House
from tests.soak.kept import Kept
from tests.soak.languages import spoken_in
from tests.soak.ledger import CANARY, Canary, Ledger, from_bot, said_in

NOBODYS_FAULT = frozenset({"uncertain", "gone", "moved", "deactivated", "not_a_member", "blocked"})
"""Why something may be given up. The others are errors of ours."""

FLEETING = timedelta(seconds=55)
"""After this time the answer to a press is worthless, and may be left out."""

UNREADABLE = ("cannot read", "unreadable update")
"""What the log says of an update that nobody can read."""

HIDDEN_FOR = timedelta(hours=48)
SOON = timedelta(seconds=1)


@dataclass
class Seen:
    """What there is to look at when everything is quiet. `logs`: what was logged since the last
    look; `clean`: nothing was made to go wrong since, and the bot ran all the time.
    """

    house: House
    ledger: Ledger
    kept: Kept
    news: list[Event]
    logs: list[str]
    clean: bool
    since: datetime
    """When was looked the last time."""

    @property
    def now(self) -> datetime:
        return self.house.clock.now()


def acknowledged_is_kept(seen: Seen) -> None:
    """1: what Telegram was told to forget is in the inbox; 2: once."""
    if seen.now - seen.since > HIDDEN_FOR:
        return  # it may be forgotten already
    kept = Counter(row.key for row in seen.kept.inbox)
    queue = seen.house.world.updates
    pending = {each["update_id"] for each in queue.waiting}
    young = [e for e in seen.news if e.kind == "update" and "update_id" in e.details["update"]]
    for event in young:
        number = event.details["update"]["update_id"]
        gone = number in pending or number in seen.house.expired or number in seen.ledger.held_back
        assert gone or kept[str(number)] == 1, f"update {number} is nowhere"


def nothing_is_undone(seen: Seen) -> None:
    """6: nothing waits, and what failed did so for a reason that is nobody's fault."""
    for row in seen.kept.inbox:
        known = row.state == "done" or int(row.key) in seen.ledger.odd
        assert known, f"update {row.key} is {row.state}: {row.fault}"
        assert row.payload is None or row.state == "dead", "a body was kept"
    unreachable = {u.user_id for u in seen.house.everybody if u.chat.blocked or not u.chat.started}
    for out in seen.kept.outbox:
        assert out.state in ("sent", "failed", "cancelled", "held"), out.state
        assert out.state != "failed" or out.fault in NOBODYS_FAULT, f"failed: {out.fault}"
        if out.state == "held":
            whose = seen.kept.user_by_contact.get(out.contact_id) if out.contact_id else None
            assert whose in unreachable, f"held for {whose}, who can be reached: {out.fault}"


def limits_are_kept(seen: Seen) -> None:
    """7: the platform never had to say that it was too much."""
    assert seen.house.world.flood.refusals == 0


def everybody_is_answered(seen: Seen) -> None:
    """8: each private message is followed by words of the bot's, or by a sign on it."""
    events, ledger = seen.house.world.journal.events, seen.ledger
    waiting = []
    for user, message, since in ledger.written:
        here = [e for e in events[since:] if e.chat_id == user.user_id]
        answered = any(from_bot(here)) or message.bot_reaction
        if answered or user.user_id in ledger.erasing:
            continue
        if user.chat.blocked:
            waiting.append((user, message, since))  # until they come back
            continue
        if not _never_came(seen, message):
            raise AssertionError(f"{user.first_name} was not answered: {message.text!r}")
    ledger.written = waiting


def _never_came(seen: Seen, message: Message) -> bool:
    """Whether the update of a message never reached the bot."""
    gone = seen.house.expired | seen.ledger.held_back
    history = seen.house.world.updates.history
    number, chat = message.message_id, message.chat.chat_id
    for update in gone:
        body = history[update].get("message") or history[update].get("edited_message") or {}
        if body.get("message_id") == number and body.get("chat", {}).get("id") == chat:
            return True
    return False


def in_their_language(seen: Seen) -> None:
    """8: whatever is said to somebody is said in a language of theirs."""
    persons = {person.id: person for person in seen.kept.persons}
    volunteers = {v.contact_id: v.language for v in seen.kept.volunteers}
    now: dict[int, set[str]] = defaultdict(set)
    for contact in seen.kept.contacts:
        user = seen.kept.user_by_contact.get(contact.id)
        if user is not None:
            now[user] |= {persons[contact.person_id].language or "", volunteers.get(contact.id, "")}
    held = {row.contact_id for row in seen.kept.outbox if row.state == "held"}
    waits = {seen.kept.user_by_contact.get(contact) for contact in held if contact}
    for each in seen.house.everybody:
        who, hint = each.user_id, str(each.profile["language_code"])
        allowed = seen.ledger.languages[who] | (now[who] - {""}) | {hint}
        for event in from_bot(seen.news):
            if event.chat_id == who:
                spoken = spoken_in(event.details["message"].text)
                assert spoken <= allowed, f"{spoken - allowed} to {each.first_name}, {allowed}"
        kept = allowed if who in waits else (now[who] - {""}) or {hint}
        seen.ledger.languages[who] = set(kept)


def words_are_kept_once(seen: Seen) -> None:
    """2: no words are lost on the way, and none take effect twice."""
    kept = Counter(word for words in seen.kept.words for word in set(CANARY.findall(words)))
    for word, times in kept.items():
        assert times == 1, f"{word} is kept {times} times"
    listed = "\n".join(seen.kept.listed)
    for canary in seen.ledger.canaries.values():
        if canary.strict:
            canary.strict = False
            lost = not (kept[canary.word] or canary.word in listed)
            lost = lost and not _never_came(seen, canary.message)
            assert not lost, f"{canary.word} was lost: {canary.message.text!r}"


def in_order(seen: Seen) -> None:
    """3: what went straight into a ticket stands there in the order of its arrival."""
    arrived = {}
    for row in seen.kept.inbox:
        body = seen.house.world.updates.history.get(int(row.key), {}).get("message") or {}
        if "chat" in body:
            arrived[body["chat"]["id"], str(body["message_id"])] = row
    by_ticket: dict[object, list[int]] = defaultdict(list)
    for entry, _ in seen.kept.entries:
        user = next((c for c in seen.kept.contacts if c.address_index == entry.chat), None)
        chat = seen.kept.user_by_contact.get(user.id) if user else None
        came = arrived.get((chat or 0, entry.source or ""))
        if came and entry.kind == "words" and abs(entry.at - came.received_at) < SOON:
            by_ticket[entry.ticket_id].append(came.number)
    for numbers in by_ticket.values():
        assert all(a <= b for a, b in pairwise(numbers)), f"out of order: {numbers}"


def at_most_one_owner(seen: Seen) -> None:
    """5: between two claims of a ticket somebody gave it back; its owner is who claimed it last."""
    holder: dict[object, object] = {}
    for note in seen.kept.audit:
        if note.action == "claimed":
            assert holder.get(note.subject) is None, "claimed twice"
            holder[note.subject] = note.actor
        elif note.action == "released":
            holder[note.subject] = None
    for ticket in seen.kept.tickets:
        assert (ticket.owner_id is None) == (ticket.state == "open") or ticket.state == "closed"
        if ticket.owner_id is not None:
            assert holder.get(ticket.id) == ticket.owner_id, "owned without a claim"


def remember_whose(seen: Seen) -> None:
    """No check: whose each request is, and who had it, as far as it can be known."""
    contact_of = {}
    for ticket in seen.kept.tickets:
        user = seen.kept.user_by_contact.get(ticket.contact_id) if ticket.contact_id else None
        if user is not None:
            contact_of[ticket.id] = user
            known = seen.ledger.person_of.setdefault(ticket.reference, user)
            assert known == user, f"{ticket.reference} went from one person to another"
    for note in seen.kept.audit:
        owner = seen.kept.volunteer_user(note.actor)
        if note.action == "claimed" and note.subject in contact_of and owner is not None:
            seen.ledger.owners[contact_of[note.subject]].add(owner)


def only_for_whom_it_was_meant(seen: Seen) -> None:
    """4: words are read by whoever wrote them, by helpers who have (had) the request, and by the
    person whom a helper answers. Helpers see no person's name, people no helper's.
    """
    staff = {user.user_id for user in seen.house.staff}
    people = [user for user in seen.house.people if user.user_id not in staff]
    for event in from_bot(seen.news):
        text, chat = said_in(event), event.chat_id or 0
        for word in CANARY.findall(text):
            canary = seen.ledger.canaries[word]
            allowed = _may_read(seen, canary)
            assert chat in allowed, f"{word} of {canary.author} was shown to {chat}, not {allowed}"
        for person in people:
            assert person.first_name not in text or chat == person.user_id, "a name was shown"
        if chat in {person.user_id for person in people}:
            assert "Vname" not in text, "a helper's name was shown to a person"
            for reference, whose in seen.ledger.person_of.items():
                assert whose == chat or reference not in text, f"{reference} is not theirs"


def _may_read(seen: Seen, canary: Canary) -> set[int]:
    owners, allowed = seen.ledger.owners, {canary.author, *canary.targets}
    for person in (canary.author, *canary.targets):
        allowed |= owners[person]
        if person in seen.ledger.erasing:  # who had it is not known any more
            allowed |= {user.user_id for user in seen.house.staff}
    return allowed


def what_was_sent_was_committed(seen: Seen) -> None:
    """6: each message of the bot's is the one that a committed row became."""
    if not seen.clean or seen.ledger.erasing:
        return
    assert seen.house.parts is not None
    vault = seen.house.parts.office.vault
    posted = {(row.chat, row.message) for row in seen.kept.posted}
    cards = {(card.group_address, card.message) for card in seen.kept.cards}
    for event in from_bot(seen.news, "message"):
        message, chat = event.details["message"], str(event.chat_id)
        known = (vault.index("telegram", chat), str(message.message_id)) in posted
        assert known or (chat, str(message.message_id)) in cards, f"not committed: {message.text!r}"


def presses_are_answered(seen: Seen) -> None:
    """8: whoever presses a button reads what came of it."""
    for press, troubles in seen.ledger.pressed:
        fresh = seen.now - press.at < FLEETING
        if (
            fresh
            and seen.clean
            and troubles == seen.ledger.troubles
            and seen.house.world.faults.left == 0
        ):
            assert press.answer is not None, f"{press.data} was not answered"
    seen.ledger.pressed.clear()


def erased_are_nowhere(seen: Seen) -> None:
    """11: of whoever was erased nothing can be opened any more; nobody is kept without a key."""
    kept = "\n".join([*seen.kept.words, *seen.kept.listed, *seen.kept.post])
    for word in CANARY.findall(kept):
        assert word not in seen.ledger.erased, f"{word} was erased and is kept"
    holders = {c.id for c in seen.kept.contacts} | {p.id for p in seen.kept.persons}
    assert set(seen.kept.keys) == holders, "keys of nobody, or nobody's keys"


def nothing_stands_in_clear(seen: Seen) -> None:
    """11: no words, no names in the bytes of the database, nor in its journal."""
    url = seen.house.settings.database_url
    if not url.startswith("sqlite"):
        return
    file = Path(url.partition("///")[2])
    for each in file.parent.glob(f"{file.name}*"):
        written = each.read_bytes()
        for secret in (b"kz0", b"Pname", b"Vname"):
            assert secret not in written, f"{secret!r} stands in {each.name}"


def logs_say_nothing(seen: Seen) -> None:
    """12: no words, names, tokens or chats; and no errors that are ours."""
    people = [str(user.user_id) for user in seen.house.everybody]
    secrets = ["kz0", "Pname", "Vname", seen.house.world.bot.token, *people]
    for line in seen.logs:
        for secret in secrets:
            assert secret not in line, f"logged: {line}"
        odd = any(f"event='{each}'" in line for each in UNREADABLE)
        assert odd or "level='error'" not in line, line


INVARIANTS = (
    remember_whose,
    acknowledged_is_kept,
    nothing_is_undone,
    limits_are_kept,
    everybody_is_answered,
    in_their_language,
    words_are_kept_once,
    in_order,
    at_most_one_owner,
    only_for_whom_it_was_meant,
    what_was_sent_was_committed,
    presses_are_answered,
    erased_are_nowhere,
    nothing_stands_in_clear,
    logs_say_nothing,
)
