"""Answers about work, school, family, and going back."""

from bot.engine import Article, Topic, _, pgettext

WORK = Article(
    "work",
    _("When can I work?"),
    [
        _(
            "4 months after you lodged your asylum request, if the CGRS has not decided yet. "
            "Your orange card then says «Labour market: unlimited», and that is enough."
        ),
        _("After a second request you wait until it is accepted for examination."),
        _("Work without a contract is dangerous. Ask us for help."),
    ],
    pgettext(
        "search words",
        "work|job|work permit|labour market|money|contract|employer|black work|Actiris|earn",
    ),
    source="Fedasil, fedasilinfo.be; AIDA, asylumineurope.org",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
)

SCHOOL = Article(
    "school",
    _("Can my children go to school?"),
    [
        _(
            "Yes, every child, with or without papers. Children of school age must go, younger "
            "ones can. It is mostly free."
        ),
        _(
            "Older children who do not speak the language can begin in a special class: DASPA "
            "in French, OKAN in Dutch."
        ),
        _("Does a school say no because of papers or an address? Ask us for help."),
    ],
    pgettext(
        "search words",
        "school|children|kindergarten|class|learn French|learn Dutch|DASPA|OKAN|student|"
        "register child|language course",
    ),
    source="AIDA, asylumineurope.org: access to education",
    stale_after=180,
)

ALONE = Article(
    "minor_alone",
    _("I am under 18 and alone"),
    [
        _(
            "You have a right to a guardian, a safe place, a lawyer and school. It is free. "
            "Call the Guardianship Service, day and night: 078 15 43 24."
        ),
        _(
            "Or tell a social worker, the police or the Immigration Office that you are under 18 "
            "and alone. If they doubt your age, there may be a medical test."
        ),
        _("In danger, call 112. A child is missing: 116 000."),
    ],
    pgettext(
        "search words",
        "minor|under 18|child alone|guardian|age test|unaccompanied|MENA|NBMV|I am 16|I am 17|"
        "without parents|boy alone",
    ),
    source="fedasilinfo.be; justitie.belgium.be",
    stale_after=90,
)

REUNION = Article(
    "family_reunification",
    _("Can I bring my family to Belgium?"),
    [
        _(
            "Usually only after you get protection. For recognised refugees it is easier if the "
            "family applies soon after the decision: ask at once."
        ),
        _(
            "For people with subsidiary protection, a wait of 2 years was made law in 2025 and "
            "stopped by the Constitutional Court in February 2026. The rules are changing."
        ),
        _("Ask a lawyer, Myria, Caritas or the Red Cross early."),
    ],
    pgettext(
        "search words",
        "family reunification|bring my wife|bring my children|husband|parents|visa for family|"
        "my family is in|Caritas|Myria",
    ),
    source="altea.be; euronews.com, February 2026",
    stale_after=30,
    may_change=True,
    when_stale="hand over",
)

TRACING = Article(
    "find_family",
    _("I lost contact with my family"),
    [
        _(
            "The Red Cross looks for family members who were lost in war, in a disaster or on "
            "the way. It is free and secret, with or without papers, at any age."
        ),
        _("Call, or ask the Red Cross at the Hub."),
        _("Do not put names and photos of your family into public groups."),
    ],
    pgettext(
        "search words",
        "lost family|find my brother|find my mother|missing family|tracing|Red Cross|no contact|"
        "search my child|lost on the way",
    ),
    source="Red Cross, liens-familiaux.croix-rouge.be",
    stale_after=120,
    places=["red_cross_tracing"],
)

RETURN = Article(
    "voluntary_return",
    _("I want to go back to my country"),
    [
        _(
            "Fedasil organises and pays voluntary return: 0800 32 745, free. It is your own "
            "choice, and you can change your mind until the last moment."
        ),
        _("You can ask for information without deciding anything."),
        _("In an asylum procedure, or afraid to go back? Speak with a lawyer first."),
    ],
    pgettext(
        "search words",
        "go back|return|go home|voluntary return|my country|ticket home|leave Belgium|IOM",
    ),
    source="Fedasil, retourvolontaire.be",
    stale_after=180,
)

TOPIC = Topic(
    "life_here",
    _("👪 Work, school, family"),
    [WORK, SCHOOL, ALONE, REUNION, TRACING, RETURN],
)
