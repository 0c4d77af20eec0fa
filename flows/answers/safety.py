"""Answers about safety, and about this bot."""

from bot.engine import Article, Topic, _, pgettext

# Translators: keep every telephone number in this file exactly as it is.
VIOLENCE = Article(
    "violence_women",
    _("Somebody hurt me or forced me"),
    [
        _("It is not your fault. Danger now: call 101 or 112."),
        _(
            "After sexual violence: the care centre CPVS, 02 535 45 42, day and night, for women, "
            "men and boys. A doctor and a psychologist; police only if you want."
        ),
        _(
            "To talk, free: 0800 98 100 (sexual violence), 0800 30 030 (violence at home, "
            "French), 1712 (Dutch). You can ask us for a woman to talk to."
        ),
    ],
    pgettext(
        "search words",
        "rape|violence|husband beats me|hurt me|forced sex|abuse|beaten|attack|SOS Viol|CPVS|"
        "sexual violence",
    ),
    source="wallonie.be, 2020; news.belgium.be",
    stale_after=120,
    places=["cpvs"],
)

TRAFFICKING = Article(
    "trafficking",
    _("I am forced to work, beg or sell sex"),
    [
        _(
            "You can get protection, a secret shelter, a doctor and a lawyer. Call 078 055 800, "
            "or PAG-ASA in Brussels. You need not go to the police first."
        ),
        _("Danger now: 101 or 112."),
        _(
            "Can somebody else see this phone? Type /delete to erase everything, and come to "
            "talk with us in person."
        ),
    ],
    pgettext(
        "search words",
        "trafficking|forced work|took my passport|took my papers|prostitution|begging|debt|"
        "boss controls me|exploitation|PAG-ASA|slave",
    ),
    source="news.belgium.be; fedasilinfo.be",
    stale_after=120,
)

LGBTI = Article(
    "lgbti",
    _("I am gay, lesbian, bisexual or trans"),
    [
        _(
            "It can be a reason for protection, if you are in danger because of it. You may tell "
            "the Immigration Office and the CGRS; the interpreter has to keep it secret."
        ),
        _(
            "You can ask for a woman or a man at the interview, and you need not show intimate "
            "photos."
        ),
        _("RainbowHouse Brussels supports people like you. You choose what you tell us."),
    ],
    pgettext(
        "search words",
        "gay|lesbian|trans|bisexual|LGBT|LGBTI|homosexual|queer|rainbow|same sex|hijra",
    ),
    source="rainbowhouse.be; queerin.be",
    stale_after=120,
    places=["rainbowhouse"],
)

MONEY = Article(
    "scam",
    _("Somebody asks me for money"),
    [
        _(
            "To ask for asylum, the Hub, our list, the Legal Helpdesk and this bot are free. "
            "Nobody can sell you a place on a list."
        ),
        _(
            "Do not give your passport, a card or a code of your phone to a stranger. We never "
            "ask for money or for a password."
        ),
        _(
            "Does somebody of a team ask for money or for sex? It is forbidden. Tell somebody "
            "you trust, or ask us for a person."
        ),
    ],
    pgettext(
        "search words",
        "money|pay|scam|fraud|fake|sell a place|price|cheat|bribe|corruption|fake lawyer|"
        "complaint|agent",
    ),
    source="our own rules; IASC, safeguardingsupporthub.org",
    stale_after=180,
)

PRIVACY = Article(
    "privacy",
    _("What does this bot know about me?"),
    [
        _(
            "It keeps your language, your answers and your messages under a number, locked. "
            "Telegram sees your name and this chat too."
        ),
        _(
            "We give nothing to the police, the Immigration Office or Fedasil, unless you ask us "
            "to or a judge orders it. If a life is in danger, we may call for help."
        ),
        _("Do not write your asylum story here. With /delete we erase everything."),
    ],
    pgettext(
        "search words",
        "privacy|my data|delete|secret|who reads|police see|safe to write|personal data|spy|"
        "is this bot safe",
    ),
    source="our own rules; ICRC Handbook on Data Protection, chapter 12",
    stale_after=90,
)

TOPIC = Topic(
    "safety",
    _("🛡 Safety and this bot"),
    [VIOLENCE, TRAFFICKING, LGBTI, MONEY, PRIVACY],
)
