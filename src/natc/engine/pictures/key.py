"""The key under a drawing: a swatch and its words for every state of a figure that occurs in it."""

from collections.abc import Iterable, Sequence

from natc.engine.pictures.canvas import Box, Canvas, Said, Style
from natc.engine.pictures.draw import FILL, QUIET, SMALL, WIDTH
from natc.engine.pictures.figures import HIDDEN, NONE, words

GAP = 8  # between a drawing and its key
ROW, SWATCH, EDGE = 20, 13, 4
Entry = tuple[str, str]  # fill, words


def blank_entries(states: Iterable[str], lang: str) -> list[Entry]:
    """Fill and words of those states that hold neither number nor class, in one order."""
    return [(FILL[state], words("states", state, lang)) for state in (HIDDEN, *NONE) if state in states]


def add_key(canvas: Canvas, entries: Sequence[Entry]) -> None:
    """Draw the key below what the canvas has, in two columns; nothing where there are no entries."""
    top = canvas.height + GAP
    for place, (fill, text) in enumerate(entries):
        left, upper = EDGE + WIDTH / 2 * (place % 2), top + ROW * (place // 2) + 3
        canvas.boxes.append(Box(left, upper, left + SWATCH, upper + SWATCH, fill, QUIET))
        canvas.said.append(Said(left + SWATCH + 6, upper + SWATCH / 2, text, Style(size=SMALL)))
    canvas.height += GAP + ROW * ((len(entries) + 1) // 2) if entries else 0
