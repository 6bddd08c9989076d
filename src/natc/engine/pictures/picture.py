"""A picture as a value: one drawing for the page, the PDF and the Word file."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Picture:
    """A drawing with everything that must stand beside it, in one language.

    svg: the drawing, text as text, Noto Sans; no script, nothing fetched. alt: what a person who cannot see it needs to know.
    table: the figures drawn, headings in the same language, numbers as they are shown; hidden and missing in words.
    """

    svg: str
    title: str
    caption: str  # source, period, how firm, caveat
    alt: str
    table: pl.DataFrame
