"""Other help: whatever else somebody needs, in their own words."""

from bot.engine import Flow, OpenQuestion, OpenTicket, Outcome, _, joined
from flows.shared import NUMBER_AND_WHEN, YOUR_WORDS, review

other_help = Flow(
    "other_help",
    [
        OpenQuestion(
            "words",
            _(
                "What do you need? For example food, clothes, a doctor or school. "
                "Write it, or record your voice."
            ),
            summary=YOUR_WORDS,
        ),
        review(then="sent"),
        Outcome(
            "sent",
            joined(
                _("Your request is saved. A helper answers here, in this chat."), NUMBER_AND_WHEN
            ),
            [OpenTicket("followup", "other_help")],
        ),
    ],
    needs_consent=True,
    topic="other_help",
    again="again_other_help",
)
