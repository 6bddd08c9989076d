"""The situation report: what a release lets everybody know, with how to read it. It says nothing that the figures do not show."""

from collections.abc import Iterator, Sequence
from datetime import date

from natc.engine.pictures.documents.document import Block, Bullets, Document, Heading, Notice
from natc.engine.pictures.documents.shown import Shown, shown
from natc.engine.pictures.documents.situation_reading import how_to_read, sources, unknowns
from natc.engine.pictures.documents.situation_sections import (
    changes,
    children,
    corridors,
    forms,
    in_short,
    judgments,
    who_reported,
)
from natc.engine.release.figures import Mark, Release
from natc.engine.text import say


def situation(release: Release, earlier: Sequence[Release], lang: str) -> Document:
    """The report on a release; `earlier` releases add the years that it does not hold itself. A withdrawal is told alone."""
    told = shown(release, earlier, lang)
    mark = told.tell(release.mark.lower())
    return Document(
        lang=lang,
        title=told.tell("title"),
        subtitle=told.tell("subtitle", period=told.year, number=release.number),
        banner=told.tell("banner", number=release.number, mark=mark),
        page=told.tell("page"),
        day=date(told.year, 12, 31),
        blocks=tuple(_blocks(told)),
    )


def _blocks(told: Shown) -> Iterator[Block]:
    yield from _notice(told)
    if told.release.mark is Mark.WITHDRAWN:
        return
    yield Heading(told.tell("short"))
    yield Bullets(in_short(told))
    for key, section in SECTIONS.items():
        yield Heading(told.tell(key))
        yield from section(told)


def _notice(told: Shown) -> Iterator[Block]:
    release = told.release
    if release.mark is Mark.FINAL:
        return
    why = say(release.why, told.tell.lang) if release.why else ""
    yield Notice(told.tell(f"notice-{release.mark.lower()}", replaces=release.replaces, why=why).strip())


SECTIONS = {
    "reported": who_reported,
    "changed": changes,
    "forms": forms,
    "children": children,
    "corridors": corridors,
    "judgment": judgments,
    "unknown": unknowns,
    "read": how_to_read,
    "sources": sources,
}
