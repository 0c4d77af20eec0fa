"""What we may send without being asked each time: news, and a weekly reminder of letters."""

from bot.engine import Choice, Consent, Flow, GoTo, Outcome, Question, _

news = Flow(
    "news",
    [
        Question(
            "what",
            _(
                "Shall we write to you when something changes: a place closes or moves, or it is "
                "very cold? It is only if you want, and you can stop at any time."
            ),
            [
                Choice("yes", _("🔔 Yes, write to me"), then="on"),
                Choice("no", _("🔕 No, do not write"), then="off"),
            ],
        ),
        Outcome(
            "on",
            _("We write to you when something changes. To stop, come back here."),
            [Consent("notices", given=True), GoTo("menu")],
        ),
        Outcome(
            "off",
            _("We write no news to you. What is new stands above the menu."),
            [Consent("notices", given=False), GoTo("menu")],
        ),
    ],
)

letters = Flow(
    "letters",
    [
        Question(
            "what",
            _(
                "A letter with a date can come at any time. "
                "Shall we remind you each week to check your letters?"
            ),
            [
                Choice("yes", _("📬 Yes, each week"), then="on"),
                Choice("no", _("No reminder"), then="off"),
            ],
        ),
        Outcome(
            "on",
            _("We write once a week, at 10:00. You can stop at any time."),
            [Consent("letters", given=True), GoTo("menu")],
        ),
        Outcome(
            "off",
            _("That is fine. You can change it under «My data», at any time."),
            [Consent("letters", given=False), GoTo("menu")],
        ),
    ],
)
