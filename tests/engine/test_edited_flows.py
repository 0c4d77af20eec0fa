"""A flow is edited while somebody is half-way through it: nobody is stranded."""

from __future__ import annotations

from bot.engine import (
    Answered,
    Back,
    Branch,
    Flow,
    Outcome,
    Started,
    When,
    path,
    position,
    value,
)
from tests.engine.builders import (
    END,
    Talk,
    asked,
    choice,
    open_question,
    question,
    review,
    said,
    values,
)

A, B, C, D = (question(step) for step in "abcd")


def half_way(flow: Flow) -> Talk:
    """Somebody who answered `a` and `b`."""
    talk = Talk(flow)
    talk.hear(Started(), Answered("a", "yes"), Answered("b", "no"))
    return talk


OLD = Flow("f", [A, B, C, END])


def test_a_question_inserted_behind_somebody_is_asked_next() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [A, D, B, C, END]))
    assert asked(talk.hear(Started())) == "d"
    assert asked(talk.hear(Answered("d", "yes"))) == "c"
    assert talk.answers == {"a": "yes", "b": "no", "d": "yes"}


def test_a_question_inserted_ahead_is_asked_in_its_turn() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [A, B, C, D, END]))
    assert asked(talk.hear(Answered("c", "yes"))) == "d"


def test_a_question_inserted_before_the_first_is_asked_next() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [D, A, B, C, END]))
    assert asked(talk.hear(Started())) == "d"
    assert asked(talk.hear(Answered("d", "yes"))) == "c"


def test_a_question_that_is_deleted_while_it_is_asked_is_skipped() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [A, B, D, END]))
    assert asked(talk.hear(Started())) == "d"


def test_a_question_that_is_deleted_after_its_answer_is_passed_by() -> None:
    new = Flow("f", [A, C, END])
    talk = half_way(OLD).goes_on_in(new)
    assert asked(talk.hear(Started())) == "c"
    assert path(new, talk.answers) == ["a", "c"]


def test_a_tap_on_a_question_that_was_deleted_changes_nothing_and_asks_the_next() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [A, B, D, END]))
    turn = talk.hear(Answered("c", "yes"))
    assert not turn.understood
    assert asked(turn) == "d"
    assert talk.answers == {"a": "yes", "b": "no"}


def test_the_answer_to_a_renamed_question_still_counts() -> None:
    new = Flow("f", [A, question("bb"), C, END], renamed={"b": "bb"})
    talk = half_way(OLD).goes_on_in(new)
    assert asked(talk.hear(Started())) == "c"
    assert talk.answers == {"a": "yes", "bb": "no"}


def test_a_renamed_question_is_mapped_before_anything_is_kept_again() -> None:
    new = Flow("f", [A, question("bb"), C, END], renamed={"b": "bb"})
    stand = position(new, {"a": "yes", "b": "no"})
    assert (stand.here.id, stand.answers) == ("c", {"a": "yes", "bb": "no"})
    assert [step.id for step in stand.answered] == ["a", "bb"]


def test_a_renamed_question_can_be_taken_back() -> None:
    new = Flow("f", [A, question("bb"), C, END], renamed={"b": "bb"})
    talk = half_way(OLD).goes_on_in(new)
    assert asked(talk.hear(Back())) == "bb"
    assert talk.answers == {"a": "yes"}


def test_inserted_and_renamed_at_once() -> None:
    new = Flow("f", [A, D, question("bb"), C, END], renamed={"b": "bb"})
    talk = half_way(OLD).goes_on_in(new)
    assert asked(talk.hear(Started())) == "d"
    assert asked(talk.hear(Answered("d", "yes"))) == "c"


def test_the_words_of_a_renamed_open_question_are_kept() -> None:
    old = Flow("f", [open_question("story"), A, END])
    new = Flow("f", [open_question("words"), A, END], renamed={"story": "words"})
    talk = Talk(old)
    talk.hear(Answered("story", (said("hello"),)))
    moved = talk.goes_on_in(new)
    assert asked(moved.hear(Started())) == "a"
    assert moved.answers == {"words": (said("hello"),)}


def test_a_choice_that_was_removed_is_asked_again() -> None:
    new = Flow("f", [A, question("b", choice("yes"), choice("perhaps")), C, END])
    talk = half_way(OLD).goes_on_in(new)
    turn = talk.hear(Started())
    assert asked(turn) == "b"
    assert values(turn) == ["yes", "perhaps"]
    assert asked(talk.hear(Answered("b", "perhaps"))) == "c"


def test_a_choice_that_was_added_changes_nothing_for_who_has_answered() -> None:
    new = Flow("f", [A, question("b", choice("no"), choice("perhaps")), C, END])
    assert asked(half_way(OLD).goes_on_in(new).hear(Started())) == "c"


def test_changed_routing_puts_somebody_on_the_right_branch() -> None:
    new = Flow("f", [A, question("b", choice("yes"), choice("no", then="d")), C, END, D, END])
    assert asked(half_way(OLD).goes_on_in(new).hear(Started())) == "d"


def test_a_branch_that_was_added_decides_by_the_answers_of_yesterday() -> None:
    fork = Branch("fork", [When(lambda each: value(each, "b") == "no", "d")], otherwise="c")
    new = Flow("f", [A, B, fork, C, D, END])
    assert asked(half_way(OLD).goes_on_in(new).hear(Started())) == "d"


def test_questions_in_another_order_are_not_asked_twice() -> None:
    talk = half_way(OLD).goes_on_in(Flow("f", [C, B, A, END]))
    assert asked(talk.hear(Started())) == "c"
    assert talk.hear(Answered("c", "yes")).ended


def test_a_question_that_became_open_is_asked_again_and_one_that_became_closed_too() -> None:
    opened = half_way(OLD).goes_on_in(Flow("f", [A, open_question("b"), C, END]))
    assert asked(opened.hear(Started())) == "b"
    talk = Talk(Flow("f", [open_question("b"), C, END]))
    talk.hear(Answered("b", (said("hello"),)))
    assert asked(talk.goes_on_in(Flow("f", [B, C, END])).hear(Started())) == "b"


def test_a_question_added_before_a_review_is_asked_before_it_is_sent() -> None:
    talk = Talk(Flow("f", [A, review(), END]))
    assert asked(talk.hear(Answered("a", "yes"))) == "review"
    edited = talk.goes_on_in(Flow("f", [A, B, review(), END]))
    late = edited.hear(Answered("review", "send"))
    assert not late.understood
    assert asked(late) == "b"
    assert asked(edited.hear(Answered("b", "yes"))) == "review"


def test_a_flow_that_ends_earlier_now_ends() -> None:
    new = Flow("f", [A, question("b", choice("no", then="enough")), Outcome("enough"), C, END])
    assert half_way(OLD).goes_on_in(new).hear(Started()).ended
