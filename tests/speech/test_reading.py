"""Reading what people type: a label, a number in any script's digits, or a value."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.speech.reading import normal, one_of, read_choice, read_label

LABELS = ["📄 My papers", "🛏 A place to sleep", "Réponse", "I don't know"]
VALUES = ["status", "sleep", "answer", "unsure"]


@pytest.mark.parametrize(
    "typed",
    [
        "📄 My papers",
        "My papers",
        "my papers",
        "MY PAPERS",
        "  my   papers ",
        "my papers!",
        "«my papers»",
        "\u2068My papers\u2069",
        "\u200fMy papers\u200e",
        "📄\ufe0f My papers",
        "my\u00a0papers",
        "my\npapers",
        "1",
        "1.",
        "1)",
        " 1 ",
        "١",
        "۱",
        "१",
        "1️⃣",
        "status",
        "Status",
    ],
)
def test_the_first_choice_is_meant(typed: str) -> None:
    assert read_choice(typed, LABELS, VALUES) == 0


@pytest.mark.parametrize("typed", ["Reponse", "réponse", "RÉPONSE", "re\u0301ponse", "answer"])
def test_accents_and_case_do_not_matter(typed: str) -> None:
    assert read_choice(typed, LABELS, VALUES) == 2


@pytest.mark.parametrize("typed", ["I don't know", "I don’t know", "i don t know"])
def test_any_apostrophe_is_one(typed: str) -> None:
    assert read_choice(typed, LABELS, VALUES) == 3


@pytest.mark.parametrize(("typed", "number"), [("١٢٣", 122), ("۱۲۳", 122), ("123", 122)])
def test_digits_of_any_script_are_a_number(typed: str, number: int) -> None:
    many = [f"label {letter}" for letter in range(1000, 1200)]
    assert read_choice(typed, many, many) == number


@pytest.mark.parametrize(
    "typed",
    ["0", "5", "٠", "99999", "-", "", " ", "🙂", "papers", "my papers please", "1 2", "1.5", "+1"],
)
def test_what_is_none_of_the_choices_is_not_understood(typed: str) -> None:
    assert read_choice(typed, LABELS, VALUES) is None


@pytest.mark.parametrize("typed", ["9" * 4301, "㊿" * 2200])
def test_a_number_that_is_as_long_as_a_message_is_not_understood(typed: str) -> None:
    assert read_choice(typed, LABELS, VALUES) is None


def test_the_exact_label_comes_before_one_that_only_looks_alike() -> None:
    assert read_label("résumé", ["Resume", "résumé"]) == 1
    assert read_label("RESUME", ["Resume", "résumé"]) == 0


def test_the_first_of_two_equal_labels_is_meant() -> None:
    assert read_label("yes", ["Yes", "Yes"]) == 0


def test_a_label_comes_before_a_number_and_a_number_before_a_value() -> None:
    assert read_choice("2", ["2", "1"], ["a", "b"]) == 0
    assert read_choice("2", ["a", "b"], ["2", "1"]) == 1


def test_labels_made_of_icons_only_are_told_apart_by_themselves() -> None:
    assert read_label("👎", ["👍", "👎"]) == 1
    assert read_label("🙂", ["👍", "👎"]) is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("اوراقي", "أوراقي"),
        ("اسئلة", "أسئلة"),
        ("اسئله", "أسئلة"),
        ("إيواء", "ايواء"),
        ("الان", "الآن"),
        ("مستشفي", "مستشفى"),
        ("كتاب", "کتاب"),
        ("فارسي", "فارسی"),
        ("نعـــم", "نعم"),
        ("نَعَم", "نعم"),
        ("ﻻ", "لا"),
    ],
)
def test_arabic_letters_that_are_typed_in_several_ways_are_one(typed: str, label: str) -> None:
    assert read_label(typed, ["x", label]) == 1
    assert read_label(label, ["x", typed]) == 1


def test_a_persian_joiner_does_not_matter() -> None:
    assert normal("می\u200cخواهم") == normal("میخواهم")


def test_different_words_stay_different() -> None:
    assert len({normal(word) for word in ("نعم", "لا", "Yes", "No", "+1", "1", "ja", "je")}) == 8


def test_a_plus_is_kept_and_other_signs_are_not() -> None:
    assert normal("floor +1 (BAJ)_/") == "floor +1 baj"


def test_one_of_needs_the_whole_message() -> None:
    assert one_of(" STOP! ", ["delete", "stop"])
    assert not one_of("please stop", ["delete", "stop"])
    assert not one_of("🙂", ["🙂", ""])
    assert not one_of("", [""])


@given(st.text(max_size=40))
@example("ℋ")
@example("İ")
@settings(max_examples=200, deadline=None, database=None)
def test_reading_never_breaks_and_reads_the_same_twice(typed: str) -> None:
    once = normal(typed)
    assert normal(once) == once
    place = read_choice(typed, LABELS, VALUES)
    assert place is None or 0 <= place < len(LABELS)


@given(st.integers(0, 3), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
@settings(max_examples=30, deadline=None, database=None)
def test_a_label_in_any_case_is_read(place: int, in_case: object) -> None:
    assert callable(in_case)
    assert read_label(in_case(LABELS[place]), LABELS) == place


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("ISINMA YERI", "🔥 Isınma yeri"),
        ("isinma yeri", "🔥 Isınma yeri"),
        ("İSTANBUL", "istanbul"),
        ("bandu dadorde", "ɓandu ɗaɗorde"),
        ("ማይ።", "💧 ማይ"),
        ("ሓገዝ፡ዝደሊ", "ሓገዝ ዝደሊ"),
        ("ᲓᲘᲐᲮ", "✅ დიახ"),
        ("هو.", "هو"),
        ("مرستي", "مرستې"),
        ("ЁЛКА", "елка"),
    ],
)
def test_letters_that_a_keyboard_lacks_or_has_twice_do_not_matter(typed: str, label: str) -> None:
    assert read_label(typed, ["something else", label]) == 1
