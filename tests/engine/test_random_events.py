"""Whatever happens in whatever order: nothing breaks, and no words are lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import (
    Added,
    Answer,
    Answered,
    Answers,
    Back,
    Conversation,
    Entry,
    Event,
    Flow,
    Started,
    StepId,
    Turn,
    advance,
    entries,
)
from bot.people.words import answers_from_json, answers_to_json
from flows import FLOWS

bubbles = st.builds(
    Entry,
    kind=st.sampled_from(["text", "voice", "photo", "location"]),
    text=st.text(max_size=20),
    media=st.text(max_size=5),
    source=st.integers(1, 999).map(str),
    album=st.sampled_from(["", "x"]),
)
several = st.lists(bubbles, max_size=3).map(tuple)
nonsense = st.one_of(
    st.builds(Answered, step=st.text(max_size=5), answer=st.one_of(st.text(max_size=5), several)),
    st.builds(
        Answered,
        step=st.sampled_from(sorted({step.id for flow in FLOWS.values() for step in flow.steps})),
        answer=st.sampled_from(["yes", "no", "send", "change", "skipped", "someone_else", ""]),
    ),
)


def kept_words(answers: Answers) -> Counter[Entry]:
    """Every bubble that is kept, and how often."""
    return Counter(entry for step in answers for entry in entries(answers, step))


def draw_event(data: st.DataObject, turn: Turn) -> Event:
    """Something that somebody may do now: mostly sense, sometimes not."""
    kinds: list[st.SearchStrategy[Event]] = [
        nonsense,
        st.builds(Added, bubbles),
        st.sampled_from([Started(), Back()]),
    ]
    if turn.asked is not None:
        step = turn.asked.step
        answers: list[Answer] = [choice.value for choice in turn.asked.choices]
        taps = st.builds(Answered, st.just(step), st.sampled_from(answers or ["tap"]))
        words = st.builds(Answered, st.just(step), several)
        kinds += [taps, taps, taps, words] if turn.asked.open else [taps, taps, taps]
    return data.draw(st.one_of(kinds))


def may_lose(event: Event, turn: Turn, before: Answers) -> Counter[Entry]:
    """The words of the one answer that Back or Change takes away."""
    changes = isinstance(event, Answered) and event.step.endswith(".change")
    if not turn.understood or not (changes or isinstance(event, Back)):
        return Counter()
    gone: set[StepId] = before.keys() - turn.conversation.answers.keys()
    assert len(gone - {"review"}) <= 1, "one answer is taken back at a time"
    return kept_words({step: before[step] for step in gone})


def given_by(event: Event) -> Counter[Entry]:
    """The words that an event brings."""
    match event:
        case Added(entry):
            return Counter([entry])
        case Answered(_, answer) if not isinstance(answer, str):
            return Counter(answer)
        case _:
            return Counter()


def hear(flow: Flow, kept: bytes, event: Event) -> Turn:
    """The next turn, from what is kept as JSON."""
    return advance(flow, Conversation(flow.id, answers_from_json(kept)), event)


@given(data=st.data(), flow=st.sampled_from(list(FLOWS.values())))
@settings(max_examples=150, deadline=None, database=None)
def test_no_order_of_events_breaks_a_conversation_or_loses_words(
    data: st.DataObject, flow: Flow
) -> None:
    kept = answers_to_json({})
    turn = hear(flow, kept, Started())
    for _ in range(data.draw(st.integers(1, 14))):
        before = answers_from_json(kept)
        event = draw_event(data, turn)
        turn = hear(flow, kept, event)
        kept = answers_to_json(turn.conversation.answers)
        after = answers_from_json(kept)
        assert after == turn.conversation.answers
        if not turn.understood or turn.left:
            assert after == before
            assert turn.effects == ()
            continue
        expected = kept_words(before) + given_by(event) - may_lose(event, turn, before)
        assert kept_words(after) == expected


@given(data=st.data(), flow=st.sampled_from(list(FLOWS.values())))
@settings(max_examples=80, deadline=None, database=None)
def test_coming_back_asks_what_was_asked_and_changes_nothing(
    data: st.DataObject, flow: Flow
) -> None:
    kept = answers_to_json({})
    turn = hear(flow, kept, Started())
    for _ in range(data.draw(st.integers(1, 10))):
        turn = hear(flow, kept, draw_event(data, turn))
        kept = answers_to_json(turn.conversation.answers)
        again = hear(flow, kept, Started())
        assert again.conversation.answers == answers_from_json(kept)
        assert turn.left or (again.asked, again.said) == (turn.asked, turn.said)
        turn = again
