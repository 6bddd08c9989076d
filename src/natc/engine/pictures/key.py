"""The key under a drawing: a swatch and its words for every state of a figure that occurs in it."""

from collections.abc import Iterable

import altair as alt

from natc.engine.pictures.draw import FILL, QUIET, SMALL, WIDTH, down, over, rows_of, sheet
from natc.engine.pictures.figures import HIDDEN, NONE, words

KEY_GAP = 8  # between a drawing and its key
ROW, SWATCH, EDGE = 20, 13, 4
COLUMN = WIDTH // 2


def key(states: Iterable[str], lang: str, *, left: int) -> list[alt.LayerChart]:
    """The key for these states under a chart with `left` units of room left of it; empty where all figures are in digits."""
    blank = [state for state in (HIDDEN, *NONE) if state in states]
    return [swatches([(FILL[state], words("states", state, lang)) for state in blank], left=left)] if blank else []


def swatches(entries: list[tuple[str, str]], *, left: int) -> alt.LayerChart:
    """Boxes in two columns, each with its fill and its words."""
    height = ROW * ((len(entries) + 1) // 2)
    placed = [
        {"fill": fill, "text": text, "left": EDGE + COLUMN * (place % 2) - left, "top": ROW * (place // 2) + 3}
        for place, (fill, text) in enumerate(entries)
    ]
    across = alt.Scale(domain=[0, WIDTH], range=[0, WIDTH], nice=False)
    base = rows_of(placed).transform_calculate(right=f"datum.left + {SWATCH}", bottom=f"datum.top + {SWATCH}")
    box = base.mark_rect(stroke=QUIET, strokeWidth=1).encode(
        x=alt.X("left:Q", scale=across, axis=None),
        x2="right:Q",
        y=alt.Y("top:Q", scale=down(height), axis=None),
        y2="bottom:Q",
        color=alt.Color("fill:N", scale=None),
    )
    text = base.transform_calculate(middle=f"datum.top + {SWATCH / 2}").mark_text(align="left", dx=6, fontSize=SMALL)
    said = text.encode(
        x=alt.X("right:Q", scale=across, axis=None), y=alt.Y("middle:Q", scale=down(height), axis=None), text="text:N"
    )
    return over(sheet(left=left, right=0, width=WIDTH - left, height=height), box, said, width=WIDTH - left, height=height)
