"""How an answer stands, in words for staff, with the name of the colleague who said so."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answers.standing import Standing
from bot.desk.staff import Member, name_of
from bot.engine import Text, _, verbatim
from bot.speech.dates import date_in_words

# Translators: staff read how an answer of the library stands. %(name)s is a colleague, %(day)s and
# %(next)s are like "3 March 2026".
NEVER = _("⚪ nobody has checked it yet")
STALE = _("🔴 %(name)s marked it as stale on %(day)s")
CHANGED = _("🟠 its words are others since %(name)s checked it on %(day)s")
OLD = _("🟡 %(name)s checked it on %(day)s, too long ago")
FINE = _("🟢 %(name)s checked it on %(day)s; due again on %(next)s")
# Translators: in the place of a colleague's name.
SOMEBODY = _("a colleague who has left")

HOW = {"never": NEVER, "stale": STALE, "changed": CHANGED, "old": OLD, None: FINE}


async def how_it_stands(member: Member, each: Standing) -> Text:
    """One line: checked by whom and when, and whether it is due."""
    zone = member.office.catalogues.zone
    on = each.check.at.astimezone(zone).date() if each.check else each.checked_on
    if on is None:
        return HOW[each.why]
    until = on + timedelta(days=each.article.stale_after + 1)
    return HOW[each.why].with_values(
        name=await _who(member, each), day=_day(member, on), next=_day(member, until)
    )


async def _who(member: Member, each: Standing) -> Text:
    name = each.article.checked_by
    if each.check is not None:
        name = await name_of(member.session, member.office, each.check.by)
    return verbatim(name) if name else SOMEBODY


def _day(member: Member, day: date) -> Text:
    return verbatim(date_in_words(day, member.volunteer.language))
