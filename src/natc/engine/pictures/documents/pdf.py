"""A document as PDF: tagged, PDF/UA-1, by Typst. What is printed goes to Typst as JSON and is never read as Typst."""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, cast

import typst

from natc.engine.pictures.documents.document import Block, Document, Drawing

TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = Path(__file__).parents[1] / "fonts"
STANDARD = "ua-1"  # ISO 14289-1


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 on A4; the same document gives the same bytes."""
    printed = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"document": _as_json(document)},
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(document.day, time(), UTC),
    )
    return cast(bytes, printed)


def _as_json(document: Document) -> str:
    blocks = [{"kind": type(block).__name__, **_fields(block)} for block in document.blocks]
    return json.dumps({**vars(document), "day": document.day.isoformat(), "blocks": blocks}, ensure_ascii=False)


def _fields(block: Block) -> dict[str, Any]:
    match block:
        case Drawing(picture):
            return {"svg": picture.svg, "title": picture.title, "caption": picture.caption, "alt": picture.alt}
        case _:
            return vars(block)
