"""First contact: who is speaking, and may we keep what you write?"""

from bot.engine import Choice, Consent, Flow, GoTo, Outcome, Question, _, joined

KEEP = "keep_messages"

yes = _("✅ Yes")
only_information = _("ℹ️ Only information")

we_keep = joined(
    _("To help you, we keep your messages. Your helper reads them, and sometimes a coordinator."),
    _(
        "We give nothing to the police, the Immigration Office or Fedasil, unless you ask us to or "
        "a judge orders it. If a life is in danger, we may call for help."
    ),
    _("Do not write your whole story here: Telegram could read this chat."),
)

may_we = _(
    "With «Only information», you still get answers and emergency numbers. "
    "May we keep your messages?"
)

in_detail = joined(
    _(
        "What we keep: your language, your answers and your messages, under a number instead of "
        "your name. They are locked."
    ),
    _(
        "Who reads them: the one helper who takes your question, and sometimes a coordinator. "
        "They do not see your name or your phone number."
    ),
    _("You can see what we keep, and erase it, at any time: tap Menu, then My data."),
)

welcome = Flow(
    "welcome",
    [
        Question(
            "intro",
            joined(
                _(
                    "Hello. I am an automatic helper of %(organisation)s. "
                    "It is free. We are not the police and not the government."
                ),
                _(
                    "Ask about your papers, a place to sleep, food or a doctor: tap, write or "
                    "speak. A person reads: %(hours)s."
                ),
                _("In danger now? Call 112. This chat cannot send help."),
            ),
            [Choice("go_on", _("✅ Go on"))],
        ),
        Question(
            "consent",
            joined(we_keep, may_we),
            [
                Choice("yes", yes, then="kept"),
                Choice("information", only_information, then="not_kept"),
                Choice("more", _("❓ Tell me more"), then="consent_in_detail"),
            ],
        ),
        Question(
            "consent_in_detail",
            joined(in_detail, may_we),
            [
                Choice("yes", yes, then="kept"),
                Choice("information", only_information, then="not_kept"),
            ],
        ),
        Outcome("kept", _("Thank you."), [Consent(KEEP, given=True), GoTo("menu")]),
        Outcome(
            "not_kept",
            _("That is fine. We keep nothing that you write."),
            [Consent(KEEP, given=False), GoTo("menu")],
        ),
    ],
)

allow = Flow(
    "allow",
    [
        Question(
            "consent",
            joined(_("To ask a helper, we have to keep what you write."), we_keep, may_we),
            [
                Choice("yes", yes, then="kept"),
                Choice("information", only_information, then="not_kept"),
            ],
        ),
        Outcome("kept", _("Thank you."), [Consent(KEEP, given=True), GoTo("menu")]),
        Outcome(
            "not_kept",
            _("That is fine. We keep nothing that you write."),
            [Consent(KEEP, given=False), GoTo("menu")],
        ),
    ],
)
