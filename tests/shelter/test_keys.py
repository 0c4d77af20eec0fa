"""The keys of the list mean one thing, whatever is asked and in whichever language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.engine import Text
from bot.engine.steps import OpenQuestion, Question, Review
from bot.reception.commands import GREETINGS, THANKS, command_in
from bot.reception.which_ticket import SOMETHING_NEW
from bot.shelter.pushed_words import IN_SHORT, KEYS
from bot.shelter.tapped import Tap, in_short, tapped
from bot.speech.catalogues import Catalogues
from bot.speech.keys import BACK, CONTINUE, EMERGENCY, MENU
from bot.speech.languages import read_languages
from bot.speech.reading import normal
from flows import FLOWS
from tests.speech.builders import catalogues, po

CODES = tuple(read_languages())
CATALOGUES = Catalogues(CODES, ZoneInfo("Europe/Brussels"))
REFERENCE = "4M7K-Q2CD"
LONGEST = 34
"""So that a reference fits beside it."""

in_every_language = pytest.mark.parametrize("code", CODES)


def others() -> list[Text]:
    """Every other key that may stand on a keyboard."""
    found = [BACK, MENU, EMERGENCY, CONTINUE, SOMETHING_NEW]
    for flow in FLOWS.values():
        for step in flow.steps:
            match step:
                case Question():
                    found += [choice.label for choice in step.choices]
                case Review():
                    found += [step.send, step.change]
                    found += [each.turn_on for each in step.toggles]
                    found += [each.turn_off for each in step.toggles]
                case OpenQuestion(skip=Text() as skip):
                    found.append(skip)
    return found


@in_every_language
def test_a_key_of_the_list_is_another_word_than_every_label_of_every_flow(code: str) -> None:
    mine = {normal(CATALOGUES.say(label, each)) for label in KEYS.values() for each in CODES}
    theirs = {normal(CATALOGUES.say(label, code)) for label in others()}
    assert len(theirs) > 50
    assert not mine & theirs


def test_each_key_of_the_list_means_one_thing_in_all_languages() -> None:
    said = {
        (normal(CATALOGUES.say(label, code)), key) for key, label in KEYS.items() for code in CODES
    }
    words = Counter(word for word, _ in said)
    assert words.most_common(1)[0][1] == 1
    assert all(words)


@in_every_language
def test_each_word_for_an_answer_means_one_thing_in_its_language(code: str) -> None:
    for key, words in IN_SHORT.items():
        for word in CATALOGUES.say(words, code).split("|"):
            assert in_short(word, code, CATALOGUES) == Tap(key), word
            assert command_in(word, CATALOGUES) is None


def test_a_word_with_two_meanings_is_read_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    yes, no = (IN_SHORT[key].msgid for key in ("yes", "no"))
    context = "words for an offer"
    known = catalogues(
        tmp_path,
        *("fr", "fa", "ckb"),
        fr=po(yes, "na|oui", context=context),
        ckb=po(no, "na", context=context),
    )
    assert in_short("na", "fr", known) == Tap("yes")
    assert in_short("na", "ckb", known) == Tap("no")
    assert in_short("na", "fa", known) is None
    assert in_short("oui", "fa", known) == Tap("yes")


@in_every_language
def test_each_key_is_read_with_and_without_a_reference(code: str) -> None:
    for key, label in KEYS.items():
        said = CATALOGUES.say(label, code)
        assert tapped(said, CATALOGUES) == Tap(key)
        assert tapped(said.upper(), CATALOGUES) == Tap(key)
        assert tapped(f"{said} · \u2068{REFERENCE}\u2069", CATALOGUES) == Tap(key, REFERENCE)
        assert len(said) <= LONGEST, said
        assert command_in(said, CATALOGUES) is None


@in_every_language
def test_words_of_politeness_are_no_answer(code: str) -> None:
    for words in (GREETINGS, THANKS):
        for each in CATALOGUES.say(words, code).split("|"):
            assert tapped(each, CATALOGUES) is None
    assert tapped("", CATALOGUES) is None
    assert tapped(f" · {REFERENCE}", CATALOGUES) is None
