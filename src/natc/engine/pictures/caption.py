"""What stands beside a drawing, so that nobody reads more into it than is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import altair as alt
import polars as pl

from natc.engine.pictures.draw import to_svg
from natc.engine.pictures.figures import FEW, HIDDEN, NUMBER, STATE, TEXT, figure_table, told, words
from natc.engine.pictures.picture import Picture
from natc.engine.release.figures import Mark, Showing


@dataclass(frozen=True)
class Caption:
    """What the figures cannot say themselves, all in one language."""

    lang: str  # of LANGUAGES
    title: str
    unit: str  # what is counted: "Registered persons"
    period: str  # "2024", "2019–2024"
    source: str
    mark: Mark | None  # how firm; None for exact papers that say so themselves
    caveat: str | None = None

    def noting(self, note: str) -> "Caption":
        """The same with a note after the caveat."""
        return replace(self, caveat=f"{self.caveat} {note}" if self.caveat else note)


def pictured(chart: alt.LayerChart, figures: pl.DataFrame, *, by: Sequence[str], caption: Caption, message: str) -> Picture:
    """The picture of these figures: drawn, captioned, with its table. by: columns of labels; message: for who cannot see it."""
    return Picture(
        svg=to_svg(chart, title=caption.title, alt_text=message),
        title=caption.title,
        caption=caption_text(caption, figures),
        alt=message,
        table=figure_table(figures, by, caption.unit, caption.lang),
    )


def caption_text(caption: Caption, figures: pl.DataFrame) -> str:
    """The caption in sentences, with how to read what is rounded, in a class, hidden or missing, where the figures have it."""
    parts = [
        words("caption", "unit", caption.lang, unit=caption.unit, period=caption.period),
        words("caption", "source", caption.lang, source=caption.source),
    ]
    if caption.mark:
        parts.append(words("marks", caption.mark.value, caption.lang))
    if caption.caveat:
        parts.append(caption.caveat)
    return " ".join([*parts, *_how_to_read(told(figures, caption.lang), caption.lang)])


def opening(kind: str, caption: Caption) -> str:
    """The first sentence of an alternative text: what kind of picture, of what, when."""
    return words("alt", kind, caption.lang, title=caption.title, period=caption.period)


def listed(labels: Sequence[str], texts: Sequence[str], lang: str) -> str:
    """Every figure with its label, as one sentence."""
    return (
        "; ".join(words("alt", "item", lang, label=label, number=text) for label, text in zip(labels, texts, strict=True)) + "."
    )


def _how_to_read(figures: pl.DataFrame, lang: str) -> list[str]:
    states = set(figures[STATE])
    sentences = []
    if Showing.ROUNDED.value in set(figures["showing"]):
        sentences.append(words("caption", "rounded", lang))
    if FEW in states:
        lowest = figures.filter(pl.col(STATE) == FEW).sort("low", "high")[TEXT][0]
        sentences.append(words("caption", "class", lang, **{"class": lowest}))
    if HIDDEN in states:
        sentences.append(words("caption", "hidden", lang))
    if states - {NUMBER, FEW, HIDDEN}:
        sentences.append(words("caption", "none", lang))
    return sentences
