"""Police, a closed centre, or a date that is today: to the legal team, marked as urgent.

A flow of its own, so that it says when the legal team reads. No days are counted here: the letter
says how many there are, and a human looks at it.
"""

from bot.engine import Choice, Flow, GoTo, Message, OpenTicket, Outcome, Question, _, joined
from flows.emergency import SAFE, SHALL_WE_TELL, TEAM_HAS_IT, TELL, THE_TEAM

urgent_legal = Flow(
    "urgent_legal",
    [
        Question(
            "what",
            joined(
                _("📞 Somebody is hurt or in danger? Call 112: free, day and night."),
                _("You can ask for a lawyer and for an interpreter, at any time."),
                _("What is it about?"),
            ),
            [
                Choice("police", _("🚓 The police hold me or somebody"), then="held"),
                Choice("closed", _("🔒 In a closed centre, or to be sent away"), then="held"),
                Choice("letter", _("📄 A letter, or a date, for today"), then="letter"),
                SAFE,
            ],
            summary=_("What it is about"),
        ),
        Message(
            "held",
            joined(
                # Translators: the French and the Dutch words are shown to an officer. Keep them.
                _(
                    "Show them: «Je veux un avocat et un interprète.» "
                    "«Ik wil een advocaat en een tolk.»"
                ),
                _(
                    "Sign nothing that you do not understand. Tell somebody whom you trust where "
                    "you are."
                ),
            ),
            then="tell",
        ),
        Message(
            "letter",
            joined(
                _("Show the letter to a lawyer today. It says how many days you have."),
                _("Keep the letter and its envelope: the date on it counts."),
            ),
            then="tell",
        ),
        Question("tell", SHALL_WE_TELL, [TELL, SAFE], summary=THE_TEAM),
        Outcome("told", TEAM_HAS_IT, [OpenTicket("legal", "emergency", urgent=True)]),
        Outcome("safe", _("Good. We are here if you need us."), [GoTo("menu")]),
    ],
)
