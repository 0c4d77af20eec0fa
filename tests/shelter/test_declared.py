"""What answers mean for the list, as a table that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import Answer, Entry, OpenQuestion, Question
from bot.engine.path import position
from bot.shelter.declared import Declared, ages, baby_outside, declared, minor_alone
from bot.shelter.rules import LISTS
from flows.join_list import join_list

Said = dict[str, str]

TABLE: list[tuple[Said, Declared]] = [
    ({"company": "alone", "kind": "men"}, Declared("men", 1)),
    ({"company": "alone", "kind": "women"}, Declared("women", 1)),
    ({"company": "alone", "kind": "person"}, Declared(None, None)),
    ({"company": "alone", "kind": "skipped"}, Declared(None, None)),
    ({"company": "alone", "kind": "women", "baby": "pregnant"}, Declared("women", 1, talk=True)),
    ({"company": "alone", "kind": "women", "baby": "baby"}, Declared("families", 2, 1, talk=True)),
    ({"company": "alone", "kind": "person", "baby": "baby"}, Declared("families", 2, 1, talk=True)),
    ({"company": "partner"}, Declared("couples", 2)),
    ({"company": "partner", "baby": "baby"}, Declared("families", 3, 1, talk=True)),
    ({"company": "partner", "age": "minor"}, Declared(None, None, talk=True)),
    ({"company": "two_adults", "ages": "0, 3, 7"}, Declared("families", 5, 1)),
    ({"company": "two_adults", "ages": "12"}, Declared("families", 3)),
    ({"company": "one_adult", "ages": "1 4"}, Declared("families", 3, 1, talk=True)),
    ({"company": "two_adults", "ages": "skipped"}, Declared("families", None)),
    ({"company": "two_adults", "ages": "the oldest is 9"}, Declared("families", None)),
    ({"company": "two_adults", "ages": "3", "pregnant": "pregnant"},
     Declared("families", 3, talk=True)),
    ({"company": "other"}, Declared(None, None)),
    ({"company": "skipped"}, Declared(None, None)),
    ({}, Declared(None, None)),
    ({"company": "alone", "kind": "men", "age": "senior"}, Declared("men", 1, talk=True)),
    ({"company": "alone", "kind": "men", "health": "stairs"},
     Declared("men", 1, accessible=True, talk=True)),
    ({"company": "alone", "kind": "men", "health": "senses"}, Declared("men", 1, talk=True)),
    ({"company": "alone", "kind": "men", "health": "medicine"}, Declared("men", 1, talk=True)),
    ({"company": "alone", "kind": "men", "serious": "yes"}, Declared("men", 1, talk=True)),
    ({"company": "alone", "kind": "men", "slept": "outside"}, Declared("men", 1)),
    ({"company": "two_adults", "ages": "5", "age": "minor"}, Declared("families", 3, talk=True)),
]  # fmt: skip

AGES: list[tuple[str, tuple[int, ...] | None]] = [
    ("0, 3, 7", (0, 3, 7)),
    ("٠، ٣، ٧", (0, 3, 7)),
    ("۳ و ۷", (3, 7)),
    ("3 and 7", (3, 7)),
    ("3 et 7.", (3, 7)),
    ("12;4", (12, 4)),
    ("17", (17,)),
    ("18", None),
    ("037", None),
    ("3.5", None),
    ("6 months", None),
    ("-3", None),
    ("½", None),
    ("three", None),
    (", ,", None),
    (" ".join("1" * 13), None),
]


def said(answers: Said) -> dict[str, Answer]:
    """Answers as a conversation keeps them."""
    given_ages = answers.get("ages", "skipped")
    kept: dict[str, Answer] = {**answers}
    if given_ages != "skipped":
        kept["ages"] = (Entry("text", given_ages),)
    return kept


@pytest.mark.parametrize(("answers", "expected"), TABLE, ids=lambda each: str(each)[:60])
def test_what_was_answered_is_understood(answers: Said, expected: Declared) -> None:
    assert declared(said(answers)) == expected


@pytest.mark.parametrize(("written", "expected"), AGES)
def test_ages_are_read_in_any_digits_or_left_to_a_human(
    written: str, expected: tuple[int, ...] | None
) -> None:
    assert ages({"ages": (Entry("text", written),)}) == expected


def test_ages_in_several_bubbles_are_one_answer() -> None:
    assert ages({"ages": (Entry("text", "0"), Entry("text", "3, 7"))}) == (0, 3, 7)


def test_a_recording_of_ages_is_for_a_human() -> None:
    assert ages({"ages": (Entry("text", "3"), Entry("voice", media="v"))}) is None


@pytest.mark.parametrize(
    ("age", "company", "alone"),
    [
        ("minor_alone", "", True),
        ("minor", "alone", True),
        ("minor", "one_adult", False),
        ("adult", "alone", False),
        ("skipped", "alone", False),
    ],
)
def test_who_is_a_minor_alone(age: str, company: str, alone: bool) -> None:
    assert minor_alone({"age": age, "company": company}) is alone


@pytest.mark.parametrize(
    ("answers", "outside"),
    [
        ({"slept": "outside", "ages": "0, 3"}, True),
        ({"slept": "outside", "baby": "baby"}, True),
        ({"slept": "outside", "ages": "1, 3"}, False),
        ({"slept": "outside", "baby": "pregnant"}, False),
        ({"slept": "somebody", "ages": "0"}, False),
    ],
)
def test_a_baby_who_slept_outside_is_noticed(answers: Said, outside: bool) -> None:
    assert baby_outside(said(answers)) is outside


ASKED = [step for step in join_list.steps if isinstance(step, Question)]
OWN_WORDS = st.lists(
    st.builds(Entry, st.sampled_from(["text", "voice"]), st.text(max_size=30)), min_size=1
).map(tuple)
ANY_ANSWER = st.fixed_dictionaries(
    {},
    optional={
        **{step.id: st.sampled_from([c.value for c in step.choices]) for step in ASKED},
        **{s.id: OWN_WORDS for s in join_list.steps if isinstance(s, OpenQuestion)},
    },
)


@given(ANY_ANSWER)
def test_whatever_is_answered_is_understood_or_left_to_a_human(answers: dict[str, Answer]) -> None:
    found = declared(position(join_list, answers).answers)
    assert found.list in (None, *LISTS)
    assert found.size is None or 1 <= found.size <= 14
    assert 0 <= found.cots <= (found.size or 0)
    assert found.settled == (found.list is not None and found.size is not None)
    if found.list in ("men", "women", "couples"):
        assert found.size == (2 if found.list == "couples" else 1)


@given(ANY_ANSWER)
def test_no_path_has_more_than_eight_questions_beside_consent(answers: dict[str, Answer]) -> None:
    asked = position(join_list, answers).answered
    assert len([step for step in asked if step.id != "consent"]) <= 8


def test_every_question_can_be_skipped_but_the_one_for_consent() -> None:
    for step in join_list.steps:
        if isinstance(step, Question):
            skips = any(choice.value == "skipped" for choice in step.choices)
            assert skips is (step.id != "consent"), step.id
        if isinstance(step, OpenQuestion):
            assert step.skip is not None


def test_a_child_who_is_the_only_adult_is_settled_by_a_human() -> None:
    said: dict[str, Answer] = {
        "age": "minor",
        "company": "one_adult",
        "ages": (Entry("text", "0, 3"),),
    }
    assert declared(said) == Declared("families", None, talk=True)
