"""What the rooms are given when they are wired together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from bot.clock import Clock
from bot.engine import Article, Crisis, Flow, labels
from bot.hours import Hours
from bot.people.known import People
from bot.post.outbox import OutboxStore
from bot.post.tally import Tally
from bot.privacy.erasures import ErasureList
from bot.privacy.vault import Vault
from bot.speech.catalogues import Catalogues
from bot.speech.reading import normal
from bot.speech.recorded import Recorded

SERVICES = ("legal", "centre", "followup")
"""The services that work side by side: legal help desk, day centre, follow-up team."""


class Library(Protocol):
    """The answers that there are, and what finds them."""

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every answer by its id."""
        ...

    def find(self, typed: str, language: str) -> Sequence[Article]:
        """At most three answers to what somebody typed, best first."""
        ...


class NoLibrary:
    """Where nobody looks anything up."""

    articles: Mapping[str, Article] = MappingProxyType({})

    def find(self, typed: str, language: str) -> Sequence[Article]:
        """Nothing."""
        return ()


@dataclass(frozen=True)
class Office:
    """One installation: whose it is, what it says, when it reads, where its things are kept.

    `groups` gives each service its staff group's address, as the settings say it. `link` opens a
    private chat with the bot. `crises` are the words after which help is shown.
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
    crises: Sequence[Crisis] = ()
    library: Library = field(default_factory=NoLibrary)
    tally: Tally = field(default_factory=Tally)
    recorded: Recorded = field(default_factory=Recorded)

    def now(self) -> datetime:
        """The moment, by the one clock."""
        return self.clock.now()

    def typed_keys(self, language: str) -> frozenset[str]:
        """The same labels of one language as they are typed; made once for each language."""
        if language not in self._typed_keys:
            every = [label for flow in self.flows.values() for label in labels(flow)]
            read = frozenset(normal(self.catalogues.say(label, language)) for label in every)
            self._typed_keys[language] = read - {""}
        return self._typed_keys[language]

    @cached_property
    def _typed_keys(self) -> dict[str, frozenset[str]]:
        return {}

    @property
    def first_language(self) -> str:
        """The language of cards in the staff groups: the first that is switched on."""
        return self.catalogues.codes[0]

    @cached_property
    def on_keyboards(self) -> frozenset[str]:
        """Every label of every flow, in every language, as it stands on a key; made once."""
        every = [label for flow in self.flows.values() for label in labels(flow)]
        return frozenset(said for label in every for said in self.catalogues.everywhere(label))
