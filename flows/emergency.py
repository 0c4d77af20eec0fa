"""Emergency: numbers first, then four big choices, then a human. Works before any consent."""

from bot.engine import Choice, Flow, GoTo, Message, OpenTicket, Outcome, Question, _, joined

# Every number has to be verified by the organisation before use (DOMAIN.md, section 6).

# Translators: keep every telephone number exactly as it is.
CALL_112 = _(
    "📞 112: free, day and night. Ask for an ambulance or the police, and say "
    "where you are. An ambulance needs no papers."
)
ILL = joined(
    _("📞 Call 112 now, or go to the emergency department of a hospital."),
    _("A doctor at night or at the weekend: 1733, or +32 2 524 98 89 from a foreign number."),
)
VIOLENCE = joined(
    _("📞 Danger now: call the police, 101, or 112. It is not your fault."),
    _(
        "After sexual violence: 02 535 45 42, day and night, for women and men. "
        "Violence at home: 0800 30 030."
    ),
    _("Somebody forces you to work or to sell sex: 078 055 800."),
)
DESPAIR = joined(
    _("You are not alone. If you may hurt yourself now, call 112."),
    _(
        "Or talk to someone, free, day and night: "
        "0800 32 123 (French), 1813 (Dutch). In English: 02 648 40 14."
    ),
)
CHILD_ALONE = _(
    "Under 18 and alone: call the Guardianship Service, 078 15 43 24, "
    "day and night. A missing child: 116 000."
)
OUTSIDE = _("Outside with a baby or in the cold: Samusocial, 0800 99 340, free.")

TEAM_HAS_IT = joined(
    _("The team has your message. %(reading)s Your number is %(reference)s."),
    _("You can write here what happened and where you are. In danger, call 112."),
)

emergency = Flow(
    "emergency",
    [
        Question(
            "what",
            joined(
                CALL_112,
                # Translators: the French words are shown to somebody in the street. Keep them.
                _("You cannot speak? Show someone: «Aidez-moi. Appelez le 112.»"),
                _("What is happening?"),
            ),
            [
                Choice("health", _("🚑 Ill, hurt or giving birth"), then="health"),
                Choice("violence", _("⚠️ Somebody hurts or forces me"), then="violence"),
                Choice("despair", _("💔 I do not want to live"), then="despair"),
                Choice("child", _("🧒 A child alone, or outside in the cold"), then="child"),
                Choice("safe", _("I am safe"), then="safe"),
            ],
            summary=_("What is happening"),
        ),
        Message("health", ILL, then="tell"),
        Message("violence", VIOLENCE, then="tell"),
        Message("despair", DESPAIR, then="tell"),
        Message("child", joined(CHILD_ALONE, OUTSIDE), then="tell"),
        Question(
            "tell",
            joined(
                _("Shall we tell our team? %(reading)s"),
                _("This chat cannot send help: in danger, call 112."),
            ),
            [
                Choice("yes", _("📣 Tell the team"), then="told"),
                Choice("safe", _("I am safe"), then="safe"),
            ],
        ),
        Outcome("told", TEAM_HAS_IT, [OpenTicket("centre", "emergency", urgent=True)]),
        Outcome("safe", _("Good. We are here if you need us."), [GoTo("menu")]),
    ],
)
