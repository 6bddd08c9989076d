"""A document as a value: what stands on its pages, in one language, before it is PDF or Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from natc.engine.pictures.picture import Picture

FEW_COLUMNS, WIDE, NARROW = 5, 2.0, 0.7  # up to so many columns the first is so many times as wide as another; beyond, narrower


@dataclass(frozen=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together."""

    text: str


@dataclass(frozen=True)
class Notice:
    """Sentences that must be read before the figures, in a frame."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """Short statements; none is a heading of another."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: the first column says what a row is, the others hold figures as they are shown."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def shares(self) -> list[float]:
        """The width of each column, in parts of the whole."""
        first = WIDE if len(self.head) <= FEW_COLUMNS else NARROW
        whole = first + len(self.head) - 1
        return [first / whole, *[1 / whole] * (len(self.head) - 1)]

    @property
    def numeric(self) -> list[bool]:
        """Of each column, whether it holds figures, which stand to the right; words stand to the left."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.head)
        return [place > 0 and any(sign.isdecimal() for cell in column for sign in cell) for place, column in enumerate(columns)]


@dataclass(frozen=True)
class Drawing:
    """A picture with its caption and alternative text; a Grid with the same figures stands beside it."""

    picture: Picture
    share: float  # of the page's width


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Notice | Bullets | Grid | Drawing | NewPage


@dataclass(frozen=True)
class Document:
    """What is printed. `banner` stands on every page; `day` is its date of creation, so the same document has the same bytes."""

    lang: str  # one of natc.engine.text.LANGUAGES
    title: str
    subtitle: str
    banner: str
    page: str  # "page {n} of {all}": the words around the two numbers
    day: date
    blocks: Sequence[Block]
