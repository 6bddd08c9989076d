"""The key under a drawing: a swatch and its words for every state of a figure that occurs in it."""

from collections.abc import Iterable

import altair as alt

from natc.engine.pictures.canvas import Box, Said, Style, canvas
from natc.engine.pictures.draw import FILL, QUIET, SMALL, WIDTH
from natc.engine.pictures.figures import HIDDEN, NONE, words

KEY_GAP = 8  # between a drawing and its key
ROW, SWATCH, EDGE = 20, 13, 4


def key(states: Iterable[str], lang: str) -> list[alt.LayerChart]:
    """The key for these states, as a list of one chart, or empty where all figures are in digits."""
    entries = blank_entries(states, lang)
    return [swatches(entries)] if entries else []


def blank_entries(states: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """Fill and words of those states that hold neither number nor class, in one order."""
    return [(FILL[state], words("states", state, lang)) for state in (HIDDEN, *NONE) if state in states]


def swatches(entries: list[tuple[str, str]]) -> alt.LayerChart:
    """Boxes in two columns, each with its fill and its words."""
    boxes, said = [], []
    for place, (fill, text) in enumerate(entries):
        left, top = EDGE + WIDTH / 2 * (place % 2), ROW * (place // 2) + 3
        boxes.append(Box(left, top, left + SWATCH, top + SWATCH, fill, QUIET))
        said.append(Said(left + SWATCH + 6, top + SWATCH / 2, text, Style(size=SMALL)))
    return canvas(ROW * ((len(entries) + 1) // 2), boxes=boxes, said=said)
