"""What the rooms are given when they are wired together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.engine import Flow
from bot.hours import Hours
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.post.tally import Tally
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Vault
from bot.speech.catalogues import Catalogues
from bot.speech.recorded import Recorded

SERVICES = ("legal", "centre", "followup")
"""The services that work side by side: legal help desk, day centre, follow-up team."""


@dataclass(frozen=True)
class Office:
    """One installation: whose it is, what it says, when it reads, where its things are kept.

    `groups` gives each service its staff group's address, as the settings say it. `link` opens a
    private chat with the bot.
    """

    channel: str
    organisation: str
    catalogues: Catalogues
    flows: Mapping[str, Flow]
    hours: Mapping[str, Hours]
    groups: Mapping[str, str]
    clock: Clock
    vault: Vault
    people: People
    outbox: OutboxStore
    erasures: ErasureList
    link: str = ""
    tally: Tally = field(default_factory=Tally)
    recorded: Recorded = field(default_factory=Recorded)

    def now(self) -> datetime:
        """The moment, by the one clock."""
        return self.clock.now()

    @property
    def first_language(self) -> str:
        """The language of cards in the staff groups: the first that is switched on."""
        return self.catalogues.codes[0]
