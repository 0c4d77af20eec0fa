"""Every flow is walked in every language, and every sentence keeps its direction."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache

import pytest

from bot.engine import (
    Added,
    Answered,
    Ask,
    Conversation,
    Entry,
    Started,
    Text,
    advance,
)
from bot.engine.conversation import Event
from bot.speech.direction import FSI, LRI, PDI, without_marks
from bot.speech.languages import LOCALES, SOURCE, read_languages
from bot.speech.po import read
from bot.speech.reading import read_choice, read_label
from flows import FLOWS
from tests.catalogues import LISTS, PLACE
from tests.test_sentences import CATALOGUES, in_every_language, said

ISOLATED = re.compile(f"[{LRI}{FSI}][^{LRI}{FSI}{PDI}]*{PDI}")
LEFT_TO_RIGHT = re.compile(r"[A-Za-zÀ-ɏ0-9]")
RIGHT_TO_LEFT = [code for code, each in read_languages().items() if each.direction == "rtl"]
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa-AF": "۰۱۲۳۴۵۶۷۸۹", "ps": "۰۱۲۳۴۵۶۷۸۹"}


@cache
def walked(flow_id: str) -> tuple[Ask, ...]:
    """What a flow asks: each step once, by each answer that leads to one not yet seen."""
    flow, asked = FLOWS[flow_id], dict[str, Ask]()
    waiting = deque([advance(flow, Conversation(flow.id, {}), Started())])
    while waiting:
        turn = waiting.popleft()
        if turn.asked is None or turn.asked.step in asked:
            continue
        ask = asked[turn.asked.step] = turn.asked
        events: list[Event] = [Answered(ask.step, choice.value) for choice in ask.choices]
        if ask.open:
            events.append(Added(Entry("text", "a few words")))
        waiting += [advance(flow, turn.conversation, event) for event in events]
    return tuple(asked.values())


@in_every_language
def test_every_flow_is_walked_and_each_label_is_read_back(code: str) -> None:
    asked = [ask for flow in FLOWS for ask in walked(flow)]
    assert len(asked) > 40
    for ask in asked:
        assert "%(" not in said(ask.text, code)
        labels = [said(choice.label, code) for choice in ask.choices]
        values = [choice.value for choice in ask.choices]
        for place, label in enumerate(labels):
            for typed in (label, without_marks(label), label.upper()):
                assert read_label(typed, labels) == place, f"{ask.step}: {typed}"
            if not ask.open:
                number = in_digits(place + 1, code)
                assert read_choice(number, labels, values) == place, f"{ask.step}: {number}"


def in_digits(number: int, code: str) -> str:
    """A number as somebody types it on a phone in a language."""
    return str(number).translate(str.maketrans("0123456789", DIGITS.get(code, "0123456789")))


def sentences(code: str) -> Iterator[tuple[str, str]]:
    """Every sentence of a language, with its places filled with something from left to right."""
    for domain in ("messages", "staff"):
        for (context, msgid), forms in read(
            LOCALES / code / "LC_MESSAGES" / f"{domain}.po"
        ).items():
            if context not in LISTS:
                values: dict[str, str | int] = dict.fromkeys(PLACE.findall(msgid), "LK-7 Ab")
                plural = msgid if len(forms) > 1 else None
                number = {"n": 3} if "n" in values else {}
                text = Text(msgid, context, plural, {**values, **number})
                yield msgid, CATALOGUES.say(text, code)


@pytest.mark.parametrize("code", RIGHT_TO_LEFT)
def test_nothing_that_runs_left_to_right_stands_bare_between_words_that_do_not(code: str) -> None:
    for msgid, shown in sentences(code):
        bare = shown
        while ISOLATED.search(bare):
            bare = ISOLATED.sub("", bare)
        assert not LEFT_TO_RIGHT.search(bare), f"{msgid}: {shown}"
        assert not {LRI, FSI, PDI} & set(bare), f"{msgid}: {shown}"


@pytest.mark.parametrize("code", [c for c in read_languages() if c not in (*RIGHT_TO_LEFT, SOURCE)])
def test_nothing_is_isolated_where_everything_runs_one_way(code: str) -> None:
    for msgid, shown in sentences(code):
        assert not {LRI, FSI, PDI} & set(shown), msgid
