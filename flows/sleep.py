"""A place to sleep: a request in one's own words, and what can be done tonight."""

from bot.engine import Flow, OpenQuestion, OpenTicket, Outcome, _, joined
from flows.shared import NUMBER_AND_WHEN, TONIGHT, YOUR_WORDS, review

sleep = Flow(
    "sleep",
    [
        OpenQuestion(
            "words",
            joined(
                TONIGHT,
                _("This is not the list of Fedasil."),
                _(
                    "How many people need a place, and are there children? "
                    "Write it, or record your voice."
                ),
            ),
            summary=YOUR_WORDS,
        ),
        review(then="sent"),
        Outcome(
            "sent",
            joined(
                _("Your request is saved. A helper answers here, in this chat."), NUMBER_AND_WHEN
            ),
            [OpenTicket("centre", "sleep")],
        ),
    ],
    needs_consent=True,
    topic="sleep",
    again="again_sleep",
)
