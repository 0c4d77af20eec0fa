"""The library of answers, one file a topic. Each text has to be checked by a lawyer before use."""

from collections.abc import Sequence

from bot.engine import Article
from flows.answers.documents import ANNEXES, CHANGE_ADDRESS
from flows.answers.legal_aid import FREE_LAWYER
from flows.answers.procedure import APPEAL_DEADLINE, APPLY_WHERE, MISSED_INTERVIEW
from flows.answers.shelter import FEDASIL_LIST, SLEEP_TONIGHT

LIBRARY: Sequence[Article] = (
    APPLY_WHERE,
    ANNEXES,
    CHANGE_ADDRESS,
    MISSED_INTERVIEW,
    APPEAL_DEADLINE,
    FREE_LAWYER,
    SLEEP_TONIGHT,
    FEDASIL_LIST,
)
"""In the order in which they are offered."""
