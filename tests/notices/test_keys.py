"""The keys of news and reminders mean one thing, whatever is asked and in whichever language."""

from __future__ import annotations

import pytest

from bot.notices.pushed_words import KEYS, reminded
from bot.reception.commands import GREETINGS, THANKS, command_in
from bot.shelter.pushed_words import KEYS as OF_THE_LIST
from bot.shelter.tapped import tapped
from bot.speech.reading import normal
from tests.shelter.test_keys import CATALOGUES, CODES, others

in_every_language = pytest.mark.parametrize("code", CODES)


@in_every_language
def test_a_key_is_another_word_than_every_other_label(code: str) -> None:
    mine = {normal(CATALOGUES.say(label, each)) for label in KEYS.values() for each in CODES}
    theirs = {normal(CATALOGUES.say(label, code)) for label in (*others(), *OF_THE_LIST.values())}
    assert all(mine)
    assert not mine & theirs


@in_every_language
def test_each_key_is_read_and_is_nothing_else(code: str) -> None:
    for key, label in KEYS.items():
        said = CATALOGUES.say(label, code)
        assert reminded(said, CATALOGUES) == key
        assert reminded(said.upper(), CATALOGUES) == key
        assert command_in(said, CATALOGUES) is None
        assert tapped(said, CATALOGUES) is None
        assert len(said) <= 40
    for words in (GREETINGS, THANKS):
        for each in CATALOGUES.say(words, code).split("|"):
            assert reminded(each, CATALOGUES) is None
