"""The ways through the flows that several stories begin with."""

from __future__ import annotations

from bot.demo.stories.labels import reference_in
from tests.e2e.talk import Talk, asks

ORDINARY = {
    "paper": "annex_26",
    "procedure_language": "fr",
    "letter": "no",
    "lawyer": "unsure",
    "protected_elsewhere": "no",
    "address": "yes",
}


async def at(talk: Talk, step: str, **answers: str) -> None:
    """Answer up to a step, by tapping."""
    await talk.chooses("menu", "menu", "status")
    for question, value in {**ORDINARY, **answers}.items():
        if question == step:
            return
        if question == "lawyer" and answers.get("letter") == "yes":
            await talk.chooses("status", "which_letter", "decision")
            await talk.chooses("status", "how_soon", "later")
        if (
            question in answers
            or answers.get("paper") != "none"
            or question != "procedure_language"
        ):
            talk.hears(asks("status", question))
            await talk.chooses("status", question, value)


async def sent(talk: Talk, **answers: str) -> str:
    """The whole flow by tapping; the reference of its ticket."""
    await at(talk, "words", **answers)
    await talk.chooses("status", "words", "skipped")
    await talk.chooses("status", "review", "send")
    return reference_in(talk.last.text)


async def has_request(talk: Talk, words: str = "a coat", flow: str = "other_help") -> str:
    """Make a request in one's own words; its reference."""
    await talk.chooses("menu", "menu", flow)
    if flow == "sleep":
        await talk.chooses("shelter", "what", "person")
    await talk.says(words)
    await talk.chooses(flow, "review", "send")
    return reference_in(talk.last.text)
