"""Boxes, words and lines at their places, in units of the viewBox from the upper left corner."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, TypeVar

import altair as alt

from natc.engine.pictures.draw import INK, LINE, PAPER, QUIET, TEXT_SIZE, WIDTH

RIM = 4  # of paper around letters, half of it outside them
Sortable = TypeVar("Sortable", "Style", "Stroke")


@dataclass(frozen=True)
class Box:
    """A filled rectangle, with or without an outline."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str
    stroke: str = "transparent"


@dataclass(frozen=True, order=True)
class Style:
    """How words are written. `rim`: with paper around the letters, to be read over lines and patterns."""

    size: int = TEXT_SIZE
    colour: str = INK
    align: str = "left"
    weight: str = "normal"
    slant: str = "normal"
    angle: int = 0  # degrees, clockwise
    rim: bool = False


@dataclass(frozen=True)
class Said:
    """One line of words; `y` is its middle."""

    x: float
    y: float
    text: str
    style: Style = Style()


@dataclass(frozen=True, order=True)
class Stroke:
    """How a line is drawn. `curve`: "linear", or "monotone" for one that leaves and arrives level."""

    width: float
    colour: str
    dash: tuple[float, ...] = ()
    curve: str = "linear"


@dataclass(frozen=True)
class Path:
    """A line through points, each (x, y)."""

    points: tuple[tuple[float, float], ...]
    stroke: Stroke


PLAIN = Style()
CENTRED = Style(align="center")
BLANK = Style(colour=QUIET, slant="italic")  # of what is no number
HEADING = Style(weight="bold")


@dataclass
class Canvas:
    """What is drawn over the whole width, down to `height`: lines lowest, the broadest first, then boxes, then words."""

    height: float = 0
    paths: list[Path] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def say_lines(self, x: float, middle: float, lines: Sequence[str], style: Style) -> None:
        """Add lines of words under each other, centred on `middle`."""
        first = middle - (len(lines) - 1) / 2 * LINE
        self.said += [Said(x, first + place * LINE, text, style) for place, text in enumerate(lines)]

    def chart(self, below: Sequence[alt.Chart] = ()) -> alt.LayerChart:
        """The drawing, over the layers `below`."""
        strokes = [_lines(stroke, paths) for stroke, paths in reversed(_grouped(self.paths, lambda path: path.stroke))]
        written = [layer for style, said in _grouped(self.said, lambda said: said.style) for layer in _words(style, said)]
        boxes = [_boxes(self.boxes)] if self.boxes else []
        return alt.LayerChart(layer=[*below, *strokes, *boxes, *written], width=WIDTH, height=self.height)


def rows_of(values: Iterable[Mapping[str, object]]) -> alt.Chart:
    """A chart of these rows, without a mark yet."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in values]))


def _grouped(items: Iterable[Any], look: Callable[[Any], Sortable]) -> list[tuple[Sortable, list[Any]]]:
    return [(key, list(group)) for key, group in groupby(sorted(items, key=look), key=look)]


def _boxes(boxes: Sequence[Box]) -> alt.Chart:
    x, y = alt.X("left:Q", scale=None, axis=None), alt.Y("top:Q", scale=None, axis=None)
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
    drawn = rows_of(map(asdict, boxes)).mark_rect(strokeWidth=1)
    placed: alt.Chart = drawn.encode(x=x, x2="right:Q", y=y, y2="bottom:Q", fill=fill, stroke=stroke)
    return placed


def _words(style: Style, said: Sequence[Said]) -> list[alt.Chart]:
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    base = rows_of({"x": each.x, "y": each.y, "text": each.text} for each in said).encode(x=x, y=y, text="text:N")
    return written(base, style)


def written(base: alt.Chart, style: Style) -> list[alt.Chart]:
    """The text of a chart's rows in this style."""
    look: dict[str, Any] = {"align": style.align, "fontSize": style.size, "angle": style.angle}
    look |= {"fontWeight": style.weight, "fontStyle": style.slant}
    rim = [base.mark_text(stroke=PAPER, strokeWidth=RIM, strokeJoin="round", **look)] if style.rim else []
    return [*rim, base.mark_text(color=style.colour, **look)]


def _lines(stroke: Stroke, paths: Sequence[Path]) -> alt.Chart:
    points = [{"path": number, "x": x, "y": y} for number, path in enumerate(paths) for x, y in path.points]
    look: dict[str, Any] = {"interpolate": stroke.curve, "color": stroke.colour, "strokeDash": list(stroke.dash)}
    x, y = alt.X("x:Q", scale=None, axis=None, sort=None), alt.Y("y:Q", scale=None, axis=None)
    line: alt.Chart = rows_of(points).mark_line(strokeWidth=stroke.width, **look).encode(x=x, y=y, detail="path:N")
    return line
