"""The picture of the simulated nights: above how long people waited, by tier; below the beds that
stayed empty; both ways side by side on the same scales. Run by itself it reads JSON and writes the
file that it is given, as matplotlib has a process of its own.
"""

from __future__ import annotations

import json
import statistics
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SPAN = 7
"""Nights whose medians are taken together."""
TIERS = {
    1: ("#b3412f", "tier 1, most urgent"),
    2: ("#c98a1b", "tier 2"),
    3: ("#1f6f5c", "tier 3, everybody else"),
}
LONGEST, BEDS = "#9aa5a1", "#4a6fa5"
Lines = list[list[float]]
"""Night by night, the value in the run of each seed."""


def waited(rounds: list[dict[str, Any]], need: int) -> Lines:
    """Median days waited of those of a need who came in the last nights."""
    nights = len(rounds[0]["empty"])
    return [
        [
            statistics.median(found)
            for one in rounds
            if (found := [d for at, of, d in one["came"] if of == need and 0 <= night - at < SPAN])
        ]
        for night in range(nights)
    ]


def by_night(rounds: list[dict[str, Any]], what: str) -> Lines:
    """A value of each night, in each run."""
    return [list(values) for values in zip(*(one[what] for one in rounds), strict=True)]


def line(axes: Axes, lines: Lines, colour: str, label: str, style: str = "-") -> None:
    """The median of the runs, and from where to where they go."""
    shown = [(night, values) for night, values in enumerate(lines, 1) if values]
    nights = [night for night, _ in shown]
    axes.fill_between(
        nights, [min(v) for _, v in shown], [max(v) for _, v in shown],
        color=colour, alpha=0.2, linewidth=0,
    )  # fmt: skip
    middle = [statistics.median(v) for _, v in shown]
    axes.plot(nights, middle, style, color=colour, linewidth=2.5, label=label)


def paint(given: dict[str, Any], target: str) -> None:
    """Four fields: a column for each way."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    plt.rcParams.update({"font.size": 15, "axes.spines.top": False, "axes.spines.right": False})
    figure, fields = plt.subplots(2, 2, figsize=(10, 10), sharex=True, sharey="row")
    for column, (name, rounds) in enumerate(given["ways"].items()):
        above, below = fields[0][column], fields[1][column]
        line(above, by_night(rounds, "longest"), LONGEST, "longest of who still waits", ":")
        for need, (colour, label) in TIERS.items():
            line(above, waited(rounds, need), colour, label)
        line(below, by_night(rounds, "empty"), BEDS, "")
        title = (name[0].upper() + name[1:]).replace(", ", ",\n")
        above.set_title(title, fontsize=17, fontweight="bold", pad=12)
        below.set_xlabel("night")
    for axes in fields.flat:
        axes.set_ylim(bottom=0)
        axes.grid(axis="y", alpha=0.3)
    line(below, by_night(given["beside"], "empty"), LONGEST, "", "--")
    below.annotate("with as many calls as it takes", (59, 27), ha="right", color="#5f6b67")
    fields[0][0].set_ylabel("days waited until a bed")
    fields[1][0].set_ylabel(f"beds empty, of {given['beds']}")
    handles, labels = fields[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="upper center", ncols=2, frameon=False)
    figure.tight_layout(rect=(0, 0.03, 1, 0.91))
    seeds = f"Simulated: median of {len(given['beside'])} seeds, shaded from lowest to highest."
    figure.text(0.5, 0.012, seeds, ha="center", fontsize=13)
    figure.savefig(target, dpi=100)


if __name__ == "__main__":
    paint(json.load(sys.stdin), sys.argv[1])
