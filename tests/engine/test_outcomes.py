"""Where a flow ends: its last words, and what it asks of the world."""

from __future__ import annotations

import pytest

from bot.engine import (
    AddToTicket,
    Answered,
    Answers,
    Effect,
    Flow,
    GoTo,
    Message,
    OpenTicket,
    Outcome,
    Text,
    value,
)
from tests.engine.builders import END, Talk, open_question, question, review, said


def is_urgent(answers: Answers) -> bool:
    return value(answers, "letter") == "yes"


def test_an_outcome_says_its_last_words_after_the_messages_on_the_way() -> None:
    flow = Flow("f", [question("a"), Message("m", Text("Wait.")), END])
    turn = Talk(flow).hear(Answered("a", "yes"))
    assert turn.said == (Text("Wait."), Text("Thank you."))
    assert turn.ended
    assert turn.asked is None


def test_an_outcome_without_words_says_nothing_and_asks_its_effects_in_order() -> None:
    effects: list[Effect] = [AddToTicket("papers"), GoTo("menu")]
    turn = Talk(Flow("f", [question("a"), Outcome("o", effects=effects)])).hear(Answered("a", "no"))
    assert turn.said == ()
    assert turn.effects == tuple(effects)


@pytest.mark.parametrize(("answer", "urgent"), [("yes", True), ("no", False)])
def test_whether_a_ticket_is_urgent_is_decided_by_the_answers(answer: str, urgent: bool) -> None:
    outcome = Outcome("o", effects=[OpenTicket("legal", "papers", urgent=is_urgent)])
    turn = Talk(Flow("f", [question("letter"), outcome])).hear(Answered("letter", answer))
    assert turn.effects == (OpenTicket("legal", "papers", urgent=urgent),)


def test_nothing_is_asked_of_the_world_before_an_outcome() -> None:
    outcome = Outcome("o", effects=[GoTo("menu")])
    talk = Talk(Flow("f", [question("a"), open_question("b"), review(), outcome]))
    turns = [talk.hear(Answered("a", "yes")), talk.hear(Answered("b", (said("words"),)))]
    assert [turn.effects for turn in turns] == [(), ()]
