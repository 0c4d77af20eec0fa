"""What nobody may write by accident. Never run: mypy has to refuse each marked line."""

from bot.engine import AddToTicket, Choice, Flow, Message, Outcome, Question, Text, _
from bot.post.actions import React, Send

Choice("yes", "Yes")  # refused: arg-type
Choice("yes", _("Yes"), then=_("next"))  # refused: arg-type
Question("q", "words", [])  # refused: arg-type
Question("q", _("Which?"), ["yes", "no"])  # refused: list-item
Message("m", f"Hello {_('you')}")  # refused: arg-type
Outcome("end", "Thank you.")  # refused: arg-type
Outcome("end", effects=["open a ticket"])  # refused: list-item
Flow("f", [_("Hello")])  # refused: list-item
Send(_("Hello"))  # refused: arg-type
React("1", "🎉")  # refused: arg-type
hello: str = _("Hello")  # refused: assignment
_("Hello").lower()  # refused: attr-defined
_("Hello %(name)s").with_values(name=1.5)  # refused: arg-type
Text("Hello").msgid = "Bye"  # refused: misc
AddToTicket("papers").topic = "sleep"  # refused: misc
