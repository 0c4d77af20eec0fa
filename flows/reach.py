"""How somebody on the list can be reached: whose phone it is, a number to call, short notice."""

from bot.engine import Choice, Flow, GoTo, KeepReach, OpenQuestion, Outcome, Question, _
from flows.shared import NO, SKIP

reach = Flow(
    "reach",
    [
        Question(
            "phone",
            _("Is this your own phone? Is it safe if we write here about a place?"),
            [
                Choice("own", _("✅ My own, and it is safe")),
                Choice("shared", _("👥 Others read it too")),
                Choice("not_here", _("🚫 Do not write to me here")),
                SKIP,
            ],
            summary=_("This phone"),
        ),
        OpenQuestion(
            "number",
            _(
                "Is there a number that we can call? It may be a friend's. "
                "It is locked, and only whoever has to call you sees it."
            ),
            summary=_("Number to call"),
            skip=SKIP.label,
        ),
        Question(
            "tonight",
            _(
                "Sometimes a place is free for the same night. "
                "May we ask you at short notice, also in the evening?"
            ),
            [Choice("yes", _("✅ Yes, also at short notice")), NO, SKIP],
            summary=_("At short notice"),
        ),
        Outcome(
            "kept",
            _("Thank you, we have noted it. You can change it under «My place on the list»."),
            [KeepReach(), GoTo("menu")],
        ),
    ],
)
