"""A flow as people review it: a script and a diagram."""

from __future__ import annotations

import pytest

from bot.engine import Answers, Branch, Flow, Message, OpenTicket, Outcome, Text, When, value
from bot.engine.checks import exits
from bot.engine.script import diagram, script, shown
from bot.engine.text import leaves
from flows import FLOWS
from tests.engine.builders import (
    FOR_A_FRIEND,
    choice,
    in_english,
    open_question,
    question,
    review,
)


def is_urgent(answers: Answers) -> bool:
    return value(answers, "a") == "yes"


def as_written(text: Text) -> str:
    """A text with its places left open."""
    return " ".join(leaf.msgid for leaf in leaves(text))


SMALL = Flow(
    "small",
    [
        question("a", choice("yes", then="words"), choice("no")),
        Message("hello", Text("Hello.")),
        open_question("words", skip="Nothing to add"),
        review(FOR_A_FRIEND, then="fork"),
        Branch("fork", [When(is_urgent, "urgent")], otherwise="sent"),
        Outcome("urgent", Text("Saved."), [OpenTicket("legal", "papers", urgent=is_urgent)]),
        Outcome("sent"),
    ],
)

SCRIPT = """\
# small

## a

The words of a

- YES (`yes`) → words
- NO (`no`) → hello

## hello

Hello.

## words

The words of words

- *in their own words*
- Nothing to add

## review

*all answers*

Is this right?

- Send it
- Change something
- It is for a friend

## fork

- is urgent → urgent
- otherwise → sent

## urgent

Saved.
! OpenTicket(service='legal', topic='papers')

## sent

"""


def test_a_script_shows_words_choices_and_where_they_lead() -> None:
    assert script(SMALL, in_english) == SCRIPT


def test_a_script_shows_where_a_question_leads_that_names_its_next_step() -> None:
    flow = Flow("f", [question("a", then="sent"), question("b"), Outcome("sent")])
    rows = script(flow, in_english).splitlines()
    assert rows[6:8] == ["- YES (`yes`) → sent", "- NO (`no`) → sent"]


def test_a_diagram_shows_each_step_and_each_way() -> None:
    assert diagram(SMALL).splitlines() == [
        "flowchart TD",
        "    a[a]",
        "    hello[hello]",
        "    words[words]",
        "    review[review]",
        "    fork{{fork}}",
        "    urgent([urgent])",
        "    sent([sent])",
        "    a --> words",
        "    a --> hello",
        "    hello --> words",
        "    words --> review",
        "    review --> fork",
        "    fork --> urgent",
        "    fork --> sent",
    ]


def test_an_effect_is_shown_on_one_line_without_its_rule() -> None:
    told = OpenTicket("centre", "emergency", urgent=True)
    assert shown(told) == "OpenTicket(service='centre', topic='emergency', urgent=True)"
    by_rule = OpenTicket("legal", "status", urgent=is_urgent)
    assert shown(by_rule) == "OpenTicket(service='legal', topic='status')"


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_the_script_of_each_flow_has_every_step(flow: Flow) -> None:
    headings = [line for line in script(flow, as_written).splitlines() if line.startswith("## ")]
    assert headings == [f"## {step.id}" for step in flow.steps]


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_the_diagram_of_each_flow_has_every_step_and_every_way(flow: Flow) -> None:
    rows = [row.strip() for row in diagram(flow).splitlines()]
    for step in flow.steps:
        assert any(row.startswith((f"{step.id}[", f"{step.id}(", f"{step.id}{{")) for row in rows)
        for target in exits(flow, step):
            assert f"{step.id} --> {target}" in rows
