"""Which languages there are, their plural rules, and which one is offered first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from babel import Locale

from bot.speech.languages import (
    LOCALES,
    SOURCE,
    Language,
    chain,
    guess,
    in_order_for,
    nearest_checked,
    read_languages,
)

LANGUAGES = read_languages()
NUMBERS = [*range(251), 1_000_000]

every_language = pytest.mark.parametrize(
    "language", LANGUAGES.values(), ids=lambda language: language.code
)


def rows(language: Language) -> set[tuple[str, int]]:
    """Each CLDR category that whole numbers take, beside the index of our rule."""
    category = Locale.parse(language.code, sep="-").plural_form
    index = language.plural_index
    return {(category(n), index(n)) for n in NUMBERS}


@every_language
def test_a_plural_rule_tells_apart_what_cldr_tells_apart_and_nothing_else(
    language: Language,
) -> None:
    pairs = rows(language)
    assert len({category for category, _ in pairs}) == len(pairs), "one category has two forms"
    assert len({index for _, index in pairs}) == len(pairs), "one form is for two categories"


@every_language
def test_a_plural_rule_has_as_many_forms_as_it_uses(language: Language) -> None:
    assert {index for _, index in rows(language)} == set(range(language.forms))


@every_language
def test_a_chain_of_fallbacks_ends_at_the_source(language: Language) -> None:
    seen = [language.code]
    while seen[-1] != SOURCE:
        assert LANGUAGES[seen[-1]].fallback not in seen
        seen.append(LANGUAGES[seen[-1]].fallback)
    assert LANGUAGES[SOURCE].fallback == ""


@every_language
def test_a_language_runs_in_the_direction_that_cldr_says(language: Language) -> None:
    locale = Locale.parse(language.code, sep="-")
    assert language.direction == locale.character_order.replace("left-to-right", "ltr").replace(
        "right-to-left", "rtl"
    )


@every_language
def test_a_language_has_a_name_of_its_own_and_is_a_guess_for_its_own_code(
    language: Language,
) -> None:
    assert [each.endonym for each in LANGUAGES.values()].count(language.endonym) == 1
    assert not any("\U0001f1e6" <= character <= "\U0001f1ff" for character in language.endonym)
    assert language.hints


def test_the_list_begins_with_the_source_and_stands_beside_the_catalogues() -> None:
    assert next(iter(LANGUAGES)) == SOURCE
    assert not LANGUAGES[SOURCE].draft
    assert (LOCALES / "languages.toml").exists()


def some() -> list[Language]:
    """English, French, Dutch and Arabic."""
    return [LANGUAGES[code] for code in ("en", "fr", "nl", "ar")]


@pytest.mark.parametrize(
    ("hint", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-BE", "fr"),
        ("ar", "ar"),
        ("ckb", "ar"),
        ("nl-BE", "nl"),
        ("en-GB", "en"),
        ("xx", "en"),
        ("", "en"),
        ("-", "en"),
    ],
)
def test_a_phone_gives_a_first_guess(hint: str, code: str) -> None:
    assert guess(hint, some()) == code
    assert in_order_for(hint, some())[0].code == code


@pytest.mark.parametrize("hint", ["ar", "fr", "nl", "en", "xx", ""])
def test_a_guess_only_orders_and_every_language_stays_on_offer(hint: str) -> None:
    offered = [language.code for language in in_order_for(hint, some())]
    assert sorted(offered) == sorted(language.code for language in some())
    first, *others = offered
    kept = [language.code for language in some() if language.code != first]
    assert others == kept


def test_without_a_match_the_first_language_is_spoken() -> None:
    assert guess("xx", some()[1:]) == "fr"


SIXTEEN = list(LANGUAGES.values())


@pytest.mark.parametrize(
    ("hint", "codes"),
    [
        ("fa", ["fa-AF", "ps"]),
        ("fa-AF", ["fa-AF", "ps"]),
        ("prs", ["fa-AF"]),
        ("ps", ["ps", "fa-AF"]),
        ("am", ["ti"]),
        ("ti", ["ti"]),
        ("fr", ["fr", "ff", "rn"]),
        ("ff", ["ff", "fr"]),
        ("tr", ["tr", "ku"]),
        ("ku", ["ku", "tr", "ar"]),
        ("ar", ["ar", "ku", "ti"]),
        ("ru", ["ru", "ka"]),
        ("ka-GE", ["ka", "ru"]),
    ],
)
def test_a_phone_may_mean_several_languages_in_their_order(hint: str, codes: list[str]) -> None:
    offered = [language.code for language in in_order_for(hint, SIXTEEN)]
    shown = [code for code in offered if code in codes]
    assert offered[: len(codes)] == shown
    assert offered[0] == codes[0] == guess(hint, SIXTEEN)


CATEGORIES = {
    **dict.fromkeys(("en", "nl", "ps", "tr", "so", "ku", "sq", "ka"), "one other"),
    **dict.fromkeys(("fa-AF", "ti", "ff"), "one other"),
    **dict.fromkeys(("fr", "es"), "one many other"),
    "ar": "zero one two few many other",
    "rn": "other",
    "ru": "one few many",
}
"""For whole numbers, in the order of a catalogue's forms (Russian has "other" for fractions)."""


@every_language
def test_a_catalogues_forms_are_the_categories_of_cldr_in_its_order(language: Language) -> None:
    category = {index: name for name, index in rows(language)}
    assert " ".join(category[each] for each in range(language.forms)) == CATEGORIES[language.code]


@pytest.mark.parametrize("code", ["fa-AF", "ti", "ff", "fr"])
def test_none_is_one_in_some_languages(code: str) -> None:
    index = LANGUAGES[code].plural_index
    assert index(0) == index(1) != index(2)


def test_the_languages_are_the_sixteen() -> None:
    assert set(CATEGORIES) == set(LANGUAGES)
    assert [each.code for each in SIXTEEN if each.staff] == ["en", "fr", "nl", "ar"]


def test_the_nearest_language_that_was_checked_is_of_the_chain_or_the_source() -> None:
    checked = {
        code: replace(language, checked="A. B." if code in ("en", "fr", "ru") else "")
        for code, language in LANGUAGES.items()
    }
    near = {code: nearest_checked(code, checked).code for code in ("rn", "ka", "ps", "fr")}
    assert near == {"rn": "fr", "ka": "ru", "ps": "en", "fr": "fr"}
    assert chain("ps", LANGUAGES) == ["ps", "fa-AF", "en"]
