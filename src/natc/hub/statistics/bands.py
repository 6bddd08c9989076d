"""Several figures as one: between which numbers what they count together lies. Nothing here tells more than the figures do."""

from collections.abc import Sequence
from dataclasses import dataclass

from natc.engine.release.figures import Showing
from natc.engine.release.outputs.figure import Figure


@dataclass(frozen=True)
class Band:
    """What can be said of a count that is no figure of its own; its fields are those of a figure."""

    showing: Showing
    shown: int | None = None
    low: int | None = None
    high: int | None = None
    reason: str | None = None
    source: str | None = None


HIDDEN = Band(Showing.HIDDEN)
Told = Figure | Band


def together(figures: Sequence[Figure]) -> Told | None:
    """What these figures count together: None without any, one as it stands, of several the sum of their bounds.

    Where one of them is hidden so is the whole; where one has no number the whole has none, for the same reason.
    """
    if len(figures) < 2:
        return figures[0] if figures else None
    if any(one.showing is Showing.HIDDEN for one in figures):
        return HIDDEN
    for one in figures:
        if one.low is None or one.high is None:
            return Band(Showing.NONE, reason=one.reason)
    low, high = sum(one.low or 0 for one in figures), sum(one.high or 0 for one in figures)
    return Band(Showing.CLASS, low=low, high=high) if low < high else Band(Showing.EXACT, low, low, high)
