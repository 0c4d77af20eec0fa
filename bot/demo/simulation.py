"""A flow in the terminal: without a database, without a bot; effects are shown, not done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.channels.terminal import EFFECT, HEARD, read_line, shown
from bot.engine import (
    GIVEN_OUT,
    Added,
    Answered,
    Ask,
    Back,
    ChangeListing,
    Conversation,
    Effect,
    Event,
    Flow,
    JoinList,
    ShowAnswer,
    Started,
    Text,
    Turn,
    advance,
    joined,
    verbatim,
)
from bot.engine.path import position
from bot.engine.script import diagram, script
from bot.engine.script import shown as shown_effect
from bot.people.words import answers_from_json, answers_to_json
from bot.reception.answering import NOTED
from bot.reception.facts import READING
from bot.shelter.aside_words import BACK as BACK_AGAIN
from bot.shelter.aside_words import LEFT, RESTS
from bot.shelter.declared import declared
from bot.shelter.words import NOT_FEDASIL, told
from bot.speech.catalogues import Catalogues
from bot.speech.keys import BACK
from bot.speech.languages import read_languages
from bot.speech.reading import read_choice, read_label
from flows import FLOWS
from flows.answers import LIBRARY

CHANGED = {"pause": RESTS, "return": BACK_AGAIN, "withdraw": LEFT}
"""What a change of a place on the list is answered with."""

NOT_UNDERSTOOD = "(not understood: in the bot, a helper is offered)"


class Simulation:
    """One conversation in one flow. It goes through JSON between any two messages, so whatever
    works here works after a restart.
    """

    def __init__(
        self, flow: Flow, catalogues: Catalogues, language: str, reading: Text = READING
    ) -> None:
        self._flow = flow
        self._catalogues = catalogues
        self._language = language
        self._reading = reading
        self._heard = 0
        self._turn = advance(flow, Conversation(flow.id, {}), Started())
        self.transcript = self._shown(self._turn)

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        return self._turn.asked is None

    def hear(self, line: str) -> str:
        """Answer a line as the bot would, and return what is shown."""
        self._heard += 1
        before, kept = self._turn, self._turn.conversation
        kept = Conversation(kept.flow, answers_from_json(answers_to_json(kept.answers)))
        turn = advance(self._flow, kept, self._event(before.asked, line))
        noted = turn.understood and turn.asked == before.asked
        self._turn = turn
        said = "\n\n".join(
            part for part in (self._say(NOTED) if noted else "", self._shown(turn)) if part
        )
        self.transcript += f"\n{HEARD}{line}\n{said}"
        return said

    def _event(self, asked: Ask | None, line: str) -> Event:
        if line == self._say(BACK):
            return Back()
        entry = read_line(line, self._heard)
        if asked is None or entry.media:
            return Added(entry)
        labels = [self._say(choice.label) for choice in asked.choices]
        values = [choice.value for choice in asked.choices]
        place = read_label(line, labels) if asked.open else read_choice(line, labels, values)
        return Added(entry) if place is None else Answered(asked.step, values[place])

    def _shown(self, turn: Turn) -> str:
        return "\n".join(self._parts(turn)) + "\n"

    def _parts(self, turn: Turn) -> Iterator[str]:
        if not turn.understood:
            yield NOT_UNDERSTOOD
        yield from (f"{self._say(text)}\n" for text in turn.said if text is not GIVEN_OUT)
        if turn.asked:
            labels = [self._say(choice.label) for choice in turn.asked.choices]
            yield shown(self._say(turn.asked.text), labels)
        for effect in turn.effects:
            said = self._answer_to(effect, turn)
            yield from [
                f"{EFFECT}{shown_effect(effect)}",
                *([f"\n{self._say(said)}"] if said else []),
            ]

    def _answer_to(self, effect: Effect, turn: Turn) -> Text | None:
        """What the bot says once it has done something about the list."""
        if isinstance(effect, JoinList):
            return told(declared(position(self._flow, turn.conversation.answers).answers))
        if isinstance(effect, ShowAnswer):
            article = LIBRARY[effect.article]
            return joined(article.question, article.body)
        changed = CHANGED.get(effect.to) if isinstance(effect, ChangeListing) else None
        return joined(changed, NOT_FEDASIL) if changed else None

    def _say(self, text: Text) -> str:
        filled = text.with_values(
            organisation="Helpdesk Brussels",
            hours=verbatim("09:00–17:00"),
            reference="4M7-KQ2",
            reading=self._reading,
        )
        return self._catalogues.say(filled, self._language)


def simulate(
    flow_id: str, language: str, record: Path | None, hear: Callable[[str], str] = input
) -> None:
    """Talk through a flow in the terminal. Raises KeyError for a flow or language that is not."""
    simulation = Simulation(flow_called(flow_id), catalogues_for(language), language)
    _show(simulation.transcript)
    while not simulation.ended:
        try:
            line = hear(HEARD)
        except (EOFError, KeyboardInterrupt):
            break
        _show(simulation.hear(line))
    if record is not None:
        record.write_text(simulation.transcript, encoding="utf-8")


def printed(flow_id: str, language: str, *, as_diagram: bool) -> str:
    """A flow as a readable script, or as a diagram. Raises KeyError as `simulate` does."""
    flow, catalogues = flow_called(flow_id), catalogues_for(language)
    if as_diagram:
        return diagram(flow)
    return script(flow, lambda text: catalogues.say(_with_places(text), language))


def flow_called(flow_id: str) -> Flow:
    """The flow of an id. Raises KeyError that lists those that there are."""
    if flow_id not in FLOWS:
        raise KeyError(f"there is no flow '{flow_id}'; there are {', '.join(FLOWS)}")
    return FLOWS[flow_id]


def catalogues_for(language: str) -> Catalogues:
    """The catalogues of one language. Raises KeyError that lists those that there are."""
    known = read_languages()
    if language not in known:
        raise KeyError(f"there is no language '{language}'; there are {', '.join(known)}")
    return Catalogues([language], ZoneInfo("Europe/Brussels"))


def _with_places(text: Text) -> Text:
    """A text whose places show their names."""
    names = ("organisation", "hours", "reference", "reading")
    return text.with_values(**{name: verbatim(f"[{name}]") for name in names})


def _show(words: str) -> None:
    print(words)  # noqa: T201 - this is the terminal
