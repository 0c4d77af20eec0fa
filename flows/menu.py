"""The menu: where every road begins and ends."""

from bot.engine import Choice, Flow, GoTo, Outcome, Question, ShowRequests, _

menu = Flow(
    "menu",
    [
        Question(
            "menu",
            _("What do you need? Tap, write or speak."),
            [
                Choice("emergency", _("🆘 Emergency"), then="to_emergency"),
                Choice("status", _("📄 My papers or my status"), then="to_status"),
                Choice("sleep", _("🛏 A place to sleep"), then="to_sleep"),
                Choice("other_help", _("🤝 Other help"), then="to_other_help"),
                Choice("questions", _("💡 Common questions"), then="to_questions"),
                Choice("places", _("📍 Places and hours"), then="to_places"),
                Choice("requests", _("📬 My requests"), then="to_requests"),
                Choice("my_data", _("🔒 My data"), then="to_my_data"),
            ],
        ),
        Outcome("to_emergency", effects=[GoTo("emergency", afresh=True)]),
        Outcome("to_status", effects=[GoTo("status")]),
        Outcome("to_sleep", effects=[GoTo("shelter", afresh=True)]),
        Outcome("to_other_help", effects=[GoTo("other_help")]),
        Outcome("to_questions", effects=[GoTo("questions", afresh=True)]),
        Outcome("to_places", effects=[GoTo("places", afresh=True)]),
        Outcome("to_requests", effects=[ShowRequests()]),
        Outcome("to_my_data", effects=[GoTo("my_data", afresh=True)]),
    ],
)
