"""The real sentences, in every language: labels that can be told apart, screens that fit."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po

import bot
from bot.engine import Flow, Message, Question, Review, Text
from bot.engine.checks import texts
from bot.engine.text import leaves
from bot.profile import about, commands
from bot.reception.commands import GREETINGS, THANKS, TYPED
from bot.speech.catalogues import Catalogues
from bot.speech.direction import without_marks
from bot.speech.keys import BACK, CONTINUE, EMERGENCY, MENU, globe
from bot.speech.languages import DOMAINS, LOCALES, read_languages
from bot.speech.reading import normal
from bot.speech.splitting import units
from flows import FLOWS

CODES = tuple(read_languages())
CATALOGUES = Catalogues(CODES, ZoneInfo("Europe/Brussels"))
PLACE = re.compile(r"%\((\w+)\)s")
LONGEST_LABEL = 40
THE_SAME = {("my_data", "erase", "delete")}
"""Answers that lead where the command leads: (flow, value, command)."""
LONGEST_SCREEN = 4096

in_every_language = pytest.mark.parametrize("code", CODES)
of_every_flow = pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)


def said(text: Text, code: str) -> str:
    """A text in a language, its places filled with something long."""
    places = {place for leaf in leaves(text) for place in PLACE.findall(leaf.msgid)}
    values = dict.fromkeys(places, "x" * 40)
    known = {name for leaf in leaves(text) for name in leaf.values}
    return CATALOGUES.say(
        text.with_values(**{n: v for n, v in values.items() if n not in known}), code
    )


def labels(flow: Flow) -> Iterator[tuple[str, list[Text]]]:
    """The labels of each question of a flow, as they stand on one keyboard."""
    for step in flow.steps:
        match step:
            case Question():
                yield step.id, [choice.label for choice in step.choices]
            case Review():
                for each in step.toggles:
                    yield step.id, [step.send, step.change, each.turn_on]
                    yield step.id, [step.send, step.change, each.turn_off]


@in_every_language
@of_every_flow
def test_every_label_of_a_keyboard_is_another_word(flow: Flow, code: str) -> None:
    ways = [BACK, MENU, EMERGENCY, CONTINUE]
    for step, choices in labels(flow):
        own = [normal(said(label, code)) for label in choices]
        assert all(own), f"{step} has a label without letters"
        assert len(set(own)) == len(own), f"{step} in {code}: {own}"
        if flow.id == "menu":
            continue
        always = {normal(said(label, code)) for label in ways}
        assert not always & set(own), f"{step} in {code} has a label that leads away"


@in_every_language
def test_the_keys_that_stand_everywhere_are_another_word_than_the_menus(code: str) -> None:
    menu = [choice for _, choices in labels(FLOWS["menu"]) for choice in choices]
    english = {said(label, "en"): said(label, code) for label in (*menu, BACK, MENU, CONTINUE)}
    english[said(EMERGENCY, "en")] = said(EMERGENCY, code)
    keys = Counter(normal(label) for label in english.values())
    assert keys.most_common(1)[0][1] == 1, keys
    assert normal(globe(CATALOGUES, code)) not in keys


@in_every_language
@of_every_flow
def test_every_label_is_short_enough_for_a_small_phone(flow: Flow, code: str) -> None:
    for step, choices in labels(flow):
        for label in choices:
            assert len(without_marks(said(label, code))) <= LONGEST_LABEL, f"{step} in {code}"


@in_every_language
@of_every_flow
def test_every_screen_is_one_message(flow: Flow, code: str) -> None:
    on_the_way = [said(s.text, code) for s in flow.steps if isinstance(s, Message)]
    longest = max((units(words) for words in on_the_way), default=0)
    for text in texts(flow):
        assert longest + units(said(text, code)) + 2 <= LONGEST_SCREEN


@in_every_language
@of_every_flow
def test_no_answer_is_a_word_that_stands_for_a_command(flow: Flow, code: str) -> None:
    typed = {
        normal(word): command
        for command, words in TYPED.items()
        for each in CODES
        for word in CATALOGUES.say(words, each).split("|")
    }
    for step in flow.steps:
        for choice in step.choices if isinstance(step, Question) else ():
            command = typed.get(normal(said(choice.label, code)))
            leads_there = (flow.id, choice.value, command) in THE_SAME
            assert leads_there or command in (None, choice.value), f"{step.id} in {code}"


def test_a_word_that_works_everywhere_means_one_thing_in_all_languages() -> None:
    lists: list[tuple[str, Text]] = [("greeting", GREETINGS), ("thanks", THANKS), *TYPED.items()]
    meant = {
        (normal(word), name)
        for name, words in lists
        for each in CATALOGUES.everywhere(words)
        for word in each.split("|")
    }
    twice = [word for word, count in Counter(word for word, _ in meant).items() if count > 1]
    assert twice == []


@in_every_language
def test_what_a_phone_shows_before_anybody_writes_fits(code: str) -> None:
    at_telegram = code.partition("-")[0]
    assert len(about(CATALOGUES)[at_telegram]) <= 120
    for name, description in commands(CATALOGUES)[at_telegram]:
        assert re.fullmatch(r"[a-z]{1,32}", name)
        assert 1 <= len(description) <= 256


def in_modules() -> Iterator[tuple[str, Text]]:
    """Every text that a module of ours keeps, however deep."""
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if not found.name.endswith("__main__") and ".migrations" not in found.name:
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                yield from ((found.name, text) for text in inside(value))


def inside(value: object) -> Iterator[Text]:
    match value:
        case Text():
            yield value
        case Mapping():
            for each in value.values():
                yield from inside(each)
        case tuple() | list():
            for each in value:
                yield from inside(each)


def test_every_sentence_that_can_be_said_can_be_translated() -> None:
    known = {
        (m.context, m.id if isinstance(m.id, str) else m.id[0])
        for name in DOMAINS
        for m in read_po(BytesIO((LOCALES / f"{name}.pot").read_bytes()))
        if m.id
    }
    said_by = [(flow.id, text) for flow in FLOWS.values() for text in texts(flow)]
    everything = [*said_by, *in_modules()]
    assert len(everything) > 200
    lost = {
        f"{where}: {leaf.msgid}"
        for where, text in everything
        for leaf in leaves(text)
        if (leaf.context, leaf.msgid) not in known
        and any(c.isalpha() for c in PLACE.sub("", leaf.msgid))  # a sign before a name is none
    }
    assert lost == set()
