"""The telephone numbers of an emergency: each with its hours, languages and cost, as far as known.

Every number has to be verified by the organisation before use (DOMAIN.md, section 6). Where a
number has an international form it stands in it: Telegram makes a link of that one alone.
"""

from bot.engine import _, joined

# Translators: keep every telephone number in this file exactly as it is.
CALL_112 = _(
    "📞 112: free, day and night. Ask for an ambulance or the police, and say "
    "where you are. An ambulance needs no papers."
)
HOSPITAL = _("📞 Call 112 now, or go to the emergency department of a hospital.")
DOCTOR = _("A doctor at night or at the weekend: 1733, or +32 2 524 98 89 from a foreign number.")
POISON = _("Poison, or too much medicine: +32 70 245 245. Danger now: 112.")
ILL = joined(HOSPITAL, DOCTOR)

BIRTH = _(
    "📞 Call 112 now, free: the birth begins, there is blood, or much pain. "
    "Every hospital helps you, also without papers."
)

DANGER_NOW = _("📞 Danger now: call the police, 101, or 112. It is not your fault.")
AT_HOME = _("Violence at home: 0800 30 030 (French, free) or 1712 (Dutch, free).")
SEXUAL_VIOLENCE = _("After sexual violence: +32 2 535 45 42, day and night, for women and men.")
FORCED_BY_SOMEBODY = _(
    "Somebody forces you to work or to sell sex: +32 78 05 58 00, day and night."
)
VIOLENCE = joined(DANGER_NOW, SEXUAL_VIOLENCE, AT_HOME, FORCED_BY_SOMEBODY)

AFTER_SEXUAL_VIOLENCE = joined(
    _(
        "📞 The care centre CPVS, Brussels: +32 2 535 45 42, day and night, for women, men and "
        "boys. A doctor and a psychologist; police only if you want."
    ),
    _(
        "Go as soon as you can. It helps also after days or weeks. "
        "To talk, in French: 0800 98 100, free."
    ),
)
FORCED = joined(
    _("📞 +32 78 05 58 00, day and night: they help people who are forced to work or to sell sex."),
    _("You need not go to the police first. Danger now: 101 or 112, free."),
)

DESPAIR = joined(
    _("You are not alone. If you may hurt yourself now, call 112."),
    _(
        "Or talk to someone, free, day and night: "
        "0800 32 123 (French), 1813 (Dutch). In English: +32 2 648 40 14."
    ),
)

CHILD_ALONE = _(
    "Under 18 and alone: call the Guardianship Service, +32 78 15 43 24, "
    "day and night. A missing child: 116 000."
)
MISSING = joined(
    _("📞 A child is missing: call the police, 101, or 112, now. And Child Focus, 116 000."),
    _("All three are free, day and night. A child who wants to talk: 103 (French), 102 (Dutch)."),
)
OUTSIDE = _("Outside with a baby or in the cold: Samusocial, 0800 99 340, free.")
COLD = joined(
    _("📞 Samusocial: 0800 99 340, free, day and night. Say that you are outside, and with whom."),
    _("Somebody does not wake up, or a baby is cold and does not drink: call 112."),
)
