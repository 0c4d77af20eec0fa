"""The library of answers, one file a topic. Each text has to be checked by a lawyer before use."""

from collections.abc import Mapping, Sequence

from bot.engine import Article, Topic
from flows.answers import (
    asking,
    beds,
    decisions,
    health,
    lawyers,
    life_here,
    needs,
    papers,
    safety,
)

TOPICS: Sequence[Topic] = (
    asking.TOPIC,
    papers.TOPIC,
    decisions.TOPIC,
    lawyers.TOPIC,
    beds.TOPIC,
    needs.TOPIC,
    health.TOPIC,
    life_here.TOPIC,
    safety.TOPIC,
)
"""In the order in which they are offered."""

LIBRARY: Mapping[str, Article] = {
    article.id: article for topic in TOPICS for article in topic.articles
}
"""Every answer by its id."""
