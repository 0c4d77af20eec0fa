"""Emergency: numbers first, then four big choices, then a human. Works before any consent.

Behind the four lie eight of the ten categories of DOMAIN.md, section 6; the two for a lawyer are
in `flows/urgent_legal.py`. The team is told before anybody is asked for anything more.
"""

from bot.engine import Choice, Flow, GoTo, Message, OpenTicket, Outcome, Question, _, joined
from flows import numbers, shown

TEAM_HAS_IT = joined(
    _("The team has your message. %(reading)s Your number is %(reference)s."),
    _("You can write here what happened and where you are. In danger, call 112."),
    _("If you want us to have your position, send it here: tap 📎, then Location."),
)
SHALL_WE_TELL = joined(
    _("Shall we tell our team? %(reading)s"),
    _("This chat cannot send help: in danger, call 112."),
)
TELL = Choice("yes", _("📣 Tell the team"), then="told")
SAFE = Choice("safe", _("I am safe"), then="safe")
EXACTLY = _("More exactly")
THE_TEAM = _("Our team")

emergency = Flow(
    "emergency",
    [
        Question(
            "what",
            joined(
                numbers.CALL_112,
                # Translators: the French words are shown to somebody in the street. Keep them.
                _("You cannot speak? Show someone: «Aidez-moi. Appelez le 112.»"),
                _("What is happening?"),
            ),
            [
                Choice("health", _("🚑 Ill, hurt or giving birth"), then="health"),
                Choice("violence", _("⚠️ Somebody hurts or forces me"), then="violence"),
                Choice("despair", _("💔 I do not want to live"), then="despair"),
                Choice("child", _("🧒 A child alone, or outside in the cold"), then="child"),
                Choice("legal", _("📄 Police, or a letter for today"), then="to_legal"),
                Choice("show", _("👁 Show a text to somebody"), then="show"),
                SAFE,
            ],
            summary=_("What is happening"),
        ),
        Question(
            "health",
            joined(numbers.ILL, numbers.POISON, SHALL_WE_TELL),
            [TELL, Choice("birth", _("🤰 A birth, or pregnant and ill"), then="birth"), SAFE],
            summary=EXACTLY,
        ),
        Question(
            "violence",
            joined(numbers.VIOLENCE, SHALL_WE_TELL),
            [
                TELL,
                Choice("sexual", _("After sexual violence"), then="sexual"),
                Choice("forced", _("I am forced to work or to sell sex"), then="forced"),
                SAFE,
            ],
            summary=EXACTLY,
        ),
        Question(
            "child",
            joined(numbers.CHILD_ALONE, numbers.OUTSIDE, SHALL_WE_TELL),
            [
                TELL,
                Choice("missing", _("🔍 A child is missing"), then="missing"),
                Choice("cold", _("❄️ Outside, or with a baby"), then="cold"),
                SAFE,
            ],
            summary=EXACTLY,
        ),
        Message("birth", numbers.BIRTH, then="tell"),
        Message("sexual", numbers.AFTER_SEXUAL_VIOLENCE, then="tell"),
        Message("forced", numbers.FORCED, then="tell"),
        Message("despair", numbers.DESPAIR, then="tell"),
        Message("missing", numbers.MISSING, then="tell"),
        Message("cold", numbers.COLD, then="tell"),
        Question("tell", SHALL_WE_TELL, [TELL, SAFE], summary=THE_TEAM),
        Question(
            "show",
            _("Which text? It is in French and in Dutch: show your screen to somebody near you."),
            [
                Choice("ambulance", _("🚑 I need an ambulance"), then="ambulance"),
                Choice("police", _("🚓 I need the police"), then="police"),
                Choice("danger", _("⚠️ I am in danger"), then="danger"),
            ],
            summary=_("Text shown to somebody"),
        ),
        Question("ambulance", shown.AMBULANCE, [TELL, SAFE], summary=EXACTLY),
        Question("police", shown.POLICE, [TELL, SAFE], summary=EXACTLY),
        Question("danger", shown.DANGER, [TELL, SAFE], summary=EXACTLY),
        Outcome("to_legal", effects=[GoTo("urgent_legal", afresh=True)]),
        Outcome("told", TEAM_HAS_IT, [OpenTicket("centre", "emergency", urgent=True)]),
        Outcome("safe", _("Good. We are here if you need us."), [GoTo("menu")]),
    ],
)
