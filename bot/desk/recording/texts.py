"""The sentences that can be read aloud, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.engine import Flow, Message, OpenQuestion, Outcome, Question, Text
from bot.office import Office
from bot.speech.recorded import key_of, sentences

FIRST = ("welcome", "allow", "menu", "emergency", "alerted")
"""Consent, the menu and the emergency come before everything else."""


def sentences_of(all_flows: Mapping[str, Flow], organisation: str) -> Sequence[Text]:
    """Every sentence of every question that is the same for everybody, once."""
    flows = [all_flows[each] for each in FIRST if each in all_flows]
    flows += [flow for flow in all_flows.values() if flow.id not in FIRST]
    found = {
        (each.context, each.msgid): each
        for flow in flows
        for text in _asked(flow)
        for each in sentences(text)
    }
    filled = [each.with_values(organisation=organisation) for each in found.values()]
    return [each for each in filled if each.msgid and not _open(each)]


def by_key(office: Office, language: str) -> dict[str, Text]:
    """The sentences by what identifies a recording of them in a language."""
    said = sentences_of(office.flows, office.organisation)
    return {key_of(each, language, office.catalogues): each for each in said}


def _asked(flow: Flow) -> Iterator[Text]:
    for step in flow.steps:
        if isinstance(step, Question | OpenQuestion | Message | Outcome) and step.text:
            yield step.text


def _open(sentence: Text) -> bool:
    """Whether something else fills it each time: a number, a day, a name."""
    return "%(" in sentence.msgid.replace("%(organisation)s", "")
