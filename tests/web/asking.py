"""Asking a process's pages without a process."""

from __future__ import annotations

import httpx
from prometheus_client.parser import text_string_to_metric_families

from bot.web.pages import Seen, application, pages


async def get(seen: Seen, page: str) -> httpx.Response:
    """What a page answers."""
    transport = httpx.ASGITransport(application(pages(seen)))
    async with httpx.AsyncClient(transport=transport, base_url="http://loket") as client:
        return await client.get(f"/{page}")


def figures(text: str) -> dict[str, float]:
    """The figures of a page as Prometheus itself reads them: `name{label="value"}` to value."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            found[sample.name + (f"{{{labels}}}" if labels else "")] = sample.value
    return found


def labels(text: str) -> set[tuple[str, str]]:
    """Every label and value that is there."""
    families = text_string_to_metric_families(text)
    return {pair for each in families for sample in each.samples for pair in sample.labels.items()}
