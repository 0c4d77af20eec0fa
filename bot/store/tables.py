"""Every table, so that whoever needs them all (migrations, erasure) finds them in one place."""

from bot.store.answers_tables import AnswerCheck, AnswerTally
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
from bot.store.notice_tables import LettersReminder, Notice, NoticeCopy, NoticeWish
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
from bot.store.place_tables import ServicePoint
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
    "AnswerTally",
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
    "LettersReminder",
    "Listing",
    "LostGroup",
    "Membership",
    "Moment",
    "MovedGroup",
    "Notice",
    "NoticeCopy",
    "NoticeWish",
    "Offer",
    "Outbox",
    "Outcome",
    "Override",
    "PaperCard",
    "Person",
    "Posted",
    "Process",
    "Recording",
    "ServicePoint",
    "Speaking",
    "Spoken",
    "Ticket",
    "Vacancy",
    "VaultKey",
    "Volunteer",
]
