"""Years from left to right over a base line: what lines and stages share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from natc.engine.pictures.canvas import CENTRED, HEADING, Box, Canvas, Said
from natc.engine.pictures.draw import ACCENT, FILL, INK, QUIET, SMALL
from natc.engine.pictures.figures import FEW

HEAD, SCALE, FOOT = 46, 84, 44  # of a panel: its heading and the digits over the highest figure; its scale; strip and years
EDGE = 6  # left and right of the years
BREADTH, BROADEST = 0.56, 40  # share of a year's room that a column takes; at most so many units
STRIP_TOP, STRIP, ZERO = 4, 12, 3  # below the base line, for what is no number; the strip's height; of the mark that says none
LETTER = 7.2  # width of a digit, generous
YEAR = replace(CENTRED, size=SMALL, colour=QUIET)


@dataclass(frozen=True)
class Panel:
    """The place of one panel: its years between `left` and `right`, `unit` of height a person above `base`."""

    left: float
    right: float
    base: float
    years: Sequence[str]
    unit: float

    @property
    def room(self) -> float:
        """The width of one year."""
        return (self.right - self.left) / len(self.years)

    def middle(self, year: str) -> float:
        """The middle of a year's room."""
        return self.left + self.room * (self.years.index(year) + 0.5)

    def column(self, year: str, least: int, most: int) -> Box:
        """A column from `least` to `most` persons: hatched if it is a class, dark and thin if it is none."""
        half = min(self.room * BREADTH, BROADEST) / 2
        left, right = self.middle(year) - half, self.middle(year) + half
        if not most:
            return Box(left, self.base - ZERO, right, self.base, INK)
        return Box(left, self.base - most * self.unit, right, self.base - least * self.unit, ACCENT)

    def band(self, year: str, least: int, most: int) -> Box:
        """The hatched column of a class."""
        return replace(self.column(year, least, most), fill=FILL[FEW], stroke=ACCENT)

    def blank(self, year: str, state: str) -> Box:
        """The box below the base line of a figure without number or class, which must not look like a small number."""
        top = self.base + STRIP_TOP
        return replace(self.column(year, 0, 0), top=top, bottom=top + STRIP, fill=FILL[state], stroke=QUIET)


def add_frame(canvas: Canvas, panel: Panel, label: str) -> None:
    """Draw a panel's heading, base line and years; as many years as have room, the last one always."""
    canvas.said.append(Said(panel.left, panel.base - SCALE - HEAD + 12, label, HEADING))
    canvas.boxes.append(Box(panel.left, panel.base, panel.right, panel.base + 1, QUIET))
    every = 1 + int(max(map(len, panel.years)) * LETTER / panel.room)
    y = panel.base + STRIP_TOP + STRIP + 11
    canvas.said += [Said(panel.middle(year), y, year, YEAR) for year in panel.years[::-1][::every]]
