"""Each kind of step: what it says, what it asks and what it takes for an answer."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.engine import (
    Answered,
    Answers,
    Branch,
    Entry,
    EntryKind,
    Flow,
    Message,
    Outcome,
    Started,
    Text,
    When,
    entries,
    path,
    value,
)
from tests.engine.builders import (
    END,
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


def is_urgent(answers: Answers) -> bool:
    return value(answers, "letter") == "yes"


def test_a_question_shows_its_words_and_its_choices_in_order() -> None:
    turn = Talk(Flow("f", [question("age", choice("young"), choice("old")), END])).hear(Started())
    assert turn.asked is not None
    assert (turn.asked.text, values(turn)) == (Text("The words of age"), ["young", "old"])
    assert not turn.asked.open
    assert not turn.ended


def test_a_choice_leads_to_the_step_that_it_names() -> None:
    age = question("age", choice("young", then="end"), choice("old"))
    flow = Flow("f", [age, question("b"), END])
    assert Talk(flow).hear(Answered("age", "young")).ended
    assert asked(Talk(flow).hear(Answered("age", "old"))) == "b"


def test_a_choice_that_names_no_step_follows_its_question() -> None:
    flow = Flow("f", [question("a", then="c"), question("b"), question("c"), END])
    assert asked(Talk(flow).hear(Answered("a", "yes"))) == "c"


def test_where_a_choice_leads_counts_before_where_its_question_leads() -> None:
    age = question("a", choice("yes", then="c"), choice("no"), then="b")
    flow = Flow("f", [age, question("b"), question("c"), END])
    assert asked(Talk(flow).hear(Answered("a", "yes"))) == "c"
    assert asked(Talk(flow).hear(Answered("a", "no"))) == "b"


def test_an_open_question_takes_any_kind_of_bubble() -> None:
    for kind in get_args(EntryKind):
        talk = Talk(Flow("f", [open_question("words"), END]))
        bubble = Entry(kind, media="a file", source="7")
        assert talk.hear(Answered("words", (bubble,))).ended
        assert talk.answers == {"words": (bubble,)}


def test_an_open_question_without_a_skip_offers_no_choice() -> None:
    turn = Talk(Flow("f", [open_question("words"), END])).hear(Started())
    assert turn.asked is not None
    assert turn.asked.open
    assert turn.asked.choices == ()


def test_an_open_question_can_be_skipped_where_it_says_so() -> None:
    talk = Talk(Flow("f", [open_question("words", skip="Nothing to add"), END]))
    turn = talk.hear(Started())
    assert turn.asked is not None
    (skip,) = turn.asked.choices
    assert skip.label == Text("Nothing to add")
    assert talk.hear(Answered("words", skip.value)).ended


def test_an_open_question_that_offers_no_skip_cannot_be_skipped() -> None:
    turn = Talk(Flow("f", [open_question("words"), END])).hear(Answered("words", "skipped"))
    assert not turn.understood
    assert asked(turn) == "words"


def test_an_empty_list_of_bubbles_is_no_answer() -> None:
    talk = Talk(Flow("f", [open_question("words"), END]))
    assert not talk.hear(Answered("words", ())).understood


def test_messages_go_out_with_the_question_that_follows() -> None:
    one, two = Message("one", Text("First.")), Message("two", Text("Second."))
    talk = Talk(Flow("f", [question("a"), one, two, question("b"), END]))
    turn = talk.hear(Answered("a", "yes"))
    assert turn.said == (one.text, two.text)
    assert asked(turn) == "b"


def test_a_message_is_not_said_again_after_the_next_answer() -> None:
    flow = Flow("f", [Message("m", Text("Hello.")), question("a"), question("b"), END])
    talk = Talk(flow)
    assert talk.hear(Started()).said == (Text("Hello."),)
    assert talk.hear(Answered("a", "yes")).said == ()


def test_a_message_leads_to_the_step_that_it_names() -> None:
    flow = Flow("f", [Message("m", Text("Hello."), then="b"), question("a"), question("b"), END])
    assert asked(Talk(flow).hear(Started())) == "b"


def test_a_branch_is_decided_by_the_first_rule_that_holds_and_says_nothing() -> None:
    fork = Branch("fork", [When(is_urgent, "now"), When(lambda _: True, "soon")], otherwise="end")
    now, soon = Outcome("now"), Outcome("soon")
    flow = Flow("f", [question("letter"), fork, END, now, soon])
    assert path(flow, {"letter": "yes"}) == ["letter", "fork", "now"]
    assert path(flow, {"letter": "no"}) == ["letter", "fork", "soon"]
    assert Talk(flow).hear(Answered("letter", "yes")).said == ()


def test_a_branch_where_no_rule_holds_goes_the_other_way() -> None:
    fork = Branch("fork", [When(is_urgent, "now")], otherwise="end")
    flow = Flow("f", [question("letter"), fork, Outcome("now"), END])
    assert path(flow, {"letter": "no"}) == ["letter", "fork", "end"]


def test_a_branch_sees_no_answer_from_a_road_that_was_not_taken() -> None:
    fork = Branch("fork", [When(is_urgent, "now")], otherwise="end")
    start = question("start", choice("long"), choice("short", then="fork"))
    flow = Flow("f", [start, question("letter"), fork, Outcome("now"), END])
    assert path(flow, {"start": "short", "letter": "yes"})[-1] == "end"
    assert path(flow, {"start": "long", "letter": "yes"})[-1] == "now"


def test_a_value_and_entries_are_read_for_what_they_are() -> None:
    answers: Answers = {"paper": "annex", "words": (said("hello"),)}
    assert (value(answers, "paper"), value(answers, "words"), value(answers, "no")) == (
        "annex",
        "",
        "",
    )
    assert entries(answers, "words") == (said("hello"),)
    assert entries(answers, "paper") == entries(answers, "no") == ()


def test_a_flow_names_the_step_that_it_does_not_have() -> None:
    with pytest.raises(KeyError, match="flow 'f' has no step called 'b'"):
        Flow("f", [END])["b"]


def test_a_flow_that_ends_without_an_outcome_says_so() -> None:
    with pytest.raises(KeyError, match="flow 'f' ends after 'a' without an outcome"):
        Talk(Flow("f", [question("a")])).hear(Answered("a", "yes"))


def test_a_walk_in_a_circle_stops() -> None:
    flow = Flow("f", [Message("a", Text("A")), Message("b", Text("B"), then="a")])
    with pytest.raises(RecursionError, match="flow 'f' goes in a circle at"):
        Talk(flow).hear(Started())


def test_a_question_is_named_by_its_words_where_it_has_no_summary() -> None:
    bare = Flow("f", [question("a"), review(), END])
    turn = Talk(bare, a="yes").hear(Started())
    assert turn.asked is not None
    assert in_english(turn.asked.text) == "A: YES\n\nIs this right?"
