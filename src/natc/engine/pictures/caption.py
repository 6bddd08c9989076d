"""What stands under a picture, so that nobody reads more into it than is there."""

from dataclasses import dataclass

import polars as pl

from natc.engine.pictures.figures import FEW, HIDDEN, NUMBER, STATE, TEXT, told, words
from natc.engine.release.figures import Mark, Showing


@dataclass(frozen=True)
class Caption:
    """The parts of a caption that the figures cannot say themselves, in the language of the page."""

    unit: str  # what is counted: "Registered persons"
    period: str  # "2024", "2019–2024"
    source: str
    mark: Mark | None  # how firm; None for exact papers that say so themselves
    caveat: str | None = None


def caption_text(caption: Caption, figures: pl.DataFrame, lang: str) -> str:
    """The caption in sentences, with how to read what is rounded, in a class, hidden or missing, where the figures have it."""
    parts = [
        words("caption", "unit", lang, unit=caption.unit, period=caption.period),
        words("caption", "source", lang, source=caption.source),
    ]
    if caption.mark:
        parts.append(words("marks", caption.mark.value, lang))
    if caption.caveat:
        parts.append(caption.caveat)
    return " ".join([*parts, *_how_to_read(told(figures, lang), lang)])


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
