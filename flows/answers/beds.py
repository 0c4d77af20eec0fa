"""Answers about a place to sleep, and both waiting lists. None of them promises one."""

from bot.engine import Article, Topic, _, pgettext

TONIGHT = Article(
    "sleep_tonight",
    _("Where can I sleep tonight?"),
    [
        _(
            "Call Samusocial: 0800 99 340, free, day and night. Often it is full: call early, "
            "and try again."
        ),
        _("In the morning, the Humanitarian Hub has a list for emergency beds."),
        _("Under 18, pregnant, ill, or with children? Tap Emergency and tell us now."),
    ],
    pgettext(
        "search words",
        "sleep|sleep tonight|bed|night|shelter|outside|street|homeless|Samusocial|no place|"
        "where to sleep|cold|hostel",
    ),
    source="samusocial.be; belrefugees.be",
    stale_after=30,
    places=["samusocial", "hub"],
)

FEDASIL_LIST = Article(
    "fedasil_list_register",
    _("How do I get on the Fedasil list?"),
    [
        _(
            "No place on the day you asked for asylum? Fill in the form «Register for reception» "
            "on fedasilinfo.be. Fedasil answers by e-mail: look every day, also in the spam."
        ),
        _("A new phone or e-mail? Tell Fedasil. Keep a photo of your registration."),
        _("While you wait, you still have the right to a doctor and to a free lawyer."),
    ],
    pgettext(
        "search words",
        "Fedasil|waiting list|reception centre|camp|place in a centre|register for reception|"
        "e-mail from Fedasil|no place|how long Fedasil",
    ),
    source="Fedasil, fedasilinfo.be",
    stale_after=30,
    may_change=True,
    when_stale="hand over",
    places=["fedasil_info"],
)

FEDASIL_FIRST = Article(
    "fedasil_list_priority",
    _("Who gets a Fedasil place first?"),
    [
        _(
            "Children, women, families and people who need more care come first. Single men wait "
            "the longest: Fedasil says the weakest first, then by date."
        ),
        _(
            "Are you ill, disabled, old, or a victim of violence? Tell Fedasil, a doctor or a "
            "social worker, and ask for a medical certificate."
        ),
        _("We cannot change anything on the Fedasil list."),
    ],
    pgettext(
        "search words",
        "Fedasil order|who is first|priority|single man|how long wait|months waiting|"
        "vulnerable|faster|why others first",
    ),
    source="Fedasil, fedasilinfo.be; medimmigrant.be",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
)

COURT = Article(
    "no_place_court",
    _("Can a court give me a place?"),
    [
        _(
            "A lawyer can ask the labour court to order Fedasil to give you a place. Courts have "
            "done it thousands of times."
        ),
        _("It is not always fast: many people still waited after they won."),
        _(
            "Go to the Legal Helpdesk or a legal aid office with your Annex 26 and the e-mail "
            "from Fedasil."
        ),
    ],
    pgettext(
        "search words",
        "court|labour court|judge|sue Fedasil|right to reception|penalty|tribunal|no reception|"
        "lawyer for a place",
    ),
    source="AIDA, asylumineurope.org; vluchtelingenwerk.be",
    stale_after=60,
    may_change=True,
    when_stale="hand over",
    places=["legal_helpdesk"],
)

TWO_LISTS = Article(
    "hub_list_vs_fedasil",
    _("Is your list the Fedasil list?"),
    [
        _("No, there are two lists. You can be on both, and one does not put you on the other."),
        _(
            "Fedasil is the government: a place in a reception centre during your asylum case. "
            "It answers by e-mail."
        ),
        _(
            "Our list is for emergency beds in Brussels, by volunteers and associations. You "
            "need no papers for it."
        ),
    ],
    pgettext(
        "search words",
        "two lists|which list|BelRefugees|Hub list|difference|same list|shelter list|"
        "emergency bed|your list",
    ),
    source="belrefugees.be; fedasilinfo.be",
    stale_after=60,
)

TOPIC = Topic(
    "beds",
    _("🛌 Reception and lists"),
    [TONIGHT, FEDASIL_LIST, FEDASIL_FIRST, COURT, TWO_LISTS],
)
