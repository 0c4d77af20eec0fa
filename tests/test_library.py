"""The library of answers: what every one of them has to be."""

from __future__ import annotations

import re

import pytest

from bot.engine import Article
from bot.engine.library import LONGEST_ANSWER
from flows.answers import LIBRARY, TOPICS

of_every_answer = pytest.mark.parametrize("article", LIBRARY.values(), ids=LIBRARY)


def test_there_are_forty_answers_and_each_stands_under_one_topic() -> None:
    listed = [article.id for topic in TOPICS for article in topic.articles]
    assert len(listed) == len(set(listed)) == len(LIBRARY) == 40
    assert len(TOPICS) <= 9
    assert all(len(topic.articles) <= 9 for topic in TOPICS)


@of_every_answer
def test_an_answer_is_short_and_says_where_it_comes_from(article: Article) -> None:
    assert sum(len(paragraph.msgid) for paragraph in article.paragraphs) <= LONGEST_ANSWER
    for paragraph in article.paragraphs:
        assert len(re.findall(r"[.?!](?= [A-Z«]|$)", paragraph.msgid)) <= 3, paragraph.msgid
    assert article.source
    assert 0 < article.stale_after <= 180


@of_every_answer
def test_an_answer_has_words_to_be_found_by(article: Article) -> None:
    words = article.keywords.msgid.split("|")
    assert article.keywords.context == "search words"
    assert len(words) >= 8
    assert len(words) == len(set(words))
    assert all(word == word.strip() for word in words)


@of_every_answer
def test_what_the_pact_may_have_changed_is_not_told_when_it_is_old(article: Article) -> None:
    if article.may_change:
        assert article.when_stale == "hand over"
