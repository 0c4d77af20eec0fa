"""Answers about health. A number can still be tried when it is old, so old ones say so."""

from bot.engine import Article, Topic, _, pgettext

# Translators: keep every telephone number in this file exactly as it is.
EMERGENCY = Article(
    "emergency",
    _("Which number in an emergency?"),
    [
        _(
            "112: life in danger, an accident, fire, a birth, hard to breathe, much blood. "
            "101: police, violence now, somebody follows you."
        ),
        _(
            "Both are free, and you need no papers. Say where you are, what happened, and how "
            "many people are hurt."
        ),
        _("This chat cannot send help, and at night perhaps nobody reads it."),
    ],
    pgettext(
        "search words",
        "emergency|112|101|ambulance|police|fire|accident|danger|number to call|urgent|blood",
    ),
    source="sos112.be; police.be",
    stale_after=180,
)

NO_CENTRE = Article(
    "doctor_no_centre",
    _("I have no centre. Who pays a doctor?"),
    [
        _(
            "Fedasil pays if you ask first. Some days before, you or the doctor fill in the form "
            "for medical costs on fedasilinfo.be, and Fedasil sends a «requisitorium» by e-mail. "
            "Take it with you."
        ),
        _(
            "In an emergency, go first. Send the bill to Fedasil later, with the number on your "
            "Annex 26."
        ),
        _("The Refugee Medical Point of the Red Cross also sees people without a place."),
    ],
    pgettext(
        "search words",
        "doctor|who pays|hospital bill|medicine|pharmacy|requisitorium|réquisitoire|ill|"
        "medical costs|dentist|asylum seeker doctor",
    ),
    source="Fedasil, fedasilinfo.be; bx1.be",
    stale_after=60,
    places=["refugee_medical_point"],
)

AT_NIGHT = Article(
    "doctor_night",
    _("Ill at night or at the weekend?"),
    [
        _(
            "Call 1733, the doctor on duty: evening, night, weekend, holidays. It is for what "
            "cannot wait, but is no danger to life."
        ),
        _("With a foreign SIM card, call +32 2 524 98 89. Poison or too many pills: 070 245 245."),
        _("Life in danger? Call 112."),
    ],
    pgettext(
        "search words",
        "doctor at night|weekend|fever|pain|1733|poison|pills|sick child|pharmacy at night|"
        "doctor on duty",
    ),
    source="health.belgium.be; rtbf.be",
    stale_after=180,
)

NO_PAPERS = Article(
    "undocumented_health",
    _("No papers: can I see a doctor?"),
    [
        _(
            "Yes. Without papers and without money you have a right to urgent medical help (AMU, "
            "DMH). It is more than emergencies: also a doctor, medicine, a pregnancy, children."
        ),
        _(
            "Ask the social office (CPAS, OCMW) of the commune where you usually sleep. "
            "A doctor has to sign a form."
        ),
        _("No fixed place? Ask a social worker which CPAS. In an emergency go to hospital first."),
    ],
    pgettext(
        "search words",
        "no papers doctor|undocumented|CPAS|OCMW|AMU|DMH|urgent medical help|medical card|"
        "hospital without papers|sans papiers",
    ),
    source="medimmigrant.be",
    stale_after=120,
)

DESPAIR = Article(
    "sad_suicide",
    _("I feel very bad"),
    [
        _(
            "You are not alone, and help is free and secret. If you may hurt yourself now, call "
            "112, or go to the nearest hospital."
        ),
        _(
            "You can talk day and night: 0800 32 123 (French) or 1813 (Dutch); in English "
            "02 648 40 14. Only to talk: 107 (French), 106 (Dutch)."
        ),
        _("Stay with a friend if you can. Tap Emergency to tell our team."),
    ],
    pgettext(
        "search words",
        "sad|depressed|want to die|suicide|kill myself|cannot go on|stress|alone|psychologist|"
        "nightmares|cannot sleep|hopeless",
    ),
    source="preventionsuicide.be; zelfmoord1813.be; bx1.be",
    stale_after=180,
)

TOPIC = Topic(
    "health",
    _("🩺 Health"),
    [EMERGENCY, NO_CENTRE, AT_NIGHT, NO_PAPERS, DESPAIR],
)
