"""A document as a Word file, from the template document.docx. No macro; what is printed is escaped, never read as a template."""

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from natc.engine.pictures.documents.document import Document

TEMPLATE = Path(__file__).with_name("document.docx")
TAGS = {"en": "en-GB", "sr": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS"}  # BCP 47, as Word names them
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP archive: the same document gives the same bytes


def docx(document: Document) -> bytes:
    """The document as .docx on A4; the same document gives the same bytes."""
    file = DocxTemplate(TEMPLATE)
    blocks = [(type(block).__name__, block) for block in document.blocks]
    file.render({"document": document, "blocks": blocks}, autoescape=True)
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


def _describe(file: DocxTemplate, document: Document) -> None:
    """Title, language and day in the file's properties, and the language of its text."""
    properties = file.docx.core_properties
    made = datetime.combine(document.day, time(), UTC)
    properties.title, properties.language = document.title, TAGS[document.lang]
    properties.author, properties.comments, properties.created, properties.modified = "natc", document.banner, made, made
    for language in file.docx.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), TAGS[document.lang])
