"""Pictures of figures: the first column as bars, drawn by matplotlib in a process of its own.

Run by itself it reads one table as JSON and writes the file that it is given.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.demo.process import ROOT
from tests.bench.figures import Figures, middle

FOLDER = Path("docs/pictures")


def draw(found: list[Figures]) -> None:
    """Write docs/pictures/bench-*.png, one for each table."""
    for figures in found:
        if not figures.bars:
            continue
        name = re.sub(r"\W+", "-", figures.title.lower()).strip("-")
        target = FOLDER / f"bench-{name}.png"
        given = {
            "title": figures.title,
            "column": figures.columns[0],
            "rows": {name: row[figures.columns[0]] for name, row in figures.rows.items()},
        }
        program = (sys.executable, "-m", "tests.bench.picture", str(ROOT / target))
        subprocess.run(program, input=json.dumps(given), text=True, check=True, cwd=ROOT)
        print(f"wrote {target}")


def paint(given: dict[str, Any], target: str) -> None:
    """Bars of the medians, with the extremes; what never came is said in words."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    names = list(given["rows"])
    medians = [middle(given["rows"][name]) for name in names]
    shown = [0.0 if math.isnan(value) else value for value in medians]
    figure, axes = plt.subplots(figsize=(8, 0.6 * len(names) + 1.2), layout="constrained")
    bars = axes.barh(names, shown, color=["#1f6f5c", *["#9aa5a1"] * (len(names) - 1)])
    words = ["not everybody finished" if math.isnan(v) else f"{v:.3g}" for v in medians]
    axes.bar_label(bars, words, padding=4)
    axes.invert_yaxis()
    axes.margins(x=0.25)
    axes.set(title=given["title"], xlabel=given["column"])
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(target, dpi=110)


if __name__ == "__main__":
    paint(json.load(sys.stdin), sys.argv[1])
