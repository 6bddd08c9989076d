"""Boxes, words and lines at their places, in units of the viewBox from the upper left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import altair as alt

from natc.engine.pictures.draw import INK, LINE, PAPER, QUIET, RIM, TEXT_SIZE, WIDTH, over, rows_of, sheet


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


@dataclass(frozen=True)
class Ribbon:
    """A line that leaves and arrives level."""

    left: float
    start: float
    right: float
    end: float
    width: float
    colour: str
    dash: tuple[float, ...] = ()


PLAIN = Style()
BLANK = Style(colour=QUIET, slant="italic")  # of what is no number
HEADING = Style(weight="bold")


def canvas(
    height: float, *, boxes: Iterable[Box] = (), said: Iterable[Said] = (), ribbons: Iterable[Ribbon] = ()
) -> alt.LayerChart:
    """Everything over the whole width: ribbons lowest, then boxes, then words."""
    ordered = sorted(said, key=lambda each: each.style)
    written = [mark for style, lines in groupby(ordered, key=lambda each: each.style) for mark in _written(style, list(lines))]
    ground = sheet(left=0, right=0, width=WIDTH, height=height)
    return over(ground, *map(_ribbon, ribbons), _boxes(list(boxes)), *written, width=WIDTH, height=height)


def column(x: float, middle: float, lines: Sequence[str], style: Style) -> list[Said]:
    """Lines of words under each other, centred on `middle`."""
    return [Said(x, middle + (place - (len(lines) - 1) / 2) * LINE, text, style) for place, text in enumerate(lines)]


def _boxes(boxes: list[Box]) -> alt.Chart:
    x, y = alt.X("left:Q", scale=None, axis=None), alt.Y("top:Q", scale=None, axis=None)
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
    drawn = rows_of([asdict(box) for box in boxes]).mark_rect(strokeWidth=1)
    placed: alt.Chart = drawn.encode(x=x, x2="right:Q", y=y, y2="bottom:Q", fill=fill, stroke=stroke)
    return placed


def _written(style: Style, lines: list[Said]) -> list[alt.Chart]:
    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)
    base = rows_of([{"x": line.x, "y": line.y, "text": line.text} for line in lines]).encode(x=x, y=y, text="text:N")
    look: dict[str, Any] = {"align": style.align, "fontSize": style.size, "angle": style.angle}
    look |= {"fontWeight": style.weight, "fontStyle": style.slant}
    rim = [base.mark_text(stroke=PAPER, strokeWidth=RIM, strokeJoin="round", **look)] if style.rim else []
    return [*rim, base.mark_text(color=style.colour, **look)]


def _ribbon(ribbon: Ribbon) -> alt.Chart:
    level = (ribbon.right - ribbon.left) / 4
    points = [
        {"x": ribbon.left, "y": ribbon.start},
        {"x": ribbon.left + level, "y": ribbon.start},
        {"x": ribbon.right - level, "y": ribbon.end},
        {"x": ribbon.right, "y": ribbon.end},
    ]
    dash = list(ribbon.dash)
    line = rows_of(points).mark_line(interpolate="monotone", color=ribbon.colour, strokeWidth=ribbon.width, strokeDash=dash)
    drawn: alt.Chart = line.encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None))
    return drawn
