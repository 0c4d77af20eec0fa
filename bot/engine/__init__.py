"""The words in which a conversation is written, and the rules by which it moves.

Pure: standard library only, no clock, no waiting, no storage.
"""

from bot.engine.answers import Answer, Answers, Entry, EntryKind, StepId, entries, value
from bot.engine.asking import Ask, labels
from bot.engine.conversation import (
    Added,
    Answered,
    Back,
    Conversation,
    Event,
    Started,
    Turn,
    advance,
)
from bot.engine.effects import (
    AddToTicket,
    Consent,
    Effect,
    Erase,
    GoTo,
    OpenTicket,
    PassOnEarlierWords,
    ShowData,
    ShowRequests,
)
from bot.engine.library import Article
from bot.engine.path import path, position
from bot.engine.record import Recorded, record
from bot.engine.steps import (
    Branch,
    Choice,
    Flow,
    Message,
    OpenQuestion,
    Outcome,
    Question,
    Review,
    Step,
    Toggle,
    When,
)
from bot.engine.text import Text, _, joined, lines, ngettext, pgettext, verbatim

__all__ = [
    "AddToTicket",
    "Added",
    "Answer",
    "Answered",
    "Answers",
    "Article",
    "Ask",
    "Back",
    "Branch",
    "Choice",
    "Consent",
    "Conversation",
    "Effect",
    "Entry",
    "EntryKind",
    "Erase",
    "Event",
    "Flow",
    "GoTo",
    "Message",
    "OpenQuestion",
    "OpenTicket",
    "Outcome",
    "PassOnEarlierWords",
    "Question",
    "Recorded",
    "Review",
    "ShowData",
    "ShowRequests",
    "Started",
    "Step",
    "StepId",
    "Text",
    "Toggle",
    "Turn",
    "When",
    "_",
    "advance",
    "entries",
    "joined",
    "labels",
    "lines",
    "ngettext",
    "path",
    "pgettext",
    "position",
    "record",
    "value",
    "verbatim",
]
