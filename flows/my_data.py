"""My data: see what is kept, say what we may send, and erase it."""

from bot.engine import Choice, Erase, Flow, GoTo, Outcome, Question, ShowData, _, joined

my_data = Flow(
    "my_data",
    [
        Question(
            "what",
            _("What would you like to do with your data?"),
            [
                Choice("see", _("👁 See what you keep"), then="see"),
                Choice("news", _("🔔 News from us"), then="news"),
                Choice("letters", _("📬 Weekly reminder of letters"), then="letters"),
                Choice("erase", _("🗑 Erase everything"), then="erase"),
            ],
        ),
        Outcome("see", effects=[ShowData()]),
        Outcome("news", effects=[GoTo("news", afresh=True)]),
        Outcome("letters", effects=[GoTo("letters", afresh=True)]),
        Outcome("erase", effects=[GoTo("erase", afresh=True)]),
    ],
)

erase = Flow(
    "erase",
    [
        Question(
            "sure",
            joined(
                _(
                    "We erase everything you told us, about you and about others, and your "
                    "requests to us end. Nobody can bring it back."
                ),
                _("Your asylum procedure does not change."),
                _("What is on your phone, you have to delete there yourself."),
                _("Erase everything?"),
            ),
            [
                Choice("yes", _("🗑 Yes, erase everything"), then="erased"),
                Choice("no", _("No, keep it"), then="kept"),
            ],
        ),
        Outcome("erased", effects=[Erase()]),
        Outcome("kept", _("Nothing was erased."), [GoTo("menu")]),
    ],
)
