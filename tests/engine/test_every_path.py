"""Every choice of every question of every flow is taken at least once, to the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.engine import (
    Answered,
    Ask,
    Entry,
    Event,
    Flow,
    GoTo,
    OpenTicket,
    Outcome,
    Started,
    Text,
    Turn,
)
from bot.engine.path import position
from bot.engine.text import leaves
from flows import FLOWS
from tests.engine.builders import Talk

ENOUGH = 60
"""Events after which a walk that has not ended goes in a circle."""

IN_OWN_WORDS = "in own words"
Edge = tuple[str, str]


@dataclass
class Walks:
    """What was met on all walks of a flow."""

    taken: set[Edge] = field(default_factory=set)
    offered: set[Edge] = field(default_factory=set)
    visited: set[str] = field(default_factory=set)
    ends: list[Turn] = field(default_factory=list)


def ways(asked: Ask) -> list[str]:
    """All that can be answered: each choice, and free words where they are an answer."""
    return [*([IN_OWN_WORDS] if asked.open else []), *(each.value for each in asked.choices)]


def event(asked: Ask, way: str) -> Event:
    """Going that way."""
    words = (Entry("text", "my words"), Entry("voice", media="a recording"))
    return Answered(asked.step, words if way == IN_OWN_WORDS else way)


def walk(flow: Flow, first: list[str], walks: Walks) -> list[list[str]]:
    """Go that way and then on to the end, by ways not yet taken; the ways left for later walks."""
    talk, gone, later = Talk(flow), list[str](), list[list[str]]()
    turn = talk.hear(Started())
    while turn.asked is not None:
        assert len(gone) < ENOUGH, f"{flow.id} does not end: {gone}"
        asked = turn.asked
        new = [way for way in ways(asked) if (asked.step, way) not in walks.offered]
        walks.offered |= {(asked.step, way) for way in ways(asked)}
        way = first[len(gone)] if len(gone) < len(first) else (new or ways(asked))[0]
        later += [[*gone, other] for other in new if other != way]
        turn = talk.hear(event(asked, way))
        assert turn.understood, f"{flow.id}: {asked.step} did not take {way}"
        walks.taken.add((asked.step, way))
        walks.visited |= {step.id for step in position(flow, talk.answers).steps}
        gone.append(way)
    walks.ends.append(turn)
    return later


def all_walks(flow: Flow) -> Walks:
    """As many walks as it takes to go every way once."""
    walks, waiting = Walks(), [list[str]()]
    while waiting:
        waiting += walk(flow, waiting.pop(), walks)
    return walks


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_every_way_leads_to_an_outcome_and_every_step_is_met(flow: Flow) -> None:
    walks = all_walks(flow)
    assert walks.taken == walks.offered
    assert walks.visited == {step.id for step in flow.steps}
    assert all(turn.ended for turn in walks.ends)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_every_outcome_says_something_or_asks_something_of_the_world(flow: Flow) -> None:
    for turn in all_walks(flow).ends:
        assert turn.said or turn.effects
        for effect in turn.effects:
            assert not isinstance(effect, OpenTicket) or isinstance(effect.urgent, bool)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.id)
def test_every_choice_of_a_question_has_a_label_of_its_own(flow: Flow) -> None:
    for step in flow.steps:
        labels: list[Text] = [choice.label for choice in getattr(step, "choices", ())]
        assert len({label.msgid for label in labels}) == len(labels)


def test_a_flow_that_needs_consent_is_the_only_one_that_opens_a_ticket_about_papers() -> None:
    for flow in FLOWS.values():
        outcomes = [step for step in flow.steps if isinstance(step, Outcome)]
        kept = [e for step in outcomes for e in step.effects if isinstance(e, OpenTicket)]
        assert flow.needs_consent or all(e.topic == "emergency" for e in kept)


def test_an_emergency_has_its_numbers_before_anything_is_asked() -> None:
    asked = Talk(FLOWS["emergency"]).hear(Started()).asked
    assert asked is not None
    assert "112" in leaves(asked.text)[0].msgid
    assert not FLOWS["emergency"].needs_consent


@pytest.mark.parametrize("paper", ["annex_26quater", "annex_13quinquies", "annex_39"])
def test_papers_after_which_time_is_short_make_an_urgent_ticket(paper: str) -> None:
    talk = Talk(FLOWS["status"], paper=paper, procedure_language="fr", letter="no", lawyer="no")
    talk.hear(Answered("protected_elsewhere", "no"), Answered("address", "yes"))
    turn = talk.hear(Answered("words", "skipped"), Answered("review", "send"))
    assert turn.effects == (OpenTicket("legal", "status", urgent=True),)


def test_another_paper_without_a_letter_makes_a_ticket_that_is_not_urgent() -> None:
    talk = Talk(FLOWS["status"], paper="annex_26", procedure_language="nl", letter="no")
    talk.hear(Answered("lawyer", "no"), Answered("protected_elsewhere", "no"))
    talk.hear(Answered("address", "yes"))
    turn = talk.hear(Answered("words", "skipped"), Answered("review", "send"))
    assert turn.effects == (OpenTicket("legal", "status", urgent=False),)


@pytest.mark.parametrize(
    ("letter", "urgent"),
    [
        ({"letter": "yes", "which_letter": "interview", "how_soon": "later"}, False),
        ({"letter": "yes", "which_letter": "other", "how_soon": "none"}, False),
        ({"letter": "yes", "which_letter": "interview", "how_soon": "today"}, True),
        ({"letter": "yes", "which_letter": "unsure", "how_soon": "unsure"}, True),
        ({"letter": "yes", "which_letter": "decision", "how_soon": "later"}, True),
        ({"letter": "missed", "missed_when": "months", "invited": "no"}, True),
        ({"letter": "unsure"}, False),
    ],
)
def test_a_letter_is_urgent_by_what_it_is_and_how_soon_it_says(
    letter: dict[str, str], urgent: bool
) -> None:
    answers = {"paper": "none", **letter, "lawyer": "no", "protected_elsewhere": "no"}
    talk = Talk(FLOWS["status"], **answers, address="yes", words="skipped")
    turn = talk.hear(Answered("review", "send"))
    assert turn.effects == (OpenTicket("legal", "status", urgent=urgent),)


@pytest.mark.parametrize(("address", "asked"), [("yes", 0), ("far", 1), ("none", 1), ("unsure", 0)])
def test_who_may_miss_letters_is_asked_about_a_weekly_reminder(address: str, asked: int) -> None:
    answers = {"paper": "none", "letter": "no", "lawyer": "no", "protected_elsewhere": "no"}
    talk = Talk(FLOWS["status"], **answers, address=address, words="skipped")
    turn = talk.hear(Answered("review", "send"))
    assert turn.effects[1:] == (GoTo("letters"),) * asked


def test_who_was_at_the_end_before_there_were_more_questions_is_asked_them_and_loses_nothing() -> (
    None
):
    before = {"paper": "none", "letter": "yes", "lawyer": "no", "protected_elsewhere": "no"}
    talk = Talk(FLOWS["status"], **before, words="skipped")
    turn = talk.hear(Started())
    for step, chosen in (("which_letter", "other"), ("how_soon", "later"), ("address", "yes")):
        assert turn.asked is not None
        assert turn.asked.step == step
        turn = talk.hear(Answered(step, chosen))
    assert turn.asked is not None
    assert turn.asked.step == "review"
