"""A document as PDF: tagged, PDF/UA-1, by Typst. What is printed goes to Typst as JSON and is never read as Typst."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from natc.engine.pictures.documents.document import Block, Document, Drawing, Grid
from natc.engine.pictures.draw import FONTS

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARD: Final = "ua-1"  # ISO 14289-1


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 on A4; the same document gives the same bytes."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"document": _as_json(document)},
        pdf_standards=STANDARD,
        timestamp=datetime.combine(document.day, time(), UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    """Noto Sans and nothing else, so that every machine prints the same."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _as_json(document: Document) -> str:
    blocks = [{"kind": type(block).__name__, **_fields(block)} for block in document.blocks]
    return json.dumps({**vars(document), "day": document.day.isoformat(), "blocks": blocks}, ensure_ascii=False)


def _fields(block: Block) -> dict[str, Any]:
    match block:
        case Drawing(picture, share):
            return {"svg": picture.svg, "title": picture.title, "caption": picture.caption, "alt": picture.alt, "share": share}
        case Grid():
            return {**vars(block), "shares": block.shares, "numeric": block.numeric}
        case _:
            return vars(block)
