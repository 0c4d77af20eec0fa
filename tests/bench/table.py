"""Figures as text: medians, and the extremes beside them where there were several rounds."""

from __future__ import annotations

import math

from tests.bench.figures import Figures, Rounds, middle


def printed(figures: Figures) -> str:
    """A Markdown table with its notes above, as it is printed and as docs/measures.md has it."""
    heads = ["", *figures.columns]
    if figures.compared:
        heads.append(f"{figures.compared[0]} ÷ {figures.compared[1]}")
    lines = [heads, *(_line(figures, name) for name in figures.rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    head, *body = (_joined(line, widths) for line in lines)
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([f"### {figures.title}", "", figures.notes, "", head, rule, *body, ""])


def _line(figures: Figures, name: str) -> list[str]:
    cells = [name, *(cell(values) for values in figures.rows[name].values())]
    return [*cells, cell(figures.ratios(name))] if figures.compared else cells


def _joined(cells: list[str], widths: list[int]) -> str:
    first, *others = (f"{c:{'<' if not n else '>'}{widths[n]}}" for n, c in enumerate(cells))
    return f"| {' | '.join([first, *others])} |"


def cell(values: Rounds) -> str:
    """The median, and from where to where the rounds went; – where there is no value."""
    if math.isnan(middle(values)):
        return "–"
    known = [value for value in values if not math.isnan(value)]
    spread = f" ({number(min(known))}–{number(max(known))})" if len(known) > 1 else ""
    return number(middle(values)) + spread


def number(value: float) -> str:
    """As many digits as can be told apart."""
    return f"{value:.0f}" if value == round(value) or abs(value) >= 100 else f"{value:.2f}"
