"""Answers about asking for asylum: where, how, and who decides."""

from bot.engine import Article, Topic, _, pgettext

# Translators: other words for this question, as people type them, separated by |. Your own, not
# translated one by one: also short, everyday and wrongly used words.
WHERE = Article(
    "apply_where",
    _("Where do I ask for asylum?"),
    [
        _(
            "Go yourself to the Registration Centre of the Immigration Office, on a working day, "
            "early. Mondays are the busiest. It is free, and nobody can do it for you."
        ),
        _("Bring your documents if you have any; you can also ask without them."),
        _("The law says within 8 working days after you arrive. Later is still possible."),
    ],
    pgettext(
        "search words",
        "apply|asylum|register|registration|international protection|new here|just arrived|"
        "first time|Belliard|Petit-Château|Immigration Office|where to go|start procedure",
    ),
    source="AIDA, asylumineurope.org, March 2025",
    stale_after=30,
    may_change=True,
    when_stale="hand over",
    places=["registration_centre"],
)

WHAT_HAPPENS = Article(
    "apply_what_happens",
    _("What happens when I register?"),
    [
        _(
            "The Immigration Office takes your photo and fingerprints. It asks your name, your "
            "family and how you travelled. Ask for an interpreter: it is free."
        ),
        _(
            "Say if you are ill, pregnant, under 18, have a disability or suffered violence. "
            "You can also say it later."
        ),
        _("Tell the truth. Keep a photo of every paper that you get."),
    ],
    pgettext(
        "search words",
        "fingerprints|photo|registration day|what do they ask|interpreter|first interview|"
        "questions|translator|screening",
    ),
    source="factsaboutbelgium.be; Immigration Office, dofi.ibz.be",
    stale_after=90,
    may_change=True,
    when_stale="hand over",
)

DUBLIN = Article(
    "dublin",
    _("Dublin: must another country decide?"),
    [
        _(
            "Belgium can ask another EU country to take your case, for example because your "
            "fingerprints or your visa are from there. You then get a decision: Annex 26quater."
        ),
        _(
            "You can appeal, but the time is short, and an appeal does not always stop the "
            "transfer. Take the paper to a lawyer the same day."
        ),
        _("Tell the lawyer about family in Belgium, illness, or bad treatment in that country."),
    ],
    pgettext(
        "search words",
        "Dublin|fingerprints in Italy|Greece|Germany|transfer|26quater|other country|Eurodac|"
        "send me back|responsible country|visa",
    ),
    source="Regulation (EU) 2024/1351, article 43; CGRS, cgrs.be",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

AGAIN = Article(
    "subsequent",
    _("Can I ask for asylum a second time?"),
    [
        _(
            "Yes, if you have new facts or new proof. You go to the Immigration Office again and "
            "get an Annex 26quinquies."
        ),
        _(
            "The CGRS first looks whether there is something new, often without an interview. "
            "Until then you often have no right to a reception place."
        ),
        _("Speak with a lawyer before you ask again."),
    ],
    pgettext(
        "search words",
        "second request|subsequent|new request|ask again|apply again|26quinquies|new proof|"
        "new documents|multiple applications",
    ),
    source="CGRS, cgra.be; AIDA, asylumineurope.org",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

PROTECTED = Article(
    "protected_elsewhere",
    _("I have papers from another EU country"),
    [
        _(
            "If another EU country already protects you, for example Greece, you can still ask "
            "here. Often the answer comes fast: not examined (inadmissible)."
        ),
        _(
            "The rules about a reception place were changed in 2025, and a part was stopped by "
            "the Constitutional Court in February 2026. They may change again."
        ),
        _(
            "See a lawyer before your interview. Bring proof of how you lived there: housing, "
            "work, health, violence."
        ),
    ],
    pgettext(
        "search words",
        "Greece|Greek papers|status in Greece|protection in another country|M status|"
        "refugee in Italy|residence permit other country|Bulgaria|recognised in Greece",
    ),
    source="Belga, belganewsagency.eu, February 2026; CGRS, cgra.be",
    stale_after=21,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

SPECIAL_NEEDS = Article(
    "special_needs",
    _("I am ill or was hurt: does it matter?"),
    [
        _(
            "Yes. The law gives special care to children, pregnant women, parents alone, people "
            "who are old, ill or disabled, and victims of trafficking, torture, rape or other "
            "serious violence."
        ),
        _(
            "Tell the Immigration Office, Fedasil and your lawyer, and ask a doctor for a "
            "certificate. You can say it later too."
        ),
        _("It can change where you stay and how your interview is done."),
    ],
    pgettext(
        "search words",
        "pregnant|disabled|handicap|wheelchair|torture|sick|illness|old|trauma|vulnerable|"
        "medical certificate|blind|deaf",
    ),
    source="AIDA, asylumineurope.org: special reception needs",
    stale_after=180,
    when_stale="hand over",
)

TOPIC = Topic(
    "asking",
    _("🏛 Asking for asylum"),
    [WHERE, WHAT_HAPPENS, DUBLIN, AGAIN, PROTECTED, SPECIAL_NEEDS],
)
