"""A document as a Word file, from the template document.docx. No macro; what is printed is escaped, never read as a template."""

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docxtpl import DocxTemplate, InlineImage

from natc.engine.pictures.documents.document import Block, Document, Drawing, Grid
from natc.engine.pictures.draw import to_png

TEMPLATE = Path(__file__).with_name("document.docx")
TAGS = {"en": "en-GB", "sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS"}  # BCP 47, as Word names them
WIDTH = Mm(170)  # between the margins of A4
PIXELS = 3  # to a unit of a picture: 230 to an inch across the page
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP archive: the same document gives the same bytes


def docx(document: Document) -> bytes:
    """The document as .docx on A4; the same document gives the same bytes."""
    file = DocxTemplate(TEMPLATE)
    blocks = [(type(block).__name__, _inserted(file, block)) for block in document.blocks]
    file.render({"document": document, "blocks": blocks}, autoescape=True)
    for table, grid in zip(file.docx.tables, (block for block in document.blocks if isinstance(block, Grid)), strict=True):
        _spread(table, grid)
    _describe(file, document)
    written = BytesIO()
    file.save(written)
    return repacked(written.getvalue())


def repacked(archive: bytes) -> bytes:
    """The same ZIP archive with every member dated FIRST_DAY."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as found, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in found.namelist():
            made.writestr(ZipInfo(name, FIRST_DAY), found.read(name), ZIP_DEFLATED)
    return packed.getvalue()


def _inserted(file: DocxTemplate, block: Block) -> Any:
    """The block as the template takes it: a picture as pixels, with its alternative text."""
    if not isinstance(block, Drawing):
        return block
    pixels = BytesIO(to_png(block.picture, PIXELS))
    image = InlineImage(file, pixels, width=round(WIDTH * block.share))
    return {"image": image, "title": block.picture.title, "caption": block.picture.caption}


def _spread(table: Table, grid: Grid) -> None:
    """Give each column its share of the width, in the grid too, which LibreOffice goes by; figures to the right."""
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = round(WIDTH * share)
    for row in table.rows:
        for cell, share, numeric in zip(row.cells, grid.shares, grid.numeric, strict=True):
            cell.width = round(WIDTH * share)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if numeric else WD_ALIGN_PARAGRAPH.LEFT


def _describe(file: DocxTemplate, document: Document) -> None:
    """Title, language and day in the file's properties, and the language of its text."""
    properties = file.docx.core_properties
    made = datetime.combine(document.day, time(), UTC)
    properties.title, properties.language = document.title, TAGS[document.lang]
    properties.author, properties.comments, properties.created, properties.modified = "natc", document.banner, made, made
    pictures = [block.picture for block in document.blocks if isinstance(block, Drawing)]
    for shape, picture in zip(file.docx.inline_shapes, pictures, strict=True):
        shape._inline.docPr.set("descr", picture.alt)
    for language in file.docx.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), TAGS[document.lang])
