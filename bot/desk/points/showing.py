"""/places: the list, and one place as people read it, with who checked it."""

from __future__ import annotations

from bot.desk.shelter.screen import NOTHING, Buttons, Screen
from bot.desk.staff import name_of
from bot.engine import Text, _, joined, lines, ngettext, pgettext
from bot.places.hours_words import Reader
from bot.places.store import all_points, is_sure
from bot.places.words import card
from bot.store.tables import ServicePoint

TITLE = _("📍 Places and hours, as people read them in every language. Tap one.")
HOW = _("Coordinators change them here, and people read the change at once.")
PEOPLE_READ = _("People read:")
SECRET = _("🔒 Secret: its address is nowhere here, and nobody is told it by the bot.")
SOURCE = _("Source: %(source)s")
CHECKED_BY = _("Checked last by %(name)s.")
NOBODY_CHECKED = _("Nobody of the team has checked it.")
KNOWN = Text("✓ %(name)s")
UNSURE = Text("❔ %(name)s")

CHECK = pgettext("button", "✅ Everything here is right today")
HOURS = pgettext("button", "🕘 Change the hours")
TODAY = pgettext("button", "🚫 Closed today")
TOMORROW = pgettext("button", "🚫 Closed tomorrow")
DAY = pgettext("button", "📅 Another day")
USUAL = pgettext("button", "↩️ All days as usual")
SHUT = pgettext("button", "⛔ Closed until further notice")
OPEN = pgettext("button", "🟢 Open again")
TIMES = pgettext("button", "👕 When things are given out")
PHONE = pgettext("button", "☎️ Telephone")
ADDRESS = pgettext("button", "🏠 Address")
ALL = pgettext("button", "◀️ All places")


def may_change(screen: Screen) -> bool:
    """Whether they coordinate a service: places belong to all of them."""
    return "coordinator" in screen.member.roles.values()


def reader(screen: Screen) -> Reader:
    """How they read it."""
    member = screen.member
    return Reader(member.office.catalogues, member.volunteer.language, member.office.now())


async def home(screen: Screen) -> Text:
    """Every place, a button each; which nobody is sure of."""
    points, now = await all_points(screen.member.session), reader(screen).now
    unsure = sum(not is_sure(point, now) for point in points)
    due = ngettext("%(n)s is due for a check: ❔", "%(n)s are due for a check: ❔", unsure)
    rows = [
        [screen.button(_label(each, known=is_sure(each, now)), "p.one", each.id)] for each in points
    ]
    screen.show(joined(TITLE, *([due] if unsure else []), HOW), rows, public=True)
    return NOTHING


async def one(screen: Screen) -> Text:
    """One place."""
    await show_one(screen, await screen.row(0, ServicePoint))
    return NOTHING


async def show_one(screen: Screen, point: ServicePoint, said: Text = PEOPLE_READ) -> None:
    """What people read of it, what only staff read, and what can be done."""
    name = await name_of(screen.member.session, screen.member.office, point.checked_by)
    checked = CHECKED_BY.with_values(name=name or "–") if point.checked_at else NOBODY_CHECKED
    source = SOURCE.with_values(source=point.source)
    secret = [SECRET] if point.secret else []
    text = joined(said, card(point, reader(screen)), lines(*secret, source, checked))
    ways = _ways(screen, point) if may_change(screen) else []
    screen.show(text, [*ways, [screen.button(ALL, "p.home")]], public=True)


def _ways(screen: Screen, point: ServicePoint) -> list[Buttons]:
    def key(label: Text, act: str, *about: str) -> Buttons:
        return [screen.button(label, act, point.id, *about)]

    usual = [key(USUAL, "p.usual")] if point.otherwise else []
    door = key(OPEN, "p.open") if point.closed else key(SHUT, "p.shut")
    where = [] if point.secret else key(ADDRESS, "p.type", "address")
    return [
        key(CHECK, "p.check"),
        [*key(TODAY, "p.day", "0"), *key(TOMORROW, "p.day", "1")],
        key(DAY, "p.type", "day"),
        *usual,
        door,
        key(HOURS, "p.type", "hours"),
        key(TIMES, "p.type", "times"),
        [*key(PHONE, "p.type", "phone"), *where],
    ]


def _label(point: ServicePoint, *, known: bool) -> Text:
    return (KNOWN if known else UNSURE).with_values(name=point.name)
