"""The type checker stops what a translator, a reader or a ticket would stumble over."""

from __future__ import annotations

import re
from pathlib import Path

from mypy import api

WRONG = Path(__file__).with_name("must_not_check.py")
REFUSED = re.compile(r"# refused: ([\w-]+)$")
ERROR = re.compile(r"must_not_check\.py:(\d+): error: .* \[([\w-]+)\]$")


def expected() -> list[tuple[int, str]]:
    """The lines that are marked, and with which kind of error."""
    lines = enumerate(WRONG.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, mark[1]) for number, line in lines if (mark := REFUSED.search(line))]


def test_an_untranslated_string_and_other_slips_do_not_type_check(tmp_path: Path) -> None:
    options = ["--strict", "--config-file=", "--no-site-packages", "--no-pretty"]
    said, trouble, _ = api.run([*options, f"--cache-dir={tmp_path}", str(WRONG)])
    assert trouble == ""
    errors = [error for line in said.splitlines() if (error := ERROR.search(line))]
    assert sorted({(int(error[1]), error[2]) for error in errors}) == expected()
