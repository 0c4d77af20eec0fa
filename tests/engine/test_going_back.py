"""Back, Change and the taps of a review."""

from __future__ import annotations

import pytest

from bot.engine import Answered, Back, Event, Flow, GoTo, Outcome, Started, Text
from tests.engine.builders import (
    END,
    FOR_A_FRIEND,
    Talk,
    asked,
    choice,
    in_english,
    open_question,
    question,
    review,
    said,
    values,
)

A, B, C = question("a"), question("b"), question("c")
THREE = Flow("f", [A, B, C, END])
REVIEWED = Flow("f", [A, B, open_question("words"), review(FOR_A_FRIEND), END])
WORDS = (said("hello"), said("again"))


def at_the_review() -> Talk:
    """Somebody who has answered everything."""
    talk = Talk(REVIEWED)
    talk.hear(Answered("a", "yes"), Answered("b", "no"), Answered("words", WORDS))
    return talk


def test_back_takes_back_the_last_answer_and_asks_for_it_again() -> None:
    talk = Talk(THREE)
    talk.hear(Answered("a", "yes"), Answered("b", "no"))
    assert asked(talk.hear(Back())) == "b"
    assert talk.answers == {"a": "yes"}
    assert asked(talk.hear(Back())) == "a"
    assert talk.answers == {}


def test_back_at_the_first_question_leaves_the_flow_and_changes_nothing() -> None:
    turn = Talk(THREE).hear(Back())
    assert turn.left
    assert not turn.ended
    assert turn.asked is None
    assert (turn.said, turn.effects) == ((), ())
    assert dict(turn.conversation.answers) == {}


def test_back_goes_along_the_path_that_was_taken() -> None:
    first = question("a", choice("yes", then="c"), choice("no"))
    talk = Talk(Flow("f", [first, B, C, END]), a="yes", b="no")
    assert asked(talk.hear(Back())) == "a"
    assert talk.answers == {"b": "no"}


def test_back_keeps_what_was_answered_on_another_road() -> None:
    first = question("a", choice("yes", then="c"), choice("no"))
    talk = Talk(Flow("f", [first, B, C, END]), a="yes", b="no")
    assert asked(talk.hear(Back(), Answered("a", "no"))) == "c"


def test_back_from_a_review_asks_the_last_question_again() -> None:
    talk = at_the_review()
    assert asked(talk.hear(Back())) == "words"
    assert talk.answers == {"a": "yes", "b": "no"}


def test_back_from_a_question_after_a_review_comes_back_to_the_review() -> None:
    talk = Talk(Flow("f", [A, review(), B, END]))
    talk.hear(Answered("a", "yes"), Answered("review", "send"))
    assert asked(talk.hear(Back())) == "review"
    assert talk.answers == {"a": "yes"}


def test_a_review_offers_to_send_to_change_and_each_toggle() -> None:
    turn = at_the_review().hear(Started())
    assert values(turn) == ["send", "change", "friend"]
    assert turn.asked is not None
    assert turn.asked.text.parts[-1] == Text("Is this right?")


def test_sending_a_review_leads_past_it() -> None:
    assert at_the_review().hear(Answered("review", "send")).ended


def test_change_asks_which_answer_by_the_names_of_the_questions() -> None:
    turn = at_the_review().hear(Answered("review", "change"))
    assert turn.asked is not None
    assert (turn.asked.step, values(turn)) == ("review.change", ["a", "b", "words"])
    assert turn.asked.text == Text("What would you like to change?")
    assert [in_english(each.label) for each in turn.asked.choices] == ["A", "B", "Words"]


def test_change_removes_just_that_answer_and_comes_back_to_the_review() -> None:
    talk = at_the_review()
    turn = talk.hear(Answered("review", "change"), Answered("review.change", "a"))
    assert asked(turn) == "a"
    assert talk.answers == {"b": "no", "words": WORDS}
    assert asked(talk.hear(Answered("a", "no"))) == "review"
    assert talk.answers == {"a": "no", "b": "no", "words": WORDS}


def test_change_that_opens_another_road_asks_its_questions_before_the_review() -> None:
    first = question("a", choice("yes", then="review"), choice("no"))
    talk = Talk(Flow("f", [first, B, review(), END]), a="yes")
    talk.hear(Answered("review", "change"), Answered("review.change", "a"))
    assert asked(talk.hear(Answered("a", "no"))) == "b"
    assert asked(talk.hear(Answered("b", "yes"))) == "review"


def test_back_from_the_choice_of_what_to_change_shows_the_review() -> None:
    talk = at_the_review()
    turn = talk.hear(Answered("review", "change"), Back())
    assert asked(turn) == "review"
    assert talk.answers == at_the_review().answers


@pytest.mark.parametrize(
    "event",
    [
        Answered("review", "send"),
        Answered("review.change", "nothing"),
        Answered("review.change", "review"),
        Answered("review.change", WORDS),
    ],
)
def test_while_changing_only_a_question_behind_can_be_chosen(event: Event) -> None:
    talk = at_the_review()
    before = talk.hear(Answered("review", "change"))
    turn = talk.hear(event)
    assert not turn.understood
    assert turn.asked == before.asked
    assert turn.conversation == before.conversation


def test_a_question_that_was_not_asked_cannot_be_changed() -> None:
    first = question("a", choice("yes", then="review"), choice("no"))
    talk = Talk(Flow("f", [first, B, review(), END]), a="yes", b="no")
    turn = talk.hear(Answered("review", "change"))
    assert values(turn) == ["a"]
    assert not talk.hear(Answered("review.change", "b")).understood


def test_a_toggle_goes_on_and_off_and_the_review_says_so() -> None:
    talk = at_the_review()
    on = talk.hear(Answered("review", "friend"))
    assert on.asked is not None
    assert talk.answers["friend"] == "yes"
    assert on.asked.choices[2].label == FOR_A_FRIEND.turn_off
    assert "For a friend" in in_english(on.asked.text)
    off = talk.hear(Answered("review", "friend"))
    assert off.asked is not None
    assert "friend" not in talk.answers
    assert off.asked.choices[2].label == FOR_A_FRIEND.turn_on
    assert "For a friend" not in in_english(off.asked.text)


def test_a_toggle_stays_on_through_a_change() -> None:
    talk = at_the_review()
    talk.hear(Answered("review", "friend"), Answered("review", "change"))
    turn = talk.hear(Answered("review.change", "b"), Answered("b", "yes"))
    assert asked(turn) == "review"
    assert talk.answers["friend"] == "yes"


def test_a_review_takes_neither_words_nor_a_value_that_it_does_not_offer() -> None:
    for answer in ("yes", "", WORDS):
        talk = at_the_review()
        turn = talk.hear(Answered("review", answer))
        assert not turn.understood
        assert talk.answers == at_the_review().answers


def test_back_does_not_repeat_what_an_outcome_asked() -> None:
    flow = Flow("f", [A, Outcome("o", effects=[GoTo("menu")])])
    talk = Talk(flow)
    assert talk.hear(Answered("a", "yes")).effects == (GoTo("menu"),)
    assert talk.hear(Back()).effects == ()
