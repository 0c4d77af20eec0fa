"""The same request made again: the ticket that is open already, or a new one?"""

from bot.engine import AddToTicket, Choice, Flow, GoTo, OpenQuestion, Outcome, Question, _
from flows.shared import YOUR_WORDS


def again(topic: str) -> Flow:
    """The conversation for a topic, so that *A new one* knows where to go."""
    return Flow(
        f"again_{topic}",
        [
            Question(
                "same",
                _("You asked us about this already: number %(reference)s. Add to it?"),
                [
                    Choice("add", _("➕ Add to it"), then="words"),
                    Choice("new", _("🆕 A new one"), then="new"),
                ],
            ),
            Outcome("new", effects=[GoTo(topic, afresh=True)]),
            OpenQuestion(
                "words",
                _("What would you like to add? Write it, or record your voice."),
                summary=YOUR_WORDS,
            ),
            Outcome("added", _("Added to %(reference)s. %(reading)s"), [AddToTicket(topic)]),
        ],
        needs_consent=True,
        topic=topic,
    )
