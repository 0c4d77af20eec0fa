"""Every table, so that whoever needs them all (migrations, erasure) finds them in one place."""

from bot.store.answers_tables import AnswerCheck
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
from bot.store.shelter_tables import (
    Assessment,
    House,
    Listing,
    Offer,
    Outcome,
    Override,
    PaperCard,
    Vacancy,
)
from bot.store.voice_tables import Recording, Spoken

__all__ = [
    "Absence",
    "AnswerCheck",
    "Assessment",
    "Audit",
    "Base",
    "Card",
    "Consent",
    "Contact",
    "ConversationRow",
    "Cursor",
    "EntryRow",
    "Held",
    "House",
    "Inbox",
    "KeyCheck",
    "Listing",
    "LostGroup",
    "Membership",
    "Moment",
    "MovedGroup",
    "Offer",
    "Outbox",
    "Outcome",
    "Override",
    "PaperCard",
    "Person",
    "Posted",
    "Process",
    "Recording",
    "Speaking",
    "Spoken",
    "Ticket",
    "Vacancy",
    "VaultKey",
    "Volunteer",
]
