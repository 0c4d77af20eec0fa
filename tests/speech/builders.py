"""Languages and catalogues of a test's own, written into a folder."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.speech.catalogues import Catalogues

BRUSSELS = ZoneInfo("Europe/Brussels")

LANGUAGES = """
[en]
endonym = "English"
direction = "ltr"
fallback = ""
plural = "nplurals=2; plural=(n != 1);"
checked = "source"
hints = ["en"]

[fr]
endonym = "Français"
direction = "ltr"
fallback = "en"
plural = "nplurals=3; plural=(n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2);"
checked = "A. B., 2026-03-01"
hints = ["fr", "ln"]

[fa]
endonym = "فارسی"
direction = "rtl"
fallback = "en"
plural = "nplurals=2; plural=(n > 1);"
checked = ""
hints = ["fa"]

[fa-AF]
endonym = "دری"
direction = "rtl"
fallback = "fa"
plural = "nplurals=2; plural=(n > 1);"
checked = ""
hints = ["prs"]

[ckb]
endonym = "کوردی"
direction = "rtl"
fallback = "fr"
plural = "nplurals=2; plural=(n != 1);"
checked = ""
hints = ["ckb"]
"""

HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals={forms}; plural={rule};\\n"
"""
RULES = {"fr": (3, "(n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2)")}


def catalogues(folder: Path, *codes: str, **written: str) -> Catalogues:
    """Catalogues from .po texts by code (`fa_AF` for `fa-AF`); English is always one of them."""
    (folder / "languages.toml").write_text(LANGUAGES, encoding="utf-8")
    for name, messages in written.items():
        code = name.replace("_", "-")
        file = folder / code / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        forms, rule = RULES.get(code, (2, "(n > 1)"))
        header = HEADER.format(forms=forms, rule=rule)
        file.write_text(header + messages, encoding="utf-8")
    return Catalogues(["en", *codes], BRUSSELS, folder)


def po(msgid: str, *msgstr: str, plural: str = "", context: str = "", flags: str = "") -> str:
    """One message of a .po file."""
    lines = ["", f"#, {flags}" if flags else "", f'msgctxt "{context}"' if context else ""]
    lines += [f'msgid "{msgid}"']
    if plural:
        lines += [f'msgid_plural "{plural}"']
        lines += [f'msgstr[{place}] "{form}"' for place, form in enumerate(msgstr)]
    else:
        lines += [f'msgstr "{form}"' for form in msgstr]
    return "\n".join(line for line in lines if line) + "\n\n"
