"""What is wrong with a flow is said in words for whoever wrote it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Branch, Flow, GoTo, Message, Outcome, Question, Step, Text, When
from bot.engine.checks import exits, problems, texts
from flows import FLOWS
from tests.engine.builders import END, FOR_A_FRIEND, choice, open_question, question, review

A, B = question("a"), question("b")
BACK_TO_A = question("b", choice("yes", then="a"), choice("no"))
TO_ITSELF = question("b", choice("yes", then="b"), choice("no"))
TO_MENU = Outcome("go", effects=[GoTo("menu")])


def fork(then: str, otherwise: str) -> Branch:
    """A fork between two steps."""
    return Branch("fork", [When(bool, then)], otherwise)


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ([A, A, END], "two steps of 'f' are called 'a'"),
        ([question("friend"), review(FOR_A_FRIEND), END], "two steps of 'f' are called 'friend'"),
        (
            [question("a", choice("yes"), choice("no"), choice("yes")), END],
            "'a' has two choices with the value 'yes'",
        ),
        ([A, B], "nothing follows 'b': end the flow with an Outcome"),
        ([A, Message("m", Text("Hello."))], "nothing follows 'm': end the flow with an Outcome"),
        (
            [question("a", choice("yes", then="x")), END],
            "'a' leads to 'x', and there is no step called 'x'",
        ),
        (
            [question("a", then="x"), END],
            "'a' leads to 'x', and there is no step called 'x'",
        ),
        (
            [open_question("a", then="x"), END],
            "'a' leads to 'x', and there is no step called 'x'",
        ),
        ([A, fork("x", "end"), END], "'fork' leads to 'x', and there is no step called 'x'"),
        ([A, fork("end", "x"), END], "'fork' leads to 'x', and there is no step called 'x'"),
        ([Question("a", Text("?"), []), END], "'a' is a Question without choices"),
        ([question("a", then="end"), B, END], "'b' can never be reached"),
        ([Outcome("o"), END], "'end' can never be reached"),
        ([A, BACK_TO_A, END], "'a' leads back to itself"),
        ([A, BACK_TO_A, END], "'b' leads back to itself"),
        ([A, fork("a", "end"), END], "'fork' leads back to itself"),
        ([A, TO_ITSELF, END], "'b' leads back to itself"),
    ],
)
def test_each_kind_of_problem_is_found(steps: list[Step], problem: str) -> None:
    assert problem in problems(Flow("f", steps))


def test_a_flow_that_goes_to_a_flow_which_does_not_exist() -> None:
    flow = Flow("f", [A, TO_MENU])
    assert problems(flow, ["status"]) == ["'go' goes to the flow 'menu', and there is none"]
    assert problems(flow, ["menu"]) == []
    assert problems(flow) == []


def test_a_sound_flow_has_no_problems() -> None:
    steps: list[Step] = [
        question("a", choice("yes"), choice("no", then="m")),
        open_question("words", skip="Nothing"),
        Message("m", Text("Hello.")),
        review(FOR_A_FRIEND, then="fork"),
        fork("end", "go"),
        END,
        TO_MENU,
    ]
    assert problems(Flow("f", steps), ["menu"]) == []


def test_whoever_writes_instead_can_only_have_chosen_what_is_there() -> None:
    asks = question("a", choice("yes"), choice("no"))
    assert problems(Flow("f", [replace(asks, when_written="no"), END])) == []
    assert problems(Flow("f", [replace(asks, when_written="maybe"), END])) != []


def test_each_problem_of_several_is_said() -> None:
    flow = Flow("f", [question("a", choice("yes", then="x"), choice("yes", then="y"))])
    assert len(problems(flow)) == 3


def test_a_rename_of_a_step_that_is_still_there_would_ask_it_for_ever() -> None:
    assert problems(Flow("f", [A, B, END], renamed={"a": "b"})) != []


def test_a_rename_to_a_step_that_is_not_there_would_lose_the_answer() -> None:
    assert problems(Flow("f", [A, B, END], renamed={"old": "nowhere"})) != []


def test_a_flow_without_steps_is_a_problem() -> None:
    assert problems(Flow("f", [])) != []


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_our_flows_have_no_problems(flow: Flow) -> None:
    assert problems(flow, FLOWS) == []


def test_a_question_whose_choices_all_name_a_step_does_not_go_on_below() -> None:
    both = question("a", choice("yes", then="end"), choice("no", then="end"))
    assert exits(Flow("f", [both, B, END]), both) == ["end", "end"]


def test_an_outcome_leads_nowhere() -> None:
    assert exits(Flow("f", [A, END]), END) == []


def test_every_text_of_a_flow_is_listed_for_the_catalogues() -> None:
    steps: list[Step] = [
        Message("m", Text("Hello.")),
        question("a"),
        open_question("words", skip="Nothing"),
        review(FOR_A_FRIEND),
        fork("end", "go"),
        END,
        TO_MENU,
    ]
    assert {text.msgid for text in texts(Flow("f", steps))} == {
        "Hello.",
        "The words of a",
        "A",
        "YES",
        "NO",
        "The words of words",
        "Words",
        "Nothing",
        "Is this right?",
        "Send it",
        "Change something",
        "What would you like to change?",
        "It is for a friend",
        "It is for me",
        "For a friend",
        "Thank you.",
    }
