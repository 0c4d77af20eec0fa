"""Draws the report of the list, in a process of its own: `python -m bot.shelter.picture` reads JSON
and writes a PNG.

`{"title": …, "panels": [{"title": …, "bars": [[label, number or null, what is said], …]}, …]}`. A
number that is hidden is null: no bar may show it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#1f6f5c", "#c8872c", "#4a6fa5", "#8a5a83")
FONTS = ["DejaVu Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans"]
"""Letters that the first one lacks are looked for in the next, where they are installed."""

WIDTH, BAR, HEAD = 9.0, 0.34, 0.85
"""Inches: of the picture, of one bar, and of what stands above a panel."""


def paint(given: dict[str, Any]) -> bytes:
    """The picture as a PNG. Raises ValueError, KeyError or TypeError for data of another shape."""
    import io
    import warnings

    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import font_manager
    from matplotlib import pyplot as plt

    warnings.simplefilter("ignore")  # a letter that no font has
    installed = {font.name for font in font_manager.fontManager.ttflist}
    mpl.rcParams["font.family"] = [font for font in FONTS if font in installed]
    panels = given["panels"]
    heights = [HEAD + BAR * len(panel["bars"]) for panel in panels]
    figure, all_axes = plt.subplots(
        len(panels),
        figsize=(WIDTH, sum(heights) + 0.5),
        height_ratios=heights,
        layout="constrained",
        squeeze=False,
    )
    figure.suptitle(given["title"], fontsize=13, fontweight="bold")
    for place, (axes, panel) in enumerate(zip(all_axes[:, 0], panels, strict=True)):
        _bars(axes, panel["title"], panel["bars"], COLOURS[place % len(COLOURS)])
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=110)
    plt.close(figure)
    return written.getvalue()


def _bars(axes: Axes, title: str, bars: Sequence[Sequence[Any]], colour: str) -> None:
    """One panel; each bar says its number, or that it is hidden."""
    places = range(len(bars))
    drawn = axes.barh(places, [number or 0 for _, number, _ in bars], color=colour, height=0.66)
    axes.bar_label(drawn, [said for _, _, said in bars], padding=5, fontsize=9)
    axes.set_yticks(places, [label for label, _, _ in bars], fontsize=9)
    axes.invert_yaxis()
    axes.set_title(title, loc="left", fontsize=11)
    axes.margins(x=0.18)
    axes.set_xlim(left=0)
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(length=0)


if __name__ == "__main__":
    sys.stdout.buffer.write(paint(json.load(sys.stdin)))
