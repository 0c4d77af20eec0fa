"""Words that choose nothing, wrong answers and late ones: nothing is lost, nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Added, Answered, Event, Flow, GoTo, Outcome, Started, record
from tests.engine.builders import (
    END,
    Talk,
    asked,
    choice,
    open_question,
    question,
    review,
    said,
)

A, B = question("a"), question("b")
AFTER = Flow("f", [open_question("words"), A, B, END])
BEFORE = Flow("f", [A, B, open_question("words"), review(), END])
HELLO, AGAIN = said("hello", "1"), said("again", "2")


def test_words_at_an_open_question_are_its_answer() -> None:
    talk = Talk(AFTER)
    turn = talk.hear(Added(HELLO))
    assert asked(turn) == "a"
    assert talk.answers == {"words": (HELLO,)}


def test_words_after_an_open_question_are_added_to_its_answer() -> None:
    talk = Talk(AFTER)
    turn = talk.hear(Answered("words", (HELLO,)), Added(AGAIN))
    assert turn.understood
    assert asked(turn) == "a"
    assert talk.answers == {"words": (HELLO, AGAIN)}


def test_words_go_to_the_last_open_question_behind() -> None:
    talk = Talk(Flow("f", [open_question("one"), open_question("two"), A, END]))
    talk.hear(Added(HELLO), Added(AGAIN), Added(said("more")))
    assert talk.answers == {"one": (HELLO,), "two": (AGAIN, said("more"))}


def test_words_before_an_open_question_wait_there_and_the_question_is_repeated() -> None:
    talk = Talk(BEFORE)
    turn = talk.hear(Added(HELLO))
    assert turn.understood
    assert asked(turn) == "a"
    assert talk.answers == {"words": (HELLO,)}


def test_words_that_waited_are_the_answer_when_their_question_comes() -> None:
    talk = Talk(BEFORE)
    turn = talk.hear(Added(HELLO), Answered("a", "yes"), Answered("b", "yes"))
    assert asked(turn) == "review"
    assert [each.entries for each in record(BEFORE, talk.answers)] == [(), (), (HELLO,)]


def test_words_at_a_review_are_added_and_shown_in_it() -> None:
    talk = Talk(BEFORE, a="yes", b="yes", words=(HELLO,))
    assert asked(talk.hear(Added(AGAIN))) == "review"
    assert talk.answers["words"] == (HELLO, AGAIN)


def test_words_after_a_skip_take_its_place() -> None:
    talk = Talk(Flow("f", [open_question("words", skip="Nothing"), A, END]))
    talk.hear(Answered("words", "skipped"), Added(HELLO))
    assert talk.answers == {"words": (HELLO,)}


def test_words_in_a_flow_without_an_open_question_are_not_understood() -> None:
    talk = Talk(Flow("f", [A, B, END]))
    turn = talk.hear(Added(HELLO))
    assert not turn.understood
    assert asked(turn) == "a"
    assert talk.answers == {}


def test_words_wait_at_an_open_question_that_still_lies_ahead() -> None:
    first = question("a", choice("left"), choice("right", then="b"))
    left = open_question("left", then="end")
    flow = Flow("f", [first, left, B, open_question("right"), END])
    talk = Talk(flow)
    talk.hear(Answered("a", "right"), Added(HELLO), Answered("b", "yes"))
    assert (HELLO,) in [each.entries for each in record(flow, talk.answers)]


def test_several_words_before_an_open_question_are_all_kept_in_order() -> None:
    talk = Talk(BEFORE)
    talk.hear(Added(HELLO), Answered("a", "yes"), Added(AGAIN), Answered("b", "yes"))
    assert talk.answers["words"] == (HELLO, AGAIN)


AGES = Flow("f", [A, open_question("ages", only_when_asked=True), B, review(), END])


def test_words_before_a_question_with_a_form_of_its_own_are_kept_beside_it() -> None:
    talk = Talk(AGES)
    turn = talk.hear(Added(HELLO))
    assert turn.understood
    assert asked(turn) == "a"
    assert asked(talk.hear(Answered("a", "yes"))) == "ages"
    talk.hear(Added(AGAIN))
    assert talk.answers == {"also": (HELLO,), "a": "yes", "ages": (AGAIN,)}


def test_words_that_trail_such_an_answer_belong_to_it_and_later_ones_do_not() -> None:
    talk = Talk(AGES, a="yes", ages=(HELLO,))
    assert asked(talk.hear(Added(AGAIN))) == "b"
    assert talk.answers["ages"] == (HELLO, AGAIN)
    talk.hear(Answered("b", "yes"), Added(said("my back hurts")))
    assert talk.answers["ages"] == (HELLO, AGAIN)
    assert talk.answers["also"] == (said("my back hurts"),)


def test_words_at_another_step_go_to_a_question_that_takes_them() -> None:
    talk = Talk(Flow("f", [*AGES.steps[:3], open_question("words"), END]))
    talk.hear(Added(HELLO))
    assert talk.answers == {"words": (HELLO,)}


def test_who_writes_instead_of_tapping_has_chosen_and_is_not_asked_again() -> None:
    kinds = replace(question("a", choice("food"), choice("other", "words")), when_written="other")
    flow = Flow("f", [kinds, B, open_question("words"), review(), END])
    talk = Talk(flow)
    assert asked(talk.hear(Added(HELLO))) == "review"
    assert talk.answers == {"a": "other", "words": (HELLO,)}
    assert asked(Talk(flow).hear(Answered("a", "food"))) == "b"


@pytest.mark.parametrize(
    "wrong",
    [
        Answered("a", "banana"),
        Answered("a", ""),
        Answered("a", (HELLO,)),
        Answered("b", "yes"),
        Answered("end", "yes"),
        Answered("nowhere", "yes"),
        Answered("words", (HELLO,)),
        Answered("review", "send"),
        Answered("review.change", "a"),
    ],
)
def test_a_wrong_answer_changes_nothing_and_the_question_is_repeated(wrong: Event) -> None:
    talk = Talk(BEFORE)
    before = talk.hear(Started())
    turn = talk.hear(wrong)
    assert not turn.understood
    assert (turn.asked, turn.said, turn.effects) == (before.asked, before.said, ())
    assert turn.conversation == before.conversation


def test_a_late_answer_to_a_question_behind_changes_nothing() -> None:
    talk = Talk(BEFORE)
    talk.hear(Answered("a", "yes"))
    turn = talk.hear(Answered("a", "no"))
    assert not turn.understood
    assert asked(turn) == "b"
    assert talk.answers == {"a": "yes"}


def test_the_second_of_two_quick_taps_does_not_answer_the_next_question() -> None:
    talk = Talk(Flow("f", [A, B, END]))
    turn = talk.hear(Answered("a", "yes"), Answered("a", "yes"))
    assert asked(turn) == "b"
    assert talk.answers == {"a": "yes"}


def test_an_answer_after_the_end_asks_nothing_of_the_world_again() -> None:
    talk = Talk(Flow("f", [A, Outcome("o", effects=[GoTo("menu")])]))
    talk.hear(Answered("a", "yes"))
    turn = talk.hear(Answered("a", "no"))
    assert not turn.understood
    assert turn.effects == ()
    assert talk.answers == {"a": "yes"}


def test_what_is_right_is_understood() -> None:
    assert Talk(BEFORE).hear(Started()).understood
    assert Talk(BEFORE).hear(Answered("a", "yes")).understood
