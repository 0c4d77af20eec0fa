"""/list report: who waits and what was offered, in numbers that give nobody away."""

from __future__ import annotations

import json

from bot.desk.shelter.screen import NOTHING, Screen
from bot.engine import Text
from bot.post.actions import Send, SendDrawing
from bot.privacy.audit import note
from bot.shelter.figures import figures
from bot.shelter.report import Report
from bot.speech.splitting import LIMIT, split


async def report_command(screen: Screen, _argument: str) -> Text:
    """The report in words, and then as a picture where one can be drawn."""
    member = screen.member
    office, now = member.office, member.office.now()
    found = await figures(member.session, office.catalogues.codes, now)
    report = Report(found, now, office.catalogues, member.volunteer.language)
    for part in split(member.words(report.in_words()), LIMIT):
        member.send(Send(part))
    drawing = json.dumps(report.picture(), ensure_ascii=False)
    member.send(SendDrawing("list_report", drawing, member.words(report.title)))
    note(member.session, "list report", now, actor=member.id)
    return NOTHING
