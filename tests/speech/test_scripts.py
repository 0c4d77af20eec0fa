"""Which languages somebody may read, going by their letters."""

from __future__ import annotations

import pytest

from bot.speech.languages import read_languages
from bot.speech.scripts import SCRIPTS, better_for, may_read, script_of

LANGUAGES = read_languages()
ENDONYMS = {code: language.endonym for code, language in LANGUAGES.items()}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("أريد المساعدة", ("ar", "fa-AF", "ps")),
        ("سلام", ("ar", "fa-AF", "ps")),
        ("کمک می خواهم، چه کنم؟", ("fa-AF", "ps")),
        ("زه مرسته غواړم", ("ps",)),
        ("мне нужна помощь", ("ru",)),
        ("ሓገዝ የድልየኒ", ("ti",)),
        ("დახმარება მჭირდება", ("ka",)),
        ("I need help", ("en", "fr")),
        ("我需要帮助", ()),
        ("112 🆘", ()),
        ("", ()),
    ],
)
def test_letters_say_which_languages_may_be_read(typed: str, codes: tuple[str, ...]) -> None:
    assert may_read(typed) == codes


@pytest.mark.parametrize(
    ("typed", "spoken", "codes"),
    [
        ("ሓገዝ", "en", ("ti",)),
        ("I need help", "ti", ("en", "fr")),
        ("I need help", "so", ()),
        ("ik zoek hulp", "nl", ()),
        ("Помогите", "ru", ()),
        ("أريد المساعدة", "ps", ()),
        ("سلام", "ar", ()),
        ("زه مرسته غواړم", "ar", ("ps",)),
        ("زه مرسته غواړم", "fa-AF", ("ps",)),
        ("چه کنم", "ar", ("fa-AF", "ps")),
        ("چه کنم", "ps", ()),
        ("LK-7Q4M", "en", ()),
        ("112", "ar", ()),
    ],
)
def test_a_switch_is_offered_only_to_whoever_probably_reads_something_else(
    typed: str, spoken: str, codes: tuple[str, ...]
) -> None:
    assert better_for(typed, spoken, ENDONYMS[spoken]) == codes


def test_every_language_is_offered_for_its_script_or_shares_it_with_one_that_is() -> None:
    for language in LANGUAGES.values():
        assert script_of(language.endonym) in SCRIPTS
    assert {code for codes in SCRIPTS.values() for code in codes} <= set(LANGUAGES)
