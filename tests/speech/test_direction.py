"""Numbers, codes and Latin names stay whole inside right-to-left text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.speech.direction import (
    FSI,
    LRI,
    PDI,
    RLM,
    isolate,
    isolate_latin,
    led_from_the_right,
    without_marks,
)

ARABIC = "اتصل على {} الآن"


@pytest.mark.parametrize(
    "whole",
    [
        "112",
        "1733",
        "0800 99 340",
        "078 15 43 24",
        "+32 2 524 98 89",
        "Samusocial",
        "Annex 26quater",
        "LK-7Q4M",
        "info@fedasil.be",
        "https://fedasilinfo.be/en",
        "Rue de la Régence / Regentschapsstraat 63",
        "+1 (BAJ)",
        "«Aidez-moi. Appelez le 112.»",
        "2026-03-29",
        "14:00",
        "Ça va",
    ],
)
def test_what_runs_left_to_right_is_isolated_as_one(whole: str) -> None:
    assert isolate_latin(ARABIC.format(whole)) == ARABIC.format(f"{LRI}{whole}{PDI}")


@pytest.mark.parametrize("whole", ["−1 (BJB)", "-1"])
def test_the_sign_of_a_number_stays_with_it(whole: str) -> None:
    assert isolate_latin(ARABIC.format(whole)) == ARABIC.format(f"{LRI}{whole}{PDI}")


def test_a_place_to_fill_is_left_as_it_is() -> None:
    assert isolate_latin(ARABIC.format("%(reference)s")) == ARABIC.format("%(reference)s")


def test_a_full_stop_at_the_end_belongs_to_the_sentence() -> None:
    assert isolate_latin("اتصل على 112.") == f"اتصل على {LRI}112{PDI}."
    assert isolate_latin("اتصل على 112، ثم 101") == f"اتصل على {LRI}112{PDI}، ثم {LRI}101{PDI}"


def test_two_runs_with_words_between_them_are_isolated_apart() -> None:
    assert isolate_latin("من 9 إلى 17") == f"من {LRI}9{PDI} إلى {LRI}17{PDI}"


def test_words_without_latin_letters_or_digits_stay_as_they_are() -> None:
    assert isolate_latin("لا تكتب قصتك كلها هنا!") == "لا تكتب قصتك كلها هنا!"
    assert isolate_latin("") == ""


@pytest.mark.parametrize("begun", [f"{LRI}112{PDI}: نعم", "📍 %(name)s", f"«{LRI}a{PDI}» نعم"])
def test_a_line_that_begins_with_something_foreign_says_that_it_runs_from_the_right(
    begun: str,
) -> None:
    """Chromium, and apps built on it, look into isolates for a line's first letter."""
    assert led_from_the_right(f"نعم\n{begun}") == f"نعم\n{RLM}{begun}"


def test_a_line_that_begins_with_a_letter_of_its_own_needs_no_mark() -> None:
    for own in ("نعم %(name)s", f"🆘 نعم {LRI}112{PDI}", "", "·", f"نعم\n\n✅ نعم {LRI}1{PDI}"):
        assert led_from_the_right(own) == own


def test_what_is_not_known_is_isolated_by_its_first_strong_letter() -> None:
    assert isolate("LK-7Q4M") == f"{FSI}LK-7Q4M{PDI}"


mixed = st.text(alphabet="ابت نعم abcÉ019 .,:+/@#()«»“”-–_'’،؟\n", max_size=60)


@given(mixed)
@settings(max_examples=200, deadline=None, database=None)
def test_isolates_are_balanced_and_nothing_else_changes(words: str) -> None:
    isolated = isolate_latin(words)
    assert isolated.count(LRI) == isolated.count(PDI)
    assert re.sub(f"{LRI}[^{LRI}{PDI}]+{PDI}", "", isolated).count(PDI) == 0
    assert without_marks(isolated) == words


@given(mixed)
@settings(max_examples=200, deadline=None, database=None)
def test_every_latin_letter_and_digit_stands_inside_an_isolate(words: str) -> None:
    outside = re.sub(f"{LRI}[^{PDI}]*{PDI}", "", isolate_latin(words))
    assert not re.search("[A-Za-zÀ-ɏ0-9]", outside)
    for run in re.findall(f"{LRI}([^{PDI}]*){PDI}", isolate_latin(words)):
        assert not re.search("[\u0600-\u06ff]", run)


def test_marks_that_nobody_sees_are_taken_out() -> None:
    marks = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufe0e\ufe0f\u061c"
    assert without_marks(f"a{marks}b") == "ab"
    assert without_marks("é ü 👍 نعم") == "é ü 👍 نعم"
