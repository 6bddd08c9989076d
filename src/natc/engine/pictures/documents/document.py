"""A document as a value: what stands on its pages, in one language, before it is PDF or Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from natc.engine.pictures.picture import Picture


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


@dataclass(frozen=True)
class Drawing:
    """A picture with its caption and alternative text; its table stands below it."""

    picture: Picture


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Notice | Bullets | Grid | Drawing | NewPage


@dataclass(frozen=True)
class Document:
    """What is printed. `banner` stands on every page; `day` is the creation date in the file, so the same input has the same bytes."""

    lang: str  # one of natc.engine.text.LANGUAGES
    title: str
    subtitle: str
    banner: str
    page: str  # "page {n} of {all}": the words around the two numbers
    day: date
    blocks: Sequence[Block]
