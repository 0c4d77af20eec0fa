"""Answers about interviews, decisions and appeals. None of them counts days for anybody."""

from bot.engine import Article, Topic, _, pgettext

INTERVIEW = Article(
    "cgrs_interview",
    _("How do I prepare for the big interview?"),
    [
        _(
            "The CGRS (CGRA, CGVS) invites you by letter. It can take up to 4 hours, with a break, "
            "and since June 2026 it is recorded. An interpreter is there if you asked for one."
        ),
        _("Prepare with your lawyer, who can be with you. Your children cannot come."),
        _("Bring your documents and tell the truth. Do not tell your story in this chat."),
    ],
    pgettext(
        "search words",
        "interview|CGRS|CGRA|CGVS|big interview|second interview|prepare|hearing|invitation|"
        "interpreter|protection officer",
    ),
    source="CGRS, cgrs.be; fedasilinfo.be",
    stale_after=120,
    may_change=True,
    when_stale="hand over",
)

MISSED = Article(
    "missed_interview",
    _("I missed my interview"),
    [
        _(
            "Do something today. Explain in writing why you did not come, with a proof, "
            "for example a paper from a doctor."
        ),
        _("The letter that invited you says how many days you have. The time is short."),
        _("Call your lawyer, or ask us for a helper."),
    ],
    pgettext(
        "search words",
        "missed interview|did not go|forgot interview|too late|was ill|appointment missed|"
        "overslept|not come|case closed",
    ),
    source="CGRS, cgra.be, August 2025",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

DECISIONS = Article(
    "decisions",
    _("Which decisions can I get?"),
    [
        _(
            "The CGRS can give you refugee status, or subsidiary protection (because of war or "
            "serious harm), or refuse."
        ),
        _(
            "It can also say that it does not examine your request, for example because another "
            "EU country protects you."
        ),
        _(
            "How long it takes is different for everybody. There is a date on the letter: show "
            "it to a lawyer at once."
        ),
    ],
    pgettext(
        "search words",
        "decision|answer|result|refugee status|subsidiary protection|positive|negative|refused|"
        "how long|waiting for decision|inadmissible",
    ),
    source="AIDA, asylumineurope.org",
    stale_after=120,
    may_change=True,
    when_stale="hand over",
)

APPEAL = Article(
    "appeal_deadline",
    _("I was refused. How long can I wait?"),
    [
        _("Do not wait. You can appeal to the CALL (in French CCE, in Dutch RvV)."),
        _(
            "The number of days is written in your letter. For some decisions it is very short, "
            "and weekends count too."
        ),
        _("Take the letter to a lawyer today. A lawyer can be free."),
    ],
    pgettext(
        "search words",
        "appeal|refused|negative|rejected|CALL|CCE|RvV|how many days|deadline|time limit|"
        "refusal|judge|court",
    ),
    source="CGRS, cgrs.be; AIDA, asylumineurope.org",
    stale_after=30,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk", "legal_aid_fr", "legal_aid_nl"],
)

STAY = Article(
    "appeal_stay",
    _("Can I stay during my appeal?"),
    [
        _(
            "Often yes, but not always. After a first refusal you can usually stay until the "
            "judge decides."
        ),
        _("After a second or third request, the appeal often does not stop a removal."),
        _(
            "Only a lawyer can tell you what is true for you. Ask also whether you keep your "
            "place in a reception centre."
        ),
    ],
    pgettext(
        "search words",
        "stay during appeal|deported|removal|leave Belgium|annex 35|suspensive|can they send me|"
        "police|wait for judge",
    ),
    source="CGRS, cgrs.be; AIDA, asylumineurope.org",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

TOPIC = Topic(
    "procedure",
    _("⚖️ Interview, decision, appeal"),
    [INTERVIEW, MISSED, DECISIONS, APPEAL, STAY],
)
