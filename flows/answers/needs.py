"""Answers about food, washing, clothes and a phone."""

from bot.engine import Article, Topic, _, pgettext

HUB = Article(
    "hub_services",
    _("What can I find at the Hub?"),
    [
        _(
            "The Humanitarian Hub is a day centre. You need no papers and no appointment: rest, "
            "eat, wash, get clothes, call your family, talk to a social worker or a legal helper."
        ),
        _("In the morning you can put your name on the list for emergency beds."),
        _("Not everything is open every day. «Places and hours» in the menu says what is."),
    ],
    pgettext(
        "search words",
        "Hub|Humanitarian Hub|day centre|Red Cross|BelRefugees|Tour & Taxis|Port|tea|rest|"
        "where is the Hub",
    ),
    source="belrefugees.be; servethecity.brussels",
    stale_after=14,
    places=["hub"],
)

WASH_AND_EAT = Article(
    "shower_clothes_food",
    _("Where can I eat, wash, get clothes?"),
    [
        _("At the Hub, at DoucheFLUX and at other places. Circé is only for women."),
        _("Some places ask 1 or 2 euros. There are free toilets and water in the city."),
        _("«Places and hours» in the menu says what is open now."),
    ],
    pgettext(
        "search words",
        "food|eat|hungry|meal|soup|shower|wash|laundry|clothes|shoes|jacket|blanket|"
        "sleeping bag|toilet|water|locker",
    ),
    source="donorinfo.be; dhnet.be; vivre-ensemble.be",
    stale_after=30,
    places=["hub", "doucheflux", "circe", "point_32"],
)

PHONE = Article(
    "phone_wifi",
    _("Where is there Wi-Fi, or a charger?"),
    [
        _("Day centres such as the Hub usually let you charge your phone for some time."),
        _("Public libraries, some stations and many squares have free Wi-Fi."),
        _(
            "Keep your number and your e-mail: Fedasil, lawyers and the asylum office use them. "
            "If they change, tell your lawyer, and tell us."
        ),
    ],
    pgettext(
        "search words",
        "phone|charge|charger|battery|Wi-Fi|wifi|internet|SIM card|new number|lost phone|"
        "call my family",
    ),
    source="general knowledge: staff give the real places",
    stale_after=30,
    places=["hub"],
)

TOPIC = Topic("needs", _("🍲 Food, washing, phone"), [HUB, WASH_AND_EAT, PHONE])
