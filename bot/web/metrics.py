"""Figures for Prometheus. Every label comes from a closed set of ours: nothing about anybody.

Everything is made anew for each look, with a registry of its own: the library keeps nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, product

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.health import waits_since
from bot.people.came_from import PLACES
from bot.post.tally import BOUNDS, CLAIMS, KINDS, PARTIES, RESULTS, Spread, Tally
from bot.store.database import Database
from bot.store.tables import Card, Inbox, Outbox

CONTENT_TYPE = CONTENT_TYPE_LATEST


@dataclass(frozen=True, slots=True)
class Queues:
    """How many rows wait, and the age of the oldest in seconds, by queue."""

    rows: dict[str, int]
    ages: dict[str, float]


async def exposition(database: Database, clock: Clock, tally: Tally | None, too_many: int) -> bytes:
    """The figures as Prometheus reads them. A database that does not answer is a figure too."""
    try:
        queues = await look(database, clock.now())
    except (SQLAlchemyError, OSError):
        queues = None
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(queues, tally, too_many))
    return generate_latest(registry)


async def look(database: Database, now: datetime) -> Queues:
    """What waits. Raises SQLAlchemyError."""
    unsent = Outbox.state.in_(("queued", "sending"))
    async with database.begin() as session:
        came = await session.execute(
            select(func.count(), func.min(Inbox.received_at)).where(Inbox.state == "waiting")
        )
        due = await session.execute(select(func.count(), func.min(waits_since())).where(unsent))
        lagging = select(func.count()).where(Card.shown < Card.wanted)
        cards = await session.scalar(lagging) or 0
    counted = {"inbox": came.one(), "outbox": due.one()}
    return Queues(
        {"cards": cards, **{queue: rows for queue, (rows, _) in counted.items()}},
        {queue: _age(oldest, now) for queue, (_, oldest) in counted.items()},
    )


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0


class Figures(Collector):
    """Everything that is told, once."""

    def __init__(self, queues: Queues | None, tally: Tally | None, too_many: int) -> None:
        self._queues, self._tally, self._too_many = queues, tally, too_many

    def collect(self) -> Iterator[Metric]:
        """The figures; what this process does not do is left out."""
        up = GaugeMetricFamily("loket_database_up", "Whether the database answers.")
        up.add_metric([], 0 if self._queues is None else 1)
        yield up
        if self._queues is not None:
            yield from _of_queues(self._queues)
        if self._tally is not None:
            yield from _of_work(self._tally, self._too_many)


def _of_queues(queues: Queues) -> Iterator[Metric]:
    rows = GaugeMetricFamily("loket_waiting_rows", "Rows that wait, by queue.", labels=["queue"])
    for queue, count in queues.rows.items():
        rows.add_metric([queue], count)
    ages = GaugeMetricFamily(
        "loket_oldest_seconds", "Age of the oldest row that waits, by queue.", labels=["queue"]
    )
    for queue, age in queues.ages.items():
        ages.add_metric([queue], age)
    yield from (rows, ages)


def _of_work(tally: Tally, too_many: int) -> Iterator[Metric]:
    sends = CounterMetricFamily(
        "loket_sends", "What was tried to be sent.", labels=["kind", "to", "result"]
    )
    for kind, to, result in product(KINDS.values(), PARTIES, RESULTS):
        sends.add_metric([kind, to, result], tally.sends[kind, to, result])
    claims = CounterMetricFamily("loket_claims", "Tries to claim a ticket.", labels=["result"])
    for claim in CLAIMS:
        claims.add_metric([claim], tally.claims[claim])
    starts = CounterMetricFamily("loket_starts", "Links of places opened.", labels=["place"])
    for place in PLACES:
        starts.add_metric([place], tally.starts[place])
    refused = CounterMetricFamily("loket_too_many_requests", "Answers with HTTP status 429.")
    refused.add_metric([], too_many)
    yield from (sends, claims, starts, refused)
    yield _spread("loket_decided_seconds", "From received to decided.", tally.decided)
    yield _spread("loket_arrived_seconds", "From committed to sent.", tally.arrived)


def _spread(name: str, said: str, spread: Spread) -> Metric:
    """A histogram as Prometheus counts: each bucket holds all that took no longer."""
    bounds = (*(f"{bound:g}" for bound in BOUNDS), "+Inf")
    buckets = list(zip(bounds, accumulate(spread.counts), strict=True))
    family = HistogramMetricFamily(name, said)
    family.add_metric([], buckets=buckets, sum_value=spread.total)
    return family
