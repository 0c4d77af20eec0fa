"""Draws the report of the list, in a process of its own: `python -m bot.shelter.picture` reads JSON
and writes a PNG.

`{"title": …, "panels": [{"title": …, "bars": [[label, number or null, what is said], …]}, …]}`: two
panels beside each other. A number that is hidden is null: no bar may show it.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#1f6f5c", "#c8872c")
FONTS = ["DejaVu Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans"]
"""Letters that the first one lacks are looked for in the next, where they are installed."""

WIDTH, BAR, HEAD, TITLE = 13.0, 0.3, 0.5, 0.6
"""Inches: of the picture, of one bar, of what stands above a panel, and above all of them."""

BESIDE = 2
"""Panels in a row."""


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
    rows = [panels[start : start + BESIDE] for start in range(0, len(panels), BESIDE)]
    heights = [HEAD + BAR * max(len(panel["bars"]) for panel in row) for row in rows]
    figure, all_axes = plt.subplots(
        len(rows),
        BESIDE,
        figsize=(WIDTH, sum(heights) + TITLE),
        height_ratios=heights,
        squeeze=False,
    )
    figure.set_layout_engine("constrained", h_pad=0.12, w_pad=0.2)
    figure.suptitle(given["title"], fontsize=14, fontweight="bold")
    for place, axes in enumerate(all_axes.flat):
        if place < len(panels):
            most = max(len(panel["bars"]) for panel in rows[place // BESIDE])
            _bars(axes, panels[place], COLOURS[place % len(COLOURS)], most)
        else:
            axes.set_visible(False)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=110)
    plt.close(figure)
    return written.getvalue()


def _bars(axes: Axes, panel: dict[str, Any], colour: str, most: int) -> None:
    """One panel; each bar says its number, or that it is hidden. `most`: bars of the longest panel
    beside it, so that all bars are as thick.
    """
    bars = panel["bars"]
    places = range(len(bars))
    drawn = axes.barh(places, [number or 0 for _, number, _ in bars], color=colour, height=0.66)
    axes.bar_label(drawn, [said for _, _, said in bars], padding=5, fontsize=9)
    axes.set_yticks(places, [label for label, _, _ in bars], fontsize=9)
    axes.set_ylim(most - 0.5, -0.5)
    axes.set_title(panel["title"], loc="left", fontsize=11, fontweight="bold")
    axes.set_xlim(0, 1.15 * max([1, *(number or 0 for _, number, _ in bars)]))
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
    axes.tick_params(length=0)


if __name__ == "__main__":
    sys.stdout.buffer.write(paint(json.load(sys.stdin)))
