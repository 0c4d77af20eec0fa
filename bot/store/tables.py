"""Every table, so that whoever needs them all (migrations, erasure) finds them in one place."""

from bot.store.columns import Base
from bot.store.desk_tables import (
    Audit,
    Card,
    EntryRow,
    LostGroup,
    Membership,
    MovedGroup,
    Ticket,
    Volunteer,
)
from bot.store.people_tables import (
    Consent,
    Contact,
    ConversationRow,
    Held,
    KeyCheck,
    Person,
    Speaking,
    VaultKey,
)
from bot.store.post_tables import Absence, Cursor, Inbox, Moment, Outbox, Posted, Process

__all__ = [
    "Absence",
    "Audit",
    "Base",
    "Card",
    "Consent",
    "Contact",
    "ConversationRow",
    "Cursor",
    "EntryRow",
    "Held",
    "Inbox",
    "KeyCheck",
    "LostGroup",
    "Membership",
    "Moment",
    "MovedGroup",
    "Outbox",
    "Person",
    "Posted",
    "Process",
    "Speaking",
    "Ticket",
    "VaultKey",
    "Volunteer",
]
