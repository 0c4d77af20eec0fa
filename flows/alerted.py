"""The team was alerted by an answer: what somebody can do now, and a way back from a wrong tap."""

from bot.engine import Choice, Flow, GoTo, Outcome, Question, TappedByMistake, _
from flows.emergency import TEAM_HAS_IT

alerted = Flow(
    "alerted",
    [
        Question(
            "told",
            TEAM_HAS_IT,
            [Choice("mistake", _("🙂 I tapped by mistake"))],
            summary=_("After the alert"),
        ),
        Outcome(
            "mistake",
            _("That is good. We have told the team, and here is the question again."),
            [TappedByMistake(), GoTo("join_list")],
        ),
    ],
    topic="list_alert",
)
